import CSodium
import Database
import HTML
import HTTPTypes
import Hummingbird
import Language
import NIOCore

/// What happens to a request before a handler sees it: who asks, in which language, with which fields, and from our own pages.
enum Arrival {
    /// The visit as far as it is known without asking the database.
    static func bare(_ request: Request, _ context: Visit, _ house: House) -> Visit {
        var visit = context
        let peer = Peer(of: request.headers, direct: visit.peer, trusting: house.settings.trustedProxies)
        visit.house = house
        visit.peer = peer.line
        visit.isSecure = house.settings.isSecure || peer.isSecure
        visit.now = house.clock()
        visit.number = hex(Array(house.random.next().bytes.prefix(4)))
        visit.path = String(request.uri.path)
        visit.isPosted = request.method == .post
        visit.query = request.uri.queryParameters.map { (String($0.key), String($0.value)) }
        visit.host = request.head.authority ?? ""
        visit.accepts = request.headers[.acceptLanguage] ?? ""
        if let authorization = request.headers[.authorization], authorization.hasPrefix("Bearer ") {
            visit.bearer = String(authorization.dropFirst(7))
        }
        let fresh = request.headers[.cacheControl] ?? ""
        visit.isReloading = fresh.contains("max-age=0") || fresh.contains("no-cache")
        visit.isForwarded = request.headers[.xForwardedFor] != nil || request.headers[.forwarded] != nil
        let cookies = Cookies(request.headers)
        visit.session = cookies[visit.isSecure ? "__Host-session" : "session"]
        visit.keptDiscretion = cookies[Discretion.cookie]
        visit.discretion = Discretion(cookie: visit.keptDiscretion)
        visit.comesFromElsewhere = visit.isPosted && source(of: request, settings: house.settings) == .foreign
        visit.away = cookies[(visit.isSecure ? "__Host-" : "") + OutsideSignIn.Away.cookie] ?? ""
        visit.openingCookie = OpeningCookie(cookies[(visit.isSecure ? "__Host-" : "") + OpeningCookie.name])
        chooseLanguage(&visit, cookies, house)
        return visit
    }

    /// The same visit with the person whose session it is.
    static func known(_ visit: Visit, _ request: Request, _ house: House) async throws -> Visit {
        guard let session = visit.session else { return visit }
        var visit = visit
        let (mac, now) = (SessionStore.mac(session, house.keys), visit.now)
        guard let found = try await house.db.read({ try SessionStore($0).reader(mac, house.keys, at: now) }) else { return visit }
        visit.isSharedPhone = found.isShared
        visit.discretion.follow(account: found.wayOut, isInDiscreetPlace: found.isInDiscreetPlace)
        if found.isResting {
            visit.resting = found
        } else {
            visit.reader = found.reader
            visit.isConfirmed = found.isConfirmed
            // A page is answered also where nothing can be written.
            if found.isToBeNoted { try? await house.db.write { try SessionStore($0).use(mac, house.keys, at: now) } }
            try await openPlaces(&visit, in: mac, house)
        }
        visit.tongue = house.catalogues.tongue(found.language, zone: found.zone)
        chooseLanguage(&visit, Cookies(request.headers), house, account: found.language)
        return visit
    }

    /// What is open in this session, from the two halves of each key.
    private static func openPlaces(_ visit: inout Visit, in session: String, _ house: House) async throws {
        guard let cookie = visit.openingCookie else { return }
        let (reader, now) = (visit.reader, visit.now)
        let (open, isToBeNoted) = try await house.db.read {
            try OpeningStore($0).places(in: session, cookie, for: reader, house.keys, at: now)
        }
        visit.openPlaces = open
        if isToBeNoted { try? await house.db.write { try OpeningStore($0).use(open, in: session, cookie, house.keys, at: now) } }
    }

    /// `?lang=` first, then what was chosen before in this visit, then the account's language, then the browser's, then English.
    private static func chooseLanguage(_ visit: inout Visit, _ cookies: Cookies, _ house: House, account: LanguageTag? = nil) {
        let known = house.catalogues.languages
        let zone = visit.tongue?.zone ?? .utc
        let asked = visit[query: "lang"].flatMap { LanguageTag($0) }.flatMap { tag in known.first { $0.primary == tag.primary } }
        let before = cookies["lang"].flatMap { LanguageTag($0) }.flatMap { tag in known.first { $0 == tag } }
        let browser = accepted(visit.accepts, among: known)
        visit.choseLanguage = asked
        visit.tongue = house.catalogues.tongue(asked ?? before ?? account ?? browser ?? "en", zone: zone, today: visit.now.day(in: zone))
    }

