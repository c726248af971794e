import Database
import Language

/// What stands before every answer, whoever writes it down: a question that takes answers, and the brakes.
extension VoiceRoutes {
    func asked(_ id: ID<Item>, _ visit: Visit, mayBeClosed: Bool = false) async throws -> (Question, Place) {
        try await house.db.read { tx in
            let question = try QuestionStore(tx).find(id, for: visit.reader, in: visit.language, at: visit.now)
            guard question.isOpen || mayBeClosed else { throw Refusal.notNow(.questionClosed) }
            return (question, try PlaceStore(tx).find(question.item.space))
        }
    }

    func brake(_ question: Question, _ place: Place, _ visit: Visit) throws {
        if question.isFlooded || place.isFlooded { throw Refusal.notNow(.flooded) }
        try house.brakes.press(
            "answer", by: visit.peer, .init(limit: Self.perLine, minutes: 10), of: .init(limit: Self.perQuestion, minutes: 60),
            to: question.id.description, at: visit.now)
    }
}
