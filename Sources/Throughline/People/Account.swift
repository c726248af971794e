import Foundation
import Language

/// A person with an account, as they themselves see it.
struct Account: Sendable {
    let id: ID<Person>
    let name: String
    let language: LanguageTag
    /// Their own clock; nil follows the place they look at.
    let zone: Zone?
    let email: String?
    let isEmailProved: Bool
    let notices: Notices
    let version: Int
    /// Their own pages are discreet, and where the quick way out leads.
    var wayOut: WayOut?
    /// Letters to them say nothing in their subject and first lines: they want it, or a place of theirs does.
    var isDiscreet = false
}

/// How somebody wants to hear from us: by which way, in which language, how often, and when not.
struct Notices: Sendable, Equatable {
    enum Channel: String, Sendable, CaseIterable { case mail, here }
    /// `once` is as it happens; the others gather everything into one letter.
    enum Frequency: String, Sendable, CaseIterable { case once, day, week }

    var channel: Channel
    /// nil: the language of the account.
    var language: LanguageTag?
    var every: Frequency
    /// Full hours, 0 to 23, of the person's clock; the same hour twice means no quiet hours.
    var quietFrom: Int
    var quietTo: Int

    /// One letter a week, nothing at night.
    static let usual = Notices(channel: .mail, language: nil, every: .week, quietFrom: 20, quietTo: 7)
}

/// Somebody's name as it is kept and as it is looked up.
enum PersonName {
    static let longest = 80

    /// One line, single spaces, no signs that turn the direction of the text around it.
    static func clean(_ typed: String) -> String {
        let turning: Set<UInt32> = [0x200E, 0x200F, 0x202A, 0x202B, 0x202C, 0x202D, 0x202E, 0x2066, 0x2067, 0x2068, 0x2069]
        let kept = typed.unicodeScalars.filter {
            !turning.contains($0.value) && $0.properties.generalCategory != .control || $0 == "\n" || $0 == "\t"
        }
        return String(String.UnicodeScalarView(kept)).split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }

    /// The same for names people would call the same: capitals, widths and invisible signs do not count.
    static func key(_ name: String) -> String {
        let folded = clean(name).precomposedStringWithCompatibilityMapping.lowercased()
        return String(String.UnicodeScalarView(folded.unicodeScalars.filter { !$0.properties.isDefaultIgnorableCodePoint }))
    }

    /// What is wrong with a name; nil when it may be kept.
    static func fault(_ name: String) -> Phrase? {
        if key(name).isEmpty { return Phrase("Write a name. It need not be the one in your papers.") }
        if name.count > longest || name.utf8.count > 4 * longest { return Phrase("Keep the name under \("n", longest) characters.") }
        if name.contains("@") { return Phrase("Write a name here; a mail address has its own field.") }
        return nil
    }
}

/// The words somebody comes back with: a phrase or a password, whichever they remember.
enum ComeBackPhrase {
    /// As it is hashed. Three words and more count without capitals and double spaces, which phones put in by themselves.
    static func canonical(_ typed: String) -> String {
        let words = typed.split(whereSeparator: \.isWhitespace)
        return words.count >= 3 ? words.joined(separator: " ").lowercased() : typed
    }

    /// What is wrong with a phrase for somebody of this name; nil when it may be kept.
    static func fault(_ typed: String, name: String) -> Phrase? {
        let words = typed.split(whereSeparator: \.isWhitespace)
        let letters = typed.filter { !$0.isWhitespace }
        if typed.utf8.count > 512 { return Phrase("Keep it under \("n", 120) characters.") }
        if !(words.count >= 3 && letters.count >= 8) && typed.count < 12 {
            return Phrase("Use three words or more, or at least \("n", 12) characters.")
        }
        if Set(letters).count < 4 || PersonName.key(typed) == PersonName.key(name) {
            return Phrase("This is too easy to guess. Use words only you would put together.")
        }
        return nil
    }
}

/// What a person changes about themselves.
struct AccountDraft: Sendable {
    var name = ""
    var language = ""
    var zone = ""
    var email = ""

    struct Checked: Sendable {
        let name: String
        let language: LanguageTag
        let zone: Zone?
        let email: String?
    }

    func checked(speaking languages: [LanguageTag]) throws(Invalid) -> Checked {
        var invalid = Invalid()
        let name = PersonName.clean(name)
        if let fault = PersonName.fault(name) { invalid.refuse("name", fault) }
        let language = LanguageTag(self.language).flatMap { tag in languages.first { $0 == tag } }
        if language == nil { invalid.refuse("language", Phrase("Choose one of these languages.")) }
        let zone = Zone(self.zone)
        if zone == nil && !self.zone.isEmpty { invalid.refuse("zone", Phrase("Choose a place whose clock you live by.")) }
        let email = self.email.lowercased()
        if !email.isEmpty && !email.looksLikeMail {
            invalid.refuse("email", Phrase("Write a mail address like name@example.org, or leave it empty."))
        }
        guard let language, invalid.isEmpty else { throw invalid }
        return Checked(name: name, language: language, zone: zone, email: email.nonEmpty)
    }
}
