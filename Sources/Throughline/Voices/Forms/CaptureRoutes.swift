import CSodium
import Database
import HTML
import Language

/// Saying something in a form: from its first screen to the record, or put aside on the way.
struct CaptureRoutes: Sendable {
    let house: House

    func add(to roads: Roads) {
        roads.get("/questions/:id/capture", speaking: true, begin)
        roads.post("/questions/:id/capture", upload: true, speaking: true, go)
    }

    private var answers: VoiceRoutes { VoiceRoutes(house: house) }

    @Sendable func begin(_ visit: Visit) async throws -> Reply {
        let id: ID<Item> = try visit.id()
        // What was put aside can be read again after its question closed, to be copied.
        let (question, place) = try await answers.asked(id, visit, mayBeClosed: visit[query: "draft"] != nil)
        if let typed = visit[query: "draft"] { return try await resumed(typed, question, place, visit) }
        let draft = try await fresh(visit[query: "form"], on: question, in: place, visit)
        return .page(CapturePages.screen(draft, question, in: place, for: visit))
    }

    /// A form this place uses, or the one for stories where the question collects them; what it does not use is not there.
    private func fresh(_ form: String?, on question: Question, in place: Place, _ visit: Visit) async throws -> CaptureDraft {
        let (forms, domains, used) = try await house.db.read { tx in
            (
                try PlaceFormsStore(tx).forms(of: place.id), try ChangeCallStore(tx).offered(on: question.item, in: visit.language),
                try PracticeStore(tx).used(in: place.id)
            )
        }
        guard let id = FormID(rawValue: form ?? FormID.review.rawValue) else { throw Refusal.notFound }
        let isOffered: Bool =
            switch id {
            case .change: !domains.isEmpty
            case .keepsake: used[.keepsakes] != nil
            default: forms.used.contains(id)
            }
        guard isOffered else { throw Refusal.notFound }
        var draft = CaptureDraft(id == .change ? .change(in: domains) : forms.form(id))
        draft.mayPromise = visit.reader.may(.promise, in: place.id)
        draft.maySign = visit.reader.person != nil
        draft.isNamed = draft.maySign && draft.form.showsNames
        return draft
    }

    private func resumed(_ typed: String, _ question: Question, _ place: Place, _ visit: Visit) async throws -> Reply {
        let person = try visit.person()
        guard let id = ID<FormDraft>(typed: typed) else { throw Refusal.notFound }
        let (keys, locked) = (house.keys, visit.isLockedOut(of: place))
        guard let kept = try await house.db.read({ try FormDraftStore($0, keys).find(id, of: person) }), kept.question == question.id
        else { throw Refusal.notFound }
        if locked { throw Refusal.notNow(.placeLocked) }
        var fields = Fields()
        for pair in kept.pairs where pair.count == 2 { try fields.take(Array(pair[1].utf8), as: pair[0], limits: .init()) }
        var draft = try await fresh(kept.form.rawValue, on: question, in: place, visit).filled(from: fields)
        draft.kept = (kept.id, kept.version)
        return .page(CapturePages.screen(draft, question, in: place, for: visit))
    }

    @Sendable func go(_ visit: Visit) async throws -> Reply {
        let id: ID<Item> = try visit.id()
        let (question, place) = try await answers.asked(id, visit, mayBeClosed: visit.isAgain)
        var draft = try await fresh(visit.fields["form"].nonEmpty, on: question, in: place, visit).filled(from: visit.fields)
        switch visit.fields["go"] {
        case "send": return try await send(draft, question, place, visit)
        case "later": return try await putAside(draft, question, place, visit)
        case "back": draft.step = max(draft.step - 1, 1)
        case let step where Int(step) != nil: draft.step = min(max(Int(step) ?? 1, 1), draft.last)
        default:
            if let invalid = problems(draft, place, visit) {
                return .refused(CapturePages.screen(draft, question, in: place, for: visit, invalid: invalid))
            }
            draft.step = min(draft.step + 1, draft.last)
        }
        if draft.isAtPromises { draft.fillPromises() }
        return .page(CapturePages.screen(draft, question, in: place, for: visit))
    }

    /// What is wrong on this very screen; nil when one may go on.
    private func problems(_ draft: CaptureDraft, _ place: Place, _ visit: Visit) -> Invalid? {
        var invalid = Invalid()
        if let prompts = draft.prompts {
            let today = visit.now.day(in: place.zone)
            invalid = draft.form.problems(draft.answers, in: prompts.fields, on: today)
            var whole = Invalid()
            draft.form.check(draft.answers, &whole)
            for field in prompts.fields { if let message = whole[field.id] { invalid.refuse(field.id, message) } }
        } else if draft.isAtPromises {
            do throws(Invalid) { _ = try draft.checkedPromises(on: visit.now.day(in: place.zone)) } catch { invalid.add(error) }
        }
        return invalid.isEmpty ? nil : invalid
    }

