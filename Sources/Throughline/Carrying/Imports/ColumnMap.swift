import Language

/// Which columns of a table hold what: `text=COLUMN,author=COLUMN,…`. Several columns joined by `+` make one text, a paragraph each.
struct ColumnMap: Sendable {
    /// What a row may say of a voice.
    enum Field: String, CaseIterable {
        case text, author, date, language, place, parent, key, organisation, role
    }

    private var columns: [Field: [String]] = [:]

    /// Reads the pairs; without a pair for `text` a column of that name is taken. Throws what to write instead.
    init(_ pairs: [String], for file: any TableFile) throws(CarryError) {
        for pair in pairs.flatMap({ $0.split(separator: ",") }) {
            let sides = pair.split(separator: "=", maxSplits: 1).map { String($0).settled }
            guard sides.count == 2, let field = Field(rawValue: sides[0]) else {
                throw CarryError(
                    "--map takes pairs such as text=COLUMN; the left side is one of \(Field.allCases.map(\.rawValue).joined(separator: ", "))."
                )
            }
            columns[field] = file.columns.contains(sides[1]) ? [sides[1]] : sides[1].split(separator: "+").map { String($0).settled }
        }
        if columns[.text] == nil, file.columns.contains("text") { columns[.text] = ["text"] }
        guard columns[.text] != nil else {
            throw CarryError(
                "Say which column holds what people said: --map text=COLUMN. \(file.name) has: \(file.columns.joined(separator: ", ")).")
        }
        if columns[.parent] != nil && columns[.key] == nil {
            throw CarryError("--map parent=… needs key=… too: the column by which rows name each other.")
        }
        try file.require(columns.values.flatMap { $0 })
    }

    /// The field's text in a row, settled; "" when the map or the row has none.
    func value(_ field: Field, of row: TableRow, in file: any TableFile) -> String {
        (columns[field] ?? []).map { file.value(row, $0).settled }.filter { !$0.isEmpty }.joined(separator: "\n\n")
    }

    /// Whether rows have a key of their own.
    var hasKey: Bool { columns[.key] != nil }
}

/// A row as the voice it becomes.
struct ImportedVoice: Sendable {
    let line: Int
    let key: String
    let parent: String?
    let text: String
    let author: String
    let day: Day?
    let language: LanguageTag?
    let place: String
    let organisation: String
    let role: String

    /// Reads a row, or says why it cannot become a voice.
    init(_ row: TableRow, _ map: ColumnMap, in file: any TableFile) throws(CarryError) {
        if let problem = row.problem { throw CarryError(problem) }
        func value(_ field: ColumnMap.Field) -> String { map.value(field, of: row, in: file) }
        line = row.line
        (key, text, author) = (value(.key), value(.text), value(.author))
        (place, organisation, role) = (value(.place), value(.organisation), value(.role))
        guard !text.isEmpty else { throw CarryError("it has no text") }
        guard text.count <= AnswerDraft.longest else { throw CarryError("its text is longer than \(AnswerDraft.longest) characters") }
        for (field, held, most) in [
            ("author", author, 80), ("place", place, 300), ("organisation", organisation, 300), ("role", role, 300),
        ]
        where held.count > most {
            throw CarryError("its \(field) is longer than \(most) characters")
        }
        if map.hasKey && key.isEmpty { throw CarryError("it has no key") }
        let date = value(.date)
        // A time of day is not kept, whatever the file says.
        day = Day(String(date.prefix(10)).replacing("/", with: "-"))
        if !date.isEmpty && day == nil { throw CarryError("its date is not written as 2026-12-03") }
        let language = value(.language)
        self.language = LanguageTag(language)
        if !language.isEmpty && self.language == nil { throw CarryError("its language is no tag such as en or es") }
        let parent = value(.parent)
        self.parent = Self.noParent.contains(parent.lowercased()) ? nil : parent
    }

    /// How tables say that a row answers nobody.
    private static let noParent: Set<String> = ["", "-1", "0", "null", "none", "nan"]

    /// All that tells the row from another, where it has no key.
    var content: String {
        [text, author, day?.text ?? "", place, organisation, role, parent ?? ""].joined(separator: "\u{0}")
    }
}
