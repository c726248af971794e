extension DataDictionary {
    /// The tables of what speakers allow.
    static let purposesText = """
        consents: What speakers said may be done with their words, each answer as it was given, one after another.
          item_id: The answer it is about.
          purpose: quote, name, media, data or again.
          number: Counted from 1 at each answer to the same purpose.
          answer: 1 for yes.
          version: Which wording of the sentence was asked.
          audience: Who was allowed to see the words when it was asked: everyone, circle, team or safety.
          until: The last day on which a yes holds; empty until its speaker says otherwise.
          language: In which language it was asked.
          day: The day.
        faces: People who can be recognised in a photo, without their names.
          item_id: The answer the photo belongs to.
          number: Counted from 1 in each photo.
          squares: Which squares of the grid over the photo.
          answer: open, yes or covered.
          day: The day it was said.
        """
}
