extension DataDictionary {
    /// The tables of weighing what was learned.
    static let weighingText = """
        contradictions: What does not fit together with something learned; why, what is checked and what was found are texts of the insight.
          insight_id: The insight it was written down on.
          against_id: What says otherwise: a voice or another insight.
          explanation: place, time, group, method, translation, error or unexplained.
          next_on: The day of the next check.
          settled_on: The day it was settled.
          version: Counted up at every change.
        themes: What several codes of a place say together.
          id: Its id.
          space_id: The space.
          statement: What it says.
          changes: What changes along it, from day to day and from place to place.
          written_on: The day its words were last changed.
          version: Counted up at every change.
        theme_codes: The codes of a theme.
          theme_id: The theme.
          code_id: The code.
        """
}
