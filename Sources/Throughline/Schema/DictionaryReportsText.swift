extension DataDictionary {
    /// The tables of reports.
    static let reportsText = """
        reports: What a place says about a question or about what it learned; each edition is a record of its own.
          id: The record.
          question_id: The question it is about; empty where it gathers several.
          series_id: The first edition of it.
          previous_id: The edition before.
          edition: Which one it is, from 1; empty until it is published.
          openness: Whom it is written for: everyone, circle or team.
          checked_on: The day somebody who did not write it had read it.
          published_on: The day it went out.
        report_writers: Who put their hand to the words of a report.
          report_id: The report.
          person_id: Their account.
          day: The first day of that.
        report_quotes: Whose words stand letter by letter in a part of a report, so that they go when that is not allowed any more.
          report_id: The report.
          part: The part of it, such as line or introduction.
          voice_id: The answer.
          named: 1 where its speaker's name stands there too.
        """
}
