import Database
import HTML
import Language

struct MyWordsRoutes: Sendable {
    let house: House

    /// Codes tried by everyone together, and from one line, within ten minutes.
    static let byAll = 600
    static let byLine = 60

    func add(to roads: Roads) {
        roads.get("/my-words") { _ in .page(MyWordsPages.door()) }
        roads.post("/my-words", speaking: true, find)
        roads.get("/my-words/lost") { _ in .page(MyWordsPages.lost()) }
        roads.get("/my-words/:slip", speaking: true, show)
        roads.post("/my-words/copy", speaking: true, copy)
        roads.post("/my-words/paper", speaking: true, paper)
        roads.post("/my-words/right", speaking: true, right)
        roads.post("/my-words/correction", speaking: true, correct)
        roads.post("/my-words/consent", speaking: true, agree)
        roads.post("/my-words/review", speaking: true, review)
        roads.post("/my-words/taking-back", speaking: true, takeBack)
        roads.post("/my-words/appeal", speaking: true, appeal)
        roads.get("/me/words", own)
        roads.get("/me/words/:id", ownOne)
        roads.get("/corrections/:id", beside)
        roads.post("/corrections/:id/opening") { try await look($0, open: true) }
        roads.post("/corrections/:id/seen") { try await look($0, open: false) }
    }

    @Sendable func find(_ visit: Visit) async throws -> Reply {
        try await opened(visit) { _, speaker in try await after(.words, speaker, visit) }
    }

    @Sendable func show(_ visit: Visit) async throws -> Reply {
        let slip = try await SlipDoor(house: house).shown(visit)
        return .page(MyWordsPages.show(try await read(speaker(slip), visit), done: slip.showing.done, on: visit.today))
    }

    /// The path of somebody's words once more, after what they did: on a page that is shown once, or on their account's own.
    private func after(_ showing: Slip.Showing, _ speaker: MyWordsReading.Speaker, _ visit: Visit) async throws -> Reply {
        if case .code(_, let slip) = speaker { return SlipDoor(house: house).lead(to: showing, slip.code, visit) }
        return .page(MyWordsPages.show(try await read(speaker, visit), done: showing.done, on: visit.today))
    }

    /// Their own words and what became of them, as a file.
    @Sendable func copy(_ visit: Visit) async throws -> Reply {
        try await opened(visit) { view, _ in
            if view.isGone { throw Refusal.notFound }
            let quiet = visit.discretion.isOn || view.place.isDiscreet
            let page = try MyWordsFile(view: view, day: visit.today, base: visit.base, quiet: quiet).page(in: visit.tongue ?? .english)
            return .file(bytes: page, type: "text/html; charset=utf-8", name: "copy-\(visit.today.text).html", cached: false)
        }
    }

    /// One sheet of paper, first with what it can do to whoever holds it; then to be printed, or as a PDF. Discreet places and devices put
    /// no words on it.
    @Sendable func paper(_ visit: Visit) async throws -> Reply {
        try await opened(visit) { view, _ in
            if view.isGone { throw Refusal.notFound }
            let quiet = visit.discretion.isOn || view.place.isDiscreet
            guard ["yes", "no"].contains(visit.fields["words"]) else { return .page(TrailPaperPages.choosing(view, quiet: quiet)) }
            let paper = TrailPaper(view: view, day: visit.today, withWords: visit.fields["words"] == "yes" && !quiet)
            guard visit.fields["as"] == "pdf" else { return .page(TrailPaperPages.show(paper)) }
            try house.brakes.press(
                "printing", by: visit.peer, .init(limit: ReportFileRoutes.byLine, minutes: 10),
                of: .init(limit: ReportFileRoutes.byAll, minutes: 10), at: visit.now)
            let title = quiet ? DiscreetFrame.name : Phrase("What became of my words")
            return try await house.printed(
                paper.sheet.paper(title, in: visit.tongue ?? .english), named: "copy-\(visit.today.text).pdf", in: view.place)
        }
    }

    @Sendable func right(_ visit: Visit) async throws -> Reply {
        try await opened(visit) { view, speaker in
            guard ["rejected", "hidden", "removed", "erased"].contains(view.voice.item.state) else {
                let day = visit.now.day(in: .utc)
                let voice = view.voice
                try await house.actOnce(visit) { tx in
                    if voice.item.state != "withdrawn" { try ReplyStore(tx).say(.right, by: voice, on: day) }
                }
                return try await after(.right, speaker, visit)
            }
            throw Refusal.notFound
        }
    }

