import Database
import HTML
import HTTPTypes
import Language

/// Reading what people said and marking passages in it. The same roads serve forms and the page's own script, which wants words for an
/// answer instead of the page again.
struct CodingRoutes: Sendable {
    let house: House

    func add(to roads: Roads) {
        roads.get("/questions/:id/coding", desk)
        roads.post("/voices/:id/codings", mark)
        roads.post("/voices/:id/reading", read)
        roads.get("/spaces/:space/passages", passages)
    }

    @Sendable func desk(_ visit: Visit) async throws -> Reply {
        let id: ID<Item> = try visit.id()
        let before = visit[query: "before"].flatMap { ID<Item>(typed: $0) }
        let all = visit[query: "all"] == "yes"
        let helped = visit[query: "help"] == "yes"
        let desk = try await house.db.read { try CodingReading(visit, $0).desk(id, before: before, all: all, helped: helped) }
        return .page(CodingPages.desk(helped ? try await DeskHelp.beside(desk, visit, house) : desk))
    }

    @Sendable func mark(_ visit: Visit) async throws -> Reply {
        let id: ID<Item> = try visit.id()
        let (coded, place, codes) = try await house.db.read { try CodingReading(visit, $0).voice(id) }
        let act = house.act(by: try visit.person())
        guard try visit.fields.version() == coded.version else { throw Refusal.conflict }
        if let ending = ID<Coding>(typed: visit.fields["ending"]) { return try await takeOff(ending, coded, act, visit) }
        let draft = CodingDraft(visit.fields)
        let suggested = visit.fields["suggested"] == "yes"
        let spans: [Span]
        let given: CodingDraft.Given
        do {
            (spans, given) = try draft.checked(coded.passage, among: codes)
        } catch {
            return try await refused(draft, error, coded, visit)
        }
        let version = coded.version
        do {
            try await house.actOnce(visit) { tx in
                // As it stands within this write: it may have been taken back, or said anew, since it was read.
                guard try CodingReading(visit, tx).voice(id).voice.version == version else { throw Refusal.conflict }
                let code: ID<Code> =
                    switch given {
                    case .code(let code): try CodeStore(tx).find(code.id, in: place.id).id
                    case .new(let new): try CodeStore(tx).add(new, in: place.id, by: act)
                    }
                try CodingStore(tx).add(spans, of: id, version: version, code: code, suggested: suggested, by: act)
            }
        } catch let invalid as Invalid {
            return try await refused(draft, Invalid("code", invalid["name"] ?? Phrase("Write a code.")), coded, visit)
        }
        guard isQuiet(visit), let tongue = visit.tongue else { return .see(back(to: coded.voice, visit)) }
        let now = try await house.db.read { try CodingReading(visit, $0).voice(id).voice }
        let before = Set(coded.codings.map(\.id))
        let made = now.codings.filter { !before.contains($0.id) && $0.coder == act.by }
        let said = made.isEmpty ? Phrase("It has this code already.") : Phrase("It has the code now.")
        let lines = made.map { "\($0.id)\t\($0.name): “\(now.passage[$0.span].replacing("\n", with: " "))”" }
        return .plain(([said.plain(in: tongue)] + lines).joined(separator: "\n"))
    }

    private func takeOff(_ coding: ID<Coding>, _ coded: CodedVoice, _ act: Act, _ visit: Visit) async throws -> Reply {
        let id = coded.voice.id
        try await house.actOnce(visit) { tx in
            guard let me = act.by else { throw Refusal.signInFirst }
            try CodingStore(tx).remove(coding, of: id, by: me)
        }
        guard isQuiet(visit), let tongue = visit.tongue else { return .see(back(to: coded.voice, visit)) }
        return .plain(Phrase("Taken off.").plain(in: tongue))
    }

