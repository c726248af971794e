extension DataDictionary {
    /// The tables of moderation and of sealed talks.
    static let moderationText = """
        flags: What people pointed at as wrong, and what became of that; who pointed is kept nowhere.
          id: Its id.
          item_id: The record.
          space_id: The space.
          reason: What is wrong, one of a few.
          words: What they said about it; emptied with the record.
          receipt!: The keyed hash of the code or account that sees what became of it.
          day: The day.
          outcome: What was done; empty while it waits.
          answer: What moderators said to whoever pointed.
          answered_on: The day they did.
        moderation_acts: What moderators did to a record, who was the second, and the appeal.
          id: Its id.
          item_id: The record.
          space_id: The space.
          log_id: Its line in the public log.
          act: A note, a hold, hiding or removing.
          reason: The kind of reason.
          words: The reason as its author reads it.
          label: The word that stands beside the record.
          source: Where one can read more.
          by_id: Who did it.
          second_id: Who agreed to a removal.
          day: The day it took effect.
          due_on: The day by which a hold is decided.
          was_state: Where the record stood before.
          state: Whether it waits for a second person, stands, was lifted or gave way to another act.
          appeal: What the author said against it.
          appealed_on: The day of that.
          decided_by: Who decided the appeal.
          decided_on: The day of that.
          answer: What they said.
        moderation_log: What moderators did, without what it was about.
          id: Its id.
          space_id: The space.
          act: A note, a hold, hiding, removing, or leaving it.
          reason: The kind of reason.
          day: The day.
          is_appealed: Whether somebody objected.
          outcome: Whether it waits, stayed or was lifted.
        sealed_talks!: Talks opened by a code: reports of harm, and messages to those who lead a place.
          id: Its id.
          mac: The keyed hash of the code.
          space_id: The space.
          kind: Whom it is for.
          sealed: Who may read it, sealed with a key outside the database.
          state: Whether somebody waits for an answer.
          day: The day it began.
          due_on: The day by which an answer was promised.
          seen_on: The day it was first said to be read.
          kept_until: The last day it is kept.
        sealed_letters!: What was said in such a talk.
          talk_id: The talk.
          n: Its place in the talk.
          from_sender: Whether whoever holds the code wrote it.
          sealed: The words, sealed with a key outside the database.
          day: The day.
        talk_promises: How soon those who lead a place promise to answer in confidence.
          space_id: The space.
          days: The days.
        public_answers: Answers to confidential messages, said in general for everybody.
          id: Its id.
          space_id: The space.
          asked: What was raised, in general words.
          answer: The answer.
          language: Its language.
          day: The day.
        """
}
