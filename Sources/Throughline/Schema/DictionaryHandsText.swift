extension DataDictionary {
    /// The tables of what passes through somebody else's hands.
    static let handsText = """
        written_down: Answers that were said aloud and written down by somebody else.
          voice_id: The answer.
          question_id: The question it answers.
          spoken_in: The language it was spoken in, whichever it was written in.
          scribe_id!: The account of whoever wrote it down, where that is kept.
          scribe_role!: Their role in words, where that is kept instead.
        translation_tasks!: Texts somebody was asked to bring into a language.
          id: Its id.
          item_id: The record.
          space_id: The space of the record.
          field: Which of its texts.
          language: The language it is brought into.
          by_id: Who asked.
          translator_id: The account of whoever was asked; empty while it is known by a link alone.
          mac: The keyed hash of the link; empty where an account was asked.
          agreed_by: The safety lead who said yes, for what could do great harm.
          state: asked, sent, refused.
          draft: What was saved and not sent yet.
          credit: The name they want to stand beside it; empty for none.
          asked_on: The day it was asked.
          until: The last day on which it opens.
          done_on: The day it was sent or handed back.
          version: Counts its changes, so that nobody overwrites what they have not seen.
        glossary: What a place calls things, for whoever translates for it.
          space_id: The space.
          term: The word.
          language: The language it is said in; mul for all.
          said: How it is said there; empty where it stays as it is.
          changed_on: The day of the last change.
        place_closings: Who closed a place and may open it again.
          space_id: The place.
          person_id: The account that closed it.
          closed_on: The day.
        """
}
