import Database
import Language

@testable import Throughline

/// A place with an agenda on which a question stands, made by the stores alone: for stories in which that is not what is told.
struct AgendaMaking {
    let tx: any Connection

    init(_ tx: any Connection) { self.tx = tx }

    func fill(_ question: ID<Item>, _ need: ID<Item>, _ insight: ID<Item>, in space: ID<Space>, by act: Act) throws {
        let draft = AgendaDraft(title: "Learning", stakeholders: "The clubs", until: (act.day + 400).text)
        try AgendaStore(tx).begin(draft.checked(on: act.day), draft, in: space, by: act)
        try tx.run("INSERT INTO needs (id, relation, importance, contributes) VALUES (\(need), 'affected', 4, 'experience')")
        try tx.run("INSERT INTO need_days (need_id, day, state, importance) VALUES (\(need), \(act.day), 'grouped', 4)")
        try LineStore(tx).link(need, .ledTo, question, by: act)
        let asked = AgendaQuestionDraft(text: "Where do they go?", kind: "how", setBy: "joint", why: "It matters.")
        try AgendaQuestionStore(tx).begin(question, asked.checked(on: act.day), asked, in: space, language: "en", by: act)
        try tx.run(
            "UPDATE agenda_questions SET state = 'answered', answer_id = \(insight), decision_value = 3 WHERE question_id = \(question)")
        try tx.run(
            """
            INSERT INTO agenda_answers (question_id, insight_id, from_on, until_on, why) VALUES (\(question), \(insight), \(act.day), NULL, NULL)
            """)
        try tx.run(
            """
            INSERT INTO agenda_words (question_id, person_id, about, agrees, words, outside, day)
            VALUES (\(question), \(act.by), 'answer', 1, 'So it is.', 1, \(act.day))
            """)
    }
}
