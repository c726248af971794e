import Database
import HTML
import Language

/// Carrying codes and passages to and from programs for qualitative analysis.
struct RefiRoutes: Sendable {
    let house: House

    func add(to roads: Roads) {
        roads.get("/spaces/:space/coding/exchange", show)
        roads.post("/spaces/:space/coding/exchange", upload: true, bringIn)
        roads.get("/spaces/:space/coding/exchange/codebook", codebook)
        roads.post("/spaces/:space/coding/exchange/file", file)
    }

    @Sendable func show(_ visit: Visit) async throws -> Reply { .page(try await standing(visit).page()) }

    @Sendable func codebook(_ visit: Visit) async throws -> Reply {
        let codes = try await standing(visit).codes
        let xml = RefiExchange.codebook(codes, random: house.random).project.codebookXML()
        return .file(bytes: Array(xml.utf8), type: "application/xml", name: "codebook.qdc", cached: false)
    }

    /// Words leave for others to work with: as they are allowed at this very moment, and the people of the place read that it was done.
    @Sendable func file(_ visit: Visit) async throws -> Reply {
        let standing = try await standing(visit)
        try visit.requireConfirmed()
        let act = house.act(by: try visit.person())
        let passages = standing.passages
        guard Set(passages.map { $0.voice.item.author.counted(as: $0.voice.id) }).count >= PassedOn.fewest, let tongue = visit.tongue else {
            let few = Phrase("Fewer than \("n", PassedOn.fewest) people allow it. Nothing was saved: one of them could be picked out.")
            return .refused(standing.page(invalid: Invalid("file", few)))
        }
        let space = standing.place.id
        try await house.actOnce(visit) { tx in
            try AuditStore(tx).record("coding.pass_on", item: nil, space: space, by: act, unnamed: false)
        }
        let project = RefiExchange.project(
            standing.place, passages, codes: standing.codes, coder: { Phrase("Reader \("n", $0)").plain(in: tongue) }, random: house.random)
        return .file(bytes: project.packed(), type: "application/zip", name: "project.qdpx", cached: false)
    }

    @Sendable func bringIn(_ visit: Visit) async throws -> Reply {
        let standing = try await standing(visit)
        let act = house.act(by: try visit.person())
        let (project, question): (RefiProject, Question?)
        do {
            guard let bytes = visit.fields.files["project"]?.bytes, !bytes.isEmpty else {
                throw Invalid("project", Phrase("Choose a file first."))
            }
            project = try RefiProject.read(bytes)
            question = standing.questions.first { $0.id.description == visit.fields["question"] }
            if question == nil, !project.sources.isEmpty {
                throw Invalid("question", Phrase("There are texts in it: choose the question they belong to."))
            }
        } catch let invalid as Invalid {
            return .refused(standing.page(invalid: invalid))
        }
        let place = standing.place
        return try await house.answerOnce(visit) { tx in
            let came = try RefiExchange(tx).bringIn(project, to: question, in: place, by: act)
            return "\(place.path("coding"))/exchange?came=\(came.codes).\(came.answers).\(came.passages).\(came.leftOut)"
        }
    }

    private struct Standing: Sendable {
        let place: Place
        let questions: [Question]
        let codes: [Code]
        let passages: [CodedPassage]
        var came: RefiCame?

        func page(invalid: Invalid? = nil) -> Page {
            RefiPages.show(place, questions: questions, mayGo: passages.count, came: came.map(RefiPages.came), invalid: invalid)
        }
    }

    private func standing(_ visit: Visit) async throws -> Standing {
        let slug = try visit.word("space")
        let numbers = (visit[query: "came"] ?? "").split(separator: ".").compactMap { Int($0) }
        return try await house.db.read { tx in
            let reading = CodingReading(visit, tx)
            let place = try reading.place(slug: slug)
            let questions = try QuestionStore(tx).list(
                ["open", "closed", "told"], in: place.id, for: visit.reader, in: visit.language, at: visit.now)
            let came =
                numbers.count == 4 ? RefiCame(codes: numbers[0], answers: numbers[1], passages: numbers[2], leftOut: numbers[3]) : nil
            return try Standing(
                place: place, questions: questions, codes: CodeStore(tx).all(of: place.id), passages: reading.passedOn(in: place.id),
                came: came)
        }
    }
}
