import Database
import Foundation
import Language

/// What came in from a file of findings.
struct FindingsCame: Sendable {
    var learned = 0
    var evidence = 0
    /// Texts without the code, unknown texts, and what is here already.
    var leftOut = 0
    /// How many the evidence calls by each word.
    var words: [Strength: Int] = [:]
    var report: ID<Item>?
}

/// Writes findings with the same hands and rules as people on the pages: the word for the evidence is worked out, never brought along.
struct FindingsImport {
    let tx: any Connection
    let question: Question
    let place: Place
    /// Who writes, and who reads it again; two people of the team.
    let writer: ID<Person>
    let second: ID<Person>
    let act: Act

    func bringIn(_ findings: Findings) throws -> FindingsCame {
        var came = FindingsCame()
        let imports = ImportStore(tx, "findings/\(question.id)")
        var learned: [Item] = []
        for finding in findings.insights {
            if try imports.known(finding.claim) != nil {
                came.leftOut += 1
                continue
            }
            let evidence = try evidence(finding.evidence, &came)
            guard !evidence.isEmpty, !finding.claim.isEmpty, finding.claim.count <= NoteDraft.longest else {
                came.leftOut += 1
                continue
            }
            let insight = try write(finding, on: evidence)
            try imports.remember([(finding.claim, insight.id)])
            came.learned += 1
            came.evidence += evidence.count
            came.words[insight.strength, default: 0] += 1
            learned.append(insight.item)
        }
        if let report = findings.report, !learned.isEmpty { came.report = try write(report, from: learned) }
        return came
    }

    private func evidence(_ pieces: [Findings.Piece], _ came: inout FindingsCame) throws -> [NewEvidence] {
        let known = try ImportStore(tx, "refi/\(question.id)").known(pieces.map(\.source))
        let sources = try LineStore(tx).unseen(known.values)
        return try pieces.compactMap { piece in
            guard let source = known[piece.source].flatMap({ sources[$0] }), source.state == "ready", try isCoded(source.id, piece.code)
            else {
                came.leftOut += 1
                return nil
            }
            return NewEvidence(
                source: source, relation: piece.relation.flatMap { Relation(rawValue: $0) } ?? .supports,
                kind: piece.kind.flatMap { SourceKind(rawValue: $0) } ?? .unsaid, why: piece.why, organisation: piece.organisation,
                event: piece.event, document: piece.document, context: piece.context)
        }
    }

    private func isCoded(_ voice: ID<Item>, _ code: String?) throws -> Bool {
        guard let code else { return true }
        return try !tx.run(
            "SELECT 1 AS one FROM codings c JOIN codes k ON k.id = c.code_id WHERE c.voice_id = \(voice) AND k.name = \(code) LIMIT 1"
        ).isEmpty
    }

    private func write(_ finding: Findings.Learned, on evidence: [NewEvidence]) throws -> Insight {
        let store = InsightStore(tx)
        let (reader, theirs) = (hand(writer), Act(by: writer, now: act.now, random: act.random))
        let id = try store.add(finding.claim, limits: finding.limits, in: place.language, from: question, evidence: evidence, by: theirs)
        let note = try store.find(id, for: reader, in: place.language, at: act.now)
        // A claim in figures is no longer anybody's words.
        try store.open(note, to: .circle, confirmed: true, seen: note.item.version, as: reader, by: theirs)
        var insight = try store.find(id, for: reader, in: place.language, at: act.now)
        guard let reason = finding.reason, !reason.isEmpty else { return insight }
        let look = CheckDraft(
            confidence: insight.strength.confidence.rawValue, reason: reason, knows: finding.knows == true ? "yes" : "no")
        try store.review(
            insight, insight.strength.confidence, look, in: place.language, fromElsewhere: false, seen: insight.item.version,
            by: Act(by: second, now: act.now, random: act.random))
        insight = try store.find(id, for: reader, in: place.language, at: act.now)
        return insight
    }

