import HTML
import Language

/// Turns a walk along the path into the stops of its strip and list, the same way on every record.
enum Stops {
    static func around(_ trail: (before: [Step], after: [Step]), here: PathStrip.Stop) -> [PathStrip.Stop] {
        trail.before.map(stop) + [here] + trail.after.map(stop)
    }

    private static func stop(_ step: Step) -> PathStrip.Stop {
        let gap = ["not_fulfilled", "reversed", "not_told", "declined"].contains(step.item.state)
        let words: Markup = step.text.map { "<span lang=\"\($0.language)\" dir=\"auto\">\($0.body)</span>" } ?? ""
        return PathStrip.Stop(
            look: gap ? .gap : .done, title: title(step), words: words, small: step.why.map { Phrase("\("why", $0)") }, href: .to(step.item)
        )
    }

    private static func title(_ step: Step) -> Phrase {
        let day = step.item.day
        switch (step.item.kind, step.relation) {
        case (.question, .ledTo) where step.distance > 0: return Phrase("The next question, \("day", day)")
        case (.question, _): return Phrase("Asked, \("day", day)")
        case (.voice, .contradicts): return Phrase("Somebody said the opposite, \("day", day)")
        case (.voice, _): return Phrase("Somebody said, \("day", day)")
        case (.statement, _): return Phrase("A statement, \("day", day)")
        case (.insight, _): return Phrase("What we learned, \("day", day)")
        case (.dissent, _): return Phrase("Somebody disagrees, \("day", day)")
        case (.decision, _) where step.item.state == "proposed": return Phrase("A decision, not confirmed yet")
        case (.decision, _): return step.item.state == "reversed" ? Phrase("Decided, then taken back") : Phrase("Decided, \("day", day)")
        case (.commitment, _): return step.item.state == "not_fulfilled" ? Phrase("Promised, not done") : Phrase("Promised, \("day", day)")
        case (.telling, _): return Phrase("Told back, \("day", day)")
        case (.correction, _): return Phrase("Put right by the speaker, \("day", day)")
        }
    }
}
