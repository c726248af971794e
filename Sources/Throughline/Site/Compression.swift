import CDeflate
import Synchronization

/// Compresses whole bodies as gzip, with a few compressors kept for the next.
///
/// A compressor weighs up to some hundred kilobytes, so more than `spare` at once are made when needed and not kept.
final class Compression: Sendable {
    private let idle = Mutex<[Compressor]>([])
    private let spare: Int

    init(spare: Int = 4) { self.spare = spare }

    /// The gzip stream (RFC 1952) of the bytes; the same bytes always give the same stream, as no time is written into it.
    ///
    /// - Parameter level: 1 (quick) to 12 (small); others are brought into that range.
    /// - Returns: nil when there is no memory for it; send the bytes as they are.
    func deflate(_ bytes: [UInt8], level: Int) -> [UInt8]? {
        let level = min(max(level, 1), 12)
        let kept = idle.withLock { idle in
            idle.firstIndex { $0.level == level }.map { idle.remove(at: $0) }
        }
        guard let compressor = kept ?? Compressor(level: level) else { return nil }
        defer {
            idle.withLock { idle in
                if idle.count < spare { idle.append(compressor) }
            }
        }
        return compressor.gzip(bytes)
    }

    /// Whether a browser that sent this Accept-Encoding wants gzip (RFC 9110, 12.5.3): named or by `*`, its weight not 0
    /// and not below one given to `identity`.
    static func isWanted(by acceptEncoding: String?) -> Bool {
        guard let acceptEncoding, acceptEncoding.utf8.count <= 1_000 else { return false }
        var weights: [String: Double] = [:]
        for choice in acceptEncoding.split(separator: ",") {
            let parts = choice.split(separator: ";").map { $0.filter { !$0.isWhitespace }.lowercased() }
            guard let coding = parts.first else { continue }
            var weight = 1.0
            for part in parts.dropFirst() where part.hasPrefix("q=") { weight = Double(part.dropFirst(2)) ?? 0 }
            weights[coding] = weight
        }
        let gzip = weights["gzip"] ?? weights["x-gzip"] ?? weights["*"] ?? 0
        return gzip > 0 && gzip >= weights["identity"] ?? 0
    }
}

/// One compressor of libdeflate's. Not thread-safe: `Compression` lends it to one caller at a time, hence unchecked.
private final class Compressor: @unchecked Sendable {
    let level: Int
    private let handle: OpaquePointer

    init?(level: Int) {
        guard let handle = libdeflate_alloc_compressor(Int32(level)) else { return nil }
        self.level = level
        self.handle = handle
    }

    deinit { libdeflate_free_compressor(handle) }

    func gzip(_ bytes: [UInt8]) -> [UInt8]? {
        let most = libdeflate_gzip_compress_bound(handle, bytes.count)
        let stream = [UInt8](unsafeUninitializedCapacity: most) { buffer, count in
            count = libdeflate_gzip_compress(handle, bytes, bytes.count, buffer.baseAddress, most)
        }
        return stream.isEmpty ? nil : stream
    }
}
