import Language

/// What a group of speakers was told: one question, one language, one door.
struct Telling: Sendable {
    let item: Item
    let question: ID<Item>
    let duty: ID<Duty>
    let language: LanguageTag
    let door: Door
    /// The day it reached people; nil while it is only prepared.
    let toldOn: Day?
    /// For how many people it was meant.
    let people: Int
    let told: Int
    let unreachable: Int
    /// The day somebody took back words that were quoted in it.
    let quoteGoneOn: Day?
    let text: Text?
    /// In which form it went out; nil for those of before this was asked.
    let form: ReturnForm?
    /// The day it was promised by when it went out.
    let due: Day?
    /// Who of the people looked at it before it went.
    let checkedBy: String
    let checkedOn: Day?
    let acknowledged: Acknowledged?

    var id: ID<Item> { item.id }

    /// Whether it says just this already, to just these.
    func holds(_ checked: TellingDraft.Checked) -> Bool {
        text?.body == checked.text && item.tlp == checked.openness.marks.tlp && item.sensitivity == checked.openness.marks.sensitivity
    }
}

/// A telling-back as it is being written.
struct TellingDraft: Sendable {
    var text = ""
    var openness = Openness.circle.rawValue
    var told = ""
    var unreachable = ""
    /// The question stays open for more answers, although everybody who answered has been told.
    var keepsOpen = false
    var delivery = DeliveryDraft()

    /// The longest telling in characters: a chat message somebody still reads.
    static let longest = 2_000

    struct Checked: Sendable {
        let text: String
        let openness: Openness
    }

    /// The text, and with it how many heard it where that is known by now: everything that is wrong is said at once.
    func checked(toldOf people: Int? = nil) throws(Invalid) -> Checked {
        var invalid = Invalid()
        if text.isEmpty { invalid.refuse("text", Phrase("Write what became of their words, even if nothing did.")) }
        if text.count > Self.longest { invalid.refuse("text", Phrase("Keep this under \("n", Self.longest) characters.")) }
        if let people {
            do throws(Invalid) {
                _ = try counts(of: people)
            } catch {
                for (field, message) in error.messages { invalid.refuse(field, message) }
            }
        }
        guard invalid.isEmpty else { throw invalid }
        return Checked(text: text, openness: openness == Openness.everyone.rawValue ? .everyone : .circle)
    }

    /// Nobody's words are told to more people than they opened them to, or against their wish. `ceiling` is the strictest class of the
    /// words that stand in it; `mayQuote` is false when somebody did not allow theirs to be quoted, `mayName` when somebody quoted in it
    /// did not allow their name to stand there.
    func fits(under ceiling: Audience, mayQuote: Bool, mayName: Bool, of team: String) throws(Invalid) {
        if ceiling > .circle {
            throw Invalid("text", Phrase("Words stand here that were opened to the \("team", team) team alone. Take them out."))
        }
        if !mayQuote {
            throw Invalid("text", Phrase("Words stand here whose speaker did not allow them to be quoted. Say it in your own words."))
        }
        if !mayName {
            throw Invalid("text", Phrase("Somebody quoted here did not allow their name to stand with it. Take the name out."))
        }
        if ceiling > .everyone && openness == Openness.everyone.rawValue {
            throw Invalid(
                "openness",
                Phrase("Words stand here that were opened only to people who take part. Take them out, or tell only those people."))
        }
    }

    /// How many heard it and how many could not be reached, of those it is owed to.
    func counts(of people: Int) throws(Invalid) -> (told: Int, unreachable: Int) {
        var invalid = Invalid()
        let told = told.isEmpty ? people : Int(told) ?? -1
        let unreachable = unreachable.isEmpty ? 0 : Int(unreachable) ?? -1
        let isTold = (0...people).contains(told)
        if !isTold { invalid.refuse("told", Phrase("Write a number from 0 to \("n", people).")) }
        // Never the sum of two typed numbers: it may be larger than a number can be.
        if unreachable < 0 || unreachable > (isTold ? people - told : people) {
            invalid.refuse("unreachable", Phrase("Together the two numbers cannot be more than \("n", people)."))
        }
        guard invalid.isEmpty else { throw invalid }
        return (told, unreachable)
    }
}

/// Words quoted in a telling: whole when short, else their beginning, always letter by letter.
enum Quote {
    /// The longest quote in characters.
    static let longest = 200

    static func of(_ words: String) -> String {
        guard words.count > longest else { return words }
        let cut = words.prefix(longest)
        return String(cut[..<(cut.lastIndex(of: " ") ?? cut.endIndex)])
    }
}

extension Voice {
    /// The words by which a quote of this voice is found again.
    var quoted: String? { text.map { Quote.of($0.body) } }
}
