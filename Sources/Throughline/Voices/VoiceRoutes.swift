import CSodium
import Database
import HTML
import Language

struct VoiceRoutes: Sendable {
    let house: House

    /// Unnamed answers to one question within an hour before the brake is pressed, and from one line within ten minutes.
    static let perQuestion = 200
    static let perLine = 30

    func add(to roads: Roads) {
        roads.post("/questions/:id/answers", upload: true, speaking: true, answer)
        roads.get("/answers/:slip", speaking: true, thanks)
        roads.post("/answers/details", speaking: true, detail)
        roads.get("/voices/:id", show)
        roads.post("/voices/:id/release", release)
        roads.get("/voices/:id/rejection", rejection)
        roads.post("/voices/:id/rejection", reject)
        roads.get("/media/:hash", media)
    }

    @Sendable func answer(_ visit: Visit) async throws -> Reply {
        let id: ID<Item> = try visit.id()
        let (question, place) = try await asked(id, visit, mayBeClosed: visit.isAgain)
        let draft = AnswerDraft(
            text: visit.fields["text"], hasRecording: visit.fields.files["sound"]?.bytes.isEmpty == false,
            hasPhoto: visit.fields.files["photo"]?.bytes.isEmpty == false, isForSafetyLead: visit.fields["for_safety"] == "yes")
        do {
            try draft.checked(hasSafetyLead: place.hasSafetyLead)
        } catch {
            return try await refused(draft, error, on: id, visit)
        }
        let named = visit.reader.person != nil && visit.fields["as"] == "me"
        if !named && !visit.isAgain { try brake(question, place, visit) }
        let media: [VoiceFile]
        do {
            media = visit.isAgain ? [] : try await kept(visit.fields, in: place)
        } catch let error as MediaError {
            return try await refused(draft, Invalid("text", error.advice), on: id, visit)
        }
        // Where we cannot tell, the record says so; until somebody does, they hear in the language they read our pages in.
        let language = place.language(of: draft.text, readBy: visit.language)
        var voice = NewVoice(
            question: question, text: draft.text, language: language ?? "und",
            author: named ? visit.reader.person.map { .person($0) } ?? .nobody : .nobody,
            held: place.holdsUnnamed && !named && !visit.reader.takesPart(in: place.id), told: language ?? visit.language)
        if named { voice.allows = [.name] }
        // Said before it is sent: afterwards the team would have read it meanwhile.
        if draft.isForSafetyLead { voice.openness = .safety }
        return try await keep(voice, media, in: place, visit)
    }

    /// The question's page again, with what was typed and what to do about it.
    private func refused(_ draft: AnswerDraft, _ invalid: Invalid, on id: ID<Item>, _ visit: Visit) async throws -> Reply {
        let view = try await house.db.read { tx in
            try QuestionReading(tx: tx, reader: visit.reader, language: visit.language, now: visit.now).view(id)
        }
        return .refused(QuestionPages.show(view, for: visit, draft: draft, invalid: invalid))
    }

    /// Stores the answer once. The code is made from the form's own number, so that sending twice gives the same words; a form that
    /// comes without its number is new each time, or two people who say the same would share one answer.
    private func keep(_ voice: NewVoice, _ media: [VoiceFile], in place: Place, _ visit: Visit) async throws -> Reply {
        let act = house.act(by: voice.author.person)
        let once = visit.fields.number == nil ? (act.id() as ID<Item>).description : SentForms.digest(visit)
        let code = ReceiptCode.made(from: house.keys.mac("code " + once, for: .receipts), in: visit.language)
        let mac = hex(house.keys.mac(code.canonical, for: .receipts))
        let types = Dictionary(
            media.map { ($0.hash, $0.kind == "sound" ? "audio/ogg" : "image/jpeg") }, uniquingKeysWith: { first, _ in first })
        try await house.actOnce(visit) { tx in
            let id = try VoiceStore(tx).add(voice, files: media, types: types, by: act)
            try VoiceStore(tx).remember(mac, for: id, on: act.day)
        }
        return SlipDoor(house: house).lead(to: .thanks, code.text, visit)
    }

