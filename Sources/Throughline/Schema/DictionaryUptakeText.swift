extension DataDictionary {
    /// The tables of what becomes of what was learned.
    static let uptakeText = """
        stays: Whether those who promised something are still with it, each time they said so.
          commitment_id: The promise.
          said_on: The day they said it.
          months: How many months after the promise.
          engaged: yes, somewhat or no.
        outcomes: What is particular about changes out there.
          id: The item.
          question_id: The question it belongs to.
          since: The day since which it is so.
          intended: 1 where it was intended.
          direction: positive, negative or mixed.
          wording: How often its words were written, from 1.
        contributions: How something stands to a change that came after it.
          source_id: What was learned, decided or promised before.
          outcome_id: The change.
          how: led_to, helped or coincided.
          sure: high, medium or low.
        witnesses: Who from outside was asked whether a change is so.
          id: Its id.
          outcome_id: The change.
          name: Their name.
          knows: How they know about it.
          mail: Their sealed mail address, until they answer.
          language: The language they read.
          asked_on: The day they were asked.
          view: fully, partly, no or none.
          replied_on: The day they answered.
          may_name: 1 where their name may stand beside their words.
          wording: Which wording of the change they read.
        """
}
