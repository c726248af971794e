import Database
import Language

/// Owns the table `adaptations`.
struct AdaptationStore {
    let tx: any Connection

    init(_ tx: any Connection) { self.tx = tx }

    /// What a lesson, or another adaptation, is and comes from.
    struct Origin: Sendable {
        let item: Item
        let text: Text?
        /// The lesson at the beginning.
        let root: ID<Item>
        /// The place of that lesson.
        let home: ID<Space>
    }

    /// Only a lesson or an adaptation of one, and only where the lesson's place uses this.
    func origin(_ item: Item, in language: LanguageTag) throws -> Origin {
        let root: ID<Item>
        switch item.kind {
        case .insight where item.state != "note": root = item.id
        case .adaptation:
            guard let row = try tx.run("SELECT root_id FROM adaptations WHERE id = \(item.id)").first else { throw Refusal.notFound }
            root = try row.id("root_id")
        default: throw Refusal.notFound
        }
        guard let home = try LineStore(tx).unseen(root)?.space else { throw Refusal.notFound }
        try PracticeStore(tx).require(.adaptations, in: home)
        return Origin(
            item: item, text: try TextStore(tx).all(of: item.id, for: language)[item.kind.headline], root: root, home: home)
    }

    /// Keeps it in the place where it was used. Who chose another name or none is in no table and no log.
    func add(_ checked: UsedDraft.Checked, _ draft: UsedDraft, from origin: Origin, in place: Place, language: LanguageTag, by act: Act)
        throws
        -> ID<Item>
    {
        let act = checked.author.person == nil ? Act(by: nil, now: act.now, random: act.random) : act
        let marks = checked.openness?.marks ?? [origin.item].strictestMarks
        let line = LineStore(tx)
        let id = try line.add(
            NewItem(
                kind: .adaptation, space: place.id, author: checked.author, language: language, sensitivity: marks.sensitivity,
                tlp: marks.tlp, state: "testing"),
            texts: draft.texts, by: act)
        try tx.run(
            """
            INSERT INTO adaptations (id, root_id, origin_id, result, core, stage, planned, changes, deciders, tested_on)
            VALUES (\(id), \(origin.root), \(origin.item.id), NULL, NULL, NULL, NULL, '', '', NULL)
            """)
        try line.link(id, .adapts, origin.item.id, by: act)
        if checked.showsOrigin, let item = try line.unseen(id) { try line.show(item, to: origin.home, by: act) }
        // The same place made another variant of its own.
        if origin.item.kind == .adaptation, origin.item.space == place.id,
            Lifecycle.of(.adaptation).step("adapt", from: origin.item.state) != nil
        {
            try line.move(origin.item, "adapt", as: .stranger, own: true, by: act)
        }
        if draft.opening.hasReadSources {
            try AuditStore(tx).record(
                "adaptation.open", item: id, space: place.id, by: act, reason: "sources read, nobody put at risk", unnamed: act.by == nil)
        }
        return id
    }

    func find(_ id: ID<Item>, for reader: Reader, in language: LanguageTag, at now: Moment) throws -> Adaptation {
        let rows = try tx.run("\(Self.select) WHERE a.id = \(id) AND \(Visibility.anywhere(for: reader, at: now))")
        guard let row = rows.first else { throw Refusal.notFound }
        return try Adaptation(row, TextStore(tx).all(of: id, for: language))
    }

    /// Everything made of a lesson that this reader may see.
    func lineage(of root: ID<Item>, for reader: Reader, in language: LanguageTag, at now: Moment) throws -> Lineage {
        let rows = try tx.run(
            """
            \(Self.select) WHERE a.root_id = \(root) AND i.state NOT IN \(list: Self.gone) AND \(Visibility.anywhere(for: reader, at: now))
            ORDER BY i.day, i.id LIMIT 200
            """)
        let texts = try TextStore(tx).all(of: rows.map { try $0.id("id") }, for: language)
        let all = try rows.map { try Adaptation($0, texts[$0.id("id")] ?? [:]) }
        let spaces = Set(all.map(\.item.space))
        let places = try Dictionary(spaces.map { ($0, try PlaceStore(tx).find($0).name) }) { first, _ in first }
        return Lineage(root: root, all, places: places)
    }

    private static let gone = ["withdrawn", "erased", "hidden", "removed"]