    /// *Thank you*, once: with the code, and the form for what may be added.
    @Sendable func thanks(_ visit: Visit) async throws -> Reply {
        let slip = try await SlipDoor(house: house).shown(visit)
        let voice = try await opened(slip.code, visit)
        let (question, place) = try await asked(voice.question, visit, mayBeClosed: true)
        if slip.showing == .saved {
            return .page(ThanksPages.saved(slip, voice, question, in: place, on: visit.now.day(in: .utc)))
        }
        let others = try await house.db.read { tx in
            try VoiceStore(tx).list(of: voice.question, in: place.id, for: visit.reader, at: visit.now, limit: 4)
                .filter { $0.id != voice.id && ($0.item.author != voice.item.author || voice.item.author == .nobody) }
        }
        var draft = DetailsDraft(voice, for: visit.reader, on: visit.now.day(in: .utc))
        draft.asksMachine = place.usesMachine
        return .page(
            ThanksPages.thanks(
                slip, showsCode: true, question, in: place, language: voice.item.language, others: Array(others.prefix(3)), draft: draft,
                arrived: voice.files, for: visit))
    }

    @Sendable func detail(_ visit: Visit) async throws -> Reply {
        var draft = DetailsDraft(visit.fields)
        guard let slip = try await SlipDoor(house: house).sent(visit) else { throw Refusal.notFound }
        let voice = try await opened(slip.code, visit)
        draft.hasMedia = !voice.files.isEmpty
        let (question, place) = try await asked(voice.question, visit, mayBeClosed: true)
        draft.asksMachine = place.usesMachine
        let checked: DetailsDraft.Checked
        do throws(Invalid) {
            checked = try draft.checked(on: visit.now.day(in: .utc))
            if checked.openness == .safety, !place.hasSafetyLead, voice.openness != .safety { throw Invalid.noSafetyLead }
        } catch {
            return .refused(
                ThanksPages.thanks(
                    slip, showsCode: false, question, in: place, language: voice.item.language, others: [],
                    draft: draft, for: visit, invalid: error))
        }
        let sealed = checked.to.map { hex(house.keys.seal(Array($0.utf8), for: .mail)) }
        // Whoever adds something has the slip, and that is nobody: the audit names no account, whoever stands behind the words now.
        let act = house.act(by: nil)
        let (door, typed) = (SlipDoor(house: house), draft)
        try await house.actOnce(visit) { tx in
            try door.require(slip, visit, on: tx)
            // Read here, where it is changed: a second press finds what the first one left.
            let voice = try opened(slip.code, visit, on: tx)
            let author = typed.author(instead: voice.item.author, for: visit.reader)
            try VoiceStore(tx).detail(
                voice, question, checked, typed, sealedTo: sealed, author: author, asked: visit.language, by: act)
            try door.close(slip, visit, on: tx)
        }
        return door.lead(to: .saved, slip.code, visit)
    }

    /// The voice behind the code of a slip.
    private func opened(_ typed: String, _ visit: Visit) async throws -> Voice {
        try await house.db.read { try opened(typed, visit, on: $0) }
    }

    private func opened(_ typed: String, _ visit: Visit, on tx: any Connection) throws -> Voice {
        guard let code = ReceiptCode(typed: typed) else { throw Refusal.notFound }
        let macs = house.keys.macs(code.canonical, for: .receipts).map(hex)
        guard let id = try VoiceStore(tx).voice(behind: macs), let item = try LineStore(tx).unseen(id) else { throw Refusal.notFound }
        var reader = visit.reader
        reader.speaker = (id, item.space)
        return try VoiceStore(tx).find(id, for: reader, at: visit.now)
    }

    @Sendable func show(_ visit: Visit) async throws -> Reply {
        let id: ID<Item> = try visit.id()
        let keys = house.keys
        return try await house.db.read { tx in
            let voice = try VoiceStore(tx).find(id, for: visit.reader, at: visit.now)
            let question = try QuestionStore(tx).find(voice.question, for: visit.reader, in: visit.language, at: visit.now)
            let trail = try Trail(tx: tx, reader: visit.reader, now: visit.now).around(id, in: visit.language)
            let isTeam = visit.reader.may(.learn, in: voice.item.space)
            return .page(
                VoicePages.show(
                    voice, question, in: try PlaceStore(tx).find(voice.item.space), trail: trail,
                    written: isTeam ? try WrittenDownStore(tx).all(of: [id])[id] : nil,
                    brought: try TextStore(tx).brought([voice.item], field: "text", into: visit.language)[id],
                    capture: try CaptureStore(tx).all(of: [id])[id],
                    fault: try FaultNoteStore(tx, keys).note(on: voice, for: visit.reader), for: visit))
        }
    }