    /// Written by one, read by the other, and published.
    private func write(_ written: Findings.Written, from learned: [Item]) throws -> ID<Item> {
        let practices = try PracticeStore(tx).used(in: place.id)
        if practices[.reports] == nil {
            let version = try PlaceStore(tx).find(place.id).version
            try PracticeStore(tx).choose(Set(practices.keys).union([.reports]), in: place, seen: version, by: act)
        }
        var draft = ReportDraft()
        draft.words[.line] = written.line
        for (part, point) in zip(ReportPart.points, written.points) { draft.words[part] = point }
        (draft.words[.introduction], draft.words[.missing]) = (written.introduction ?? "", written.missing ?? "")
        draft.opening.openness = Openness.circle.rawValue
        let sources = Array(learned.prefix(ReportDraft.mostSources))
        let openness = try draft.checked(sources: sources)
        let quotes = try ReportQuote.found(in: draft, about: [question.id], for: openness, tx, at: act.now)
        let store = ReportStore(tx)
        let (writing, reading) = (Act(by: writer, now: act.now, random: act.random), Act(by: second, now: act.now, random: act.random))
        let id = try store.add(
            draft, for: openness, about: .init(space: place.id, question: question.id, sources: sources), quoting: quotes,
            in: place.language, by: writing)
        func now() throws -> Report { try store.find(id, for: hand(writer), in: place.language, at: act.now) }
        guard try now().missing.isEmpty else { return id }
        try store.check(now(), seen: now().item.version, as: hand(second), by: reading)
        try store.publish(now(), beside: [], seen: now().item.version, as: hand(writer), by: writing)
        return id
    }

    private func hand(_ person: ID<Person>) -> Reader { Reader(person: person, name: "", roles: [place.id: .analyst]) }
}

extension Instance {
    /// Brings in what was learned from a project that was imported before. Gives a summary to print. Throws ``CarryError`` and
    /// ``DatabaseError``.
    public func importFindings(
        _ path: String, to question: ImportQuestion, by writer: String, checkedBy second: String, _ choices: ImportChoices,
        report: CarryReport
    ) async throws -> String {
        guard let data = FileManager.default.contents(atPath: path) else { throw CarryError("\(path) cannot be read.") }
        let findings: Findings
        do { findings = try JSONDecoder().decode(Findings.self, from: data) } catch {
            throw CarryError("\(path) is no file of findings: \(error).")
        }
        let places = try await house.db.read { try PlaceStore($0).all() }
        var choices = choices
        let asked = try await Self.asked(question, house)
        if let asked { choices.space = places.first { $0.id == asked.space }?.slug }
        let landing = try ImportLanding(choices, usually: .team, in: places)
        let item: Item = if let asked { asked } else { try await Self.ask(question, landing, house) }
        let (act, place) = (house.act(by: nil), landing.place)
        report.progress("\(findings.insights.count) findings")
        let came = try await house.writePatiently { tx in
            let people = try (Self.person(writer, in: place, tx), Self.person(second, in: place, tx))
            guard people.0 != people.1 else { throw CarryError("Whoever writes and whoever reads it again are two people.") }
            let question = try QuestionStore(tx).find(
                item.id, for: Reader(person: people.0, name: "", roles: [place.id: .analyst]), in: place.language, at: act.now)
            return try FindingsImport(tx: tx, question: question, place: place, writer: people.0, second: people.1, act: act).bringIn(
                findings)
        }
        let words = Strength.allCases.compactMap { word in came.words[word].map { "\(word.rawValue) \($0)" } }.joined(separator: ", ")
        return "Learned: \(came.learned), on \(came.evidence) texts. Left out or here already: \(came.leftOut). By the evidence: \(words)."
            + (came.report.map { " Report: /reports/\($0)" } ?? "")
    }

    /// Somebody of the team, by the name people see.
    private static func person(_ name: String, in place: Place, _ tx: any Connection) throws -> ID<Person> {
        let rows = try tx.run(
            """
            SELECT p.id FROM memberships m JOIN people p ON p.id = m.person_id
            WHERE m.space_id = \(place.id) AND p.name = \(name) AND \(MembershipStore.has(.learn)) ORDER BY p.id
            """)
        guard let row = rows.first, rows.count == 1 else { throw CarryError("There is no \(name) in the team of \(place.slug).") }
        return try row.id("id")
    }
}
