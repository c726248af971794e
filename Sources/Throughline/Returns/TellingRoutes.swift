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
        let id: ID<Item> = try visit.id()
        let (question, place, duties) = try await house.db.read { tx in try asked(id, visit, on: tx) }
        let owed = duties.filter { $0.state == "owed" }
        if let only = owed.first, duties.count == 1 { return .see("/duties/\(only.id)/telling") }
        let mayRepeat = owed.isEmpty && question.item.state == "told"
        return .page(TellingPages.duties(duties, question, in: place, mayRepeat: mayRepeat))
    }

    /// Told once already, and something new happened: everybody who can still be reached is owed it again.
    @Sendable func again(_ visit: Visit) async throws -> Reply {
        let id: ID<Item> = try visit.id()
        let act = house.act(by: try visit.person())
        let due = visit.today + 14
        return try await house.answerOnce(visit) { tx in
            let (question, _, duties) = try asked(id, visit, on: tx)
            guard question.item.state == "told", !duties.contains(where: { $0.state == "owed" }) else { throw Refusal.conflict }
            try VoiceStore(tx).oweAgain(question, due: due, by: act)
            return "/questions/\(id)/telling"
        }
    }

    @Sendable func write(_ visit: Visit) async throws -> Reply {
        let id: ID<Duty> = try visit.id()
        return .page(TellingPages.write(try await found(id, visit).desk))
    }

    /// Keeps the text, and tells at once when that was the button.
    @Sendable func save(_ visit: Visit) async throws -> Reply {
        let id: ID<Duty> = try visit.id()
        let draft = TellingDraft(visit.fields)
        let isTold = visit.fields["do"] == "told"
        let found = try await found(id, visit, typed: draft)
        let version = try visit.fields.version()
        do {
            let duty = found.desk.duty
            let checked = try draft.checked(toldOf: isTold && duty.door != .mail ? duty.people : nil)
            try draft.fits(under: found.ceiling, mayQuote: found.mayQuote, mayName: found.mayName, of: found.desk.place.team)
            guard duty.state == "owed" else { throw Refusal.notNow(.alreadyTold) }
            let act = house.act(by: try visit.person())
            return try await house.answerOnce(visit) { tx in
                let telling = try keep(checked, found, seen: version, by: act, on: tx)
                if isTold { try Delivery(tx: tx, house: house, reader: visit.reader).tell(telling, draft, saying: "text", by: act) }
                return isTold ? "/questions/\(found.desk.question.id)" : "/tellings/\(telling)/chat"
            }
        } catch let invalid as Invalid {
            var desk = found.desk
            desk.version = version
            return .refused(TellingPages.write(desk, invalid: invalid))
        } catch Refusal.conflict {
            guard let theirs = try await house.db.read({ try TellingStore($0).prepared(for: id) }) else {
                throw Refusal.notNow(.alreadyTold)
            }
            return .raced(TellingPages.raced(found.desk, theirs: theirs, typed: visit.fields.pairs))
        }
    }

    private func keep(
        _ checked: TellingDraft.Checked, _ found: TellingReading.Found, seen version: Int, by act: Act, on tx: any Connection
    ) throws -> ID<Item> {
        let store = TellingStore(tx)
        try fits(checked.text, checked.openness, found.desk.question.id, on: tx)
        guard let telling = found.telling else { return try store.prepare(checked, for: found.desk.duty, citing: found.cites, by: act) }
        // Saved before and changed by nobody, such as after going back from the text for a chat.
        if !telling.holds(checked) { try store.reword(telling, seen: version, checked, by: act) }
        for record in found.cites { try LineStore(tx).link(telling.id, .cites, record, by: act) }
        return telling.id
    }

    /// As the words stand at this very moment: somebody may have closed them, or allowed no more to quote them, since the page was read.
    private func fits(_ text: String, _ openness: Openness, _ question: ID<Item>, on tx: any Connection) throws {
        let widest: Audience = openness == .everyone ? .everyone : .circle
        let quoted = try VoiceStore(tx).quoted(in: text, on: question, at: house.clock())
        guard quoted.allSatisfy({ $0.isAllowed && !$0.isNamed && $0.audience <= widest }) else {
            throw Refusal.conflict
        }
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
        let back: Href = "/questions/\(found.desk.question.id)/telling"
        do {
            return try await house.answerOnce(visit) { tx in
                try DutyStore(tx).lapse(id, because: because, by: act)
                if let telling = try TellingStore(tx).prepared(for: id) {
                    try LineStore(tx).move(telling.item, "fail", as: visit.reader, because: because, by: act)
                }
                // Who will not be told costs nobody else their answer: only a telling closes an open question.
                try Delivery(tx: tx, house: house, reader: visit.reader).close(found.desk.question.id, keepsOpen: true, by: act)
                return back
            }
        } catch Refusal.conflict {
            let now = try await house.db.read { try DutyStore($0).find(id) }
            return .raced(TellingPages.tooLate(because, now, in: found.desk.place, back: back))
        }
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
        return try await house.answerOnce(visit) { tx in
            try DutyStore(tx).postpone(id, to: day, by: act)
            return "/duties/\(id)/telling"
        }
    }

    @Sendable func hand(_ visit: Visit) async throws -> Reply {
        let id: ID<Duty> = try visit.id()
        let found = try await found(id, visit)
        guard visit.fields.has("_owner") else { throw FormError.missing(field: "_owner") }
        let owner = ID<Person>(typed: visit.fields["_owner"])
        guard let to = ID<Person>(typed: visit.fields["to"]), found.desk.colleagues.contains(where: { $0.id == to }) else {
            throw Refusal.notFound
        }
        return try await house.answerOnce(visit) { tx in
            try DutyStore(tx).hand(id, from: owner, to: to)
            return found.desk.place.path("week")
        }
    }

    @Sendable func show(_ visit: Visit) async throws -> Reply {
        let id: ID<Item> = try visit.id()
        let view = try await house.db.read { tx in
            let telling = try TellingStore(tx).find(id, for: visit.reader, at: visit.now)
            return try ToldPages.View(
                telling: telling, question: QuestionStore(tx).find(telling.question, for: visit.reader, in: visit.language, at: visit.now),
                place: PlaceStore(tx).find(telling.item.space),
                trail: Trail(tx: tx, reader: visit.reader, now: visit.now).around(id, in: visit.language),
                takenBack: VoiceStore(tx).takenBack(from: telling.question, for: visit.reader, in: telling.item.space),
                fewest: visit.reader.fewest(in: telling.item.space), reply: TellingStore(tx).reply(to: telling, for: visit.language))
        }
        return .page(ToldPages.show(view, for: visit))
    }

    @Sendable func chat(_ visit: Visit) async throws -> Reply {
        let (telling, duty, place, closes) = try await prepared(visit)
        return .page(
            TellingPages.chat(
                telling, duty.state == "owed" && telling.toldOn == nil ? duty : nil, in: place, address: address(telling, visit),
                closes: closes))
    }

    @Sendable func tell(_ visit: Visit) async throws -> Reply {
        let (telling, duty, place, closes) = try await prepared(visit)
        let draft = TellingDraft(visit.fields)
        let version = try visit.fields.version()
        do {
            _ = try draft.counts(of: duty.people)
            let act = house.act(by: try visit.person())
            return try await house.answerOnce(visit) { tx in
                try fits(telling.text?.body ?? "", telling.item.tlp == .clear ? .everyone : .circle, telling.question, on: tx)
                try Delivery(tx: tx, house: house, reader: visit.reader).tell(telling.id, draft, seen: version, saying: "told", by: act)
                return "/questions/\(telling.question)"
            }
        } catch let invalid as Invalid {
            return .refused(
                TellingPages.chat(
                    telling, duty, in: place, address: address(telling, visit), closes: closes, invalid: invalid, draft: draft))
        } catch Refusal.conflict {
            // Another text stands there than the one they were told: it is shown, with the numbers as typed.
            let invalid = Invalid("told", Phrase("This text changed while you were writing. Nothing of yours is lost."))
            return .raced(
                TellingPages.chat(
                    telling, duty, in: place, address: address(telling, visit), closes: closes, invalid: invalid, draft: draft))
        }
    }

    private func prepared(_ visit: Visit) async throws -> (Telling, Duty, Place, Bool) {
        let id: ID<Item> = try visit.id()
        return try await house.db.read { tx in
            let telling = try TellingStore(tx).find(id, for: visit.reader, at: visit.now)
            try visit.reader.require(.tell, in: telling.item.space)
            let duty = try DutyStore(tx).find(telling.duty)
            return (telling, duty, try PlaceStore(tx).find(telling.item.space), try TellingReading.closes(duty, tx))
        }
    }

    /// For a chat, where only a whole address can be followed.
    private func address(_ telling: Telling, _ visit: Visit) -> String { visit.address("/questions/\(telling.question)") }

    private func found(_ id: ID<Duty>, _ visit: Visit, typed: TellingDraft? = nil) async throws -> TellingReading.Found {
        try await house.db.read { tx in try TellingReading(tx: tx, visit: visit, house: house).found(id, typed: typed) }
    }

    private func asked(_ id: ID<Item>, _ visit: Visit, on tx: any Connection) throws -> (Question, Place, [Duty]) {
        let question = try QuestionStore(tx).find(id, for: visit.reader, in: visit.language, at: visit.now)
        try visit.reader.require(.tell, in: question.item.space)
        return (question, try PlaceStore(tx).find(question.item.space), try DutyStore(tx).owed(on: id, kind: .tellBack))
    }
}

extension TellingDraft {
    init(_ fields: Fields) {
        text = fields["text"]
        openness = fields["openness"]
        told = fields["told"]
        unreachable = fields["unreachable"]
        keepsOpen = fields["keeps_open"] == "yes"
        delivery = DeliveryDraft(fields)
    }
}
