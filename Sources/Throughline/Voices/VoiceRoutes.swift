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
        roads.post("/questions/:id/answers", upload: true, answer)
        roads.post("/answers/details", detail)
        roads.get("/voices/:id", show)
        roads.post("/voices/:id/release", release)
        roads.get("/voices/:id/rejection", rejection)
        roads.post("/voices/:id/rejection", reject)
        roads.get("/media/:hash", media)
    }

    @Sendable func answer(_ visit: Visit) async throws -> Reply {
        let id: ID<Item> = try visit.id()
        let (question, place) = try await asked(id, visit)
        let draft = AnswerDraft(
            text: visit.fields["text"], hasRecording: visit.fields.files["sound"]?.bytes.isEmpty == false,
            hasPhoto: visit.fields.files["photo"]?.bytes.isEmpty == false)
        do {
            try draft.checked()
        } catch {
            return try await refused(draft, error, on: id, visit)
        }
        let named = visit.reader.person != nil && visit.fields["as"] == "me"
        if !named { try brake(question, place, visit) }
        let media: [VoiceFile]
        do {
            media = try await kept(visit.fields)
        } catch let error as MediaError {
            return try await refused(draft, Invalid("text", error.advice), on: id, visit)
        }
        // Where we cannot tell, the record says so; until somebody does, they hear in the language they read our pages in.
        let language = place.language(of: draft.text, readBy: visit.language)
        let voice = NewVoice(
            question: question, text: draft.text, language: language ?? "und",
            author: named ? visit.reader.person.map { .person($0) } ?? .nobody : .nobody,
            held: place.holdsUnnamed && !named && visit.reader.roles[place.id] == nil, told: language ?? visit.language)
        return try await keep(voice, media, in: place, visit)
    }

    /// The question's page again, with what was typed and what to do about it.
    private func refused(_ draft: AnswerDraft, _ invalid: Invalid, on id: ID<Item>, _ visit: Visit) async throws -> Reply {
        let view = try await house.db.read { tx in
            try QuestionReading(tx: tx, reader: visit.reader, language: visit.language, now: visit.now).view(id, before: nil)
        }
        return .refused(QuestionPages.show(view, for: visit, draft: draft, invalid: invalid))
    }

    /// Stores the answer once. The code is made from the form's own number, so that sending twice gives the same words.
    private func keep(_ voice: NewVoice, _ media: [VoiceFile], in place: Place, _ visit: Visit) async throws -> Reply {
        let digest = SentForms.digest(visit)
        let code = ReceiptCode.made(from: house.keys.mac("code " + digest, for: .receipts), in: visit.language)
        let mac = hex(house.keys.mac(code.canonical, for: .receipts))
        let act = house.act(by: voice.author.person)
        let types = Dictionary(
            media.map { ($0.hash, $0.kind == "sound" ? "audio/ogg" : "image/jpeg") }, uniquingKeysWith: { first, _ in first })
        let others = try await house.db.write { tx in
            _ = try SentForms(tx).once(visit) {
                let id = try VoiceStore(tx).add(voice, files: media, types: types, by: act)
                try VoiceStore(tx).remember(mac, for: id, on: act.day)
                return "/"
            }
            return try VoiceStore(tx).list(of: voice.question.id, in: place.id, for: visit.reader, at: visit.now, limit: 4)
                .filter { $0.item.author != voice.author || voice.author == .nobody }
        }
        return .page(
            ThanksPages.thanks(
                code: code.text, voice.question, in: place, language: voice.language, others: Array(others.prefix(3)),
                draft: DetailsDraft(), for: visit))
    }

    @Sendable func detail(_ visit: Visit) async throws -> Reply {
        let draft = DetailsDraft(visit.fields)
        let typed = visit.fields["code"]
        let voice = try await opened(typed, visit)
        let (question, place) = try await asked(voice.question, visit, mayBeClosed: true)
        let checked: DetailsDraft.Checked
        do {
            checked = try draft.checked()
        } catch {
            return .refused(
                ThanksPages.thanks(
                    code: typed, question, in: place, language: voice.item.language, others: [], draft: draft, for: visit, invalid: error))
        }
        let author: Author =
            if let name = draft.name.nonEmpty {
                .pseudonym(name)
            } else if draft.asPerson, let person = visit.reader.person {
                .person(person)
            } else {
                voice.item.author
            }
        let sealed = checked.to.map { hex(house.keys.seal(Array($0.utf8), for: .mail)) }
        // Whoever is signed in here does not stand behind an unnamed answer, in the audit neither.
        let act = house.act(by: author.person)
        try await house.db.write { tx in
            try VoiceStore(tx).detail(voice, question, checked, draft, sealedTo: sealed, author: author, by: act)
        }
        return .page(ThanksPages.saved(code: typed, question, in: place, language: voice.toldLanguage, checked, for: visit))
    }

    /// The voice a code opens; tries are limited for everyone together.
    private func opened(_ typed: String, _ visit: Visit) async throws -> Voice {
        try house.brakes.press("code", from: "", limit: 600, minutes: 10, at: visit.now)
        guard let code = ReceiptCode(typed: typed) else { throw Refusal.notFound }
        let macs = house.keys.macs(code.canonical, for: .receipts).map(hex)
        return try await house.db.read { tx in
            guard let id = try VoiceStore(tx).voice(behind: macs), let item = try LineStore(tx).unseen(id) else { throw Refusal.notFound }
            var reader = visit.reader
            reader.speaker = (id, item.space)
            return try VoiceStore(tx).find(id, for: reader, at: visit.now)
        }
    }

    @Sendable func show(_ visit: Visit) async throws -> Reply {
        let id: ID<Item> = try visit.id()
        let (voice, question, place, trail) = try await house.db.read { tx in
            let voice = try VoiceStore(tx).find(id, for: visit.reader, at: visit.now)
            let question = try QuestionStore(tx).find(voice.question, for: visit.reader, in: visit.language, at: visit.now)
            let trail = try Trail(tx: tx, reader: visit.reader, now: visit.now).around(id, in: visit.language)
            return (voice, question, try PlaceStore(tx).find(voice.item.space), trail)
        }
        return .page(VoicePages.show(voice, question, in: place, trail: trail, for: visit))
    }

    @Sendable func release(_ visit: Visit) async throws -> Reply {
        let id: ID<Item> = try visit.id()
        let act = house.act(by: try visit.person())
        let question = try await house.db.write { tx in
            let voice = try VoiceStore(tx).find(id, for: visit.reader, at: visit.now)
            try LineStore(tx).move(voice.item, "release", seen: Int(visit.fields["_version"]), as: visit.reader, by: act)
            return voice.question
        }
        return .see("/questions/\(question)#team")
    }

    @Sendable func rejection(_ visit: Visit) async throws -> Reply {
        let id: ID<Item> = try visit.id()
        let (voice, place) = try await house.db.read { tx in
            let voice = try VoiceStore(tx).find(id, for: visit.reader, at: visit.now)
            try visit.reader.require(.moderate, in: voice.item.space)
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
            let voice = try VoiceStore(tx).find(id, for: visit.reader, at: visit.now)
            return (voice, try PlaceStore(tx).find(voice.item.space))
        }
        guard !because.isEmpty, because.count <= 300 else {
            var invalid = Invalid()
            invalid.refuse("because", Phrase("Say why, in up to \("n", 300) characters; the person can read it with their code."))
            return .refused(VoicePages.rejection(voice, in: place, because: because, invalid: invalid))
        }
        try await house.db.write { tx in
            try LineStore(tx).move(voice.item, "reject", seen: Int(visit.fields["_version"]), as: visit.reader, because: because, by: act)
            try VoiceStore(tx).excuse(voice, on: voice.question)
            try InsightStore(tx).sourceChanged(voice.id, by: act)
        }
        return .see("/questions/\(voice.question)#team")
    }

    @Sendable func media(_ visit: Visit) async throws -> Reply {
        let hash = try visit.word("hash")
        guard let file = try await house.db.read({ try VoiceStore($0).file(hash, for: visit.reader, at: visit.now) }),
            let bytes = try await house.files.get(hash)
        else { throw Refusal.notFound }
        return .file(bytes: bytes, type: file.type, name: nil, cached: true)
    }

    private func asked(_ id: ID<Item>, _ visit: Visit, mayBeClosed: Bool = false) async throws -> (Question, Place) {
        try await house.db.read { tx in
            let question = try QuestionStore(tx).find(id, for: visit.reader, in: visit.language, at: visit.now)
            guard question.isOpen || mayBeClosed else { throw Refusal.notNow(.questionClosed) }
            return (question, try PlaceStore(tx).find(question.item.space))
        }
    }

    private func brake(_ question: Question, _ place: Place, _ visit: Visit) throws {
        if question.isFlooded || place.isFlooded { throw Refusal.notNow(.flooded) }
        try house.brakes.press("answers", from: question.id.description, limit: Self.perQuestion, minutes: 60, at: visit.now)
        try house.brakes.press("answer", from: visit.peer ?? "", limit: Self.perLine, minutes: 10, at: visit.now)
    }

    /// Photo and sound, re-encoded and stripped, in the file store before anything points to them.
    private func kept(_ fields: Fields) async throws -> [VoiceFile] {
        var kept: [VoiceFile] = []
        for name in ["sound", "photo"] {
            guard let file = fields.files[name], !file.bytes.isEmpty else { continue }
            let clean = try await house.media.clean(file.bytes)
            let hash = try await house.files.put(clean.bytes)
            if case .sound(let seconds) = clean.content {
                kept.append(VoiceFile(hash: hash, kind: "sound", size: clean.bytes.count, seconds: seconds))
            } else {
                kept.append(VoiceFile(hash: hash, kind: "photo", size: clean.bytes.count, seconds: nil))
            }
        }
        return kept
    }
}

extension DetailsDraft {
    init(_ fields: Fields) {
        openness = fields["openness"].nonEmpty ?? Openness.team.rawValue
        quotable = fields["quotable"] == "yes"
        name = fields["name"]
        asPerson = fields["as"] == "me"
        door = fields["door"].nonEmpty ?? Door.code.rawValue
        mail = fields["mail"]
        through = fields["through"]
        language = fields["language"]
        place = fields["place"]
        people = fields["people"]
        speaksFor = fields["speaks_for"]
        disagreed = fields["disagreed"]
    }
}