    /// Without words the box; with words the correction, kept once.
    @Sendable func correct(_ visit: Visit) async throws -> Reply {
        try await opened(visit) { view, speaker in
            guard ["ready", "held"].contains(view.voice.item.state) else { return try await after(.words, speaker, visit) }
            guard visit.fields.has("text") else { return .page(MyWordsPages.correction(view, for: visit)) }
            let draft = CorrectionDraft(text: visit.fields["text"])
            let text: String
            do throws(Invalid) {
                text = try draft.checked()
            } catch {
                return .refused(MyWordsPages.correction(view, for: visit, draft: draft, invalid: error))
            }
            try await keep(text, view, visit)
            return try await after(.corrected, speaker, visit)
        }
    }

    private func keep(_ text: String, _ view: MyWords, _ visit: Visit) async throws {
        let voice = view.voice
        let place = view.place
        let act = house.act(by: voice.item.author.person)
        let isKnown = voice.item.author.person != nil || visit.reader.takesPart(in: place.id)
        let held = voice.item.state == "held" || (place.holdsUnnamed && !isKnown)
        // A correction is most likely in the language of what it puts right.
        let before = voice.item.language == "und" ? visit.language : voice.item.language
        let language = place.language(of: text, readBy: visit.language) ?? before
        let target = view.became.learned.last?.item ?? view.question.item
        try await house.actOnce(visit) { tx in
            try CorrectionStore(tx).add(text, to: voice, beside: target, held: held, language: language, by: act)
            try ReplyStore(tx).say(.wrong, by: voice, on: act.day)
        }
    }

    /// What was learned is put right before others read it: first the page, then the answers, each kept once.
    @Sendable func review(_ visit: Visit) async throws -> Reply {
        try await opened(visit) { view, speaker in
            guard let review = view.review, review.isOpen(on: visit.now.day(in: .utc)) else {
                return try await after(.words, speaker, visit)
            }
            guard visit.fields["send"] == "yes" else { return .page(MyWordsPages.review(view, review, for: visit)) }
            let draft = ReviewDraft(visit.fields, review)
            let answers: [ReviewDraft.Answer]
            do throws(Invalid) {
                answers = try draft.checked(review)
            } catch {
                return .refused(MyWordsPages.review(view, review, for: visit, draft: draft, invalid: error))
            }
            let reviewed = Reviewed(review, answers, in: view.place, by: house.act(by: view.voice.item.author.person), for: visit)
            try await house.actOnce(visit) { tx in try reviewed.keep(tx) }
            return try await after(.reviewed, speaker, visit)
        }
    }

    /// What moderators did is looked at again by somebody else.
    @Sendable func appeal(_ visit: Visit) async throws -> Reply {
        try await opened(visit) { view, speaker in
            let today = visit.today
            guard view.hasSecond, let deed = view.moderation.first(where: { $0.mayBeAppealed(on: today) }) else {
                return try await after(.words, speaker, visit)
            }
            let draft = AppealDraft(text: visit.fields["appeal"])
            let text: String
            do throws(Invalid) {
                text = try draft.checked()
            } catch {
                return .refused(MyWordsPages.show(view, on: today, appeal: draft, invalid: error))
            }
            let act = house.act(by: nil)
            try await house.actOnce(visit) { tx in try ModerationStore(tx).appeal(deed, text, by: act) }
            return try await after(.words, speaker, visit)
        }
    }

    /// What may be done with the words from now on.
    @Sendable func agree(_ visit: Visit) async throws -> Reply {
        try await opened(visit) { view, speaker in
            guard ["ready", "held"].contains(view.voice.item.state) else { return try await after(.words, speaker, visit) }
            let said: ConsentDraft.Checked
            do throws(Invalid) {
                said = try ConsentDraft(visit.fields).checked(
                    asked: Consent.asked(of: view.voice, in: view.place, said: view.agreed), on: visit.now.day(in: .utc))
            } catch {
                return .refused(MyWordsPages.show(view, on: visit.today, invalid: error))
            }
            let fewer = Openness(rawValue: visit.fields["openness"])
            if fewer == .safety, !view.place.hasSafetyLead, view.voice.openness != .safety {
                return .refused(MyWordsPages.show(view, on: visit.today, invalid: .noSafetyLead))
            }
            // Whoever has the code is nobody: no account stands behind what they allow.
            let (act, voice, language) = (house.act(by: nil), view.voice.id, visit.language)
            let offered = OpennessChoice.upTo(view.voice.openness, hasSafetyLead: view.place.hasSafetyLead)
            try await house.actOnce(visit) { tx in
                if let fewer, offered.contains(fewer) { try VoiceStore(tx).narrow(voice, to: fewer, by: act) }
                try VoiceStore(tx).agree(said, to: voice, asked: language, by: act)
            }
            return try await after(.agreed, speaker, visit)
        }
    }

    /// First says what will happen, then does it.
    @Sendable func takeBack(_ visit: Visit) async throws -> Reply {
        try await opened(visit) { view, speaker in
            if view.isGone { return try await after(.words, speaker, visit) }
            guard visit.fields["sure"] == "yes" else {
                let voice = view.voice
                let told = try await house.db.read { tx in try TellingStore(tx).told(quoting: voice) }
                return .page(MyWordsPages.takingBack(view, told: told))
            }
            try await Withdrawal.takeBack(view.voice, in: house)
            return try await after(.words, speaker, visit)
        }
    }

