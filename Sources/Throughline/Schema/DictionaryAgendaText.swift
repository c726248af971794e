extension DataDictionary {
    /// The tables of what a place wants to learn.
    static let agendaText = """
        agendas: The learning agenda of each place that keeps one.
          space_id: The place.
          title: Its title.
          level: activity, project, programme, strategy, organisation, community or partnership.
          stakeholders: Who of the people it concerns, or of local partners, has a say in it.
          why_not: Why nobody of them has.
          theory: What it is believed that leads to what: if, then, because.
          until_on: The day until which it is meant to hold.
          review_every: After how many months it is looked at again.
          begun_on: The day it was begun.
          ended_on: The day it was put away, if it was.
          version: Counts every change.
        agenda_partners: Places to which a place shows the questions on its agenda.
          space_id: The place whose questions they are.
          partner_id: The place they are shown to.
          since: The day it began.
        needs: What is particular about needs to learn something.
          id: The item.
          relation: How whoever raised it stands to the matter: implements, decides, funds, affected, researches or other.
          importance: From 1 to 5, as they said.
          needed_by: The day by which they need to know.
          contributes: What they can give, such as experience or collecting, with spaces between.
        need_days: How each need stood at the end of each day on which it changed.
          need_id: The need.
          day: The day.
          state: Where it stood.
          importance: How important it was then.
        agenda_questions: What a question is on the learning agenda.
          question_id: The question.
          state: proposed, discussed, adopted, active, answered, retired or merged.
          kind: What kind of question it is.
          set_by_kind: Who set it: affected, partner, implementer, evaluation, donor or joint.
          owner_id: The account that looks after it.
          decision_value: How much a decision hangs on it, from 0 to 3.
          stakes: How much is at stake for the people it concerns, from 0 to 3.
          uncertainty: How little is known, from 0 to 3.
          feasibility: How well it can be answered, from 0 to 3.
          override: The priority somebody gave it in place of the sum, with a reason.
          review_on: The day it is looked at again.
          worded_on: The day of its present wording; from then on those who set it may object.
          adopted_on: The day it was adopted.
          answer_id: What was learned that answers it for now.
          merged_into: The question it became part of.
          use_on: The moment its answer is needed.
          use_status: none, shared, discussed, used or not_used.
          version: Counts every change of this row.
        agenda_answers: What answered a question on the agenda, and for how long.
          question_id: The question.
          insight_id: What was learned.
          from_on: From which day.
          until_on: Until which day; empty while it holds.
          why: contradicted or reopened, once it is over.
        agenda_words: What people said about the wording of a question on the agenda, or about its answer.
          question_id: The question.
          person_id: The account that said it.
          about: wording or answer.
          agrees: 1 for yes.
          words: What they said.
          outside: 1 where they are not of the team.
          day: The day.
        """
}
