import CCurl
import Database
import Foundation

/// One thing asked of a bucket.
struct S3Request: Sendable {
    enum Method: String, Sendable {
        case get = "GET"
        case put = "PUT"
        case delete = "DELETE"
    }

    let method: Method
    /// From the root, of letters that need no escape.
    let path: String
    /// In the order of their names.
    var query: [(String, String)] = []
    var body: [UInt8] = []
    /// The SHA-256 of the body in hex; that of nothing unless said.
    var bodyHash = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
}

struct S3Answer: Sendable {
    let status: Int
    let body: [UInt8]

    var text: String { String(decoding: body, as: UTF8.self) }
    /// The store's own word for what is wrong, such as `NoSuchBucket`.
    var code: String {
        guard let start = text.range(of: "<Code>"), let end = text.range(of: "</Code>"), start.upperBound <= end.lowerBound else {
            return ""
        }
        return String(text[start.upperBound..<end.lowerBound].prefix(60))
    }
    /// Whether asking again may help.
    var isPassing: Bool { [408, 429, 500, 502, 503, 504].contains(status) }
}

/// One signed request over libcurl, on the thread it is called on.
struct S3Exchange {
    let bucket: S3Bucket
    let request: S3Request

    private static let isReady = curl_global_init(Int(CURL_GLOBAL_DEFAULT)) == CURLE_OK
    /// Nothing we keep is larger.
    private static let longestAnswer = 64_000_000

    func outcome() -> Result<S3Answer, FileStoreError> {
        guard Self.isReady, let curl = curl_easy_init() else { return .failure(.other("libcurl did not start")) }
        defer { curl_easy_cleanup(curl) }
        // The signature is over the hash of the body, which we know; libcurl would say "unsigned".
        var headers = curl_slist_append(nil, "x-amz-content-sha256: \(request.bodyHash)")
        if request.method == .put { headers = curl_slist_append(headers, "Content-Type: application/octet-stream") }
        defer { curl_slist_free_all(headers) }
        prepare(curl)
        _ = curl_set_pointer(curl, CURLOPT_HTTPHEADER, headers)
        let sink = CurlSink(most: Self.longestAnswer)
        let source = Source(request.body)
        let code = withExtendedLifetime((sink, source)) {
            _ = curl_set_writer(curl, writeToSink, Unmanaged.passUnretained(sink).toOpaque())
            if request.method == .put {
                _ = curl_set_long(curl, CURLOPT_UPLOAD, 1)
                _ = curl_set_large(curl, CURLOPT_INFILESIZE_LARGE, curl_off_t(request.body.count))
                _ = curl_set_reader(curl, readFromSource, Unmanaged.passUnretained(source).toOpaque())
            }
            return curl_easy_perform(curl)
        }
        guard code == CURLE_OK else { return .failure(.gone) }
        var status = 0
        _ = curl_get_long(curl, CURLINFO_RESPONSE_CODE, &status)
        return .success(S3Answer(status: status, body: sink.bytes))
    }

    private func prepare(_ curl: UnsafeMutableRawPointer) {
        let query = request.query.map { "\($0.0)=\(CurlSink.escaped($0.1))" }.joined(separator: "&")
        _ = curl_set_string(curl, CURLOPT_URL, bucket.endpoint + request.path + (query.isEmpty ? "" : "?" + query))
        _ = curl_set_string(curl, CURLOPT_PROTOCOLS_STR, "http,https")
        // Without this libcurl's time-outs use signals, which belong to the whole process.
        _ = curl_set_long(curl, CURLOPT_NOSIGNAL, 1)
        _ = curl_set_long(curl, CURLOPT_CONNECTTIMEOUT, 10)
        // Before a large body libcurl waits for a "go on" that some stores never say.
        _ = curl_set_long(curl, CURLOPT_EXPECT_100_TIMEOUT_MS, 100)
        // Not for the whole, which may be large, but for a line on which nothing moves.
        _ = curl_set_long(curl, CURLOPT_LOW_SPEED_LIMIT, 100)
        _ = curl_set_long(curl, CURLOPT_LOW_SPEED_TIME, 30)
        _ = curl_set_string(curl, CURLOPT_CUSTOMREQUEST, request.method.rawValue)
        _ = curl_set_string(curl, CURLOPT_AWS_SIGV4, "aws:amz:\(bucket.region):s3")
        _ = curl_set_string(curl, CURLOPT_USERNAME, bucket.keyID)
        _ = curl_set_string(curl, CURLOPT_PASSWORD, bucket.secret)
    }

    /// The bytes still to be sent. Used by one thread only.
    fileprivate final class Source {
        private let bytes: [UInt8]
        private var place = 0

        init(_ bytes: [UInt8]) { self.bytes = bytes }

        func read(into buffer: UnsafeMutableRawPointer, most: Int) -> Int {
            let count = min(most, bytes.count - place)
            bytes.withUnsafeBytes { all in
                if let base = all.baseAddress, count > 0 { buffer.copyMemory(from: base + place, byteCount: count) }
            }
            place += count
            return count
        }
    }
}

private func readFromSource(_ buffer: UnsafeMutablePointer<CChar>?, _ size: Int, _ count: Int, _ user: UnsafeMutableRawPointer?) -> Int {
    guard let buffer, let user else { return 0 }
    return Unmanaged<S3Exchange.Source>.fromOpaque(user).takeUnretainedValue().read(into: buffer, most: size * count)
}
