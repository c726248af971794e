extension DataDictionary {
    /// The tables of papers beside records.
    static let papersText = """
        documents: Papers that stand beside records, cleaned before they were kept; their bytes are told of in files.
          id: Its id.
          item_id: The record.
          hash: The name of its bytes in the file store.
          kind: pdf, docx, odt, xlsx, ods, pptx, odp, csv or txt.
          title: What it is, as somebody said it.
          size: Bytes.
          found: How much of what was taken out, in numbers.
          by_id: Who brought it; nobody once they have left.
          day: The day it came.
        """
}
