extension DataDictionary {
    /// The tables of learning journeys and of what is done to learn.
    static let journeysText = """
        journeys: Learning journeys.
          id: The record.
          starts: Its first day.
          ends: Its last day.
          rhythm: weekly or fortnightly.
          forms: Its forms, as words with spaces between.
          functions: What it is there for, as words with spaces between.
          sponsor_id: The account of who in charge stands behind it; empty where their name stands in the words.
          lead_id: The same for who leads it day to day.
          facilitator_id: The same for who guides the sessions.
          checked_on: The last day on which those who carry it talked.
          closed_on: The day it was closed.
        journey_looks: When a closed journey is looked at again.
          journey_id: The journey.
          months: How many months after it was closed: 3, 6 or 12.
          due: The day on which it is looked at.
          looked_on: The day somebody wrote down what is still used.
        activities: What is done to learn; sessions of journeys too.
          id: The record.
          kind: event, consultation, review, stories, exchange, study, desk, survey, pause, session or action.
          journey_id: The journey it is a session of.
          number: The how-manieth session.
          held_on: The day it takes place.
          lead_id: The account of who leads it; empty where their name stands in the words.
          asked: How many people are asked for their time.
          minutes: How many minutes each of them gives.
          cost: What it costs.
          currency: In which currency.
          came: How many came.
        partner_plans: What somebody from outside does so that a programme learns.
          id: The record.
          starts: Its first day.
          commissioner_id: The account of who speaks for those who pay.
          partner_id: The account of who does it.
        plan_tasks: The tasks of such a plan.
          id: The record.
          plan_id: The plan.
          bucket: first, recurring or once.
          place: Its place among the tasks.
          cadence: How often it comes again: monthly, quarterly, half_yearly or yearly.
          due: Its next day; empty where it has none yet.
        plan_deliveries: What was delivered for a task; what it was and why it came late stands in the words beside the task.
          id: Its id.
          task_id: The task.
          due: The day it was due.
          delivered_on: The day it was delivered.
          accepted_on: The day who pays said that it is what was wanted.
          record_id: A record of the place that came out of it.
        """
}