    private func putAside(_ draft: CaptureDraft, _ question: Question, _ place: Place, _ visit: Visit) async throws -> Reply {
        let person = try visit.person()
        let (keys, act) = (house.keys, house.act(by: person))
        let pairs = visit.fields.pairs.filter { !$0.name.hasPrefix("_") && !["go", "draft", "draft_version"].contains($0.name) }
            .map { [$0.name, $0.value] }
        return try await house.answerOnce(visit) { tx in
            try FormDraftStore(tx, keys).keep(pairs, draft.form.id, on: question, over: draft.kept, of: person, by: act)
            return place.path("forms").with(query: "kept", "yes")
        }
    }

    private func send(_ draft: CaptureDraft, _ question: Question, _ place: Place, _ visit: Visit) async throws -> Reply {
        let today = visit.now.day(in: place.zone)
        let capture: CheckedCapture
        let promises: [(draft: PromiseDraft, checked: PromiseDraft.Checked)]
        let fault: (note: FaultNote, readers: [ID<Person>])?
        let named = try await people(named: draft, in: place, visit)
        do throws(Invalid) {
            if draft.openness == Openness.safety.rawValue, !place.hasSafetyLead {
                throw Invalid(
                    "openness",
                    Phrase("There is no safety lead here any more, and nothing was sent. Send it again if the team may read it."))
            }
            capture = try draft.form.checked(draft.answers, role: SpeakerRole(rawValue: draft.role), on: today)
            promises = try draft.checkedPromises(on: today)
            fault = try named.flatMap { found throws(Invalid) in try draft.fault.checked(isNamed: draft.isNamed, found: found) }
        } catch {
            var again = draft
            again.step = draft.step(of: error.messages.first?.field ?? "")
            if again.isAtEnd, draft.asksPromises, error.messages.contains(where: { $0.field.last?.isNumber == true }) {
                again.step = draft.last - 1
            }
            return .refused(CapturePages.screen(again, question, in: place, for: visit, invalid: error))
        }
        let me = draft.isNamed ? visit.reader.person : nil
        if me == nil && !visit.isAgain { try answers.brake(question, place, visit) }
        let media: [VoiceFile]
        do {
            media = draft.form.takesThing && !visit.isAgain ? try await answers.kept(visit.fields, in: place) : []
        } catch let error as MediaError {
            return .refused(CapturePages.screen(draft.atEnd, question, in: place, for: visit, invalid: Invalid("photo", error.advice)))
        }
        if draft.form.takesThing, media.isEmpty, !visit.isAgain {
            let missing = Invalid("photo", Phrase("Add a photo of it, or a recording."))
            return .refused(CapturePages.screen(draft.atEnd, question, in: place, for: visit, invalid: missing))
        }
        let language = place.language(of: capture.text, readBy: visit.language)
        var voice = NewVoice(
            question: question, text: capture.text, language: language ?? "und", author: me.map { .person($0) } ?? .nobody,
            held: place.holdsUnnamed && me == nil && !visit.reader.takesPart(in: place.id),
            openness: Openness(rawValue: draft.openness) ?? .team, people: draft.people)
        voice.told = language ?? visit.language
        if me != nil { voice.allows = [.name] }
        // Whoever gives a thing says on the same screen who may see it.
        if draft.form.takesThing { voice.allows.insert(.media) }
        let sending = Sending(
            draft: draft, voice: voice, media: media, capture: capture, promises: promises, fault: fault, place: place)
        return try await me == nil ? sendUnnamed(sending, visit) : sendNamed(sending, visit)
    }

    /// The accounts somebody named to read a note about fault; nil where the form asks for none.
    private func people(named draft: CaptureDraft, in place: Place, _ visit: Visit) async throws -> [String: ID<Person>]? {
        guard draft.form.asksFault, visit.reader.takesPart(in: place.id) else { return nil }
        let names = draft.fault.named.prefix(10)
        return try await house.db.read { tx in
            var found: [String: ID<Person>] = [:]
            for name in names { found[name] = try MembershipStore(tx).person(named: name, in: place.id) }
            return found
        }
    }

    /// Everything that is written at once.
    private struct Sending: Sendable {
        let draft: CaptureDraft
        let voice: NewVoice
        let media: [VoiceFile]
        let capture: CheckedCapture
        let promises: [(draft: PromiseDraft, checked: PromiseDraft.Checked)]
        let fault: (note: FaultNote, readers: [ID<Person>])?
        let place: Place
    }

