import CSodium
import Glibc
import HTML
import HTTPTypes
import Hummingbird
import Language
import NIOCore

/// What happens to a reply on its way out: rendered in the visitor's language, safe headers, ETag, compression.
enum Departure {
    static func response(_ reply: Reply, to request: Request, for visit: Visit) throws -> Response {
        switch reply {
        case .page(let page): try document(page, .ok, request, visit)
        case .refused(let page): try document(page, .unprocessableContent, request, visit)
        case .raced(let page): try document(page, .conflict, request, visit)
        case .problem(let page, let status): try document(page, status, request, visit)
        case .see(let href): redirect(href, visit)
        case .away(let href, let kept): away(href, kept, visit)
        case .leave(let way, let endsAll): leave(way, endsAll, visit)
        case .discreet(let discretion, let href): redirect(href, visit, keeping: discretion)
        case .withSession(let change, let href): signed(change, href, visit)
        case .withOpening(let cookie, let href): opened(cookie, href, visit)
        case .plain(let text):
            bytes(Array(text.utf8), type: "text/plain; charset=utf-8", request, visit, cache: "no-store")
        case .machine(let text, let type, let status): machine(text, type, status, visit)
        case .file(let body, let type, let name, let cached):
            file(body, type: type, name: name, cached: cached, request, visit)
        }
    }

    private static func document(_ page: Page, _ status: HTTPResponse.Status, _ request: Request, _ visit: Visit) throws -> Response {
        guard var tongue = visit.tongue else { throw Refusal.notFound }
        if visit.reader.person == nil, let zone = page.place?.zone, let house = visit.house {
            tongue = house.catalogues.tongue(tongue.tag, zone: zone, today: visit.now.day(in: zone))
        }
        var body = page.document(for: visit).render(in: tongue)
        var headers = safeHeaders(visit)
        let scripts = page.scripts(for: visit).map(\.source).joined(separator: " ")
        let talks = page.script?.talks == true ? "; connect-src 'self'" : ""
        if !scripts.isEmpty { headers[.contentSecurityPolicy] = policy() + "; script-src \(scripts)" + talks }
        if page.isDiscreet(for: visit) {
            body = DiscreetFrame.forgetful(body)
            tellNothing(&headers, scripts, visit)
        }
        headers[.contentType] = "text/html; charset=utf-8"
        headers[.contentLanguage] = visit.language.description
        headers[.vary] = "Accept-Encoding, Accept-Language, Cookie"
        let etag = "\"" + hex(hash(body)) + "\""
        let isKeptByNobody = isKeptByNobody(page, visit)
        let isOurs = status != .misdirectedRequest
        if isOurs, isKeptByNobody || visit.reader.person == nil { forgetPagesLeft(&headers) }
        if isKeptByNobody {
            headers[.cacheControl] = "no-store"
        } else {
            headers[.cacheControl] = visit.reader.person == nil ? "no-cache" : "private, no-cache"
            if status == .ok {
                headers[.eTag] = etag
                if request.headers[.ifNoneMatch]?.contains(etag) == true { return Response(status: .notModified, headers: headers) }
            }
        }
        number(&body, visit)
        return compressed(body, status, headers, request, visit)
    }

    /// What must not come back by the browser's Back: secret pages, everything on a phone others use, and what only the team sees.
    private static func isKeptByNobody(_ page: Page, _ visit: Visit) -> Bool {
        page.secret || visit.isSharedPhone || page.isDiscreet(for: visit) || page.place?.isSealed == true
            || page.place.map { visit.reader.level(in: $0.id) >= .team } ?? false
    }

    /// Some browsers keep pages they have left whole, `no-store` or not, with what was typed into them, until a cookie changes that no
    /// script may read. So one comes and goes at once; only with a page, since what a redirect changes is counted off against the next.
    private static func forgetPagesLeft(_ headers: inout HTTPFields) {
        headers.append(HTTPField(name: .setCookie, value: "left=1; HttpOnly; Path=/"))
        headers.append(HTTPField(name: .setCookie, value: "left=; HttpOnly; Path=/; Max-Age=0"))
    }

    /// Writes a fresh number over every form's mark. One number a page is enough: what is stored is its hash with address and content.
    private static func number(_ body: inout [UInt8], _ visit: Visit) {
        guard let random = visit.house?.random else { return }
        let mark = Page.nonceBytes
        var places: [Int] = []
        body.withUnsafeBytes { bytes in
            guard let base = bytes.baseAddress else { return }
            var start = 0
            while bytes.count - start >= mark.count, let found = memchr(base + start, Int32(mark[0]), bytes.count - start - mark.count + 1)
            {
                start = base.distance(to: UnsafeRawPointer(found))
                if memcmp(found, mark, mark.count) == 0 { places.append(start) }
                start += 1
            }
        }
        guard !places.isEmpty else { return }
        let digits = Array(ID<Visit>.fresh(on: visit.now.day(in: .utc), random: random).description.utf8)
        for place in places.reversed() { body.replaceSubrange(place..<(place + mark.count), with: digits) }
    }

    private static func redirect(_ href: Href, _ visit: Visit, keeping discretion: Discretion? = nil) -> Response {
        var headers = safeHeaders(visit)
        if let discretion { keep(discretion, &headers, visit) }
        headers[.location] = href.description
        headers[.cacheControl] = "no-store"
        return Response(status: .seeOther, headers: headers)
    }

    private static func away(_ href: Href, _ kept: String, _ visit: Visit) -> Response {
        var response = redirect(href, visit)
        let (prefix, tail) = visit.isSecure ? ("__Host-", "; Secure") : ("", "")
        let cookie =
            "\(prefix)\(OutsideSignIn.Away.cookie)=\(kept); Path=/; HttpOnly; SameSite=Lax; Max-Age=\(OutsideSignIn.Away.minutes * 60)\(tail)"
        response.headers.append(HTTPField(name: .setCookie, value: cookie))
        return response
    }

