import HTTPTypes
import Hummingbird
import Logging
import NIOCore

@testable import Throughline

/// Asks the site's own router, without a socket between.
struct Visitor: Sendable {
    let responder: RouterResponder<Visit>
    let logger: Logger

    func send(_ method: HTTPRequest.Method, _ path: String, _ language: String, _ headers: HTTPFields, body: [UInt8], type: String?)
        async throws -> Answer
    {
        var headers = headers
        headers[.acceptLanguage] = language
        if let type { headers[.contentType] = type }
        let request = Request(
            head: HTTPRequest(method: method, scheme: "http", authority: "learn.test", path: path, headerFields: headers),
            body: RequestBody(buffer: ByteBuffer(bytes: body)))
        let response = try await responder.respond(to: request, context: Visit(testing: Source(logger: logger)))
        let collected = Collected()
        try await response.body.write(Collecting(into: collected))
        return Answer(status: response.status.code, headers: response.headers, bytes: collected.bytes)
    }

    struct Source: RequestContextSource {
        let logger: Logger
    }
}
