extension DataDictionary {
    /// The tables of codes given to passages.
    static let codingText = """
        codebooks: Places that give codes to passages of what people said.
          space_id: The space.
          begun_on: The day it was switched on.
        codes: What passages can have in common.
          id: Its id.
          space_id: The space.
          name: Its name.
          name_key: Its name without capitals and widths, to find it by.
          about: What it means.
          use_when: When it is given.
          not_when: When it is not given.
          state: trial, agreed, retired or merged.
          parent_id: The code it is part of.
          merged_into: The code it became.
          merged_on: The day of that.
          version: Counted up at every change.
          made_by: Who began it.
          made_on: The day it was begun.
        codings: Passages with a code; spans count Unicode scalars of one version of the text.
          id: Its id.
          voice_id: The answer.
          text_version: The version of its original text.
          start_at: Where the passage begins.
          stop_at: Where it ends; that scalar is not in it.
          code_id: The code.
          coder_id: Who gave it.
          was_code: The code it had first, before that one was merged.
          day: The day.
          suggested: 1 where a machine proposed it and its coder said yes; empty where they found it themselves.
        coding_reads: Answers somebody has read to their end while giving codes.
          voice_id: The answer.
          person_id: Who read it.
          text_version: Which version of it.
          day: The day.
          helped: 1 where a machine proposed codes while they read; empty where they read alone.
        """
}