    /// One has read it to its end, or has not after all.
    @Sendable func read(_ visit: Visit) async throws -> Reply {
        let id: ID<Item> = try visit.id()
        let coded = try await house.db.read { try CodingReading(visit, $0).voice(id).voice }
        let act = house.act(by: try visit.person())
        guard try visit.fields.version() == coded.version else { throw Refusal.conflict }
        let (isRead, helped) = (visit.fields["undo"] != "yes", from(visit).helped)
        try await house.actOnce(visit) { tx in
            guard let me = act.by else { throw Refusal.signInFirst }
            guard try CodingReading(visit, tx).voice(id).voice.version == coded.version else { throw Refusal.conflict }
            try CodingStore(tx).setRead(id, version: coded.version, isRead, helped: helped, by: me, on: act.day)
        }
        guard isQuiet(visit), let tongue = visit.tongue else { return .see(back(to: coded.voice, visit)) }
        return .plain(Phrase("Marked as read.").plain(in: tongue))
    }

    @Sendable func passages(_ visit: Visit) async throws -> Reply {
        let slug = try visit.word("space")
        let asked = visit[query: "code"].flatMap { ID<Code>(typed: $0) }
        let before = visit[query: "before"].flatMap { ID<Coding>(typed: $0) }
        return try await house.db.read { tx in
            let reading = CodingReading(visit, tx)
            let place = try reading.place(slug: slug)
            let code = try asked.map { try CodeStore(tx).find($0, in: place.id) }
            let (shown, last) = try reading.passages(of: code, in: place.id, before: before)
            let questions = try QuestionStore(tx).all(shown.map(\.voice.question), for: visit.reader, in: visit.language, at: visit.now)
            var next = last.map { place.path("passages").with(query: "before", $0.description) }
            if let code { next = next?.with(query: "code", code.id.description) }
            return .page(PassagesPages.list(shown, of: code, questions: questions, next: next, in: place))
        }
    }

    private func refused(_ draft: CodingDraft, _ invalid: Invalid, _ coded: CodedVoice, _ visit: Visit) async throws -> Reply {
        if isQuiet(visit), let tongue = visit.tongue {
            var words = (invalid.messages.first?.message ?? Phrase("Mark a passage first.")).plain(in: tongue)
            if invalid["code"] != nil, !draft.code.isEmpty, !draft.begins {
                words += " " + Phrase("Press Enter again to begin it on trial.").plain(in: tongue)
            }
            return .machine(words, type: "text/plain; charset=utf-8", .unprocessableContent)
        }
        let (before, all, helped) = from(visit)
        let question = coded.voice.question
        var desk = try await house.db.read { try CodingReading(visit, $0).desk(question, before: before, all: all, helped: helped) }
        // Read meanwhile in another window: the form that was refused is shown all the same.
        if !desk.voices.contains(where: { $0.voice.id == coded.voice.id }) { desk = desk.with(coded) }
        if helped { desk = try await DeskHelp.beside(desk, visit, house) }
        return .refused(CodingPages.desk(desk, refused: .init(voice: coded.voice.id, draft: draft, invalid: invalid)))
    }

    private func isQuiet(_ visit: Visit) -> Bool { visit.fields.has("quiet") }

    /// The same answers again, at this one.
    private func back(to voice: Voice, _ visit: Visit) -> Href {
        CodingDesk.back(to: voice, visit)
    }

    private func from(_ visit: Visit) -> (before: ID<Item>?, all: Bool, helped: Bool) { CodingDesk.from(visit) }
}

extension CodingDesk {
    /// With one answer more, first.
    fileprivate func with(_ coded: CodedVoice) -> CodingDesk {
        CodingDesk(
            question: question, place: place, codes: codes, voices: [coded] + voices, last: last, read: read, isAll: isAll, from: from,
            me: me, mayBeHelped: mayBeHelped)
    }

    /// The same answers again, at this one.
    static func back(to voice: Voice, _ visit: Visit) -> Href {
        let (before, all, helped) = from(visit)
        var href: Href = "/questions/\(voice.question)/coding"
        if all { href = href.with(query: "all", "yes") }
        if helped { href = href.with(query: "help", "yes") }
        if let before { href = href.with(query: "before", before.description) }
        return "\(href)#v-\(voice.id.description)"
    }

    /// What a form of the desk says of the list it stood in.
    static func from(_ visit: Visit) -> (before: ID<Item>?, all: Bool, helped: Bool) {
        let parts = visit.fields["from"].split(separator: ".", omittingEmptySubsequences: false)
        let kind = parts.first ?? ""
        return (parts.dropFirst().first.flatMap { ID<Item>(typed: String($0)) }, kind.hasPrefix("all"), kind.hasSuffix("help"))
    }
}
