extension DataDictionary {
    /// The tables of what follows after a while.
    static let followingText = """
        place_practices: What a place uses beside the usual.
          space_id: The place.
          practice: follow_ups, adaptations or experiments.
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
        """
}
