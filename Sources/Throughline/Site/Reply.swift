import HTML
import HTTPTypes
import Language

/// Everything a handler can answer. `Roads` turns it into bytes: language, headers, ETag and compression in one place.
enum Reply: Sendable {
    case page(Page)
    /// The form again, with what was wrong beside each field (422).
    case refused(Page)
    /// Somebody else was faster: both texts, and the choice (409).
    case raced(Page)
    /// Done; go there (303).
    case see(Href)
    /// A page of its own kind: a calendar, a feed, a picture.
    case file(bytes: [UInt8], type: String, name: String?, cached: Bool)
    case plain(String)
    /// For other programs that look after this one; never kept.
    case machine(String, type: String, HTTPResponse.Status)
    /// Another status with a page; used by `Problems`.
    case problem(Page, HTTPResponse.Status)
    /// To an organisation that says who somebody is; what is kept of it meanwhile waits in a cookie.
    case away(Href, String)
    /// Out of here, to a harmless page; `endsAll` ends on this device what can be ended there.
    case leave(WayOut, endsAll: Bool)
    /// On this device pages show from now on what this says.
    case discreet(Discretion, Href)
    /// An answer that also opens or ends a visit.
    case withSession(SessionChange, Href)
    /// A place is open from now on; the browser keeps its half of the keys until it is closed.
    case withOpening(OpeningCookie, Href)

    /// Nothing was done.
    var isNo: Bool {
        switch self {
        case .refused, .raced, .problem: true
        default: false
        }
    }
}

/// What a sign-in or sign-out does to the browser's cookie.
enum SessionChange: Sendable {
    case open(token: String, shared: Bool)
    case close
}
