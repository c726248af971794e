import Language

/// A name for what passages have in common, with what it means and when it is given. A place's codes together are its codebook.
struct Code: Sendable {
    let id: ID<Code>
    let space: ID<Space>
    let name: String
    let about: String
    /// When it is given, and when it is not.
    let use: String
    let not: String
    let state: CodeState
    let parent: ID<Code>?
    let mergedInto: ID<Code>?
    let mergedOn: Day?
    let version: Int
    /// Passages that have it, as far as whoever asks may read them.
    var passages = 0

    var isInUse: Bool { state == .trial || state == .agreed }
    /// What passages are looked up by when its name is typed: capitals and widths do not count.
    static func key(_ name: String) -> String { PersonName.key(name) }
}

enum CodeState: String, Sendable, CaseIterable {
    /// Somebody tries whether it is of use.
    case trial
    /// The team means the same by it.
    case agreed
    /// Given no more; what has it keeps it.
    case retired
    /// It is another code now.
    case merged
}

/// A code as it was typed.
struct CodeDraft: Sendable {
    var name = ""
    var about = ""
    var use = ""
    var not = ""
    var state = CodeState.trial.rawValue
    var parent = ""

    static let longestName = 60
    static let longest = 600
    /// So many codes nobody keeps in their head, nor a page on one screen.
    static let most = 500

    struct Checked: Sendable {
        let name: String
        let about: String
        let use: String
        let not: String
        let state: CodeState
        let parent: ID<Code>?
    }

    /// `codes` are all of the place; `changing` is the one that is changed.
    func checked(among codes: [Code], changing: Code? = nil) throws(Invalid) -> Checked {
        var invalid = Invalid()
        let name = PersonName.clean(name)
        if name.isEmpty { invalid.refuse("name", Phrase("Give the code a name.")) }
        if name.count > Self.longestName { invalid.refuse("name", Phrase("Keep this under \("n", Self.longestName) characters.")) }
        if let same = codes.first(where: { $0.id != changing?.id && Code.key($0.name) == Code.key(name) }), !name.isEmpty {
            invalid.refuse(
                "name",
                same.isInUse
                    ? Phrase("There is a code of this name.")
                    : Phrase("There was a code of this name. Choose another one, or take that one up again."))
        }
        for (field, words) in [("about", about), ("use", use), ("not", not)] where words.count > Self.longest {
            invalid.refuse(field, Phrase("Keep this under \("n", Self.longest) characters."))
        }
        let state = CodeState(rawValue: state) ?? .trial
        if state == .agreed && about.isEmpty { invalid.refuse("about", Phrase("Say what it means before you agree on it.")) }
        var parent: ID<Code>?
        if !self.parent.isEmpty {
            parent = codes.first { $0.id.description == self.parent && $0.isInUse }?.id
            if parent == nil || codes.hangs(parent, below: changing?.id) {
                invalid.refuse("parent", Phrase("Choose another code: this one is itself part of it."))
            }
        }
        if changing == nil && codes.count >= Self.most {
            invalid.refuse("name", Phrase("There are \("n", Self.most) codes already. Merge some first."))
        }
        guard invalid.isEmpty else { throw invalid }
        return Checked(name: name, about: about, use: use, not: not, state: state == .merged ? .trial : state, parent: parent)
    }
}

extension CodeDraft {
    init(_ code: Code) {
        self.init(
            name: code.name, about: code.about, use: code.use, not: code.not, state: code.state.rawValue,
            parent: code.parent?.description ?? "")
    }

    init(_ fields: Fields) {
        self.init(
            name: fields["name"], about: fields["about"], use: fields["use"], not: fields["not"],
            state: fields["state"].nonEmpty ?? CodeState.trial.rawValue, parent: fields["parent"])
    }
}

extension [Code] {
    /// Whether a code is another one or stands somewhere under it.
    func hangs(_ code: ID<Code>?, below other: ID<Code>?) -> Bool {
        guard let other else { return false }
        var (next, steps) = (code, 0)
        while let here = next, steps <= count {
            if here == other { return true }
            next = first { $0.id == here }?.parent
            steps += 1
        }
        return false
    }

    /// Each with how deep it stands: a code, then what is part of it; by name.
    func tree() -> [(code: Code, depth: Int)] {
        let known = Set(map(\.id))
        let below = Dictionary(grouping: self) { code in code.parent.flatMap { known.contains($0) ? $0 : nil } }
        var (found, seen): ([(code: Code, depth: Int)], Set<ID<Code>>) = ([], [])
        func add(_ parent: ID<Code>?, _ depth: Int) {
            for code in (below[parent] ?? []).sorted(by: { (Code.key($0.name), $0.id.description) < (Code.key($1.name), $1.id.description) }
            )
            where seen.insert(code.id).inserted {
                found.append((code, depth))
                add(code.id, Swift.min(depth + 1, 6))
            }
        }
        add(nil, 0)
        return found
    }

    /// The one somebody means who types its name; one that was merged means the one it became.
    func named(_ typed: String) -> Code? {
        let key = Code.key(typed)
        guard !key.isEmpty, let found = first(where: { Code.key($0.name) == key }) else { return nil }
        if found.isInUse { return found }
        return found.mergedInto.flatMap { into in first { $0.id == into && $0.isInUse } }
    }
}