    private static func signed(_ change: SessionChange, _ href: Href, _ visit: Visit) -> Response {
        var response = redirect(href, visit)
        let secure = visit.isSecure
        let name = secure ? "__Host-session" : "session"
        let tail = "; Path=/; HttpOnly; SameSite=Lax" + (secure ? "; Secure" : "")
        switch change {
        case .open(let token, let shared):
            let age = shared ? "" : "; Max-Age=\(SessionStore.ownDays * 86_400)"
            response.headers.append(HTTPField(name: .setCookie, value: "\(name)=\(token)\(age)\(tail)"))
        case .close:
            response.headers.append(HTTPField(name: .setCookie, value: "\(name)=; Max-Age=0\(tail)"))
            response.headers.append(HTTPField(name: .setCookie, value: "\(openingName(visit))=; Max-Age=0\(tail)"))
            // Pages seen while signed in must not come back by the browser's Back.
            response.headers[.clearSiteData] = "\"cache\""
        }
        return response
    }

    private static func opened(_ cookie: OpeningCookie, _ href: Href, _ visit: Visit) -> Response {
        var response = redirect(href, visit)
        let tail = "; Path=/; HttpOnly; SameSite=Lax" + (visit.isSecure ? "; Secure" : "")
        response.headers.append(HTTPField(name: .setCookie, value: "\(openingName(visit))=\(cookie.text)\(tail)"))
        return response
    }

    static func openingName(_ visit: Visit) -> String { (visit.isSecure ? "__Host-" : "") + OpeningCookie.name }

    private static func file(_ body: [UInt8], type: String, name: String?, cached: Bool, _ request: Request, _ visit: Visit) -> Response {
        var response = bytes(body, type: type, request, visit, cache: cached && !visit.isSharedPhone ? "private, max-age=3600" : "no-store")
        if let name = visit.discretion.isOn ? name.map(DiscreetFrame.named) : name {
            response.headers[.contentDisposition] = "attachment; filename=\"\(name)\""
        }
        return response
    }

    private static func bytes(_ body: [UInt8], type: String, _ request: Request, _ visit: Visit, cache: String) -> Response {
        var headers = safeHeaders(visit)
        headers[.contentType] = type
        headers[.cacheControl] = cache
        let isText = ["text/", "image/svg", "application/json"].contains { type.hasPrefix($0) }
        guard isText else { return Response(status: .ok, headers: headers, body: .init(byteBuffer: ByteBuffer(bytes: body))) }
        return compressed(body, .ok, headers, request, visit)
    }

    private static func machine(_ text: String, _ type: String, _ status: HTTPResponse.Status, _ visit: Visit) -> Response {
        var headers = safeHeaders(visit)
        headers[.contentType] = type
        headers[.cacheControl] = "no-store"
        return Response(status: status, headers: headers, body: .init(byteBuffer: ByteBuffer(string: text)))
    }

    private static func compressed(
        _ body: [UInt8], _ status: HTTPResponse.Status, _ headers: HTTPFields, _ request: Request, _ visit: Visit
    )
        -> Response
    {
        guard body.count > 600, let gzip = visit.house?.gzip, Compression.isWanted(by: request.headers[.acceptEncoding]),
            let small = gzip.deflate(body, level: 4)
        else {
            return Response(status: status, headers: headers, body: .init(byteBuffer: ByteBuffer(bytes: body)))
        }
        var headers = headers
        headers[.contentEncoding] = "gzip"
        return Response(status: status, headers: headers, body: .init(byteBuffer: ByteBuffer(bytes: small)))
    }

    static func safeHeaders(_ visit: Visit) -> HTTPFields {
        var headers = HTTPFields()
        headers[.contentSecurityPolicy] = policy()
        headers[.xContentTypeOptions] = "nosniff"
        headers[.referrerPolicy] = visit.discretion.isOn ? "no-referrer" : "same-origin"
        headers[.crossOriginOpenerPolicy] = "same-origin"
        headers[.permissionsPolicy] = "camera=(), geolocation=(), interest-cohort=()"
        if visit.isSecure { headers[.strictTransportSecurity] = "max-age=31536000" }
        if let chosen = visit.choseLanguage {
            headers.append(HTTPField(name: .setCookie, value: "lang=\(chosen); Path=/; HttpOnly; SameSite=Lax"))
        }
        return headers
    }

    static func policy(style: String = Style.source, leaving: String = "") -> String {
        "default-src 'none'; style-src \(style); img-src 'self' data:; media-src 'self'; form-action 'self'\(leaving); base-uri 'none'; "
            + "frame-ancestors 'none'"
    }

    /// SipHash-2-4 with 128 bits: enough to tell a page from its next version, and much quicker than a hash that keeps secrets.
    private static func hash(_ bytes: [UInt8]) -> [UInt8] {
        var digest = [UInt8](repeating: 0, count: Int(crypto_shorthash_siphashx24_BYTES))
        crypto_shorthash_siphashx24(&digest, bytes, UInt64(bytes.count), pageKey)
        return digest
    }

    /// Any key will do as long as every process has the same: nothing secret hangs on it.
    private static let pageKey = [UInt8](repeating: 0x74, count: Int(crypto_shorthash_siphashx24_KEYBYTES))
}

extension HTTPField.Name {
    static let clearSiteData = Self("Clear-Site-Data") ?? .server
    static let referrerPolicy = Self("Referrer-Policy") ?? .server
    static let crossOriginOpenerPolicy = Self("Cross-Origin-Opener-Policy") ?? .server
    static let permissionsPolicy = Self("Permissions-Policy") ?? .server
}