    @Sendable func release(_ visit: Visit) async throws -> Reply {
        let id: ID<Item> = try visit.id()
        let act = house.act(by: try visit.person())
        return try await house.answerOnce(visit) { tx in
            let voice = try looked(at: id, visit, on: tx)
            // Nobody lets through what they could not read.
            try WordSealing(tx).requireOpen(voice.item.space)
            try LineStore(tx).move(voice.item, "release", seen: visit.fields.version(), as: visit.reader, by: act)
            let question = try QuestionStore(tx).find(voice.question, for: visit.reader, in: visit.language, at: visit.now)
            try VoiceStore(tx).letThrough(voice, question, by: act)
            return "/questions/\(voice.question)#team"
        }
    }

    @Sendable func rejection(_ visit: Visit) async throws -> Reply {
        let id: ID<Item> = try visit.id()
        let (voice, place) = try await house.db.read { tx in
            let voice = try looked(at: id, visit, on: tx)
            guard voice.item.state != "rejected" else { throw Refusal.conflict }
            return (voice, try PlaceStore(tx).find(voice.item.space))
        }
        return .page(VoicePages.rejection(voice, in: place, because: "", invalid: nil))
    }

    /// Rejected is not withdrawn: the reason is told to whoever has the code, and nobody is owed a telling-back for it.
    @Sendable func reject(_ visit: Visit) async throws -> Reply {
        let id: ID<Item> = try visit.id()
        let act = house.act(by: try visit.person())
        let because = visit.fields["because"]
        let (voice, place) = try await house.db.read { tx in
            let voice = try looked(at: id, visit, on: tx)
            return (voice, try PlaceStore(tx).find(voice.item.space))
        }
        let version = try visit.fields.version()
        guard voice.item.state == "rejected" || (!because.isEmpty && because.count <= 300) else {
            var invalid = Invalid()
            invalid.refuse("because", Phrase("Say why, in up to \("n", 300) characters; the person can read it with their code."))
            return .refused(VoicePages.rejection(voice, in: place, because: because, invalid: invalid))
        }
        do {
            return try await house.answerOnce(visit) { tx in
                let voice = try looked(at: id, visit, on: tx)
                try WordSealing(tx).requireOpen(voice.item.space)
                let deed = try ModerationStore(tx).turnAway(voice.item, because: because, by: act)
                try LineStore(tx).move(voice.item, "reject", seen: version, as: visit.reader, because: because, by: act)
                try VoiceStore(tx).excuse(voice, on: voice.question, by: act)
                try InsightStore(tx).sourceChanged(voice.id, by: act)
                try ModerationLetter(house: house).done(deed, to: voice.item, at: act.now, on: tx)
                return "/questions/\(voice.question)#team"
            }
        } catch Refusal.conflict {
            let (now, theirs) = try await house.db.read { tx in
                (try looked(at: id, visit, on: tx), try AuditStore(tx).reason(of: "voice.reject", on: id))
            }
            return .raced(VoicePages.raced(now, in: place, theirs: theirs, because: because))
        }
    }

    /// The answer for whoever decides about it: one they may read, or one a colleague has rejected meanwhile that they could have read.
    private func looked(at id: ID<Item>, _ visit: Visit, on tx: any Connection) throws -> Voice {
        do {
            let voice = try VoiceStore(tx).find(id, for: visit.reader, at: visit.now)
            try visit.reader.require(.moderate, in: voice.item.space)
            return voice
        } catch Refusal.notFound {
            let voice = try VoiceStore(tx).own(id)
            let before = Audience.of(kind: .voice, state: "held", sensitivity: voice.item.sensitivity, tlp: voice.item.tlp)
            guard voice.item.state == "rejected", visit.reader.may(.moderate, in: voice.item.space),
                before <= visit.reader.level(in: voice.item.space)
            else { throw Refusal.notFound }
            return voice
        }
    }

    @Sendable func media(_ visit: Visit) async throws -> Reply {
        let hash = try visit.word("hash")
        guard let type = try await house.db.read({ try VoiceStore($0).file(hash, for: visit.reader, at: visit.now) }),
            let stored = try await house.files.get(hash)
        else { throw Refusal.notFound }
        guard let bytes = visit.openPlaces.open(file: stored) else { throw Refusal.notNow(.placeLocked) }
        // Whoever allowed it may take that back at any moment: nobody keeps it meanwhile.
        return .file(bytes: bytes, type: type, name: nil, cached: false)
    }
}
