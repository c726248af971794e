import HTML
import Language

/// Turns a walk along the path into the stops of its strip and list, the same way on every record: in the order of their days, and
/// on one day in the order the path goes.
enum Stops {
    /// `here` stands between what it came from and what it led to. What was said against it or put right after its day comes after it.
    static func around(_ trail: (before: [Step], after: [Step]), here: PathStrip.Stop) -> [PathStrip.Stop] {
        let isLater = { (step: Step) in
            (step.item.kind == .correction || step.item.kind == .dissent) && here.day.map { $0 < step.day } ?? false
        }
        // A next question has a path of its own.
        let after = trail.before.filter(isLater) + trail.after.filter { !$0.isBeyond }
        return inOrder(trail.before.filter { !isLater($0) }.flatMap(stops) + said(trail.before))
            + [here] + inOrder(after.flatMap(stops) + ahead(after, of: here.stage))
    }

    /// By day, then by the stage of the path. What has no day yet comes after the last stop that leads to it.
    static func inOrder(_ stops: [PathStrip.Stop]) -> [PathStrip.Stop] {
        var ordered = stops.enumerated().filter { $0.element.day != nil }.sorted { left, right in
            place(left.element, left.offset) < place(right.element, right.offset)
        }.map(\.element)
        for stop in stops.filter({ $0.day == nil }).sorted(by: { $0.stage < $1.stage }) {
            let place = ordered.lastIndex { $0.stage <= stop.stage }.map { $0 + 1 } ?? 0
            ordered.insert(stop, at: place)
        }
        return ordered
    }

    private static func place(_ stop: PathStrip.Stop, _ offset: Int) -> (Day, PathStrip.Stage, Int) {
        (stop.day ?? Day(number: 0), stop.stage, offset)
    }

    /// The day by which a stop is put in order. What is written down carries the day of Greenwich, what people date themselves their own:
    /// one day apart is the same day, and the path decides.
    static func order(_ own: Day, writtenOn day: Day) -> Day { abs(own - day) <= 1 ? day : own }

    /// A question with how many answered it, as one number and a link instead of a stop for each voice; any other record as it is.
    private static func stops(_ step: Step) -> [PathStrip.Stop] {
        switch step.item.kind {
        case .voice, .statement: return []
        case .question where step.distance < 0: return [stop(step)] + [answered(step.answered, step.item)].compactMap(\.self)
        default: return [stop(step)]
        }
    }

    /// Where the question cannot be seen, the words that lead from it still have their place.
    private static func said(_ before: [Step]) -> [PathStrip.Stop] {
        let voices = before.filter { $0.item.kind == .voice || $0.item.kind == .statement }
        guard let first = voices.map(\.day).min(), !before.contains(where: { $0.item.kind == .question }) else { return [] }
        return [PathStrip.Stop(look: .done, title: Phrase("What people said"), day: first, stage: .voice)]
    }

    /// How many people answered a question; nil when nobody did.
    static func answered(_ people: Headcount, _ question: Item) -> PathStrip.Stop? {
        let title: Phrase
        switch people {
        case .nobody: return nil
        case .few: title = Phrase("A few people answered")
        case .exactly(let n), .atLeast(let n):
            title = Phrase.counted(n, one: "\("n", people.said) person answered", other: "\("n", people.said) people answered")
        }
        return PathStrip.Stop(look: .done, title: title, href: "/questions/\(question.id)#said", day: question.day, stage: .voice)
    }

    /// What the path still lacks, drawn as places to come.
    private static func ahead(_ after: [Step], of stage: PathStrip.Stage) -> [PathStrip.Stop] {
        let there = Set(after.filter { $0.item.kind != .telling || $0.item.state == "told" }.map(\.item.kind))
        let lacking: [(stage: PathStrip.Stage, kinds: Set<Kind>, title: Phrase)] = [
            (.insight, [.insight], Phrase("What we learn")), (.decision, [.decision, .commitment], Phrase("A decision or a promise")),
            (.telling, [.telling], Phrase("Told back")), (.next, [.question], Phrase("A new question")),
        ]
        return lacking.filter { $0.stage > stage && there.isDisjoint(with: $0.kinds) && !(stage == .commitment && $0.stage == .decision) }
            .map { PathStrip.Stop(look: .next, title: $0.title, stage: $0.stage) }
    }

    private static func stop(_ step: Step) -> PathStrip.Stop {
        PathStrip.Stop(
            look: look(step.item), title: title(step), words: words(step), small: step.why.map { Phrase("\("why", $0)") },
            href: .to(step.item), day: order(step.day, writtenOn: step.item.day), stage: stage(step))
    }

    private static func words(_ step: Step) -> Markup {
        guard let text = step.text else { return "" }
        // A telling is as long as a letter; its own page has the rest.
        let isCut = step.item.kind == .telling && text.body.count > Quote.longest
        return "<span lang=\"\(text.language)\" dir=\"auto\">\(isCut ? Quote.of(text.body) + " …" : text.body)</span>"
    }

    static func look(_ item: Item) -> PathStrip.Stop.Look {
        if ["not_fulfilled", "reversed", "not_told", "declined"].contains(item.state) { return .gap }
        return ["proposed", "owed", "prepared", "draft"].contains(item.state) ? .next : .done
    }

    private static func isOut(_ report: Item) -> Bool { !["draft", "checked"].contains(report.state) }

    private static func title(_ step: Step) -> Phrase {
        let day = step.day
        switch step.item.kind {
        case .question: return isNext(step) ? Phrase("The next question, \("day", day)") : Phrase("Asked, \("day", day)")
        case .voice, .statement: return Phrase("What people said")
        case .insight: return Phrase("What we learned, \("day", day)")
        case .dissent: return Phrase("Somebody disagrees, \("day", day)")
        case .decision, .commitment: return title(of: step.item, on: day)
        case .need: return Phrase("Somebody needed to know, \("day", day)")
        case .outcome: return Phrase("Something changed, \("day", day)")
        case .adaptation: return Phrase("Used and changed, \("day", day)")
        case .experiment: return Phrase("Tried in a small way, \("day", day)")
        case .panel: return Phrase("A panel read the stories, \("day", day)")
        case .journey: return Phrase("A learning journey, \("day", day)")
        case .activity: return Phrase("Done to learn, \("day", day)")
        case .partnerPlan: return Phrase("A learning partner's plan, \("day", day)")
        case .planTask: return Phrase("A task of a plan, \("day", day)")
        case .report: return isOut(step.item) ? Phrase("It stands in a report, \("day", day)") : Phrase("A report is being written")
        case .telling: return look(step.item) == .done ? Phrase("Told back, \("day", day)") : Phrase("Not told yet")
        case .correction: return Phrase("Put right by the speaker, \("day", day)")
        }
    }

    /// A decision or a promise, by how far it has come and the day it was decided or promised.
    static func title(of item: Item, on day: Day) -> Phrase {
        switch item.state {
        case "not_fulfilled": Phrase("Promised, not done")
        case "fulfilled": Phrase("Promised, and kept")
        case "partly": Phrase("Promised, partly kept")
        case "reversed": Phrase("Decided, then taken back")
        case "proposed": Phrase("A decision, not confirmed yet")
        default: item.kind == .commitment ? Phrase("Promised, \("day", day)") : Phrase("Decided, \("day", day)")
        }
    }

    private static func isNext(_ step: Step) -> Bool { step.relation == .ledTo && step.distance > 0 }

    private static func stage(_ step: Step) -> PathStrip.Stage {
        isNext(step) && step.item.kind == .question ? .next : PathStrip.Stage(step.item.kind)
    }
}
