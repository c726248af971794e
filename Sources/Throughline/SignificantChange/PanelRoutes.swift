import Database
import HTML
import Language

/// Panels: calling one together, choosing alone and together, on paper too.
struct PanelRoutes: Sendable {
    let house: House

    func add(to roads: Roads) {
        roads.get("/questions/:id/panels/new", new)
        roads.post("/questions/:id/panels", call)
        roads.get("/panels/:id", show)
        roads.get("/panels/:id/sheets", sheets)
        roads.post("/panels/:id/picks", pick)
        roads.post("/panels/:id/choosing", choose)
        roads.post("/panels/:id/withdrawal", withdraw)
    }

    @Sendable func new(_ visit: Visit) async throws -> Reply {
        let desk = try await desk(visit)
        let draft = PanelDraft(from: visit[query: "from"] ?? "")
        return .page(PanelPages.new(desk, below(desk), draft, for: visit))
    }

    @Sendable func call(_ visit: Visit) async throws -> Reply {
        let desk = try await desk(visit)
        let act = house.act(by: try visit.person())
        let (draft, space, day) = (PanelDraft(visit.fields), desk.place.id, act.day)
        let names = draft.named.prefix(40)
        let found = try await house.db.read { tx in
            try names.reduce(into: [String: ID<Person>]()) { $0[$1] = try MembershipStore(tx).person(named: $1, in: space) }
        }
        let checked: PanelDraft.Checked
        do throws(Invalid) {
            checked = try draft.checked(
                among: desk.domains.map(\.domain), below: below(desk), found: found, in: desk.place, on: visit.now.day(in: desk.place.zone))
        } catch {
            return .refused(PanelPages.new(desk, below(desk), draft, for: visit, invalid: error))
        }
        let question = desk.question
        let (read, _) = try await house.db.read { try PanelStore($0).candidates(checked, of: question.item, on: day) }
        guard read.count > checked.most else { return .refused(PanelPages.new(desk, below(desk), draft, for: visit, tooFew: read.count)) }
        let language = desk.place.language(of: checked.name, readBy: visit.language) ?? visit.language
        let base = visit.base
        return try await house.answerOnce(visit) { tx in
            let store = PanelStore(tx)
            let id = try store.call(
                checked, store.candidates(checked, of: question.item, on: day), on: question, in: language, by: act)
            let letters = PanelLetters(house: house)
            if !checked.isOnPaper {
                try letters.called(id, to: checked.members, until: checked.until, in: desk.place, base: base, by: act, on: tx)
            }
            return "/panels/\(id)"
        }
    }

    @Sendable func show(_ visit: Visit) async throws -> Reply { .page(PanelPages.show(try await view(visit), for: visit)) }

    @Sendable func sheets(_ visit: Visit) async throws -> Reply {
        let view = try await view(visit)
        if !view.sits { try visit.reader.require(.learn, in: view.place.id) }
        return .page(PanelReadingPage.sheets(view))
    }

    /// One of its people chooses, or chooses otherwise, as long as the others have not all chosen.
    @Sendable func pick(_ visit: Visit) async throws -> Reply {
        let view = try await view(visit)
        let (person, keys) = (try visit.person(), house.keys)
        guard view.sits, !view.panel.isOnPaper else { throw Refusal.notAllowed }
        let own = Set(view.stories.filter { $0.voice.item.author.person == person }.map(\.id))
        let choice = PanelChoice(visit.fields, view.stories.map(\.id))
        guard view.panel.isReading, !view.mayChoose else { return raced(view, choice, visit) }
        let chosen: [(story: ID<Item>, why: String)]
        do throws(Invalid) {
            chosen = try choice.checked(among: view.stories.map(\.id).filter { !own.contains($0) }, most: view.panel.most)
        } catch {
            return .refused(PanelPages.show(view, for: visit, retry: .init(choice: choice, invalid: error)))
        }
        let (act, base) = (house.act(by: person), visit.base)
        return try await house.answerOnce(visit) { tx in
            let panel = try PanelStore(tx).find(view.panel.id, for: visit.reader, in: visit.language, at: visit.now)
            let before = try PanelStore(tx).members(of: panel)
            try PanelPickStore(tx, keys).choose(chosen, of: person, on: panel, by: act)
            let members = try PanelStore(tx).members(of: panel)
            if before.contains(where: { $0.doneOn == nil }), members.allSatisfy({ $0.doneOn != nil }) {
                let letters = PanelLetters(house: house)
                try letters.complete(panel, to: members.map(\.person), in: view.place, base: base, by: act, on: tx)
            }
            return Href("/panels/\(panel.id)").with(query: "kept", "yes")
        }
    }

