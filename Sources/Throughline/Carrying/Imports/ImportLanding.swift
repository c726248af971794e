import Database
import Language

/// Where an import goes and how what it brings is marked.
public struct ImportChoices: Sendable {
    /// The space by its short name; nil where there is only one.
    public var space: String?
    /// The language of texts that do not say theirs; nil to guess by script.
    public var language: String?
    /// `everyone`, `circle` or `team`.
    public var openTo: String?
    /// The question stays open for answers.
    public var keepsAsking = false

    /// Nothing chosen.
    public init() {}
}

/// The choices, checked against what is there.
struct ImportLanding: Sendable {
    let place: Place
    let language: LanguageTag?
    let openness: Openness
    let keepsAsking: Bool

    init(_ choices: ImportChoices, usually openness: Openness, in places: [Place]) throws(CarryError) {
        place = try Self.place(choices.space, among: places)
        language = try choices.language.map(Self.language)
        guard let chosen = choices.openTo.map({ Openness(rawValue: $0) }) ?? openness else {
            throw CarryError("--open-to is one of: \(Openness.allCases.map(\.rawValue).joined(separator: ", ")).")
        }
        self.openness = chosen
        keepsAsking = choices.keepsAsking
    }

    static func language(_ text: String) throws(CarryError) -> LanguageTag {
        guard let tag = LanguageTag(text) else { throw CarryError("“\(text)” is no language. Use a tag such as en, es or prs.") }
        return tag
    }

    private static func place(_ slug: String?, among places: [Place]) throws(CarryError) -> Place {
        guard !places.isEmpty else {
            throw CarryError("There is no space here yet. Set Throughline up first: run `throughline serve` and open its link.")
        }
        let slugs = places.map(\.slug).joined(separator: ", ")
        guard let slug else {
            guard let only = places.first, places.count == 1 else {
                throw CarryError("Say into which space: --space with one of \(slugs).")
            }
            return only
        }
        guard let found = places.first(where: { $0.slug == slug }) else {
            throw CarryError("There is no space “\(slug)”. There is: \(slugs).")
        }
        return found
    }

    /// The language of a text: the one chosen, or the only one of the space that is written in such letters, or unknown.
    /// Latin letters alone never tell.
    func language(of text: String) -> LanguageTag {
        language ?? LanguageTag.guess(text, among: place.languages) ?? "und"
    }

    /// Asks a question that was asked elsewhere before. Unless it is kept open it is closed, since its answers are in.
    func ask(_ text: String, about: String, in tx: any Connection, by act: Act) throws -> ID<Item> {
        var draft = QuestionDraft()
        draft.language = language(of: text + " " + about)
        let checked = QuestionDraft.Checked(text: text, hearBy: act.day + 30, purpose: .understand, decisionBy: nil, doors: [.here])
        let id = try QuestionStore(tx).add(checked, draft, in: place, open: true, by: act)
        if !about.isEmpty { try TextStore(tx).write(about, of: id, field: "about", in: draft.language ?? place.language, on: act.day) }
        if !keepsAsking, let item = try LineStore(tx).unseen(id) {
            try LineStore(tx).move(item, "close", as: .stranger, own: true, by: act)
            try QuestionStore(tx).setClosed(id, on: act.day)
        }
        return id
    }
}

extension House {
    /// A short write, tried again while another process holds the file: `serve` goes on beside an import.
    func writePatiently<T: Sendable>(_ body: @escaping @Sendable (any Connection) throws -> T) async throws -> T {
        for _ in 0..<20 {
            do { return try await db.write(body) } catch DatabaseError.locked { try await Task.sleep(for: .milliseconds(250)) }
        }
        return try await db.write(body)
    }
}
