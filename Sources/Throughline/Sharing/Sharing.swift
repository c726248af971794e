import Language

extension Item {
    /// What can be shown beyond its place: what came of it, never what people said for themselves.
    private static let shownKinds: Set<Kind> = [.question, .insight, .decision, .telling, .adaptation, .journey, .activity]

    /// Finished, and given to more people than a safety lead or some by name. What it is open to can have changed since it was shown.
    var canBeShown: Bool {
        Self.shownKinds.contains(kind) && (Lifecycle.of(kind).states[state] ?? .nobody) == .everyone && sensitivity < .high && tlp <= .amber
            && audience <= .team
    }

    /// Whoever takes part in its place and reads it may show it on; a reader from outside may not.
    func mayBeShown(by reader: Reader) -> Bool { canBeShown && reader.person != nil && reader.takesPart(in: space) }

    /// For the team alone: shown to a partner place only.
    var isForPartners: Bool { tlp > .green }
}

/// Another place as somebody names it: by its name, by the end of its address, or by a link to it.
struct PlaceDraftName: Sendable {
    let typed: String

    init(_ typed: String) { self.typed = typed }

    /// The one place it means; nil where there is none.
    func found(among places: [Place]) -> Place? {
        let parts = typed.prefix { $0 != "?" && $0 != "#" }.split(separator: "/").map(String.init)
        if let at = parts.lastIndex(of: "spaces"), at + 1 < parts.count { return places.first { $0.slug == parts[at + 1] } }
        let words = typed.lowercased()
        return places.first { $0.slug == words } ?? places.first { $0.name.lowercased() == words }
            ?? places.first { $0.team.lowercased() == words }
    }

    static let noSuch = Phrase("There is no such place here. Its name, or the address of its first page, will do.")
}

/// A link by which one record is read without an account, until a day.
struct GuestLink: Sendable {
    let id: ID<GuestLink>
    let item: ID<Item>
    let space: ID<Space>
    let by: ID<Person>
    let madeOn: Day
    let until: Moment

    static let usualDays = 7
    static let mostDays = 30
}

/// How long a guest may read it, as it was typed.
struct GuestLinkDraft: Sendable {
    var days = "\(GuestLink.usualDays)"

    func checked() throws(Invalid) -> Int {
        guard let days = Int(days), (1...GuestLink.mostDays).contains(days) else {
            throw Invalid("days", Phrase("A number of days from 1 to \("n", GuestLink.mostDays)."))
        }
        return days
    }
}
