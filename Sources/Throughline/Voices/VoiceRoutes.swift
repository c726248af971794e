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
        let (question, place) = try await asked(id, visit, mayBeClosed: visit.isAgain)
        let draft = AnswerDraft(
            text: visit.fields["text"], hasRecording: visit.fields.files["sound"]?.bytes.isEmpty == false,
            hasPhoto: visit.fields.files["photo"]?.bytes.isEmpty == false)
        do {
            try draft.checked()
        } catch {
            return try await refused(draft, error, on: id, visit)
        }
        let named = visit.reader.person != nil && visit.fields["as"] == "me"
        if !named && !visit.isAgain { try brake(question, place, visit) }
        let media: [VoiceFile]
        do {
            media = visit.isAgain ? [] : try await kept(visit.fields)
        } catch let error as MediaError {
            return try await refused(draft, Invalid("text", error.advice), on: id, visit)
        }
        let language = LanguageTag.guess(script: draft.text, among: [visit.language] + place.languages) ?? visit.language
        let voice = NewVoice(
            question: question, text: draft.text, language: language,
            author: named ? visit.reader.person.map { .person($0) } ?? .nobody : .nobody,
            held: place.holdsUnnamed && !named && visit.reader.roles[place.id] == nil)
        return try await keep(voice, media, in: place, visit)
    }

    /// The question's page again, with what was typed and what to do about it.
    private func refused(_ draft: AnswerDraft, _ invalid: Invalid, on id: ID<Item>, _ visit: Visit) async throws -> Reply {
        let view = try await house.db.read { tx in
            try QuestionReading(tx: tx, reader: visit.reader, language: visit.language, now: visit.now).view(id)
        }
        return .refused(QuestionPages.show(view, for: visit, draft: draft, invalid: invalid))
    }

    /// Stores the answer once. The code is made from the form's own number, so that sending twice gives the same words.
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
        let others = try await house.db.read { tx in
            try VoiceStore(tx).list(of: voice.question.id, in: place.id, for: visit.reader, at: visit.now, limit: 4)
                .filter { $0.item.author != voice.author || voice.author == .nobody }
        }
        return .page(
            ThanksPages.thanks(
                code: code.text, voice.question, in: place, others: Array(others.prefix(3)), draft: DetailsDraft(), for: visit))
    }

    @Sendable func detail(_ visit: Visit) async throws -> Reply {
        let draft = DetailsDraft(visit.fields)
        let typed = visit.fields["code"]
        try house.brakes.press("code", from: "", limit: 600, minutes: 10, at: visit.now)
        let (question, place) = try await house.db.read { tx in
            let (voice, reader) = try opened(typed, visit, on: tx)
            let question = try QuestionStore(tx).find(voice.question, for: reader, in: visit.language, at: visit.now)
            return (question, try PlaceStore(tx).find(voice.item.space))
        }
        let checked: DetailsDraft.Checked
        do {
            checked = try draft.checked()
        } catch {
            return .refused(ThanksPages.thanks(code: typed, question, in: place, others: [], draft: draft, for: visit, invalid: error))
        }
        let chosen: Author? =
            draft.name.nonEmpty.map { .pseudonym($0) } ?? (draft.asPerson ? visit.reader.person.map { .person($0) } : nil)
        let sealed = checked.to.map { hex(house.keys.seal(Array($0.utf8), for: .mail)) }
        try await house.actOnce(visit) { tx in
            // Read here, where it is changed: a second press finds what the first one left.
            let (voice, _) = try opened(typed, visit, on: tx)
            let author = chosen ?? voice.item.author
            // Whoever is signed in here does not stand behind an unnamed answer, in the audit neither.
            let act = house.act(by: author.person)
            try VoiceStore(tx).detail(voice, question, checked, draft, sealedTo: sealed, author: author, by: act)
        }
        return .page(ThanksPages.saved(code: typed, question, in: place, checked, for: visit))
    }

    /// The voice a code opens, and its speaker as a reader.
    private func opened(_ typed: String, _ visit: Visit, on tx: any Connection) throws -> (Voice, Reader) {
        guard let code = ReceiptCode(typed: typed) else { throw Refusal.notFound }
        let macs = house.keys.macs(code.canonical, for: .receipts).map(hex)
        guard let id = try VoiceStore(tx).voice(behind: macs), let item = try LineStore(tx).unseen(id) else { throw Refusal.notFound }
        var reader = visit.reader
        reader.speaker = (id, item.space)
        return (try VoiceStore(tx).find(id, for: reader, at: visit.now), reader)
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
        return try await house.answerOnce(visit) { tx in
            let voice = try VoiceStore(tx).find(id, for: visit.reader, at: visit.now)
            try visit.reader.require(.moderate, in: voice.item.space)
            try LineStore(tx).move(voice.item, "release", seen: visit.fields.version(), as: visit.reader, by: act)
            return "/questions/\(voice.question)#team"
        }
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
            try visit.reader.require(.moderate, in: voice.item.space)
            return (voice, try PlaceStore(tx).find(voice.item.space))
        }
        let version = try visit.fields.version()
        guard !because.isEmpty, because.count <= 300 else {
            var invalid = Invalid()
            invalid.refuse("because", Phrase("Say why, in up to \("n", 300) characters; the person can read it with their code."))
            return .refused(VoicePages.rejection(voice, in: place, because: because, invalid: invalid))
        }
        do {
            return try await house.answerOnce(visit) { tx in
                let voice = try VoiceStore(tx).find(id, for: visit.reader, at: visit.now)
                try LineStore(tx).move(voice.item, "reject", seen: version, as: visit.reader, because: because, by: act)
                try VoiceStore(tx).excuse(voice, on: voice.question)
                try InsightStore(tx).sourceChanged(voice.id, by: act)
                return "/questions/\(voice.question)#team"
            }
        } catch Refusal.conflict {
            let now = try await house.db.read { try VoiceStore($0).find(id, for: visit.reader, at: visit.now) }
            return .raced(VoicePages.raced(now, in: place, because: because))
        }
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
