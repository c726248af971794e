extension DataDictionary {
    /// The tables of what speakers put right before others read it.
    static let correctingText = """
        correction_rounds: What was learned from a question, shown to those who said it before others read it.
          id: Its id.
          question_id: The question.
          space_id: The space.
          begun_on: The day it was sent.
          until: The last day to answer.
          minutes: How many minutes it asks of each.
        correction_claims: Which things learned were shown; each one once.
          insight_id: What was learned.
          round_id: The round.
          early_on: The day it was opened to others before the round was over.
        correction_asks: Whose words these rest on, and how they could be asked.
          voice_id: The answer it rests on.
          round_id: The round.
          way: mail, page or none.
          day: The day.
        correction_answers: What speakers said to what was made of their words; the last answer of each stands.
          voice_id: Their answer to the question.
          insight_id: What was learned.
          answer: meant, not_quite or leave.
          day: The day.
        """
}