    /// One step over the version somebody saw: by whoever wrote it, or by the people of the place.
    func move(_ adaptation: Adaptation, _ name: String, because: String? = nil, seen version: Int, as reader: Reader, by act: Act) throws {
        let isOwn = adaptation.item.author.person != nil && adaptation.item.author.person == reader.person
        try LineStore(tx).move(
            adaptation.item, name, seen: version, as: reader, own: isOwn, because: because, by: unnamed(adaptation, act))
    }

    /// How it went. What is too early to say can be said again.
    func report(_ adaptation: Adaptation, _ result: Adaptation.Result, happened: String, seen version: Int, as reader: Reader, by act: Act)
        throws
    {
        let act = unnamed(adaptation, act)
        if result == .early {
            try LineStore(tx).touch(adaptation.id, seen: version)
        } else {
            try move(adaptation, "test", seen: version, as: reader, by: act)
        }
        try tx.run("UPDATE adaptations SET result = \(result.rawValue), tested_on = \(act.day) WHERE id = \(adaptation.id)")
        if !happened.isEmpty, happened != adaptation.words("happened")?.body {
            try TextStore(tx).write(happened, of: adaptation.id, field: "happened", in: adaptation.item.language, on: act.day)
        }
        try AuditStore(tx).record("adaptation.result", item: adaptation.id, space: adaptation.item.space, by: act, unnamed: act.by == nil)
    }

    /// Other words and the rest, over the version somebody read.
    func change(_ adaptation: Adaptation, _ draft: MoreDraft, seen version: Int, by act: Act) throws {
        guard !Self.gone.contains(adaptation.item.state) else { throw Refusal.conflict }
        let act = unnamed(adaptation, act)
        try LineStore(tx).touch(adaptation.id, seen: version)
        for field in MoreDraft.fields {
            let body = draft.words[field] ?? ""
            guard body != adaptation.words(field)?.body ?? "" else { continue }
            try TextStore(tx).write(body, of: adaptation.id, field: field, in: adaptation.item.language, on: act.day)
        }
        let changes = Adaptation.Change.allCases.map(\.rawValue).filter { draft.changes.contains($0) }.joined(separator: " ")
        let deciders = Adaptation.Decider.allCases.map(\.rawValue).filter { draft.deciders.contains($0) }.joined(separator: " ")
        let planned: Int? = draft.planned == "yes" ? 1 : draft.planned == "no" ? 0 : nil
        try tx.run(
            """
            UPDATE adaptations SET core = \(Adaptation.Core(rawValue: draft.core)?.rawValue), stage = \(Adaptation.Stage(rawValue: draft.stage)?.rawValue),
                planned = \(planned), changes = \(changes), deciders = \(deciders) WHERE id = \(adaptation.id)
            """)
        try AuditStore(tx).record("adaptation.change", item: adaptation.id, space: adaptation.item.space, by: act, unnamed: act.by == nil)
    }

    /// What is done to something without an account behind it leaves no account either: it would say who had a hand in it.
    private func unnamed(_ adaptation: Adaptation, _ act: Act) -> Act {
        adaptation.item.author.person == nil ? Act(by: nil, now: act.now, random: act.random) : act
    }

    private static let select: SQL = """
        SELECT \(SQL.itemColumns), a.root_id, a.origin_id, a.result, a.core, a.stage, a.planned, a.changes, a.deciders, a.tested_on
        FROM adaptations a JOIN items i ON i.id = a.id
        """
}

extension Adaptation {
    fileprivate init(_ row: Row, _ texts: [String: Text]) throws {
        try self.init(
            item: Item(row), texts: texts.filter { !$0.value.body.isEmpty }, root: row.id("root_id"), origin: row.id("origin_id"),
            result: row.textOrNil("result").flatMap { Result(rawValue: $0) }, core: row.textOrNil("core").flatMap { Core(rawValue: $0) },
            stage: row.textOrNil("stage").flatMap { Stage(rawValue: $0) }, isPlanned: row.intOrNil("planned").map { $0 == 1 },
            changes: Self.set(row.text("changes")), deciders: Self.set(row.text("deciders")), testedOn: row.dayOrNil("tested_on"))
    }

    private static func set<Word: RawRepresentable & Hashable>(_ words: String) -> Set<Word> where Word.RawValue == String {
        Set(words.split(separator: " ").compactMap { Word(rawValue: String($0)) })
    }
}
