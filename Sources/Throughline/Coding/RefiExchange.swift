import Database
import Language

/// What came in from a project, and what did not.
struct RefiCame: Sendable {
    var codes = 0
    var answers = 0
    var passages = 0
    /// Pictures, recordings and sources that are here already.
    var leftOut = 0
}

/// A place's codes and passages as a project other programs read, and back.
struct RefiExchange {
    let tx: any Connection

    init(_ tx: any Connection) { self.tx = tx }

    /// The codes alone: they are the team's own words.
    static func codebook(_ codes: [Code], random: Randomness) -> (project: RefiProject, guids: [ID<Code>: String]) {
        let living = codes.filter { $0.state != .merged }
        let guids = Dictionary(living.map { ($0.id, RefiProject.guid(random)) }, uniquingKeysWith: { first, _ in first })
        var project = RefiProject()
        project.codes = living.tree().map(\.code).map { code in
            let about = [code.about, code.use.isEmpty ? "" : "+ " + code.use, code.not.isEmpty ? "− " + code.not : ""]
            return .init(
                guid: guids[code.id] ?? "", name: code.name, about: about.filter { !$0.isEmpty }.joined(separator: "\n"),
                parent: code.parent.flatMap { guids[$0] })
        }
        return (project, guids)
    }

    /// Answers everybody may see, whose speakers let them go on as data, with their passages; coders without their names, and nothing in
    /// the order it came.
    static func project(_ place: Place, _ passages: [CodedPassage], codes: [Code], coder: (Int) -> String, random: Randomness)
        -> RefiProject
    {
        let (book, guids) = codebook(codes, random: random)
        var project = book
        project.name = place.name
        var users: [ID<Person>: String] = [:]
        for person in Set(passages.map(\.coding.coder)).sorted(by: { $0.description < $1.description }) {
            users[person] = RefiProject.guid(random)
        }
        project.users = users.values.sorted().enumerated().map { .init(guid: $0.element, name: coder($0.offset + 1)) }
        let sources = Dictionary(grouping: passages, by: \.voice.id).values.compactMap { passages -> RefiProject.Source? in
            guard let text = passages.first?.voice.text else { return nil }
            let bySpan = Dictionary(grouping: passages, by: \.coding.span).sorted {
                ($0.key.start, $0.key.stop) < ($1.key.start, $1.key.stop)
            }
            let selections = bySpan.map { span, passages in
                RefiProject.Selection(
                    guid: RefiProject.guid(random), span: span,
                    codings: passages.compactMap { passage in
                        guids[passage.coding.code].map {
                            .init(guid: RefiProject.guid(random), code: $0, user: users[passage.coding.coder])
                        }
                    })
            }
            return .init(
                guid: RefiProject.guid(random), name: "", about: text.language.description, text: text.body, selections: selections)
        }
        project.sources = sources.sorted { $0.guid < $1.guid }.enumerated().map { place, source in
            .init(guid: source.guid, name: "\(place + 1)", about: source.about, text: source.text, selections: source.selections)
        }
        return project
    }

    /// Brings a project in: its codes by name, its texts as answers to a question, for the team alone and never to go on; what came
    /// before does not come twice.
    func bringIn(_ project: RefiProject, to question: Question?, in place: Place, by act: Act) throws -> RefiCame {
        var came = RefiCame(leftOut: project.leftOut)
        let codes = try bringIn(project.codes, in: place, by: act, &came)
        try AuditStore(tx).record("coding.come", item: nil, space: place.id, by: act, unnamed: false)
        guard let question else { return came }
        let imports = ImportStore(tx, "refi/\(question.id)")
        var coders: [String: ID<Person>] = [:]
        for source in project.sources {
            let isKnown = try source.guid.isEmpty ? false : imports.known(source.guid) != nil
            if isKnown || source.text.settled.isEmpty {
                came.leftOut += 1
                continue
            }
            var voice = NewVoice(
                question: question, text: source.text, language: place.language(of: source.text, readBy: place.language) ?? "und",
                author: .nobody, held: false)
            (voice.door, voice.source) = (.none, "refi-qda")
            let id = try VoiceStore(tx).add(voice, by: act)
            if !source.guid.isEmpty { try imports.remember([(source.guid, id)]) }
            came.answers += 1
            for selection in source.selections {
                for coding in selection.codings {
                    guard let code = codes[coding.code] else { continue }
                    let user = coding.user ?? ""
                    let coder = coders[user] ?? act.id()
                    coders[user] = coder
                    let theirs = Act(by: coder, now: act.now, random: act.random)
                    came.passages += try CodingStore(tx).add([selection.span], of: id, version: 1, code: code, by: theirs).count
                }
            }
        }
        return came
    }

    private func bringIn(_ wanted: [RefiProject.Code], in place: Place, by act: Act, _ came: inout RefiCame) throws -> [String: ID<Code>] {
        let store = CodeStore(tx)
        var (found, standing): ([String: ID<Code>], [Code]) = ([:], try store.all(of: place.id))
        for code in wanted {
            if let known = standing.named(code.name) {
                found[code.guid] = known.id
                continue
            }
            let parent = code.parent.flatMap { found[$0] }
            let draft = CodeDraft(
                name: String(code.name.prefix(CodeDraft.longestName)), about: String(code.about.prefix(CodeDraft.longest)))
            let checked: CodeDraft.Checked
            do { checked = try draft.checked(among: standing) } catch {
                came.leftOut += 1
                continue
            }
            let id = try store.add(checked, in: place.id, by: act)
            if let parent { try store.put(id, under: parent) }
            found[code.guid] = id
            standing.append(try store.find(id, in: place.id))
            came.codes += 1
        }
        return found
    }
}

extension CodingReading {
    /// Every passage in what everybody may see and its speaker lets go on as data, today.
    func passedOn(in space: ID<Space>) throws -> [CodedPassage] {
        let day = now.day(in: .utc)
        let ids = try tx.run(
            """
            SELECT c.id FROM \(coded(in: space)) AND \(PermissionSQL.holds(.data, on: day)) AND v.openness = 'everyone' AND i.audience = 0
                AND i.label IS NULL ORDER BY c.id LIMIT 50000
            """
        ).map { try $0.id("id") as ID<Coding> }
        return try stride(from: 0, to: ids.count, by: 500).flatMap { try passages(Array(ids[$0..<min($0 + 500, ids.count)])) }
    }
}
