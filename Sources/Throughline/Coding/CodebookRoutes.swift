import Database
import HTML
import Language

/// The codebook of a place, and switching all of this on.
struct CodebookRoutes: Sendable {
    let house: House

    /// Bytes of a table of codes.
    static let largestTable = 500_000

    func add(to roads: Roads) {
        roads.get("/spaces/:space/coding", start)
        roads.post("/spaces/:space/coding", begin)
        roads.post("/spaces/:space/coding/ending", end)
        roads.get("/spaces/:space/codes", list)
        roads.post("/spaces/:space/codes", write)
        roads.get("/spaces/:space/codes/:code", show)
        roads.post("/spaces/:space/codes/:code", change)
        roads.post("/spaces/:space/codes/:code/merging", merge)
        roads.get("/spaces/:space/codebook", save)
        roads.post("/spaces/:space/codebook", upload: true, bringIn)
    }

    @Sendable func start(_ visit: Visit) async throws -> Reply {
        let slug = try visit.word("space")
        return try await house.db.read { tx in
            let place = try PlaceStore(tx).find(slug: slug)
            try visit.reader.require(.learn, in: place.id)
            let isOn = try CodeStore(tx).isOn(in: place.id)
            let maySettle = visit.reader.may(.settle, in: place.id)
            guard isOn || maySettle else { throw Refusal.notFound }
            let questions = try QuestionStore(tx).list(
                ["open", "closed", "told"], in: place.id, for: visit.reader, in: visit.language, at: visit.now)
            return .page(CodebookPages.start(place, isOn: isOn, questions: isOn ? questions : [], maySettle: maySettle))
        }
    }

    @Sendable func begin(_ visit: Visit) async throws -> Reply { try await turn(visit) { try CodeStore($0).begin(in: $1, by: $2) } }
    @Sendable func end(_ visit: Visit) async throws -> Reply { try await turn(visit) { try CodeStore($0).end(in: $1, by: $2) } }

    private func turn(_ visit: Visit, _ deed: @escaping @Sendable (any Connection, ID<Space>, Act) throws -> Void) async throws -> Reply {
        let slug = try visit.word("space")
        let place = try await house.db.read { try PlaceStore($0).find(slug: slug) }
        try visit.reader.require(.settle, in: place.id)
        let act = house.act(by: try visit.person())
        return try await house.answerOnce(visit) { tx in
            try deed(tx, place.id, act)
            return place.path("coding")
        }
    }

    @Sendable func list(_ visit: Visit) async throws -> Reply {
        let (place, codes) = try await standing(visit)
        return .page(CodebookPages.list(codes, in: place))
    }

    @Sendable func write(_ visit: Visit) async throws -> Reply {
        let (place, codes) = try await standing(visit)
        let draft = CodeDraft(name: visit.fields["name"], about: visit.fields["about"])
        let act = house.act(by: try visit.person())
        do {
            let new = try draft.checked(among: codes)
            return try await house.answerOnce(visit) { tx in
                try CodeStore(tx).add(new, in: place.id, by: act)
                return place.path("codes")
            }
        } catch let invalid as Invalid {
            return .refused(CodebookPages.list(codes, in: place, draft: draft, invalid: invalid))
        }
    }

    @Sendable func show(_ visit: Visit) async throws -> Reply {
        let (code, place, codes) = try await one(visit)
        return .page(CodebookPages.show(code, among: codes, in: place, draft: CodeDraft(code), seen: code.version))
    }

    @Sendable func change(_ visit: Visit) async throws -> Reply {
        let (code, place, codes) = try await one(visit)
        let (draft, version) = (CodeDraft(visit.fields), try visit.fields.version())
        let act = house.act(by: try visit.person())
        do {
            let new = try draft.checked(among: codes, changing: code)
            return try await house.answerOnce(visit) { tx in
                try CodeStore(tx).change(code, to: new, seen: version, by: act)
                return "\(place.path("codes"))/\(code.id.description)"
            }
        } catch let invalid as Invalid {
            return .refused(CodebookPages.show(code, among: codes, in: place, draft: draft, seen: version, invalid: invalid))
        } catch Refusal.conflict {
            let theirs = try await one(visit).code
            return .raced(CodebookPages.raced(draft, theirs: theirs, in: place, typed: visit.fields.pairs))
        }
    }

    @Sendable func merge(_ visit: Visit) async throws -> Reply {
        let (code, place, codes) = try await one(visit)
        let version = try visit.fields.version()
        guard let other = codes.first(where: { $0.id.description == visit.fields["into"] && $0.isInUse && $0.id != code.id }) else {
            let invalid = Invalid("into", Phrase("Choose the code it becomes."))
            return .refused(
                CodebookPages.show(code, among: codes, in: place, draft: CodeDraft(code), seen: version, invalid: invalid))
        }
        let act = house.act(by: try visit.person())
        return try await house.answerOnce(visit) { tx in
            let other = try CodeStore(tx).find(other.id, in: place.id)
            guard other.isInUse else { throw Refusal.conflict }
            try CodeStore(tx).merge(code, into: other, seen: version, by: act)
            return "\(place.path("codes"))/\(other.id.description)"
        }
    }

    /// The codebook as a table for other programs and for paper.
    @Sendable func save(_ visit: Visit) async throws -> Reply {
        let (_, codes) = try await standing(visit)
        return .file(bytes: Array(CodebookTable.csv(codes).utf8), type: "text/csv; charset=utf-8", name: "codebook.csv", cached: false)
    }

    @Sendable func bringIn(_ visit: Visit) async throws -> Reply {
        let (place, codes) = try await standing(visit)
        let act = house.act(by: try visit.person())
        do {
            guard let bytes = visit.fields.files["table"]?.bytes, !bytes.isEmpty else {
                throw Invalid("table", Phrase("Choose a file first."))
            }
            guard bytes.count <= Self.largestTable else { throw Invalid("table", Phrase("This file is too large for a codebook.")) }
            let rows = try CodebookTable.read(bytes)
            let new = try rows.new(among: codes)
            return try await house.answerOnce(visit) { tx in
                try CodeStore(tx).addAll(new, in: place.id, by: act)
                return place.path("codes")
            }
        } catch let invalid as Invalid {
            return .refused(CodebookPages.list(codes, in: place, file: invalid))
        }
    }

    private func standing(_ visit: Visit) async throws -> (place: Place, codes: [Code]) {
        let slug = try visit.word("space")
        return try await house.db.read { tx in
            let reading = CodingReading(visit, tx)
            let place = try reading.place(slug: slug)
            return (place, try reading.codes(of: place.id))
        }
    }

    /// One code; what was merged leads nowhere but to its new name in the list.
    private func one(_ visit: Visit) async throws -> (code: Code, place: Place, codes: [Code]) {
        let (place, codes) = try await standing(visit)
        let id: ID<Code> = try visit.id("code")
        guard let code = codes.first(where: { $0.id == id && $0.state != .merged }) else { throw Refusal.notFound }
        return (code, place, codes)
    }
}
