import CCurl
import Foundation

/// Something asked of another server by its operator's wish: a document, or a form that is answered with one. Nothing is followed elsewhere.
struct OutsideRequest: Sendable {
    let url: String
    /// Sent as a form where there is one.
    var form: [(name: String, value: String)]?
    /// Sent as JSON where there is one.
    var json: String?
    var user: String?
    var password = ""
    /// What lets us in, sent as a header.
    var bearer: String?
    var seconds = 10

    struct Answer: Sendable {
        let status: Int
        let body: [UInt8]
    }

    enum Problem: Error {
        /// Neither `https` nor, on this machine, `http`.
        case unsafe
        case unreachable
    }

    /// Nothing we ask for is longer.
    var longestAnswer = 256_000
    private static let isReady = curl_global_init(Int(CURL_GLOBAL_DEFAULT)) == CURLE_OK

    /// `https://id.example.org` of an address: what may be asked is told by this. Plain `http` only where no line lies between.
    static func origin(of url: String) -> String? {
        guard !url.contains(where: { $0.isWhitespace || $0 == "\\" || $0 == "@" }),
            let scheme = ["https://", "http://"].first(where: url.hasPrefix)
        else { return nil }
        let authority = url.dropFirst(scheme.count).prefix { !"/?#".contains($0) }.lowercased()
        let host = authority.hasPrefix("[") ? authority.prefix { $0 != "]" } + "]" : authority.prefix { $0 != ":" }
        let isHere = ["127.0.0.1", "localhost", "[::1]"].contains(host)
        return host.isEmpty || (scheme == "http://" && !isHere) ? nil : scheme + authority
    }

    /// On a thread of its own, since libcurl waits.
    func answer() async throws(Problem) -> Answer {
        guard Self.origin(of: url) != nil else { throw .unsafe }
        let result = await withCheckedContinuation { done in Thread.detachNewThread { done.resume(returning: outcome()) } }
        return try result.get()
    }

    private func outcome() -> Result<Answer, Problem> {
        guard Self.isReady, let curl = curl_easy_init() else { return .failure(.unreachable) }
        defer { curl_easy_cleanup(curl) }
        let sink = CurlSink(most: longestAnswer)
        var headers = curl_slist_append(nil, "Accept: application/json")
        if json != nil { headers = curl_slist_append(headers, "Content-Type: application/json") }
        if let bearer { headers = curl_slist_append(headers, "Authorization: Bearer \(bearer)") }
        defer { curl_slist_free_all(headers) }
        prepare(curl)
        _ = curl_set_pointer(curl, CURLOPT_HTTPHEADER, headers)
        let code = withExtendedLifetime(sink) {
            _ = curl_set_writer(curl, writeToSink, Unmanaged.passUnretained(sink).toOpaque())
            return curl_easy_perform(curl)
        }
        guard code == CURLE_OK else { return .failure(.unreachable) }
        var status = 0
        _ = curl_get_long(curl, CURLINFO_RESPONSE_CODE, &status)
        return .success(Answer(status: status, body: sink.bytes))
    }

    private func prepare(_ curl: UnsafeMutableRawPointer) {
        _ = curl_set_string(curl, CURLOPT_URL, url)
        _ = curl_set_string(curl, CURLOPT_PROTOCOLS_STR, "http,https")
        _ = curl_set_long(curl, CURLOPT_FOLLOWLOCATION, 0)
        _ = curl_set_long(curl, CURLOPT_NOSIGNAL, 1)
        _ = curl_set_long(curl, CURLOPT_CONNECTTIMEOUT, 5)
        _ = curl_set_long(curl, CURLOPT_TIMEOUT, seconds)
        _ = curl_set_string(curl, CURLOPT_USERAGENT, "Throughline")
        if let form {
            let body = form.map { "\(CurlSink.escaped($0.name))=\(CurlSink.escaped($0.value))" }.joined(separator: "&")
            _ = curl_set_string(curl, CURLOPT_COPYPOSTFIELDS, body)
        }
        if let json { _ = curl_set_string(curl, CURLOPT_COPYPOSTFIELDS, json) }
        if let user {
            // As RFC 6749, 2.3.1 wants it: written like fields of a form first.
            _ = curl_set_string(curl, CURLOPT_USERNAME, CurlSink.escaped(user))
            _ = curl_set_string(curl, CURLOPT_PASSWORD, CurlSink.escaped(password))
        }
    }
}
