import Database
import HTML
import Language

struct TellingRoutes: Sendable {
    let house: House

    func add(to roads: Roads) {
        roads.get("/questions/:id/telling", duties)
        roads.post("/questions/:id/telling", again)
        roads.get("/duties/:id/telling", write)
        roads.post("/duties/:id/telling", save)
        roads.post("/duties/:id/lapse", lapse)
        roads.post("/duties/:id/postponing", postpone)
        roads.post("/duties/:id/handing", hand)
        roads.get("/tellings/:id", show)
        roads.get("/tellings/:id/chat", chat)
        roads.post("/tellings/:id/told", tell)
    }

    /// What is owed on a question; when it is only one thing, that at once.
    @Sendable func duties(_ visit: Visit) async throws -> Reply {
        let (question, place, duties) = try await asked(visit)
        let owed = duties.filter { $0.state == "owed" }
        if let only = owed.first, duties.count == 1 { return .see("/duties/\(only.id)/telling") }
        let mayRepeat = owed.isEmpty && question.item.state == "told"
        return .page(TellingPages.duties(duties, question, in: place, mayRepeat: mayRepeat))
    }

    /// Told once already, and something new happened: everybody who can still be reached is owed it again.
    @Sendable func again(_ visit: Visit) async throws -> Reply {
        let (question, _, duties) = try await asked(visit)
        guard question.item.state == "told", !duties.contains(where: { $0.state == "owed" }) else { throw Refusal.conflict }
        let act = house.act(by: try visit.person())
        let due = visit.today + 14
        try await house.db.write { tx in try VoiceStore(tx).oweAgain(question, due: due, by: act) }
        return .see("/questions/\(question.id)/telling")
    }

    @Sendable func write(_ visit: Visit) async throws -> Reply {
        let id: ID<Duty> = try visit.id()
        return .page(TellingPages.write(try await found(id, visit).desk))
    }

    /// Keeps the text, and tells at once when that was the button.
    @Sendable func save(_ visit: Visit) async throws -> Reply {
        let id: ID<Duty> = try visit.id()
        let draft = TellingDraft(visit.fields)
        let found = try await found(id, visit, typed: draft)
        let isTold = visit.fields["do"] == "told"
        let checked: TellingDraft.Checked
        do {
            let duty = found.desk.duty
            checked = try draft.checked(toldOf: isTold && duty.door != .mail ? duty.people : nil)
        } catch {
            return .refused(TellingPages.write(found.desk, invalid: error))
        }
        guard found.desk.duty.state == "owed" else { throw Refusal.notNow(.alreadyTold) }
        let act = house.act(by: try visit.person())
        do {
            let telling = try await house.db.write { tx in
                let id = try keep(checked, found, visit, by: act, on: tx)
                if isTold { try Delivery(tx: tx, house: house, reader: visit.reader).tell(id, draft, by: act) }
                return id
            }
            return .see(isTold ? "/questions/\(found.desk.question.id)" : "/tellings/\(telling)/chat")
        } catch Refusal.conflict {
            guard let theirs = try await house.db.read({ try TellingStore($0).prepared(for: id) }) else {
                throw Refusal.notNow(.alreadyTold)
            }
            return .raced(TellingPages.conflict(found.desk, theirs: theirs))
        }
    }

    private func keep(_ checked: TellingDraft.Checked, _ found: TellingReading.Found, _ visit: Visit, by act: Act, on tx: any Connection)
        throws -> ID<Item>
    {
        let store = TellingStore(tx)
        guard let telling = found.telling else { return try store.prepare(checked, for: found.desk.duty, citing: found.cites, by: act) }
        // Saved before and changed by nobody, such as after going back from the text for a chat.
        if telling.holds(checked) { return telling.id }
        guard let seen = Int(visit.fields["_version"]) else { throw Refusal.conflict }
        try store.reword(telling, seen: seen, checked, by: act)
        return telling.id
    }

    @Sendable func lapse(_ visit: Visit) async throws -> Reply {
        let id: ID<Duty> = try visit.id()
        let found = try await found(id, visit)
        let because = visit.fields["because"]
        guard !because.isEmpty, because.count <= 300 else {
            var invalid = Invalid()
            invalid.refuse("because", Phrase("Say why, in up to \("n", 300) characters."))
            return .refused(TellingPages.write(found.desk, closing: invalid))
        }
        let act = house.act(by: try visit.person())
        try await house.db.write { tx in
            try DutyStore(tx).lapse(id, because: because, by: act)
            if let telling = try TellingStore(tx).prepared(for: id) {
                try LineStore(tx).move(telling.item, "fail", as: visit.reader, because: because, by: act)
            }
            try Delivery(tx: tx, house: house, reader: visit.reader).close(found.desk.question.id, by: act)
        }
        return .see("/questions/\(found.desk.question.id)/telling")
    }

