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

/// A small world with names (domain 0.4). Riverbend asks; Amina is its steward, Diego its learning officer, Leila a member.
/// Omar belongs to another place, Saffron. The day is 21 November 2026, and time moves only when a test says so.
func withWorld(
    _ engine: TestEngine, seed: UInt64 = 7, hasMail: Bool = true, logger: Logger = World.silent, _ test: (World) async throws -> Void
) async throws {
    try await withDatabase(engine, changes: Schema.changes) { db in
        try await withFolder { folder in
            let world = try await World(db: db, folder: folder, seed: seed, hasMail: hasMail, logger: logger)
            try await test(world)
        }
    }
}

final class World: Sendable {
    let db: any Database
    let house: House
    let folder: String
    let post: CapturedPost
    let clock: Clock
    let riverbend: Place
    let saffron: Place
    private let sessions: [String: String]
    let people: [String: ID<Person>]
    let responder: RouterResponder<Visit>
    let roads: [(method: String, path: String)]

    static let silent = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }

    /// Noon in Maputo on 21 November 2026.
    static let start = 1_795_255_200_000

    final class Clock: Sendable {
        private let time = Mutex(World.start)
        var now: Moment { Moment(milliseconds: time.withLock { $0 }) }
        func pass(days: Int = 0, minutes: Int = 0) { time.withLock { $0 += days * 86_400_000 + minutes * 60_000 } }
    }

    init(db: any Database, folder: String, seed: UInt64, hasMail: Bool, logger: Logger = World.silent) async throws {
        let clock = Clock()
        let post = CapturedPost()
        let random = Randomness.seeded(seed)
        let house = House(
            db: db, keys: try Keys.load(file: folder + "/keys.json"), files: try DiskFiles(folder: folder + "/files"),
            media: Media(folder: folder + "/work"), post: hasMail ? post : nil, jobs: Jobs(clock: { clock.now.milliseconds }),
            catalogues: try Self.catalogues.get(),
            settings: Settings(publicURL: "http://learn.test", folder: folder, fileRest: 0),
            clock: { clock.now }, random: random, passwords: Passwords(), brakes: Brakes(random: random), gzip: Compression(),
            logger: logger)
        (self.db, self.house, self.folder, self.post, self.clock) = (db, house, folder, post, clock)
        let act = house.act(by: nil)
        let riverbend = Place(
            id: act.id(), slug: "riverbend", name: "Lower Delta learning circle", team: "Riverbend", language: "en",
            languages: ["en", "seh", "fr", "ar", "ru", "es"], zone: Zone("Africa/Maputo") ?? .utc, accent: .teal, holdsUnnamed: true,
            isFlooded: false, version: 1)
        let saffron = Place(
            id: act.id(), slug: "saffron", name: "Saffron Valley Women's Network", team: "Saffron", language: "en",
            languages: ["en", "prs"],
            zone: Zone("Asia/Kabul") ?? .utc, accent: .plum, holdsUnnamed: true, isFlooded: false, version: 1)
        let roles: [(String, Place, Role)] = [
            ("amina", riverbend, .steward), ("diego", riverbend, .analyst), ("rosa", riverbend, .weaver), ("leila", riverbend, .member),
            ("omar", saffron, .steward), ("nadia", saffron, .member),
        ]
        let made = try await db.write { tx in
            for place in [riverbend, saffron] {
                try PlaceStore(tx).add(place, on: act.day)
                try PlaceNoticeStore(tx).write(
                    .first(team: place.team, steward: "Amina", in: .english), of: place, in: place.language, by: act)
            }
            var sessions: [String: String] = [:]
            var people: [String: ID<Person>] = [:]
            for (name, place, role) in roles {
                let id: ID<Person> = act.id()
                try tx.run(
                    """
                    INSERT INTO people (id, name, language, zone, email, email_proved, password, phrase_mac, shared_phone, made_on, notice_channel,
                        notice_language, notice_every, quiet_from, quiet_to, told_on, version)
                    VALUES (\(id), \(name.capitalized), 'en', \(place.zone.name), \(name + "@example.org"), 1, NULL, NULL, 0, \(act.day), 'mail', NULL,
                        'week', 20, 7, NULL, 1)
                    """)
                try tx.run(
                    "INSERT INTO memberships (person_id, space_id, role, joined_on) VALUES (\(id), \(place.id), \(role.rawValue), \(act.day))"
                )
                sessions[name] = try SessionStore(tx).open(for: id, shared: false, keys: house.keys, by: act)
                people[name] = id
            }
            return (sessions, people)
        }
        (self.riverbend, self.saffron, self.sessions, self.people) = (riverbend, saffron, made.0, made.1)
        let site = Site(house: house)
        responder = site.router.buildResponder()
        roads = site.roads.known.all
    }

    /// The folder `Translations` of this checkout.
    static let translations = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../Translations").standardized.path

    /// Read once for all tests: reading them took a third of everything the tests did.
    static let catalogues = Result { () throws(Catalogues.Failure) in try Catalogues(folder: translations) }

    func person(_ name: String) throws -> ID<Person> {
        guard let id = people[name] else { throw WorldError.nobody(name) }
        return id
    }

    /// Opens a page as somebody, or as a stranger when nobody is named.
    func get(_ path: String, as name: String? = nil, in language: String = "en", headers: HTTPFields = [:]) async throws -> Answer {
        try await send(.get, path, name, language, headers, body: [], type: nil)
    }

    /// What a program asks that only wants to know whether a page is there.
    func head(_ path: String, as name: String? = nil) async throws -> Answer {
        try await send(.head, path, name, "en", [:], body: [], type: nil)
    }

    /// Sends a form the way a browser does, from our own page.
    func post(_ path: String, as name: String? = nil, in language: String = "en", _ fields: [(String, String)] = []) async throws -> Answer
    {
        let body = fields.map { Self.encoded($0.0) + "=" + Self.encoded($0.1) }.joined(separator: "&")
        return try await send(
            .post, path, name, language, [.origin: "http://learn.test"], body: Array(body.utf8), type: "application/x-www-form-urlencoded")
    }

    /// Presses a button of a page: the form's own address and hidden fields, with these typed into it.
    func press(_ button: String, on page: Answer, as name: String? = nil, in language: String = "en", typing typed: [(String, String)] = [])
        async throws
        -> Answer
    {
        let form = try page.form(withButton: button)
        let names = Set(typed.map(\.0))
        let kept = form.fields.filter { !names.contains($0.name) }.map { ($0.name, $0.value) }
        return try await shownOnce(post(form.action, as: name, in: language, kept + typed), as: name, in: language)
    }

    /// As a browser, goes on by itself to a page that is shown once.
    func shownOnce(_ answer: Answer, as name: String? = nil, in language: String = "en") async throws -> Answer {
        answer.leadsToAPageShownOnce ? try await follow(answer, as: name, in: language) : answer
    }

    /// Follows a redirect, or gives the answer as it is.
    func follow(_ answer: Answer, as name: String? = nil, in language: String = "en") async throws -> Answer {
        guard let location = answer.headers[.location] else { return answer }
        return try await get(location, as: name, in: language)
    }

    func send(
        _ method: HTTPRequest.Method, _ path: String, _ name: String?, _ language: String, _ extra: HTTPFields, body: [UInt8], type: String?
    ) async throws -> Answer {
        var headers = extra
        if let name {
            guard let session = sessions[name] else { throw WorldError.nobody(name) }
            headers[.cookie] = "session=\(session)"
        }
        return try await Visitor(responder: responder, logger: house.logger).send(method, path, language, headers, body: body, type: type)
    }

    static func encoded(_ text: String) -> String {
        text.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
    }
}