    /// The first language of an Accept-Language header that we speak, by its q values.
    static func accepted(_ header: String, among known: [LanguageTag]) -> LanguageTag? {
        for tag in wishes(header) {
            if let match = known.first(where: { $0.primary == tag.primary }) { return match }
        }
        return nil
    }

    /// The languages of an Accept-Language header, the most wanted first.
    static func wishes(_ header: String) -> [LanguageTag] {
        let wishes = header.split(separator: ",").enumerated().compactMap {
            place, part -> (tag: LanguageTag, weight: Double, place: Int)? in
            let pieces = part.split(separator: ";")
            guard let first = pieces.first, let tag = LanguageTag(String(first.drop { $0 == " " })) else { return nil }
            let weight = pieces.dropFirst().first.flatMap { $0.split(separator: "=").last }.flatMap { Double($0) } ?? 1
            return (tag, weight, place)
        }
        return wishes.filter { $0.weight > 0 }.sorted { ($0.weight, -$0.place) > ($1.weight, -$1.place) }.map(\.tag)
    }

    /// The body as fields, refused when too large before it is held in memory.
    static func fields(of request: Request, limit: Int, _ house: House) async throws -> Fields {
        let body = try await BodyReading(limit: limit).bytes(of: request, held: house.held)
        return try Fields(body: body, contentType: request.headers[.contentType] ?? "")
    }

    /// A form counts only when it came from our own pages. A browser that says nothing about where it came from gets a page to confirm.
    static func checkedSource(_ request: Request, _ visit: Visit) throws -> Reply? {
        switch source(of: request, settings: visit.house?.settings ?? Settings()) {
        case .ours: return nil
        case .foreign: throw Refusal.notAllowed
        case .silent:
            guard let house = visit.house else { throw Refusal.notAllowed }
            let confirmed = visit.fields[Problems.confirmation].nonEmpty.flatMap { house.keys.verify(token: $0, for: .forms) }
            let today = visit.now.day(in: .utc)
            if let confirmed, [today, today + -1].contains(where: { named(visit, on: $0) == confirmed }) { return nil }
            return .page(Problems.confirm(visit, token: house.keys.token(named(visit, on: today), for: .forms)))
        }
    }

    /// Names what is to be confirmed: this address with these fields, in this session, on this day; nothing else is let in with it.
    private static func named(_ visit: Visit, on day: Day) -> String {
        // As the page shows them, since that is what comes back.
        let fields = Problems.confirmed(visit).render(in: .english)
        let bytes = Array("\(visit.path)\n\(visit.session ?? "")\n\(day.number)\n".utf8) + fields
        var digest = [UInt8](repeating: 0, count: 32)
        crypto_generichash(&digest, 32, bytes, UInt64(bytes.count), nil, 0)
        return hex(digest)
    }

    enum Source { case ours, foreign, silent }

    static func source(of request: Request, settings: Settings) -> Source {
        let host = request.head.authority ?? ""
        if let site = request.headers[.secFetchSite] {
            return site == "same-origin" || site == "none" ? .ours : .foreign
        }
        // An origin that hides itself ("null": a sandbox, a file) is none of our pages, whatever else it says.
        guard let origin = request.headers[.origin] ?? request.headers[.referer] else { return .silent }
        // A discreet page tells nobody where it is, and older browsers then hide it from ourselves too: they are asked to confirm.
        if origin == "null", Discretion(cookie: Cookies(request.headers)[Discretion.cookie]).isOn { return .silent }
        let theirs = origin.split(separator: "/", omittingEmptySubsequences: true).dropFirst().first.map(String.init) ?? ""
        let ours = settings.publicURL.flatMap { $0.split(separator: "/").dropFirst().first.map(String.init) }
        return theirs == host || theirs == ours ? .ours : .foreign
    }
}

extension String {
    /// Nil when empty, so that `??` can speak about forms.
    var nonEmpty: String? { isEmpty ? nil : self }
}

extension HTTPField.Name {
    static let secFetchSite = Self("Sec-Fetch-Site") ?? .origin
    static let forwarded = Self("Forwarded") ?? .via
}

/// The cookies a browser sent.
struct Cookies: Sendable {
    private let pairs: [(name: Substring, value: Substring)]

    init(_ headers: HTTPFields) {
        var pairs: [(name: Substring, value: Substring)] = []
        for header in headers[values: .cookie] {
            for part in header.split(separator: ";") {
                let trimmed = part.drop { $0 == " " }
                guard let equals = trimmed.firstIndex(of: "=") else { continue }
                pairs.append((trimmed[..<equals], trimmed[trimmed.index(after: equals)...]))
            }
        }
        self.pairs = pairs
    }

    subscript(name: String) -> String? { pairs.first { $0.name == name }.map { String($0.value) } }
}
