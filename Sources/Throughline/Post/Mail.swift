import Language

/// One mail to one person, in words already chosen for its reader.
///
/// Nothing here may hold a line break but the two bodies: a carrier refuses such a mail rather than let a name or subject add headers.
struct Mail: Sendable {
    /// The address alone, `ana@example.org`, in ASCII.
    var to: String
    var toName = ""
    var subject: String
    var text: String
    /// A whole HTML document that says the same as `text`.
    var html: String?
    var replyTo: String?
    /// Without angle brackets; the same mail tried again keeps it, so that a mailbox shows it once.
    var messageID: String
    var inReplyTo: String?
    /// An https link that ends these mails on a POST (RFC 8058).
    var listUnsubscribe: String?
    /// The language of both bodies.
    var language: LanguageTag

    init(
        to: String, toName: String = "", subject: String, text: String, html: String? = nil, replyTo: String? = nil,
        messageID: String, inReplyTo: String? = nil, listUnsubscribe: String? = nil, language: LanguageTag
    ) {
        self.to = to
        self.toName = toName
        self.subject = subject
        self.text = text
        self.html = html
        self.replyTo = replyTo
        self.messageID = messageID
        self.inReplyTo = inReplyTo
        self.listUnsubscribe = listUnsubscribe
        self.language = language
    }
}

/// Why a mail was not handed over. Holds no address and no word of it, so that it may be logged.
enum MailError: Error, Equatable {
    /// A part of the mail cannot be sent as it is, by the field's name.
    case unfit(String)
    /// The server said no to this mail or this address for good (5xx).
    case refused(code: Int)
    /// The server said not now (4xx).
    case deferred(code: Int)
    /// Our own user name or password was not accepted: settings to mend, the mail is fine.
    case signIn
    /// No server, no encryption where it is wanted, or the line broke; libcurl's words.
    case unreachable(String)

    /// Whether the same mail may get through later.
    var isPassing: Bool {
        switch self {
        case .unfit, .refused: false
        case .deferred, .signIn, .unreachable: true
        }
    }
}

/// What hands mails over, to be given to whatever sends some.
protocol MailCarrier: Sendable {
    /// Returns when the next server has taken charge of the mail.
    func send(_ mail: Mail) async throws(MailError)
}