enum WorldError: Error { case nobody(String) }

/// What came back.
struct Answer: Sendable {
    let status: Int
    let headers: HTTPFields
    let bytes: [UInt8]
    private let parsed = ParsedOnce()

    init(status: Int, headers: HTTPFields, bytes: [UInt8]) { (self.status, self.headers, self.bytes) = (status, headers, bytes) }

    var body: String { String(decoding: bytes, as: UTF8.self) }
    var leadsToAPageShownOnce: Bool {
        guard status == 303, let location = headers[.location] else { return false }
        return location.hasPrefix("/answers/") || location.hasPrefix("/my-words/") || location.hasPrefix("/flags/")
            || location.hasPrefix("/talks/") || location.hasPrefix("/written/") || location.hasPrefix("/photos/")
            || location.hasSuffix("/dissent?sent=yes")
    }
    /// Every page is parsed strictly, whatever the test is about.
    func page() throws -> StrictHTML { try parsed.page(body) }
    func says(_ words: String) throws -> Bool { try page().text.contains(words) }
    func form(withButton button: String) throws -> HTMLTesting.Form {
        guard let form = try page().form(withButton: button) else { throw WorldError.nobody(button) }
        return form
    }
    /// Where the link with these words leads.
    func link(_ words: String) throws -> String {
        guard let link = try page().links.first(where: { $0.text.contains(words) }) else { throw WorldError.nobody(words) }
        return link.href
    }
}

