import Foundation

/// What another server answers, as libcurl hands it over piece by piece, up to a limit. Used by one thread only.
final class CurlSink {
    private(set) var bytes: [UInt8] = []
    private let most: Int

    init(most: Int) { self.most = most }

    /// How much was taken; less than offered ends the exchange.
    func take(_ piece: UnsafeRawBufferPointer) -> Int {
        guard bytes.count + piece.count <= most else { return 0 }
        bytes.append(contentsOf: piece)
        return piece.count
    }

    /// As signatures and forms want it: everything but letters, digits and `-._~`.
    static func escaped(_ text: String) -> String {
        let plain = CharacterSet(charactersIn: "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
        return text.addingPercentEncoding(withAllowedCharacters: plain) ?? ""
    }
}

/// libcurl's callback: `user` is the sink.
func writeToSink(_ bytes: UnsafeMutablePointer<CChar>?, _ size: Int, _ count: Int, _ user: UnsafeMutableRawPointer?) -> Int {
    guard let bytes, let user else { return 0 }
    return Unmanaged<CurlSink>.fromOpaque(user).takeUnretainedValue().take(UnsafeRawBufferPointer(start: bytes, count: size * count))
}
