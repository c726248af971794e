import Database
import HTML
import HTTPTypes
import Hummingbird
import Language
import Logging
import NIOCore

/// One request: who asks, in which language, what they sent, and which moment it is.
struct Visit: RequestContext {
    var coreContext: CoreRequestContextStorage
    /// The line the request came over, for rate limits; never stored, never logged.
    var peer: String?
    /// Whether the browser's own connection is encrypted.
    var isSecure = false
    var house: House?
    var reader = Reader.stranger
    var tongue: Tongue?
    var fields = Fields()
    var now = Moment(milliseconds: 0)
    var path = "/"
    /// A form was sent; its answer has no address of its own to come back to.
    var isPosted = false
    var query: [(name: String, value: String)] = []
    /// The preferred language a visitor asked for just now with `?lang=`, to be remembered for the visit.
    var choseLanguage: LanguageTag?
    var session: String?
    /// What waits, sealed, while somebody shows an organisation who they are; empty without it.
    var away = ""
    /// What people quote when something broke; the same number stands in the log, and nothing else knows it.
    var number = ""
    /// The host the browser asked, for addresses people copy where no public one is set.
    var host = "localhost"
    /// The languages the browser asked for, as its header says them.
    var accepts = ""
    /// The token of an `Authorization: Bearer` header; empty without one.
    var bearer = ""
    /// The form may have come from none of our pages; see `Roads.post`.
    var mayComeFromAnywhere = false
    /// A photo, a recording or another file may come with the form.
    var takesFiles = false
    /// It is answered before anything else is done; see `Roads.post`.
    var isAnsweredFirst = false
    /// This very form came before and was done, and its answer is made anew; see `SentForms`.
    var isAgain = false
    /// The browser asks for the page anew rather than coming back to it.
    var isReloading = false
    /// The session is one on a phone others use.
    var isSharedPhone = false
    /// Whose session rests here since nobody used it for long; they are a stranger until they show who they are.
    var resting: SignedIn?
    /// Whether pages show nothing of where somebody is, and what the browser has kept of that so far.
    var discretion = Discretion()
    var keptDiscretion: String?
    /// The form was sent by a page of another site.
    var comesFromElsewhere = false
    /// Whoever is signed in has shown within the last minutes that it is them.
    var isConfirmed = false
    /// The places whose words are open to whoever asks, and the half of their keys the browser brought.
    var openPlaces = OpenPlaces()
    var openingCookie: OpeningCookie?
    /// Somebody on the way says that they pass the request on.
    var isForwarded = false

    init(source: ApplicationRequestContextSource) {
        coreContext = .init(source: source)
        peer = source.channel.remoteAddress?.ipAddress
    }

    /// A visit that comes from a test rather than a socket.
    init(testing source: some RequestContextSource) {
        coreContext = .init(source: source)
    }

    subscript(query name: String) -> String? { query.first { $0.name == name }?.value }

    /// The address of this instance, for links that leave it: in mails, chats and codes to scan.
    var base: String { house?.settings.publicURL ?? (isSecure ? "https://" : "http://") + host }

    /// The day it is for this visitor, in the zone of the person or the place.
    var today: Day { now.day(in: tongue?.zone ?? .utc) }

    /// The signed-in person, or a refusal that sends them to sign in.
    func person() throws(Refusal) -> ID<Person> {
        guard let person = reader.person else { throw .signInFirst }
        return person
    }

    /// Before an act that would hurt in other hands: who has not shown lately that it is them is asked, and what they typed is kept.
    func requireConfirmed() throws(Refusal) {
        guard isConfirmed else { throw reader.person == nil ? .signInFirst : .confirmFirst }
    }

    /// A form that needs nobody to be signed in: coming in, going out, and what a link in a mail says.
    var isAboutSigningIn: Bool {
        mayComeFromAnywhere || ["/sign-", "/mail-proof/", "/address/", "/staying/"].contains { path.hasPrefix($0) }
    }

    /// The id in the address; anything that cannot be an id is "not found".
    func id<T>(_ name: String = "id") throws(Refusal) -> ID<T> {
        guard let text = parameters.get(name), let id = ID<T>(typed: text) else { throw .notFound }
        return id
    }

    /// Whether the words of a place are locked to one of its own people just now.
    func isLockedOut(of place: Place) -> Bool { place.isSealed && openPlaces[place.id] == nil && reader.takesPart(in: place.id) }

    func word(_ name: String) throws(Refusal) -> String {
        guard let text = parameters.get(name) else { throw .notFound }
        return text
    }

    /// A whole address of ours, to be copied into a chat or drawn as a code.
    func address(_ href: Href) -> String { base + href.text }

    var language: LanguageTag { tongue?.tag ?? "en" }

    /// Whether this house can send mail at all.
    var sendsMail: Bool { house?.post != nil }

    /// The address of this very page, with what was asked for in it but the language; nil for the answer to a form.
    var comeBack: Href? {
        guard !isPosted, let path = Href(inside: path) else { return nil }
        return query.filter { $0.name != "lang" }.reduce(path) { $0.with(query: $1.name, $1.value) }
    }
}
