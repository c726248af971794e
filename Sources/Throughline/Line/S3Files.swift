import CSodium
import Database
import Foundation

/// Bytes in a bucket of an S3-compatible store, as `prefix/ab/cdef…` by their hash.
///
/// A store that does not answer, or says that it is busy, is asked again after each of the `rests`; what was refused is not.
struct S3Files: FileStore {
    private let bucket: S3Bucket
    private let rests: [Duration]
    private let page: Int
    private let threads = FewAtOnce(4, name: "files")

    /// `page` is how many keys a list brings at once.
    init(bucket: S3Bucket, rests: [Duration] = [.milliseconds(200), .seconds(1), .seconds(3)], page: Int = 1_000) {
        (self.bucket, self.rests, self.page) = (bucket, rests, page)
    }

    /// Returns once the store has confirmed the bytes under their hash. Throws ``FileStoreError``.
    func put(_ bytes: [UInt8]) async throws -> String {
        let hash = Self.sha256(bytes)
        let answer = try await ask(S3Request(method: .put, path: path(of: hash), body: bytes, bodyHash: hash))
        guard (200..<300).contains(answer.status) else { throw Self.error(answer) }
        return hash
    }

    /// Fetches and checks. Throws ``FileStoreError``.
    func get(_ hash: String) async throws -> [UInt8]? {
        guard Self.isHash(hash) else { throw FileStoreError.notAHash }
        let answer = try await ask(S3Request(method: .get, path: path(of: hash)))
        if answer.status == 404, !answer.text.contains("NoSuchBucket") { return nil }
        guard answer.status == 200 else { throw Self.error(answer) }
        guard Self.sha256(answer.body) == hash else { throw FileStoreError.damaged(hash) }
        return answer.body
    }

    /// Throws ``FileStoreError``.
    func remove(_ hash: String) async throws {
        guard Self.isHash(hash) else { throw FileStoreError.notAHash }
        let answer = try await ask(S3Request(method: .delete, path: path(of: hash)))
        if answer.status == 404, !answer.text.contains("NoSuchBucket") { return }
        guard (200..<300).contains(answer.status) else { throw Self.error(answer) }
    }

    /// Asks the store when the bytes came last, since every put sends them anew. Between its answer and the removal lie milliseconds.
    /// Throws ``FileStoreError``.
    func remove(_ hash: String, unlessPutWithin seconds: Int) async throws -> Bool {
        guard Self.isHash(hash) else { throw FileStoreError.notAHash }
        let key = bucket.prefix + hash.prefix(2) + "/" + hash.dropFirst(2)
        let query = [("list-type", "2"), ("max-keys", "1"), ("prefix", String(key))]
        let answer = try await ask(S3Request(method: .get, path: bucket.path, query: query))
        guard answer.status == 200 else { throw Self.error(answer) }
        let listing = S3Listing(answer.text)
        guard listing.keys.first == key else { return true }
        // A time we cannot read may be this moment.
        guard let came = listing.times.first.flatMap(S3Listing.moment), Date().timeIntervalSince(came) >= Double(seconds) else {
            return false
        }
        try await remove(hash)
        return true
    }

    /// Page by page until the store says there is no more. Throws ``FileStoreError``.
    func all() async throws -> [String] {
        var hashes: [String] = []
        var next: String?
        repeat {
            // The signature covers these in the order of their names.
            var query = next.map { [("continuation-token", $0)] } ?? []
            query += [("list-type", "2"), ("max-keys", "\(page)"), ("prefix", bucket.prefix)]
            let answer = try await ask(S3Request(method: .get, path: bucket.path, query: query))
            guard answer.status == 200 else { throw Self.error(answer) }
            let listing = S3Listing(answer.text)
            hashes += listing.keys.compactMap(hash)
            next = listing.next
        } while next != nil
        return hashes.sorted()
    }

    private func ask(_ request: S3Request) async throws -> S3Answer {
        var rests = rests[...]
        while true {
            let outcome = await threads.run { [bucket] in S3Exchange(bucket: bucket, request: request).outcome() }
            switch outcome {
            case .success(let answer) where !answer.isPassing: return answer
            case .success(let answer) where rests.isEmpty: throw Self.error(answer)
            case .failure(let problem) where rests.isEmpty: throw problem
            default: try await Task.sleep(for: rests.removeFirst())
            }
        }
    }

    private func path(of hash: String) -> String { bucket.path + "/" + bucket.prefix + hash.prefix(2) + "/" + hash.dropFirst(2) }

    /// The hash behind a key of ours; nil for what else lies in the bucket.
    private func hash(_ key: String) -> String? {
        guard key.hasPrefix(bucket.prefix) else { return nil }
        let parts = key.dropFirst(bucket.prefix.count).split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 2, parts[0].utf8.count == 2, Self.isHash(parts.joined()) else { return nil }
        return parts.joined()
    }

    private static func error(_ answer: S3Answer) -> FileStoreError {
        switch answer.status {
        case 401, 403: .refused
        case 507: .full
        case 500..<600, 408, 429: .gone
        default: .other("The file store answered \(answer.status) \(answer.code).")
        }
    }

    private static func isHash(_ text: String) -> Bool {
        text.utf8.count == 64 && text.utf8.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }
    }

    static func sha256(_ bytes: [UInt8]) -> String {
        var digest = [UInt8](repeating: 0, count: Int(crypto_hash_sha256_BYTES))
        crypto_hash_sha256(&digest, bytes, UInt64(bytes.count))
        return hex(digest)
    }
}

/// One page of a bucket's list of keys, ListObjectsV2: only the four elements we need are looked for.
struct S3Listing {
    let keys: [String]
    /// When each key was written last, in its place.
    let times: [String]
    /// How to ask for the next page; nil on the last.
    let next: String?

    init(_ xml: String) {
        keys = Self.all("Key", in: xml)
        times = Self.all("LastModified", in: xml)
        let isMore = Self.all("IsTruncated", in: xml).first == "true"
        next = isMore ? Self.all("NextContinuationToken", in: xml).first : nil
    }

    /// `2026-12-03T09:30:00.000Z`, with or without a part of a second.
    static func moment(_ text: String) -> Date? {
        let whole = text.prefix { $0 != "." && $0 != "Z" }
        return try? Date(whole + "Z", strategy: .iso8601)
    }

    private static func all(_ element: String, in xml: String) -> [String] {
        var found: [String] = []
        var rest = xml[...]
        while let start = rest.range(of: "<\(element)>") {
            rest = rest[start.upperBound...]
            guard let end = rest.range(of: "</\(element)>") else { break }
            found.append(plain(rest[..<end.lowerBound]))
            rest = rest[end.upperBound...]
        }
        return found
    }

    private static func plain(_ text: Substring) -> String {
        guard text.contains("&") else { return String(text) }
        return String(text).replacing("&lt;", with: "<").replacing("&gt;", with: ">").replacing("&quot;", with: "\"").replacing(
            "&#39;", with: "'"
        )
        .replacing("&apos;", with: "'").replacing("&amp;", with: "&")
    }
}
