import Language

/// A form on its way: what was answered, on which screen it stands, and how it is to be sent. It travels in the form itself.
struct CaptureDraft: Sendable {
    let form: CaptureForm
    var answers = CaptureAnswers()
    /// Counted from 1; the last one shows everything and sends it.
    var step = 1
    var openness: String
    var isNamed = true
    /// Whoever fills it in has an account to send it with.
    var maySign = false
    /// What whoever sends it is in this; empty where they do not say.
    var role = ""
    /// The minutes a team gives itself; nil where nobody counts.
    var minutes: Int?
    var promises: [PromiseDraft] = []
    /// Whether it was anybody's fault, where a form asks that.
    var fault = FaultDraft()
    /// Panels further away may read it, where a form asks that.
    var toPanels = false
    /// The draft in which it was put aside before, and which of its savings was seen.
    var kept: (id: ID<FormDraft>, version: Int)?

    init(_ form: CaptureForm) { (self.form, openness) = (form, form.openness.rawValue) }

    /// Whoever fills it in may promise something.
    var mayPromise = false

    /// The prompts, then the promises where there are any, then the end.
    var last: Int { form.steps.count + (asksPromises ? 2 : 1) }
    var asksPromises: Bool { mayPromise && form.promises != nil }
    /// The screen of promises.
    var isAtPromises: Bool { asksPromises && step == form.steps.count + 1 }
    var isAtEnd: Bool { step == last }
    /// The prompts of this screen; nil where it has none.
    var prompts: CaptureForm.Step? { form.steps.indices.contains(step - 1) ? form.steps[step - 1] : nil }

    /// The same on its last screen.
    var atEnd: CaptureDraft {
        var draft = self
        draft.step = last
        return draft
    }

    /// How many people it speaks for.
    var people: Int { Int(answers["people"]).map { max($0, 1) } ?? 1 }

    /// The minutes a screen may take.
    var minutesHere: Int? {
        guard let minutes, let share = prompts?.share else { return nil }
        return max((minutes + share / 2) / share, 1)
    }

    /// What is to change stands there as the first promises, so that nothing is typed twice.
    mutating func fillPromises() {
        guard let from = form.promises?.from, promises.allSatisfy({ $0.promise.isEmpty && $0.who.isEmpty && $0.due.isEmpty }) else {
            return
        }
        let lines = answers[from].split(whereSeparator: \.isNewline).map { $0.trimmed }.filter { !$0.isEmpty }
        promises = (0..<CaptureForm.mostPromises).map { place in
            var promise = PromiseDraft()
            if lines.indices.contains(place) { promise.promise = String(lines[place].prefix(300)) }
            return promise
        }
    }

    /// What was typed among the promises without a name and a day is a wish: it stands with what is to change, and is never lost.
    mutating func keepWishes() {
        guard let from = form.promises?.from, step > form.steps.count else { return }
        var lines = answers[from].split(whereSeparator: \.isNewline).map { $0.trimmed }.filter { !$0.isEmpty }
        for wish in promises where wish.who.isEmpty && wish.due.isEmpty {
            let words = wish.promise.trimmed
            // The first words of a long line stand in its promise; that is the line itself.
            guard !words.isEmpty, !lines.contains(where: { $0.hasPrefix(words) }) else { continue }
            lines.append(words)
            answers.values[from] = [lines.joined(separator: "\n")]
        }
    }

    /// A promise somebody began to make: a name or a day makes it one; words alone stay what is to change.
    var meant: [(place: Int, draft: PromiseDraft)] {
        promises.enumerated().filter { !$0.element.who.isEmpty || !$0.element.due.isEmpty }.map { ($0.offset, $0.element) }
    }

    /// The promises as they are made; each with its own messages.
    func checkedPromises(on today: Day) throws(Invalid) -> [(draft: PromiseDraft, checked: PromiseDraft.Checked)] {
        var invalid = Invalid()
        var made: [(PromiseDraft, PromiseDraft.Checked)] = []
        guard asksPromises else { return [] }
        for (place, draft) in meant {
            do throws(Invalid) {
                made.append((draft, try draft.checked(on: today, by: nil, sources: nil)))
            } catch {
                for (field, message) in error.messages { invalid.refuse("\(field)_\(place + 1)", message) }
            }
        }
        guard invalid.isEmpty else { throw invalid }
        return made
    }

    /// The screen a refused field stands on.
    func step(of field: String) -> Int {
        if let place = form.steps.firstIndex(where: { $0.fields.contains { $0.id == field } }) { return place + 1 }
        return last
    }
}

extension StringProtocol {
    fileprivate var trimmed: String {
        String(drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
    }
}

/// A form somebody with an account put aside, to go on another day.
struct FormDraft: Sendable {
    let id: ID<FormDraft>
    let question: ID<Item>
    let form: FormID
    let savedOn: Day
    let version: Int
    let pairs: [[String]]

    /// What was typed and chosen, by the names the form gives it; what only steers the form is left out.
    var typed: [(field: String, words: String)] {
        pairs.compactMap { pair in
            guard pair.count == 2, !pair[1].isEmpty, !["form", "step"].contains(pair[0]) else { return nil }
            return (pair[0], pair[1])
        }
    }
}
