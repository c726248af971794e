import Language

/// A talk that only its readers and whoever holds five words can open. Its rows lie sealed under random ids with days alone; it is in no
/// list, count, search, export, digest or log but its readers' own.
struct SealedTalk: Sendable {
    /// Whom it is for. Each has readers, a promise and a lifetime of its own.
    enum Kind: String, Sendable, CaseIterable {
        /// Somebody is being harmed: for those named to hear it, never for the stewards.
        case harm
        /// Upwards: for those who lead a place.
        case upwards

        /// Days after the last letter until it is erased.
        var kept: Int { self == .harm ? 730 : 180 }
        var needs: Right { self == .harm ? .hear : .settle }
        /// Its readers' list within a place.
        var desk: String { self == .harm ? "reports" : "letters" }
    }

    /// One message in it.
    struct Letter: Sendable {
        let isFromSender: Bool
        let text: String
        /// Who answered.
        let name: String?
        let day: Day
    }

    let id: ID<SealedTalk>
    let space: ID<Space>
    let kind: Kind
    /// Those it was given to by name; empty for everybody of its readers.
    let readers: Set<String>
    let isWaiting: Bool
    let day: Day
    /// By when an answer was promised.
    let due: Day
    let seenOn: Day?

    /// What is said of harm is read within 48 hours; those who lead say themselves how soon they answer.
    static let harmDays = 2
    static let usualDays = 14

    func isOpen(to reader: Reader) -> Bool {
        guard let me = reader.person, reader.may(kind.needs, in: space) else { return false }
        return readers.isEmpty || readers.contains(me.description)
    }
}

/// What somebody writes in such a talk.
struct SealedDraft: Sendable {
    var text = ""
    var readers: Set<String> = []

    static let longest = 4_000

    func checked() throws(Invalid) -> String {
        if text.isEmpty { throw Invalid("text", Phrase("Write a few words first.")) }
        if text.count > Self.longest { throw Invalid("text", Phrase("Keep this under \("n", Self.longest) characters.")) }
        return text
    }
}

/// An answer said in general for everybody, which leads back to no message.
struct PublicAnswer: Sendable {
    let asked: String
    let answer: String
    let language: LanguageTag
    let day: Day
}

/// Somebody who may be told of harm in a place.
struct Listener: Sendable {
    let person: ID<Person>
    let name: String
}
