import Database
import DatabaseTesting
import Foundation
import HTMLTesting
import HTTPTypes
import Hummingbird
import Language
import Logging
import NIOCore
import Synchronization

@testable import Throughline

/// A browser with cookies of its own: somebody who is nobody yet.
final class Phone: Sendable {
    private let responder: RouterResponder<Visit>
    private let cookies = Mutex<[String: String]>([:])
    private let house: House
    private let peer: String?

    init(_ house: House, peer: String? = nil, session: String? = nil) {
        self.house = house
        self.peer = peer
        if let session { cookies.withLock { $0["session"] = session } }
        responder = Site(house: house).router.buildResponder()
    }

    var session: String? { cookies.withLock { $0["session"] } }

    /// A cookie as it is, put there, or taken away.
    subscript(cookie name: String) -> String? {
        get { cookies.withLock { $0[name] } }
        set { cookies.withLock { $0[name] = newValue } }
    }

    func get(_ path: String, in language: String = "en", headers: HTTPFields = [:]) async throws -> Answer {
        try await send(.get, path, language, headers, body: [], type: nil)
    }

    func post(
        _ path: String, in language: String = "en", headers: HTTPFields = [.origin: "http://learn.test"], _ fields: [(String, String)] = []
    )
        async throws -> Answer
    {
        let body = fields.map { World.encoded($0.0) + "=" + World.encoded($0.1) }.joined(separator: "&")
        return try await send(.post, path, language, headers, body: Array(body.utf8), type: "application/x-www-form-urlencoded")
    }

    /// Fills in what the page offers, and nothing it does not, and presses the button.
    func press(
        _ button: String, on page: Answer, in language: String = "en", typing typed: [(String, String)] = [],
        clearing cleared: [String] = []
    )
        async throws -> Answer
    {
        var form = try page.form(withButton: button)
        for name in cleared { form.clear(name) }
        for (name, value) in typed { try form.fill(name, value) }
        let answer = try await post(form.action, in: language, form.fields.map { ($0.name, $0.value) })
        return answer.leadsToAPageShownOnce ? try await follow(answer) : answer
    }

    func follow(_ answer: Answer) async throws -> Answer {
        guard let location = answer.headers[.location] else { return answer }
        return try await get(location)
    }

    private func send(_ method: HTTPRequest.Method, _ path: String, _ language: String, _ extra: HTTPFields, body: [UInt8], type: String?)
        async throws
        -> Answer
    {
        var headers = extra
        headers[.acceptLanguage] = language
        if let type { headers[.contentType] = type }
        let held = cookies.withLock { $0 }
        if !held.isEmpty { headers[.cookie] = held.map { "\($0.key)=\($0.value)" }.sorted().joined(separator: "; ") }
        let request = Request(
            head: HTTPRequest(method: method, scheme: "http", authority: "learn.test", path: path, headerFields: headers),
            body: RequestBody(buffer: ByteBuffer(bytes: body)))
        var visit = Visit(testing: Visitor.Source(logger: house.logger))
        visit.peer = peer
        let response = try await responder.respond(to: request, context: visit)
        let collected = Collected()
        try await response.body.write(Collecting(into: collected))
        for cookie in response.headers[values: .setCookie] { keep(cookie) }
        return Answer(status: response.status.code, headers: response.headers, bytes: collected.bytes)
    }

    private func keep(_ cookie: String) {
        let pair = cookie.prefix { $0 != ";" }.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        guard pair.count == 2 else { return }
        cookies.withLock { $0[pair[0]] = cookie.contains("Max-Age=0") ? nil : pair[1] }
    }
}

/// A house on an empty database, as it is when a program is started for the first time; its clock stands at `World.start`.
func withEmptyHouse(
    _ engine: TestEngine, logger: Logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }, _ test: (House) async throws -> Void
)
    async throws
{
    try await withDatabase(engine, changes: Schema.changes) { db in
        try await withFolder { folder in
            let clock = World.Clock()
            let random = Randomness.seeded(11)
            try await test(
                House(
                    db: db, keys: try Keys.load(file: folder + "/keys.json"), files: try DiskFiles(folder: folder + "/files"),
                    media: Media(folder: folder + "/work"), post: nil, jobs: Jobs(clock: { clock.now.milliseconds }),
                    catalogues: try World.catalogues.get(), settings: Settings(publicURL: "http://learn.test"),
                    clock: { clock.now }, random: random, passwords: Passwords(), brakes: Brakes(random: random), gzip: Compression(),
                    logger: logger))
        }
    }
}
