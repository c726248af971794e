import Database
import HTML
import Language

/// What was seen and dropped: looked at, put off with a reason, or dropped with a reason that is told back.
struct LeftLyingRoutes: Sendable {
    let house: House

    func add(to roads: Roads) {
        roads.get("/spaces/:space/left-lying", list)
        roads.get("/records/:id/left-lying", show)
        roads.post("/records/:id/putting-off", putOff)
        roads.post("/records/:id/dropping", drop)
    }

    @Sendable func list(_ visit: Visit) async throws -> Reply {
        let slug = try visit.word("space")
        return .page(LeftLyingPages.list(try await house.db.read { try reading($0, visit).all(in: slug) }))
    }

    @Sendable func show(_ visit: Visit) async throws -> Reply { .page(LeftLyingPages.record(try await record(visit))) }

    @Sendable func putOff(_ visit: Visit) async throws -> Reply {
        let record = try await record(visit)
        let draft = PutOffDraft(day: visit.fields["day"], because: visit.fields["because"])
        let day: Day
        do {
            day = try draft.checked(on: visit.now.day(in: record.place.zone))
        } catch {
            return .refused(LeftLyingPages.record(record, draft, invalid: error))
        }
        let act = house.act(by: try visit.person())
        let language = record.place.language(of: draft.because, readBy: visit.language) ?? visit.language
        return try await house.answerOnce(visit) { tx in
            try PutOffStore(tx).put(record.item, until: day, because: draft.because, in: language, by: act)
            return record.place.path("left-lying")
        }
    }

    /// A lesson from which nothing follows on purpose is a decision not to change; it is told like any other.
    @Sendable func drop(_ visit: Visit) async throws -> Reply {
        let record = try await record(visit)
        guard record.item.kind == .insight, let question = record.question else { throw Refusal.notFound }
        let because = visit.fields["dropped"]
        var invalid = Invalid()
        PutOffDraft.check(because, "dropped", &invalid)
        guard invalid.isEmpty else { return .refused(LeftLyingPages.record(record, dropping: because, invalid: invalid)) }
        let act = house.act(by: try visit.person())
        let (place, today) = (record.place, visit.now.day(in: record.place.zone))
        let language = place.language(of: because, readBy: visit.language) ?? visit.language
        let tongue = house.catalogues.tongue(language, zone: place.zone, today: today)
        var draft = DecisionDraft()
        draft.what = Phrase("Nothing changes because of this for now: \("lesson", record.text?.body ?? "…")").plain(in: tongue).withoutMarks
        (draft.why, draft.decidedBy) = (because, place.team)
        let kept = draft
        let checked = DecisionDraft.Checked(
            type: .keep, level: .team, decidedOn: today, checkOn: nil, trigger: .insight, openness: nil)
        return try await house.answerOnce(visit) { tx in
            guard try LeftLyingReading(tx: tx, reader: visit.reader, language: visit.language, now: visit.now).lies(record.item.id) else {
                throw Refusal.conflict
            }
            try DecisionStore(tx).add(checked, kept, on: question, from: [record.item], in: language, by: act)
            // Those who were told before are owed this too; those who still wait hear it with the rest.
            let owed = try DutyStore(tx).owed(on: question.id, kind: .tellBack).contains { $0.state == "owed" }
            if question.item.state == "told", !owed { try VoiceStore(tx).oweAgain(question, due: today + 14, by: act) }
            return place.path("left-lying")
        }
    }

    private func record(_ visit: Visit) async throws -> LyingRecord {
        let id: ID<Item> = try visit.id()
        return try await house.db.read { try reading($0, visit).record(id) }
    }

    private func reading(_ tx: any Connection, _ visit: Visit) -> LeftLyingReading {
        LeftLyingReading(tx: tx, reader: visit.reader, language: visit.language, now: visit.now)
    }
}

extension String {
    /// Without the invisible marks that keep mixed directions in order on a page: this text is kept as somebody's own.
    fileprivate var withoutMarks: String {
        String(String.UnicodeScalarView(unicodeScalars.filter { $0.value != 0x2068 && $0.value != 0x2069 }))
    }
}
