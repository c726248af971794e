extension DataDictionary {
    /// The tables of forms of several prompts.
    static let formsText = """
        captures: Answers that were given in a form of several prompts.
          voice_id: The answer.
          space_id: The place.
          form: Which form, such as review.
        capture_parts: Where the answer to each prompt stands in the one text of the record.
          voice_id: The answer.
          number: Counted from 1 in each.
          field: Which prompt of the form.
          starts_at: Where it begins, in Unicode scalars.
          length: How long it is, in Unicode scalars.
        capture_choices: What was chosen in a form beside its words.
          voice_id: The answer.
          field: Which question of the form.
          value: What was chosen; a day as year-month-day.
        form_drafts!: Forms somebody put aside to go on another day.
          id: The draft.
          person_id: Whose it is, and nobody else's.
          question_id: The question it answers.
          form: Which form.
          body: What was written so far, sealed.
          saved_on: The day it was put aside.
          version: Counts its savings.
        fault_notes!: Whether something that did not work was anybody's fault, for its author and those they named alone.
          voice_id: The report.
          body: What it was, sealed.
        fault_readers!: Who may read such a note besides its author.
          voice_id: The report.
          person_id: Whom its author named.
        place_forms: Which forms a place uses.
          space_id: The place.
          form: Which form.
          used: 1 where people are offered it.
          called: The place's own word for it; empty where it takes ours.
        """
}