/// Keeps a page that was read, so that ten questions about it do not read it ten times.
private final class ParsedOnce: Sendable {
    private let page = Mutex<StrictHTML?>(nil)

    func page(_ body: String) throws -> StrictHTML {
        if let page = page.withLock({ $0 }) { return page }
        let read = try StrictHTML(body)
        page.withLock { $0 = read }
        return read
    }
}

/// Mail is the one thing a test does not send for real; the mail tests proper talk to a real server.
final class CapturedPost: MailCarrier {
    private let mails = Mutex<[Mail]>([])
    private let refusal = Mutex<MailError?>(nil)
    func send(_ mail: Mail) async throws(MailError) {
        if let refusal = refusal.withLock({ $0 }) { throw refusal }
        mails.withLock { $0.append(mail) }
    }
    var sent: [Mail] { mails.withLock { $0 } }
    /// From now on no mail gets through, or every mail again.
    func refuse(_ error: MailError?) { refusal.withLock { $0 = error } }
}

final class Collected: Sendable {
    private let buffer = Mutex<[UInt8]>([])
    func append(_ bytes: ByteBuffer) { buffer.withLock { $0 += Array(bytes.readableBytesView) } }
    var bytes: [UInt8] { buffer.withLock { $0 } }
}

struct Collecting: ResponseBodyWriter {
    let into: Collected

    mutating func write(_ buffer: ByteBuffer) async throws { into.append(buffer) }
    consuming func finish(_ trailingHeaders: HTTPFields?) async throws {}
}

extension World {
    /// A question that is open in Riverbend, to be answered by 3 December.
    func question(_ text: String, hearBy: String = "2026-12-03") async throws -> ID<Item> {
        var draft = QuestionDraft()
        draft.text = text
        draft.hearBy = hearBy
        draft.promiseAsk = "We ask for about two minutes. It costs you nothing."
        draft.promiseComplain = "If something is not right, tell any of us."
        let checked = try draft.checked(on: clock.now.day(in: .utc))
        let (place, asked, act) = (riverbend, draft, house.act(by: try person("amina")))
        return try await db.write { try QuestionStore($0).add(checked, asked, in: place, open: true, by: act) }
    }

    /// The cookie somebody is signed in with.
    func session(_ name: String) -> String? { sessions[name] }

    /// How many rows a table holds.
    func rows(_ table: String) async throws -> Int {
        try await db.read { try $0.run(SQL(verbatim: "SELECT COUNT(*) AS n FROM \(table)")).first?.int("n") ?? 0 }
    }
}

extension World {
    /// Somebody as the product sees them.
    func reader(_ name: String) async throws -> Reader {
        guard let session = sessions[name] else { throw WorldError.nobody(name) }
        let (mac, keys, now) = (SessionStore.mac(session, house.keys), house.keys, clock.now)
        guard let found = try await db.read({ try SessionStore($0).reader(mac, keys, at: now) }) else { throw WorldError.nobody(name) }
        return found.reader
    }

    /// Maria, a steward of Riverbend who signs in with a phrase.
    func maria(phrase: String, email: String? = nil) async throws -> ID<Person> {
        let hash = try await house.passwords.hash(ComeBackPhrase.canonical(phrase))
        let (space, act) = (riverbend.id, house.act(by: nil))
        return try await db.write { tx in
            let id = try PersonStore(tx).add(NewPerson(name: "Maria", language: "en", email: email, hash: hash), by: act)
            try MembershipStore(tx).add(id, to: space, as: .steward, invitedBy: nil, by: act)
            return id
        }
    }

    func read(_ id: ID<Item>) async throws -> Question {
        let (reader, now) = (try await reader("amina"), clock.now)
        return try await db.read { try QuestionStore($0).find(id, for: reader, in: "en", at: now) }
    }
}

extension World {
    /// Does every job that is due, as a worker of `serve` would; gives what went wrong.
    @discardableResult
    func runJobs() async throws -> [String] {
        let handlers = PostWork.handlers(house)
        var problems: [String] = []
        while let job = try await house.jobs.claim(kinds: handlers.keys.sorted(), as: "test", on: db) {
            do {
                try await handlers[job.kind]?(job.payload)
                try await house.jobs.finish(job, on: db)
            } catch {
                problems.append("\(error)")
                try await house.jobs.fail(job, "\(error)", isFinal: (error as? any FinalProblem)?.isFinal ?? false, on: db)
            }
        }
        return problems
    }
}
