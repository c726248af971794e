extension DataDictionary {
    /// The tables of places that keep their words locked.
    static let sealingText = """
        place_locks: Places that keep their words locked.
          space_id: The space.
          public_key: What words are sealed to; it opens nothing.
          began_on: The day it began.
          sealed_on: The day everything older was sealed too; empty while that is under way.
        lock_copies!: Copies of the key of a place, each under its owner's own phrase.
          space_id: The space.
          person_id: Whose copy.
          salt: The salt of the phrase.
          passes: How often it is stretched.
          memory: How much memory that takes, in KiB.
          box: The key under the stretched phrase.
          made_on: The day.
          handed_by: Who handed it out; empty once its owner has chosen a phrase of their own.
        spare_keys!: The two halves of a spare key, each under words on paper.
          space_id: The space.
          person_id: Who holds the half.
          salt: The salt of the words.
          passes: How often they are stretched.
          memory: How much memory that takes, in KiB.
          box: The half under the stretched words.
          made_on: The day.
        lost_phrases!: People who lost their phrase and wait for the two halves of the spare key.
          id: Its id.
          space_id: The space.
          person_id: Who asks.
          public_key: What the halves are sealed to.
          salt: The salt of the new phrase.
          passes: How often it is stretched.
          memory: How much memory that takes, in KiB.
          box: What opens the halves, under the new phrase.
          half: The first half, sealed.
          half_by: Who gave it.
          other_half: The second half, sealed.
          asked_on: The day it was asked.
        openings!: Places that are open in a session: one half of the key, sealed; the other half is in a cookie.
          session_mac: The session.
          space_id: The space.
          box: The half and when it was last used, sealed.
        late_redactions!: Words taken back in a locked place, still sealed: their quotes are removed when somebody opens it.
          id: Its id.
          space_id: The space.
          question_id: The question they answered.
          words: The sealed words.
          sources: Records that rested on them.
          since: The day they came.
          everywhere: Whether records around the question are looked through too.
          was_read: Whether the team had read them.
          day: The day they were taken back.
        """
}
