extension DataDictionary {
    /// The tables of what is held outside and of what speakers allow.
    static let consentText = """
        stubs: Where to ask for what is not kept here because it could cost somebody their life or freedom; who wrote it is kept nowhere.
          id: Its id.
          space_id: The space.
          question_id: The question it was written at.
          sealed: What it is about, who keeps it and how to ask; sealed under a key of the installation.
          language: The language it was written in.
          sensitivity: 2 for great harm, 3 for life or freedom.
          day: The day.
          seen_on: The day the safety lead said that they have read it.
        stub_readers: Whom the safety lead let read one.
          stub_id: Which.
          person_id: The account.
          shown_on: The day.
        """
}
