import HTML
import Language

/// The path of a question, as stops in the order of their days.
enum QuestionPath {
    static func stops(_ view: QuestionView) -> [PathStrip.Stop] {
        let question = view.question
        let before: [PathStrip.Stop] = view.before.map {
            .init(
                look: .done, title: Phrase("It came from"), words: headline($0), href: .to($0.item), day: $0.day,
                stage: PathStrip.Stage($0.item.kind))
        }
        let asked = PathStrip.Stop(
            look: question.isOpen && view.answers == 0 ? .now : .done, title: Phrase("Asked, \("day", question.item.day)"))
        let after = learned(view) + decided(view) + changed(view) + told(view) + reported(view) + next(view)
        return Stops.inOrder(before) + [asked, answered(view)] + Stops.inOrder(after)
    }

    private static func answered(_ view: QuestionView) -> PathStrip.Stop {
        let isNow = view.question.isOpen && view.heads.isEmpty
        if let stop = Stops.answered(view.headcount, view.question.item) {
            return .init(look: isNow ? .now : .done, title: stop.title, href: stop.href, stage: .voice)
        }
        guard !view.question.isOpen else { return .init(look: .next, title: Phrase("People answer"), stage: .voice) }
        return .init(
            look: .gap, title: view.takenBack == nil ? Phrase("Nobody answered.") : Phrase("Every answer was taken back."), stage: .voice)
    }

    private static func learned(_ view: QuestionView) -> [PathStrip.Stop] {
        guard !view.heads.isEmpty else { return [.init(look: .next, title: Phrase("What we learn"), stage: .insight)] }
        return view.heads.reversed().map {
            .init(
                look: .done, title: Phrase("What we learned, \("day", $0.day)"), words: headline($0), href: .to($0.item), day: $0.day,
                stage: .insight)
        }
    }

    private static func decided(_ view: QuestionView) -> [PathStrip.Stop] {
        guard view.decided.isEmpty else {
            return view.decided.reversed().map {
                .init(
                    look: Stops.look($0.item), title: Stops.title(of: $0.item, on: $0.day), words: headline($0), href: .to($0.item),
                    day: Stops.order($0.day, writtenOn: $0.item.day), stage: PathStrip.Stage($0.item.kind))
            }
        }
        let isTold = view.question.item.state == "told"
        return [
            .init(
                look: isTold ? .gap : .next, title: Phrase("A decision or a promise"),
                small: isTold ? Phrase("Nothing was decided.") : nil, stage: .decision)
        ]
    }

    /// What is different out there; a question without it lacks nothing yet.
    private static func changed(_ view: QuestionView) -> [PathStrip.Stop] {
        view.changed.reversed().map {
            .init(
                look: .done, title: Phrase("Something changed, \("day", $0.day)"), words: headline($0), href: .to($0.item),
                day: Stops.order($0.day, writtenOn: $0.item.day), stage: .outcome)
        }
            + view.tried.reversed().map {
                .init(
                    look: .done, title: tried($0), words: headline($0), href: .to($0.item),
                    day: Stops.order($0.day, writtenOn: $0.item.day), stage: .decision)
            }
    }

    private static func tried(_ head: QuestionView.Head) -> Phrase {
        switch head.item.kind {
        case .journey: Phrase("A learning journey, \("day", head.day)")
        case .activity: Phrase("Done to learn, \("day", head.day)")
        default: Phrase("Tried in a small way, \("day", head.day)")
        }
    }

    /// With the words as the reader is told them: once, and by a link in the other languages.
    private static func told(_ view: QuestionView) -> [PathStrip.Stop] {
        guard !view.told.isEmpty else {
            return [
                .init(
                    look: view.heads.isEmpty ? .next : .now, title: Phrase("Told back"),
                    small: Phrase("Promised by \("day", view.question.hearBy)."), stage: .telling)
            ]
        }
        let heard = view.heard
        let stops: [PathStrip.Stop] = view.told.reversed().map {
            .init(
                look: .done, title: Phrase("Told back, \("day", $0.day)"), words: $0.item.id == heard?.item.id ? headline($0) : "",
                href: .to($0.item), day: Stops.order($0.day, writtenOn: $0.item.day), stage: .telling,
                staysOpen: $0.item.id == heard?.item.id)
        }
        let still: Phrase
        switch view.waiting {
        case .nobody: return stops
        case .few: still = Phrase("Some people are still to be told")
        case .exactly(let n), .atLeast(let n):
            still = Phrase.counted(
                n, one: "\("n", view.waiting.said) person still to be told", other: "\("n", view.waiting.said) people still to be told")
        }
        return stops + [.init(look: .now, title: still, stage: .telling)]
    }

    private static func reported(_ view: QuestionView) -> [PathStrip.Stop] {
        view.reports.reversed().map {
            .init(
                look: .done, title: Phrase("It stands in a report, \("day", $0.day)"), words: headline($0), href: .to($0.item),
                day: Stops.order($0.day, writtenOn: $0.item.day), stage: .telling)
        }
    }

    private static func next(_ view: QuestionView) -> [PathStrip.Stop] {
        guard !view.next.isEmpty else { return [.init(look: .next, title: Phrase("A new question"), stage: .next)] }
        return view.next.map {
            .init(look: .done, title: Phrase("The next question"), words: headline($0), href: .to($0.item), day: $0.day, stage: .next)
        }
    }

    private static func headline(_ head: QuestionView.Head) -> Markup {
        guard let text = head.text else { return "" }
        let isLong = head.item.kind == .telling
        return isLong ? Records.words(text) : "<span lang=\"\(text.language)\" dir=\"auto\">\(text.body)</span>"
    }
}
