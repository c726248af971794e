import Database
import HTML
import Language

/// Writing down what somebody else says. Nothing here puts the writer's account behind the words, and no act names it.
struct ScribeRoutes: Sendable {
    let house: House

    func add(to roads: Roads) {
        roads.get("/questions/:id/writing", speaking: true, write)
        roads.post("/questions/:id/writing", speaking: true, keep)
        roads.post("/questions/:id/writing/next", speaking: true, next)
        roads.get("/written/:slip", speaking: true, handed)
    }

    private var answers: VoiceRoutes { VoiceRoutes(house: house) }

    @Sendable func write(_ visit: Visit) async throws -> Reply {
        let (question, place) = try await answers.asked(try visit.id(), visit)
        return .page(ScribePages.table(ScribeDraft(), question, in: place, for: visit))
    }

    /// The next at the table, the first one too: what was chosen for all of them travels in a form, so that no address and no history holds it.
    @Sendable func next(_ visit: Visit) async throws -> Reply {
        let (question, place) = try await answers.asked(try visit.id(), visit)
        let draft = ScribeDraft(visit.fields).carried
        do {
            _ = try draft.checkedTable()
        } catch {
            return .refused(ScribePages.table(draft, question, in: place, for: visit, invalid: error))
        }
        return .page(ScribePages.form(draft, question, in: place, for: visit))
    }

    @Sendable func keep(_ visit: Visit) async throws -> Reply {
        let (question, place) = try await answers.asked(try visit.id(), visit, mayBeClosed: visit.isAgain)
        let draft = ScribeDraft(visit.fields)
        do {
            _ = try draft.checkedTable()
        } catch {
            return .refused(ScribePages.table(draft, question, in: place, for: visit, invalid: error))
        }
        let checked: ScribeDraft.Checked
        do {
            checked = try draft.checked(hasSafetyLead: place.hasSafetyLead, on: visit.today)
        } catch {
            return .refused(ScribePages.form(draft, question, in: place, for: visit, invalid: error))
        }
        if !visit.isAgain { try answers.brake(question, place, visit) }
        let voice = voice(draft, checked, to: question, in: place, visit)
        // Whoever writes did not say it: no act names them.
        let act = house.act(by: nil)
        let once = visit.fields.number == nil ? (act.id() as ID<Item>).description : SentForms.digest(visit)
        let code = ReceiptCode.made(from: house.keys.mac("code " + once, for: .receipts), in: checked.spokenIn ?? visit.language)
        let mac = draft.wantsNoWords ? nil : hex(house.keys.mac(code.canonical, for: .receipts))
        let scribe = checked.kept == .me ? visit.reader.person : nil
        let role = checked.kept == .role ? draft.role : nil
        try await house.actOnce(visit) { tx in
            let id = try VoiceStore(tx).add(voice, by: act)
            try VoiceStore(tx).agree(checked.allowed(naming: voice.author), to: id, asked: voice.told ?? voice.language, by: act)
            try WrittenDownStore(tx).add(id, to: question.id, spokenIn: checked.spokenIn, scribe: scribe, role: role)
            if let mac { try VoiceStore(tx).remember(mac, for: id, on: act.day) }
        }
        return lead(draft, question, code: mac == nil ? "" : code.text, visit)
    }

    private func voice(_ draft: ScribeDraft, _ checked: ScribeDraft.Checked, to question: Question, in place: Place, _ visit: Visit)
        -> NewVoice
    {
        let details = draft.details
        let language = place.language(of: draft.text, readBy: visit.language) ?? checked.spokenIn
        var voice = NewVoice(
            question: question, text: draft.text, language: language ?? "und",
            author: details.name.nonEmpty.map { .pseudonym($0) } ?? .nobody,
            held: place.holdsUnnamed && !visit.reader.takesPart(in: place.id), openness: checked.details.openness,
            people: checked.details.people, speaksFor: details.speaksFor.nonEmpty,
            disagreed: details.disagreed.nonEmpty, place: details.place.nonEmpty, door: checked.details.door)
        voice.told = checked.spokenIn ?? language ?? visit.language
        voice.guardian = details.guardian.nonEmpty
        voice.sealedTo = checked.details.to.map { hex(house.keys.seal(Array($0.utf8), for: .mail)) }
        return voice
    }

    /// A place too long for an address is typed again.
    private func lead(_ draft: ScribeDraft, _ question: Question, code: String, _ visit: Visit) -> Reply {
        var carried = draft.carried
        if carried.details.place.utf8.count > 200 { carried.details.place = "" }
        if carried.role.utf8.count > 200 { (carried.role, carried.kept) = ("", ScribeKept.nobody.rawValue) }
        return SlipDoor(house: house).lead(to: .handed, HandedOver(question: question.id, carried: carried, code: code).line, visit)
    }

    @Sendable func handed(_ visit: Visit) async throws -> Reply {
        let slip = try await SlipDoor(house: house).shown(visit)
        guard slip.showing == .handed, let over = HandedOver(line: slip.code) else { throw Refusal.notFound }
        return .page(ScribePages.handed(over, address: visit.address("/my-words")))
    }
}

extension ScribeDraft {
    init(_ fields: Fields) {
        text = fields["text"]
        spokenIn = fields["spoken_in"]
        details = DetailsDraft(fields)
        (details.asPerson, details.asNobody) = (false, true)
        wantsNoWords = fields["no_words"] == "yes"
        kept = fields["kept"].nonEmpty ?? ScribeKept.nobody.rawValue
        role = fields["role"]
        isGroup = fields["group"] == "yes"
        if !isGroup { (details.people, details.speaksFor, details.disagreed) = ("", "", "") }
        saidYes = fields["said_yes"] == "yes"
    }
}
