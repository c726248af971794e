import Language

/// What a steward says about a place; `checked` gives what we can store, or says what to do, field by field.
struct PlaceDraft: Sendable {
    var name = ""
    var team = ""
    /// As people write languages, the most used one first.
    var languages = ""
    var zone = Zone.utc.name
    var accent = Accent.teal.rawValue
    var holdsUnnamed = true
    var isFlooded = false
    var asksGuardian = false
    var community = ""

    struct Checked: Sendable {
        let name: String
        let team: String
        let languages: [LanguageTag]
        let zone: Zone
        let accent: Accent
        let community: String
    }

    static let longest = 80
    static let mostLanguages = 24

    func checked() throws(Invalid) -> Checked {
        var invalid = Invalid()
        let name = PersonName.clean(name)
        let team = PersonName.clean(team)
        if name.isEmpty { invalid.refuse("name", Phrase("Give this place the name people know it by.")) }
        if name.count > Self.longest { invalid.refuse("name", Phrase("Keep the name under \("n", Self.longest) characters.")) }
        if team.isEmpty { invalid.refuse("team", Phrase("Write the name of your team, such as Riverbend.")) }
        if team.count > Self.longest { invalid.refuse("team", Phrase("Keep the name under \("n", Self.longest) characters.")) }
        let community = PersonName.clean(community)
        if community.count > Self.longest { invalid.refuse("community", Phrase("Keep the name under \("n", Self.longest) characters.")) }
        let (tags, unknown) = LanguageList.read(languages)
        if let word = unknown.first {
            invalid.refuse(
                "languages", Phrase("We do not know the language “\("word", word)”. Write its own name, or its code such as sw."))
        }
        if tags.isEmpty { invalid.refuse("languages", Phrase("Name at least one language people speak here.")) }
        if tags.count > Self.mostLanguages { invalid.refuse("languages", Phrase("Name up to \("n", Self.mostLanguages) languages.")) }
        let zone = Zone(self.zone)
        if zone == nil { invalid.refuse("zone", Phrase("Choose a place whose clock you live by.")) }
        guard let zone, invalid.isEmpty else { throw invalid }
        return Checked(
            name: name, team: team, languages: tags, zone: zone, accent: Accent(rawValue: accent) ?? .teal,
            community: community)
    }

    init() {}

    init(_ place: Place) {
        name = place.name
        team = place.team
        languages = LanguageList.line(place.languages)
        zone = place.zone.name
        accent = place.accent.rawValue
        holdsUnnamed = place.holdsUnnamed
        isFlooded = place.isFlooded
        asksGuardian = place.asksGuardian
        community = place.community
    }

    init(_ fields: Fields) {
        name = fields["name"]
        team = fields["team"]
        languages = fields["languages"]
        zone = ZoneChoice.chosen(fields)
        accent = fields["accent"]
        holdsUnnamed = fields["holds_unnamed"] == "yes"
        isFlooded = fields["flooded"] == "yes"
        asksGuardian = fields["guardian"] == "yes"
        community = fields["community"]
    }
}

extension Accent {
    var words: Phrase {
        switch self {
        case .teal: Phrase("Teal", context: "colour")
        case .plum: Phrase("Plum", context: "colour")
        case .rust: Phrase("Rust", context: "colour")
        case .moss: Phrase("Moss", context: "colour")
        case .ink: Phrase("Ink blue", context: "colour")
        }
    }
}
