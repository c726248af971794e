import Foundation

/// Where a bucket is and with which keys it is used.
public struct S3Bucket: Sendable {
    /// `https://s3.example.org`, without a slash at its end.
    let endpoint: String
    let name: String
    /// Empty, or ending in a slash.
    let prefix: String
    let region: String
    let keyID: String
    let secret: String

    /// `/name`: buckets are addressed by path, which every S3-compatible store understands.
    var path: String { "/" + name }

    /// Reads `s3://bucket/prefix`. The endpoint is Amazon's for the region unless one is given; keys and region come from the
    /// variables every S3 tool reads: AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_REGION.
    /// Throws ``InstanceError/storage(_:)`` with what is wrong.
    public init(_ text: String, endpoint: String?, environment: [String: String]) throws(InstanceError) {
        guard text.hasPrefix("s3://"), !text.hasPrefix("s3:///") else { throw .storage("--files wants s3://bucket/prefix") }
        let parts = text.dropFirst(5).split(separator: "/", omittingEmptySubsequences: true).map(String.init)
        guard let name = parts.first, parts.allSatisfy(Self.isPlain) else {
            throw .storage("--files wants s3://bucket/prefix, of the letters a to z, digits, dots, dashes and underscores")
        }
        guard let keyID = environment["AWS_ACCESS_KEY_ID"], let secret = environment["AWS_SECRET_ACCESS_KEY"], !keyID.isEmpty,
            !secret.isEmpty
        else { throw .storage("The keys of the file store are missing: set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY.") }
        let region = environment["AWS_REGION"] ?? environment["AWS_DEFAULT_REGION"] ?? "us-east-1"
        let address = endpoint ?? "https://s3.\(region).amazonaws.com"
        guard let scheme = URLComponents(string: address)?.scheme, ["http", "https"].contains(scheme), Self.isPlain(region) else {
            throw .storage("--s3-endpoint wants an address that begins with https://")
        }
        self.endpoint = address.hasSuffix("/") ? String(address.dropLast()) : address
        self.name = name
        prefix = parts.dropFirst().map { $0 + "/" }.joined()
        (self.region, self.keyID, self.secret) = (region, keyID, secret)
    }

    private static func isPlain(_ part: String) -> Bool {
        part != "." && part != ".."
            && part.utf8.allSatisfy { byte in
                let isLetter = (0x61...0x7A).contains(byte) || (0x41...0x5A).contains(byte)
                return isLetter || (0x30...0x39).contains(byte) || [0x2D, 0x2E, 0x5F].contains(byte)
            }
    }
}
