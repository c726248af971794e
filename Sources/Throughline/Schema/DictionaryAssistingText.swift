extension DataDictionary {
    /// What machines that help to read left behind.
    static let assistingText = """
        offers_declined: Codes a machine proposed for an answer that somebody did not want.
          voice_id: The answer.
          code_id: The code.
          person_id: Who did not want it.
          day: The day.
        """
}