    @Sendable func postpone(_ visit: Visit) async throws -> Reply {
        let id: ID<Duty> = try visit.id()
        let found = try await found(id, visit)
        let latest = found.desk.duty.due + 31
        guard let day = Day(visit.fields["day"]), day > visit.today, day <= max(latest, visit.today + 31) else {
            var invalid = Invalid()
            invalid.refuse("day", Phrase("Choose a day within a month."))
            return .refused(TellingPages.write(found.desk, closing: invalid))
        }
        let act = house.act(by: try visit.person())
        try await house.db.write { tx in try DutyStore(tx).postpone(id, to: day, by: act) }
        return .see("/duties/\(id)/telling")
    }

    @Sendable func hand(_ visit: Visit) async throws -> Reply {
        let id: ID<Duty> = try visit.id()
        let found = try await found(id, visit)
        guard let to = ID<Person>(typed: visit.fields["to"]), found.desk.colleagues.contains(where: { $0.id == to }) else {
            throw Refusal.notFound
        }
        try await house.db.write { tx in try DutyStore(tx).hand(id, to: to) }
        return .see(found.desk.place.path("week"))
    }

    @Sendable func show(_ visit: Visit) async throws -> Reply {
        let id: ID<Item> = try visit.id()
        let view = try await house.db.read { tx in
            let telling = try TellingStore(tx).find(id, for: visit.reader, at: visit.now)
            return try ToldPages.View(
                telling: telling, question: QuestionStore(tx).find(telling.question, for: visit.reader, in: visit.language, at: visit.now),
                place: PlaceStore(tx).find(telling.item.space),
                trail: Trail(tx: tx, reader: visit.reader, now: visit.now).around(id, in: visit.language),
                takenBack: VoiceStore(tx).takenBack(from: telling.question))
        }
        return .page(ToldPages.show(view, for: visit))
    }

    @Sendable func chat(_ visit: Visit) async throws -> Reply {
        let (telling, duty, place) = try await prepared(visit)
        return .page(
            TellingPages.chat(
                telling, duty.state == "owed" && telling.toldOn == nil ? duty : nil, in: place, address: address(telling, visit)))
    }

    @Sendable func tell(_ visit: Visit) async throws -> Reply {
        let (telling, duty, place) = try await prepared(visit)
        let draft = TellingDraft(visit.fields)
        do {
            _ = try draft.counts(of: duty.people)
        } catch {
            return .refused(TellingPages.chat(telling, duty, in: place, address: address(telling, visit), invalid: error, draft: draft))
        }
        let act = house.act(by: try visit.person())
        try await house.db.write { tx in try Delivery(tx: tx, house: house, reader: visit.reader).tell(telling.id, draft, by: act) }
        return .see("/questions/\(telling.question)")
    }

    private func prepared(_ visit: Visit) async throws -> (Telling, Duty, Place) {
        let id: ID<Item> = try visit.id()
        return try await house.db.read { tx in
            let telling = try TellingStore(tx).find(id, for: visit.reader, at: visit.now)
            try visit.reader.require(.tell, in: telling.item.space)
            return (telling, try DutyStore(tx).find(telling.duty), try PlaceStore(tx).find(telling.item.space))
        }
    }

    /// For a chat, where only a whole address can be followed.
    private func address(_ telling: Telling, _ visit: Visit) -> String { visit.address("/questions/\(telling.question)") }

    private func found(_ id: ID<Duty>, _ visit: Visit, typed: TellingDraft? = nil) async throws -> TellingReading.Found {
        try await house.db.read { tx in try TellingReading(tx: tx, visit: visit, house: house).found(id, typed: typed) }
    }

    private func asked(_ visit: Visit) async throws -> (Question, Place, [Duty]) {
        let id: ID<Item> = try visit.id()
        return try await house.db.read { tx in
            let question = try QuestionStore(tx).find(id, for: visit.reader, in: visit.language, at: visit.now)
            try visit.reader.require(.tell, in: question.item.space)
            return (question, try PlaceStore(tx).find(question.item.space), try DutyStore(tx).owed(on: id, kind: .tellBack))
        }
    }
}

extension TellingDraft {
    init(_ fields: Fields) {
        text = fields["text"]
        openness = fields["openness"]
        told = fields["told"]
        unreachable = fields["unreachable"]
    }
}