    @Sendable func own(_ visit: Visit) async throws -> Reply {
        let person = try visit.person()
        let (said, places) = try await house.db.read { tx in
            (try MyWordsReading(tx: tx, visit: visit).own(by: person), try PlaceStore(tx).all(of: visit.reader))
        }
        return .page(MyWordsPages.own(said, places: places))
    }

    @Sendable func ownOne(_ visit: Visit) async throws -> Reply {
        _ = try visit.person()
        let id: ID<Item> = try visit.id()
        return .page(MyWordsPages.show(try await read(.account(voice: id), visit), on: visit.today))
    }

    /// A correction is read beside what it puts right.
    @Sendable func beside(_ visit: Visit) async throws -> Reply {
        let id: ID<Item> = try visit.id()
        let record = try await house.db.read { tx in
            _ = try LineStore(tx).find(id, kind: .correction, for: visit.reader, at: visit.now)
            guard let beside = try CorrectionStore(tx).beside(id) else { throw Refusal.notFound }
            return try LineStore(tx).find(beside, for: visit.reader, at: visit.now)
        }
        return .see(record.kind == .insight ? "/insights/\(record.id)#corrections" : "/questions/\(record.id)#corrections")
    }

    private func look(_ visit: Visit, open: Bool) async throws -> Reply {
        let id: ID<Item> = try visit.id()
        let act = house.act(by: try visit.person())
        return try await house.answerOnce(visit) { tx in
            let item = try LineStore(tx).find(id, kind: .correction, for: visit.reader, at: visit.now)
            try visit.reader.require(.learn, in: item.space)
            return
                "/questions/\(try CorrectionStore(tx).look(item, open: open, seen: visit.fields.version(), as: visit.reader, by: act))#corrections"
        }
    }

    /// Finds the speaker behind a form. A wrong code, whatever is wrong with it, gets the same page after the same work.
    private func opened(_ visit: Visit, _ answer: (MyWords, MyWordsReading.Speaker) async throws -> Reply) async throws -> Reply {
        if let id = ID<Item>(typed: visit.fields["voice"]) {
            _ = try visit.person()
            let speaker = MyWordsReading.Speaker.account(voice: id)
            return try await answer(try await read(speaker, visit), speaker)
        }
        if let slip = try await SlipDoor(house: house).sent(visit) {
            let speaker = speaker(slip)
            return try await answer(try await read(speaker, visit), speaker)
        }
        let typed = visit.fields["code"]
        try house.brakes.press(
            "code", by: visit.peer, .init(limit: Self.byLine, minutes: 10), of: .init(limit: Self.byAll, minutes: 10), at: visit.now)
        let speaker = speaker(Slip(.words, ReceiptCode(typed: typed)?.canonical ?? "no code", at: visit.now, house.keys))
        let view: MyWords
        do {
            view = try await read(speaker, visit)
        } catch Refusal.notFound {
            if let other = try await otherDoor(typed, visit) { return other }
            return .refused(MyWordsPages.door(typed: String(typed.prefix(400)), isWrong: true))
        }
        return try await answer(view, speaker)
    }

    /// At the one door for codes, those of something else than an answer lead on.
    private func otherDoor(_ typed: String, _ visit: Visit) async throws -> Reply? {
        let code = ReceiptCode(typed: typed)
        let macs = house.keys.macs(code?.canonical ?? "no code", for: .receipts).map(hex)
        let showing = try await house.db.read { try CodeDoors.showing(macs, $0) }
        guard visit.path == "/my-words", let code, let showing else { return nil }
        return SlipDoor(house: house).lead(to: showing, code.text, visit)
    }

    private func speaker(_ slip: Slip) -> MyWordsReading.Speaker {
        let canonical = ReceiptCode(typed: slip.code)?.canonical ?? "no code"
        return .code(macs: house.keys.macs(canonical, for: .receipts).map(hex), slip)
    }

    private func read(_ speaker: MyWordsReading.Speaker, _ visit: Visit) async throws -> MyWords {
        try await house.db.read { tx in try MyWordsReading(tx: tx, visit: visit).view(speaker) }
    }
}

extension Slip.Showing {
    /// What was just done; nil when the page only shows how things stand.
    fileprivate var done: Phrase? {
        switch self {
        case .right: Phrase("Thank you. It is kept that this is right.")
        case .corrected: Phrase("Thank you. The team reads it, and it stands beside what we wrote.")
        case .reviewed: Phrase("Thank you. What you said is kept with what we wrote.")
        case .agreed: Phrase("Saved. It holds on every page from now on.")
        default: nil
        }
    }
}
