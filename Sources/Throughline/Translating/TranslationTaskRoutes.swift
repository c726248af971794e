import Database
import HTML
import Language

/// Asking somebody to bring a text of a record into a language, and what became of that.
struct TranslationTaskRoutes: Sendable {
    let house: House

    func add(to roads: Roads) {
        roads.get("/records/:id/translations", show)
        roads.post("/records/:id/translations", ask)
        roads.post("/records/:id/translations/ending", end)
        roads.post("/records/:id/translations/check", check)
    }

    @Sendable func show(_ visit: Visit) async throws -> Reply {
        let view = try await house.db.read { try Self.view(visit, $0) }
        guard visit[query: "ask"] != nil else { return .page(TranslationTaskPages.show(view)) }
        // A translator of the place before a link: what stays within it needs no secret that travels.
        return .page(TranslationTaskPages.ask(view, draft: TranslationAskDraft(whom: view.translators.first?.id.description ?? "")))
    }

    @Sendable func ask(_ visit: Visit) async throws -> Reply {
        let view = try await house.db.read { try Self.view(visit, $0) }
        let draft = TranslationAskDraft(
            field: visit.fields["field"], language: visit.fields["language"], whom: visit.fields["whom"], days: visit.fields["days"])
        let asked: (language: LanguageTag, whom: ID<Person>?, days: Int)
        do throws(Invalid) {
            asked = try Self.checked(draft, view)
        } catch {
            return .refused(TranslationTaskPages.ask(view, draft: draft, invalid: error))
        }
        // What could do great harm leaves by hand of the safety lead alone.
        if view.item.isGrave { try visit.requireConfirmed() }
        let (act, secret) = (house.act(by: try visit.person()), asked.whom == nil ? self.secret(for: visit) : nil)
        let until = act.day + asked.days
        let ask: @Sendable (any Connection) throws -> Void = { tx in
            let now = try Self.view(visit, tx)
            let again = try Self.checked(draft, now)
            try TranslationTaskStore(tx).add(
                now.item, field: draft.field, into: again.language, whom: again.whom, link: secret, days: again.days,
                agreedBy: now.item.isGrave ? act.by : nil, keys: house.keys, by: act)
            if let whom = again.whom { try TranslatingMail(house: house).asked(whom, into: again.language, until: until, visit, on: tx) }
        }
        do {
            guard let secret else {
                return try await house.answerOnce(visit) { tx in
                    try ask(tx)
                    return "/records/\(view.item.id)/translations"
                }
            }
            if !visit.isAgain { try await house.actOnce(visit, ask) }
            let address = visit.address("/translating-by-link/\(secret)")
            return .page(TranslationTaskPages.made(address, for: view.item, until: until, in: view.place))
        } catch Refusal.conflict {
            let invalid = Invalid("language", Phrase("Somebody is asked for this language already."))
            return .refused(TranslationTaskPages.ask(view, draft: draft, invalid: invalid))
        }
    }

    @Sendable func end(_ visit: Visit) async throws -> Reply {
        let act = house.act(by: try visit.person())
        guard let task = ID<TranslationTask>(typed: visit.fields["task"]) else { throw Refusal.notFound }
        return try await house.answerOnce(visit) { tx in
            let item = try Self.item(visit, tx)
            try TranslationTaskStore(tx).end(task, of: item, by: act)
            return "/records/\(item.id)/translations"
        }
    }

    /// Nobody checks their own.
    @Sendable func check(_ visit: Visit) async throws -> Reply {
        let (act, person) = (house.act(by: try visit.person()), try visit.person())
        let (field, language) = (visit.fields["field"], visit.fields["language"])
        let version = try visit.fields.version()
        return try await house.answerOnce(visit) { tx in
            let view = try Self.view(visit, tx)
            guard let entry = view.translations.first(where: { $0.field == field && $0.text.language.description == language }) else {
                throw Refusal.notFound
            }
            guard entry.mayCheck else { throw Refusal.notNow(.ownReview) }
            try TextStore(tx).check(view.item.id, field: field, in: entry.text.language, seen: version, by: person)
            try AuditStore(tx).record(
                "translation.check", item: view.item.id, about: view.item.kind, space: view.item.space, by: act, unnamed: false)
            return "/records/\(view.item.id)/translations"
        }
    }

    private static func checked(_ draft: TranslationAskDraft, _ view: TranslationsView) throws(Invalid)
        -> (language: LanguageTag, whom: ID<Person>?, days: Int)
    {
        try draft.checked(
            among: view.originals, translators: Set(view.translators.map(\.id)), staysHere: view.item.staysInItsPlace)
    }

    /// The record in the address, for those who may have it brought over; for others it is not there.
    private static func item(_ visit: Visit, _ tx: any Connection) throws -> Item {
        let item = try LineStore(tx).find(try visit.id(), for: visit.reader, at: visit.now)
        guard visit.reader.person != nil else { throw Refusal.signInFirst }
        guard item.mayBeTranslated(by: visit.reader) else { throw Refusal.notAllowed }
        // A draft would lie here unlocked.
        try WordSealing(tx).requireReadable(item.id)
        return item
    }

    private static func view(_ visit: Visit, _ tx: any Connection) throws -> TranslationsView {
        let item = try item(visit, tx)
        let place = try PlaceStore(tx).find(item.space)
        let names = Set(TranslationTask.fields(of: item.kind).map(\.name))
        let originals = try TextStore(tx).all(of: item.id, for: item.language).filter { $0.value.isOriginal && names.contains($0.key) }
        let tasks = try TranslationTaskStore(tx).all(of: item.id)
        let people = try MembershipStore(tx).people(in: item.space, who: .translate)
        let translators = try people.map { (id: $0, name: try PersonStore(tx).account($0).name) }.sorted { $0.name < $1.name }
        let called = Dictionary(translators.map { ($0.id, $0.name) }, uniquingKeysWith: { first, _ in first })
        let translations = try TextStore(tx).translations(of: item.id).filter { names.contains($0.field) }.map { entry in
            let own = tasks.contains {
                $0.state == .sent && $0.field == entry.field && $0.language == entry.text.language && $0.translator == visit.reader.person
            }
            return (field: entry.field, text: entry.text, version: entry.version, mayCheck: !own)
        }
        return TranslationsView(
            item: item, place: place, originals: originals, translations: translations,
            // Who took a link to their account is known to nobody but themselves.
            tasks: tasks.map { task in (task, task.isByLink ? nil : task.translator.flatMap { called[$0] } ?? "…") },
            translators: translators, today: visit.now.day(in: .utc))
    }

    /// 128 bits that follow from the very form under a key outside the database, so that sending it twice makes one link and shows it again.
    private func secret(for visit: Visit) -> String {
        guard visit.fields.number != nil else { return Base64URL.text((0..<2).flatMap { _ in house.random.next().bytes }) }
        return Base64URL.text(Array(house.keys.mac("link " + SentForms.digest(visit), for: .translationTasks).prefix(16)))
    }
}
