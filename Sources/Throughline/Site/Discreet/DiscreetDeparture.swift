import HTML
import HTTPTypes
import Hummingbird
import Language

/// The headers of discreet pages, and of the quick way out.
extension Departure {
    /// Nothing is kept, nothing told to the next site; the way out may lead to its own site. The device keeps that it is discreet until
    /// its browser is closed, so that the next page is so too, whoever asks for it.
    static func tellNothing(_ headers: inout HTTPFields, _ scripts: String, _ visit: Visit) {
        let site = visit.discretion.wayOut.origin(visit.house?.settings ?? Settings())
        headers[.contentSecurityPolicy] =
            policy(style: "\(Style.source) \(DiscreetFrame.styleSource)", leaving: " " + site) + "; connect-src 'self'"
            + (scripts.isEmpty ? "" : "; script-src \(scripts)")
        headers[.referrerPolicy] = "no-referrer"
        headers[.robots] = "noindex, nofollow, noarchive, nosnippet"
        var kept = visit.discretion
        if kept.state == .off { kept.state = .on }
        if kept.kept != visit.keptDiscretion { keep(kept, &headers, visit) }
    }

    static func keep(_ discretion: Discretion, _ headers: inout HTTPFields, _ visit: Visit) {
        let secure = visit.isSecure ? "; Secure" : ""
        let value = discretion.isOn ? "\(discretion.kept); " : "; Max-Age=0; "
        headers.append(HTTPField(name: .setCookie, value: "\(Discretion.cookie)=\(value)Path=/; HttpOnly; SameSite=Lax\(secure)"))
    }

    /// Cookies go one by one, since the one number that says that somebody left has to stay.
    static func leave(_ way: WayOut, _ endsAll: Bool, _ visit: Visit) -> Response {
        var headers = safeHeaders(visit)
        headers[.location] = way.address(visit.house?.settings ?? Settings())
        headers[.cacheControl] = "no-store"
        headers[.referrerPolicy] = "no-referrer"
        guard endsAll else { return Response(status: .seeOther, headers: headers) }
        headers[.clearSiteData] = "\"cache\", \"storage\""
        let (prefix, tail) = visit.isSecure ? ("__Host-", "; Secure") : ("", "")
        for name in ["\(prefix)session", "\(prefix)\(OutsideSignIn.Away.cookie)", openingName(visit), "lang"] {
            headers.append(HTTPField(name: .setCookie, value: "\(name)=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0\(tail)"))
        }
        keep(Discretion(.left, way), &headers, visit)
        return Response(status: .seeOther, headers: headers)
    }
}

extension DiscreetFrame {
    /// A file under a name that says nothing.
    static func named(_ file: String) -> String {
        guard let dot = file.lastIndex(of: ".") else { return fileName }
        return fileName + file[dot...]
    }
}

extension HTTPField.Name {
    static let robots = Self("X-Robots-Tag") ?? .server
}