    /// With their account: they find it again among their own.
    private func sendNamed(_ sending: Sending, _ visit: Visit) async throws -> Reply {
        let act = house.act(by: sending.voice.author.person)
        return try await house.answerOnce(visit) { tx in
            let id = try write(sending, visit, tx, by: act)
            return Href("/voices/\(id)").with(query: "sent", "yes")
        }
    }

    /// Without a name: with five words to come back to it, as for any answer. No act names whoever sends it.
    private func sendUnnamed(_ sending: Sending, _ visit: Visit) async throws -> Reply {
        let act = house.act(by: nil)
        let once = visit.fields.number == nil ? (act.id() as ID<Item>).description : SentForms.digest(visit)
        let code = ReceiptCode.made(from: house.keys.mac("code " + once, for: .receipts), in: visit.language)
        let mac = hex(house.keys.mac(code.canonical, for: .receipts))
        try await house.actOnce(visit) { tx in
            let id = try write(sending, visit, tx, by: act)
            try VoiceStore(tx).remember(mac, for: id, on: act.day)
        }
        return SlipDoor(house: house).lead(to: .thanks, code.text, visit)
    }

    private func write(_ sending: Sending, _ visit: Visit, _ tx: any Connection, by act: Act) throws -> ID<Item> {
        let (voice, place) = (sending.voice, sending.place)
        let types = Dictionary(
            sending.media.map { ($0.hash, $0.kind == "sound" ? "audio/ogg" : "image/jpeg") }, uniquingKeysWith: { first, _ in first })
        let id = try VoiceStore(tx).add(voice, files: sending.media, types: types, by: act)
        try CaptureStore(tx).add(id, sending.capture, in: place.id)
        if sending.draft.form.asksPanels {
            let said = ConsentDraft.Checked(answers: [.panel: sending.draft.toPanels], until: nil)
            try VoiceStore(tx).agree(said, to: id, asked: visit.language, by: act)
        }
        if let fault = sending.fault { try FaultNoteStore(tx, house.keys).add(fault.note, on: id, for: fault.readers) }
        // Sent without a name, what was put aside stays: were it to go now, two backups would show whose the answer is.
        if let kept = sending.draft.kept, let person = visit.reader.person, voice.author.person == person {
            try FormDraftStore(tx, house.keys).remove(kept.id, of: person)
        }
        guard !sending.promises.isEmpty, let source = try LineStore(tx).unseen(id) else { return id }
        for promise in sending.promises {
            try CommitmentStore(tx).add(
                promise.checked, promise.draft, of: keeper(of: promise.draft, in: place, visit, tx, by: act), on: voice.question,
                from: [source], in: place.language(of: promise.draft.promise, readBy: visit.language) ?? visit.language, by: act)
        }
        return id
    }

    /// A name is somebody's account where it is their own, or where the team wrote it. What is sent without a name leads to nobody.
    private func keeper(of promise: PromiseDraft, in place: Place, _ visit: Visit, _ tx: any Connection, by act: Act) throws -> ID<Person>?
    {
        guard let me = act.by else { return nil }
        if promise.who == visit.reader.name { return me }
        return visit.reader.may(.decide, in: place.id) ? try MembershipStore(tx).person(named: promise.who, in: place.id) : nil
    }
}

extension CaptureDraft {
    /// The same with what a form sent.
    func filled(from fields: Fields) -> CaptureDraft {
        var draft = self
        for field in form.fields where fields.has(field.id) { draft.answers.values[field.id] = fields.all(field.id) }
        draft.openness = Openness(rawValue: fields["openness"])?.rawValue ?? openness
        if fields.has("as") { draft.isNamed = maySign && fields["as"] == "me" }
        draft.fault = FaultDraft(note: fields["fault"], names: fields["fault_names"])
        draft.role = SpeakerRole(rawValue: fields["role"])?.rawValue ?? ""
        draft.toPanels = form.asksPanels && fields[Consent.panel.field] == "yes"
        draft.minutes = Int(fields["minutes"]).flatMap { form.minutes.contains($0) ? $0 : nil }
        draft.promises = (1...CaptureForm.mostPromises).map { n in
            var promise = PromiseDraft()
            (promise.promise, promise.who, promise.due) = (fields["promise_\(n)"], fields["who_\(n)"], fields["due_\(n)"])
            return promise
        }
        if let id = ID<FormDraft>(typed: fields["draft"]), let version = Int(fields["draft_version"]) { draft.kept = (id, version) }
        draft.step = min(max(Int(fields["at"]) ?? 1, 1), draft.last)
        draft.keepWishes()
        return draft
    }
}