    /// What it chose together, once. All who told a story are to hear it.
    @Sendable func choose(_ visit: Visit) async throws -> Reply {
        let view = try await view(visit)
        let act = house.act(by: try visit.person())
        guard view.sits || view.isTeam else { throw Refusal.notAllowed }
        let choice = PanelChoice(visit.fields, view.stories.map(\.id))
        guard view.mayChoose, let question = view.question else {
            if !view.panel.isReading { return raced(view, choice, visit) }
            throw Refusal.notAllowed
        }
        let chosen: [(story: ID<Item>, why: String)]
        do throws(Invalid) {
            chosen = try choice.checked(among: view.stories.map(\.id), most: view.panel.most)
        } catch {
            return .refused(PanelPages.show(view, for: visit, retry: .init(choice: choice, invalid: error)))
        }
        let version = try visit.fields.version()
        let language = view.place.language(of: chosen.map(\.why).joined(separator: " "), readBy: visit.language) ?? visit.language
        do {
            return try await house.answerOnce(visit) { tx in
                let store = PanelStore(tx)
                // A story that was taken back a moment ago is nobody's choice.
                let there = Set(try store.stories(of: view.panel.id).map(\.id))
                guard chosen.allSatisfy({ there.contains($0.story) }) else { throw Refusal.conflict }
                try store.choose(chosen, against: choice.against, by: view.panel, seen: version, in: language, by: act)
                try VoiceStore(tx).oweAgain(question, among: Array(there), due: max(question.hearBy, act.day + 14), by: act)
                return .to(view.panel.item)
            }
        } catch Refusal.conflict {
            return raced(try await self.view(visit), choice, visit)
        }
    }

    /// Somebody else wrote it down in between, or all have chosen by now: what was typed stands there to be copied.
    private func raced(_ view: PanelView, _ choice: PanelChoice, _ visit: Visit) -> Reply {
        let panel = view.panel
        func words(_ why: (ID<Item>) -> String?) -> Markup {
            let titled = view.stories.compactMap { story in
                why(story.id).flatMap { $0.isEmpty ? nil : (title: story.title, why: $0) }
            }
            return "\(each: titled, { "<p><b dir=\"auto\">\($0.title)</b><br><span dir=\"auto\">\($0.why)</span></p>" })"
        }
        let mine: Markup = "\(words { choice.whys[$0] })\(each: choice.lost, { "<p dir=\"auto\">\($0)</p>" })"
        return .raced(
            TwoTexts.page(
                [
                    .init(
                        Phrase("What it chose, and why"),
                        theirs: panel.isReading
                            ? "\(say: "All have chosen, or the day is past. Now the panel chooses together.")"
                            : words { panel.why($0)?.body },
                        mine: mine, differs: true),
                    .init(Phrase("What was said against it?"), theirs: panel.texts["against"]?.body ?? "", mine: choice.against),
                ], in: view.place, action: nil, back: .to(panel.item), version: panel.item.version, typed: visit.fields.pairs))
    }

    @Sendable func withdraw(_ visit: Visit) async throws -> Reply {
        let view = try await view(visit)
        let act = house.act(by: try visit.person())
        try visit.reader.require(.learn, in: view.place.id)
        let because = visit.fields["because"]
        var invalid = Invalid()
        invalid.checkReason(because)
        guard invalid.isEmpty else {
            return .refused(PanelPages.show(view, for: visit, retry: .init(because: because, invalid: invalid)))
        }
        let version = try visit.fields.version()
        return try await house.answerOnce(visit) { tx in
            try PanelStore(tx).withdraw(view.panel, because: because, seen: version, as: visit.reader, by: act)
            return view.place.path("changes")
        }
    }

    private func view(_ visit: Visit) async throws -> PanelView {
        let id: ID<Item> = try visit.id()
        let keys = house.keys
        return try await house.db.read { tx in
            try PanelReading(tx: tx, reader: visit.reader, language: visit.language, now: visit.now).view(id, keys: keys)
        }
    }

    private func desk(_ visit: Visit) async throws -> ChangeDesk {
        let id: ID<Item> = try visit.id()
        let desk = try await house.db.read { tx in
            try PanelReading(tx: tx, reader: visit.reader, language: visit.language, now: visit.now).desk(id)
        }
        guard desk.isCollecting else { throw Refusal.notFound }
        return desk
    }

    /// The panels whose choice another one may read.
    private func below(_ desk: ChangeDesk) -> [Panel] { desk.panels.filter { $0.chosenOn != nil } }
}
