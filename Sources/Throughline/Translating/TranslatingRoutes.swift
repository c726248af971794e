import Database
import HTML
import Language

/// Bringing one text over: by an account that was asked, or by whoever has the link.
struct TranslatingRoutes: Sendable {
    let house: House

    func add(to roads: Roads) {
        roads.get("/me/translating", list)
        roads.get("/translated", done)
        for by in Way.allCases {
            roads.get(by.road) { try await show($0, by) }
            roads.post(by.road) { try await write($0, by) }
            roads.post(by.road + "/refusal") { try await refuse($0, by) }
        }
        roads.post(Way.link.road + "/taking", take)
    }

    /// How a task is opened.
    private enum Way: CaseIterable, Sendable {
        case account, link

        var road: String { self == .account ? "/translating/:id" : "/translating-by-link/:secret" }
    }

    @Sendable func list(_ visit: Visit) async throws -> Reply {
        let person = try visit.person()
        let tasks = try await house.db.read { tx in
            let store = TranslationTaskStore(tx)
            return try store.waiting(for: person, on: Self.day(visit)).compactMap { task -> (task: TranslationTask, original: Text)? in
                do { return (task, try Self.view(task, visit, .account, tx).view.original) } catch Refusal.notFound { return nil }
            }
        }
        return .page(TranslatingPages.list(tasks))
    }

    @Sendable func done(_ visit: Visit) async throws -> Reply {
        .page(TranslatingPages.done(refused: visit[query: "refused"] != nil))
    }

    private func show(_ visit: Visit, _ way: Way) async throws -> Reply {
        let (view, _) = try await standing(visit, way)
        return .page(
            TranslatingPages.task(
                view, draft: TranslatedDraft(text: view.task.draft, credit: view.task.credit), isKept: visit[query: "kept"] != nil))
    }

    private func write(_ visit: Visit, _ way: Way) async throws -> Reply {
        let (view, _) = try await standing(visit, way)
        let draft = TranslatedDraft(text: visit.fields["text"], credit: visit.fields["credit"], isSent: visit.fields["do"] != "keep")
        let version = try visit.fields.version()
        var invalid = Invalid()
        do throws(Invalid) { try draft.checked() } catch { invalid = error }
        // Words that changed meanwhile are read before anything is sent.
        if draft.isSent, Int(visit.fields["original"]) != view.seen {
            invalid.refuse("text", Phrase("The original was changed meanwhile. Look at both again, and send it then."))
        }
        guard invalid.isEmpty else { return .refused(TranslatingPages.task(view, draft: draft, invalid: invalid)) }
        let act = house.act(by: visit.reader.person)
        do {
            return try await house.answerOnce(visit) { tx in
                let (view, item) = try open(visit, way, tx)
                guard view.task.version == version, !draft.isSent || Int(visit.fields["original"]) == view.seen else {
                    throw Refusal.conflict
                }
                let store = TranslationTaskStore(tx)
                guard draft.isSent else {
                    try store.save(view.task, draft)
                    return view.page.with(query: "kept", "yes")
                }
                try store.send(view.task, draft, of: item, by: act)
                try TranslatingMail(house: house).came(view.task, item, visit, on: tx)
                return "/translated"
            }
        } catch Refusal.conflict {
            let (now, _) = try await standing(visit, way)
            return .raced(
                TwoTexts.page(
                    [.init(Phrase("The same in \("language", now.task.language)"), theirs: now.task.draft, mine: draft.text)], in: nil,
                    action: now.page, back: now.page, version: now.task.version,
                    typed: visit.fields.pairs.filter { $0.name != "original" } + [("original", "\(now.seen)")]))
        }
    }

    private func refuse(_ visit: Visit, _ way: Way) async throws -> Reply {
        let act = house.act(by: visit.reader.person)
        return try await house.answerOnce(visit) { tx in
            let (view, item) = try open(visit, way, tx)
            try TranslationTaskStore(tx).refuse(view.task, of: item, by: act)
            try TranslatingMail(house: house).refused(view.task, visit, on: tx)
            return Href("/translated").with(query: "refused", "yes")
        }
    }

    @Sendable func take(_ visit: Visit) async throws -> Reply {
        let person = try visit.person()
        return try await house.answerOnce(visit) { tx in
            let (view, _) = try open(visit, .link, tx)
            try TranslationTaskStore(tx).take(view.task, by: person)
            return "/translating/\(view.task.id)"
        }
    }

    private func standing(_ visit: Visit, _ way: Way) async throws -> (view: TranslatingView, item: Item) {
        try await house.db.read { try open(visit, way, $0) }
    }

    private func open(_ visit: Visit, _ way: Way, _ tx: any Connection) throws -> (view: TranslatingView, item: Item) {
        let store = TranslationTaskStore(tx)
        let task: TranslationTask
        switch way {
        case .account: task = try store.find(try visit.id(), of: try visit.person(), on: Self.day(visit))
        case .link:
            let secret = try visit.word("secret")
            guard secret.utf8.count <= 100 else { throw Refusal.notFound }
            task = try store.find(link: secret, keys: house.keys, on: Self.day(visit))
        }
        return try Self.view(task, visit, way, tx)
    }

    private static func view(_ task: TranslationTask, _ visit: Visit, _ way: Way, _ tx: any Connection) throws
        -> (view: TranslatingView, item: Item)
    {
        let item = try TranslationTaskStore(tx).item(of: task, for: visit.reader, at: visit.now)
        guard let (original, seen) = try TextStore(tx).standing(of: item.id, field: task.field, in: item.language) else {
            throw Refusal.notFound
        }
        let page: Href = way == .account ? "/translating/\(task.id)" : "/translating-by-link/\(try visit.word("secret"))"
        let terms = try GlossaryStore(tx).all(of: task.space, into: task.language)
        let mayTake = way == .link && visit.reader.person != nil
        let isQuiet = try PlaceStore(tx).find(task.space).isDiscreet
        return (
            TranslatingView(
                task: task, original: original, seen: seen, terms: terms, page: page, mayTake: mayTake, isQuiet: isQuiet), item
        )
    }

    /// The day it is, as the days of tasks are counted.
    private static func day(_ visit: Visit) -> Day { visit.now.day(in: .utc) }
}
