extension DataDictionary {
    /// The tables of what follows after a while.
    static let followingText = """
        place_practices: What a place uses beside the usual.
          space_id: The place.
          practice: follow_ups, adaptations, experiments, left_lying or reports.
          since: The day it was switched on.
        follow_ups: When those who promised something are asked how it goes, and what they answered.
          id: Its id.
          item_id: The promise.
          space_id: The place.
          person_id: The account of who promised; empty where they have none.
          months: How many months after it was promised or settled: 1, 3, 6 or 12.
          due: The day on which they are asked.
          met: 1 where the promise was made in a meeting.
          state: scheduled, sent, answered, no_answer or skipped.
          sent_on: The day they were asked.
          reminders: How often they were asked once more.
          reminded_on: The last day of that.
          answered_on: The day they answered.
          because: Why they were not asked: tired, refused, ended or gone.
          engaged: Whether they are still with it: yes, somewhat or no.
          came: something, nothing or early; what it was stands in their words beside the promise.
          hindered: What is in the way, as reasons with spaces between.
        person_asks: That somebody with an account was asked for their time, by any place, so that nobody is asked too often.
          id: Its id.
          person_id: Who was asked.
          space_id: By which place.
          kind: What for, such as follow_up.
          asked_on: The day.
          minutes: How long it takes.
        left_in_peace: Who does not want to be asked how it goes any more.
          person_id: Their account.
          since: The day they said so.
        adaptations: Lessons that were used somewhere and changed for that place.
          id: The record.
          root_id: The lesson at the beginning.
          origin_id: What it was taken from: the lesson, or another adaptation.
          result: better, same, worse, harm or early.
          core: Whether what matters most was kept: yes, partly or no.
          stage: before, pilot, during or scale_up.
          planned: 1 where it was planned, 0 where it was done in answer to something.
          changes: What was changed, as words with spaces between.
          deciders: Who decided, as words with spaces between.
          tested_on: The day somebody said how it went.
        experiments: Small experiments.
          id: The record.
          question_id: The question it belongs to.
          owner_id: The account of who looks at it on its day.
          until: That day.
          ended_on: The day somebody said what happened.
          had_good: 1 where something good came that nobody had expected, 0 where none was seen.
          had_bad: The same for something bad.
        put_off: What may lie until a day.
          item_id: The record.
          until: That day.
          put_on: The day somebody said so; why stands in their words beside the record.
        handovers!: What somebody looks after, offered to a colleague.
          id: Its id.
          space_id: The place.
          from_id: Whose it is.
          to_id: To whom it is offered.
          note: Who knows about it, sealed where the place is locked.
          offered_on: The day.
          state: offered, accepted or declined.
          answered_on: The day they said yes or no.
        """
}
