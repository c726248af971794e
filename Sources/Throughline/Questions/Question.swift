import Language

/// What a community wants to find out: why it is asked, and by when everyone who answers hears what came of it.
struct Question: Sendable {
    let item: Item
    let texts: [String: Text]
    let purpose: Reason
    /// The day by which people hear what became of their words.
    let hearBy: Day
    let doors: [Door]
    let decisionBy: Day?
    /// Who reads the answers, when it is asked to understand.
    let reader: String
    /// Who decides, when it is asked to decide.
    let decider: String
    let deciderMail: String?
    let isFlooded: Bool
    let closedOn: Day?
    /// The day numbers of who answered were published.
    let countedOn: Day?

    var id: ID<Item> { item.id }
    var isOpen: Bool { item.state == "open" }
    /// Nobody was asked yet: a draft, or a question that stands on the learning agenda only.
    var isUnasked: Bool { ["draft", "agenda"].contains(item.state) }
    /// The question itself, as this reader is shown it.
    var text: Text { texts["text"] ?? Text(body: "…", language: item.language, origin: "author") }
    func words(_ field: String) -> String { texts[field]?.body ?? "" }
}

/// Why a question is asked.
enum Reason: String, Sendable, CaseIterable {
    case decide, understand, find, research
}

/// What the asking form sent; `checked` gives what we can store, or says what to do, field by field.
struct QuestionDraft: Sendable {
    var text = ""
    var hearBy = ""
    var purpose = Reason.understand.rawValue
    var decision = ""
    var decisionBy = ""
    var reader = ""
    var decider = ""
    var deciderMail = ""
    var doors: Set<String> = [Door.here.rawValue]
    var whereElse = ""
    var promiseAsk = ""
    var promiseComplain = ""
    /// Who asks, and for how long.
    var ask = AskDraft()
    var language: LanguageTag?
    /// The record this question grew out of, so that the path goes on.
    var from = ""

    struct Checked: Sendable {
        let text: String
        let hearBy: Day
        let purpose: Reason
        let decisionBy: Day?
        let doors: [Door]
        var ask = (organisation: "", minutes: 2)
    }

    /// A day that has passed is refused, but for one that stands there already: whoever mends a word need not move it.
    func checked(on today: Day, changing old: Question? = nil) throws(Invalid) -> Checked {
        var invalid = Invalid()
        let words = text.split(whereSeparator: \.isWhitespace)
        if words.count < 3 { invalid.refuse("text", Phrase("Say in one sentence what you want to know.")) }
        if text.count > 240 { invalid.refuse("text", Phrase("Keep the question under \("n", 240) characters; put the rest below.")) }
        let day = Day(hearBy)
        if day == nil { invalid.refuse("hear_by", Phrase("Choose the day by which people will hear from you.")) }
        if let day, day < today, day != old?.hearBy { invalid.refuse("hear_by", Phrase("Choose a day from \("day", today) on.")) }
        if let day, day > today + 366 { invalid.refuse("hear_by", Phrase("Keep it within a year, so that people still remember.")) }
        let decision = Day(decisionBy)
        if !decisionBy.isEmpty && decision == nil { invalid.refuse("decision_by", Phrase("Choose a day, or leave it empty.")) }
        if let decision, decision < today, decision != old?.decisionBy {
            invalid.refuse("decision_by", Phrase("Choose a day from \("day", today) on, or leave it empty."))
        }
        if !deciderMail.isEmpty && !deciderMail.looksLikeMail {
            invalid.refuse("decider_mail", Phrase("Write a mail address like name@example.org, or leave it empty."))
        }
        for (field, value) in [("decision", self.decision), ("reader", reader), ("decider", decider), ("where_else", whereElse)]
        where value.count > 300 {
            invalid.refuse(field, Phrase("Keep this under \("n", 300) characters."))
        }
        for (field, value) in [("promise_ask", promiseAsk), ("promise_complain", promiseComplain)] where value.count > 600 {
            invalid.refuse(field, Phrase("Keep this under \("n", 600) characters."))
        }
        var asked = (organisation: "", minutes: 2)
        do { asked = try ask.checked() } catch { invalid.add(error) }
        guard let day, invalid.isEmpty else { throw invalid }
        return Checked(
            text: text, hearBy: day, purpose: Reason(rawValue: purpose) ?? .understand, decisionBy: decision,
            doors: Door.allCases.filter { doors.contains($0.rawValue) }, ask: asked)
    }
}
