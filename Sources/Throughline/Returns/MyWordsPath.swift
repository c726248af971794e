import HTML
import Language

/// The path of one's own words, in the order it was walked, gaps and what is still to come included.
enum MyWordsPath {
    static func stops(_ view: MyWords) -> [PathStrip.Stop] {
        let became = view.became
        var stops = [said(view)]
        switch view.fate {
        case .rejected, .outOfSight, .removed: return stops
        default: break
        }
        stops += PanelWords.stops(became.panels, mayFollow: view.mayFollow)
        stops += became.learned.isEmpty ? [.init(look: .next, title: Phrase("What we learn"))] : became.learned.map { learned($0, view) }
        stops += became.done.isEmpty ? [nothingDecided(view)] : became.done.flatMap { done($0, view) }
        stops += told(view)
        stops +=
            became.next.isEmpty
            ? [.init(look: .next, title: Phrase("A new question"))]
            : became.next.map { .init(look: .next, title: Phrase("Next question"), words: words($0.text), href: .to($0.item)) }
        return stops
    }

    private static func said(_ view: MyWords) -> PathStrip.Stop {
        let voice = view.voice
        let others = view.became.learned.map(\.others).max() ?? 0
        let title =
            voice.item.language == "und"
            ? Phrase("You said, \("day", voice.item.day)")
            : Phrase("You said, in \("language", voice.item.language), \("day", voice.item.day)")
        return .init(
            look: .done, title: title, words: voice.text.map(Records.words) ?? VoiceCard.draw(voice),
            small: close(others, from: view.fewest))
    }

    /// How many only where they are not too few to be counted aloud.
    private static func close(_ others: Int, from fewest: Int) -> Phrase? {
        guard others > 0 else { return nil }
        let many = Headcount(others, from: fewest)
        guard many != .few else { return Phrase("Others said something close to it") }
        return Phrase.counted(
            others, one: "\("n", many.said) other said something close to it", other: "\("n", many.said) others said something close to it")
    }

    private static func learned(_ learned: WhatBecame.Learned, _ view: MyWords) -> PathStrip.Stop {
        let n = learned.dissents
        let against =
            n == 0
            ? Phrase("Nobody has disagreed so far.")
            : Phrase.counted(n, one: "\("n", n) person disagrees.", other: "\("n", n) people disagree.")
        let sure = learned.sureness.words
        let small =
            learned.own == .contradicts
            ? Phrase("\("sure", sure) \("against", against) Your words stand against it, and are kept beside it.")
            : Phrase("\("sure", sure) \("against", against)")
        return .init(
            look: .done, title: Phrase("What we learned, \("day", learned.item.day)"), words: words(learned.claim), small: small,
            href: href(learned.item, view))
    }

    private static func nothingDecided(_ view: MyWords) -> PathStrip.Stop {
        view.question.item.state == "told"
            ? .init(look: .gap, title: Phrase("Nothing was decided"))
            : .init(
                look: .next, title: Phrase("A decision or a promise"), small: view.question.decisionBy.map { Phrase("By \("day", $0)") })
    }

    private static func done(_ done: WhatBecame.Done, _ view: MyWords) -> [PathStrip.Stop] {
        let isDecision = done.item.kind == .decision
        if done.isNotDone {
            let small = done.why.map { Phrase("Because: \("why", $0)") }
            return [.init(look: .gap, title: Phrase("Not done"), words: words(done.what), small: small, href: href(done.item, view))]
        }
        let title = isDecision ? Phrase("Decided, \("day", done.on)") : Phrase("Promised, \("day", done.on)")
        var stops: [PathStrip.Stop] = [
            .init(
                look: .done, title: title, words: words(done.what), small: done.by.nonEmpty.map { Phrase("\("who", $0)") },
                href: href(done.item, view))
        ]
        if let happened = done.happened {
            stops.append(.init(look: .done, title: Phrase("Happened"), words: words(happened), href: nil))
        } else if done.item.state == "fulfilled" {
            stops.append(.init(look: .done, title: Phrase("Happened"), small: Phrase("The promise was kept.")))
        } else if done.item.state == "partly" {
            stops.append(
                .init(look: .done, title: Phrase("Happened"), small: done.why.map { Phrase("Partly. \("why", $0)") } ?? Phrase("Partly.")))
        }
        return stops
    }

    private static func told(_ view: MyWords) -> [PathStrip.Stop] {
        let became = view.became
        let told = became.told
        var stops: [PathStrip.Stop] = []
        if !became.tellings.isEmpty {
            let reached = TellingTitles.reached(
                told: told.told, people: told.people, unreachable: told.unreachable, from: view.fewest)
            let many = told.languages.count
            let languages =
                many == 1
                ? Phrase("In \("language", told.languages[0]).")
                : Phrase.counted(many, one: "In \("n", many) language.", other: "In \("n", many) languages.")
            stops.append(
                .init(
                    look: became.owed > 0 ? .done : .now, title: Phrase("Told back"),
                    words: "\(became.heard?.text.map(Records.words) ?? "")\(say: reached) \(say: languages)",
                    small: ways(told.doors)))
        }
        stops += became.notTold.map { .init(look: .gap, title: Phrase("Not told, because"), words: "<span dir=\"auto\">\($0)</span>") }
        if became.owed > 0 || (became.tellings.isEmpty && became.notTold.isEmpty) {
            stops.append(
                .init(
                    look: .now,
                    title: Phrase("You hear from us by \("day", view.question.hearBy), in \("language", view.voice.toldLanguage)")))
        }
        return stops
    }

    private static func ways(_ doors: [Door]) -> Phrase? {
        doors.isEmpty ? nil : Phrase("\("ways", Listed(doors.map(\.how)))")
    }

    /// A page for people who take part is no link for somebody who only has a code.
    private static func href(_ item: Item, _ view: MyWords) -> Href? {
        item.audience == .everyone || view.mayFollow ? .to(item) : nil
    }

    private static func words(_ text: Text) -> Markup { "<span lang=\"\(text.language)\" dir=\"auto\">\(text.body)</span>" }
}
