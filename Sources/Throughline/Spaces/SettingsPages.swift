import HTML
import Language

/// What a place says of itself, and how it takes answers.
enum SettingsPages {
    /// `version` is the one the form was drawn from: sent back with a problem it is still that old.
    static func form(
        _ draft: PlaceDraft, in place: Place, seen version: Int, zone: ZoneChoice.Step = .folded, saved: Bool = false,
        invalid: Invalid? = nil
    ) -> Page {
        Page(
            "\(say: "Settings")", in: place,
            """
            <h1>\(say: "Settings")</h1>\(if: saved, "<p class=\"turn\" role=\"status\">\(say: "Saved.")</p>")\
            \(Form.post(place.path("settings"), """
                \(Form.hidden("_version", "\(version)"))
                \(PlaceFields.names(draft, invalid))
                \(Form.line("community", Phrase("The people who are asked here"), value: draft.community, hint: Phrase("Such as Lower Delta. Places that write the same name count together what its people were asked. Leave it empty if only you ask them."), problem: invalid?["community"]))
                \(ZoneChoice.draw(Phrase("The clock here"), zone, value: draft.zone, page: place.path("settings"), problem: invalid?["zone"]))
                \(Form.circles("accent", Phrase("Its colour"), value: draft.accent, options: Accent.allCases.map { ($0.rawValue, "\(say: $0.words)") }))
                \(Form.tick("holds_unnamed", Phrase("The team looks at unnamed answers before other people see them"), on: draft.holdsUnnamed))
                \(Form.tick("flooded", Phrase("Take no unnamed answers for now: somebody is flooding us"), on: draft.isFlooded))
                \(Form.tick("guardian", Phrase("People under 18 answer here together with somebody responsible for them"), on: draft.asksGuardian))
                <div class="row"><button>\(say: "Save")</button></div>
                """))
            <p class="go"><a href="\(place.path("discretion"))">\(say: "Discreet pages for everybody here")</a></p>\
            <p class="go"><a href="\(place.path("closing"))">\(say: "Close this place")</a></p>
            """)
    }

    static func raced(_ draft: PlaceDraft, theirs place: Place, typed: [(name: String, value: String)]) -> Page {
        let now = PlaceDraft(place)
        func colour(_ name: String) -> Markup { "\(say: (Accent(rawValue: name) ?? .teal).words)" }
        func yes(_ on: Bool) -> Markup { on ? "\(say: "yes")" : "\(say: "no")" }
        return TwoTexts.page(
            [
                .init(Phrase("The name of this place"), theirs: now.name, mine: draft.name),
                .init(Phrase("The name of your team"), theirs: now.team, mine: draft.team),
                .init(Phrase("Languages people speak here"), theirs: now.languages, mine: draft.languages),
                .init(Phrase("The people who are asked here"), theirs: now.community, mine: draft.community),
                .init(
                    Phrase("The clock here"), theirs: ZoneChoice.words(now.zone), mine: ZoneChoice.words(draft.zone),
                    differs: now.zone != draft.zone),
                .init(Phrase("Its colour"), theirs: colour(now.accent), mine: colour(draft.accent), differs: now.accent != draft.accent),
                .init(
                    Phrase("The team looks at unnamed answers before other people see them"), theirs: yes(now.holdsUnnamed),
                    mine: yes(draft.holdsUnnamed), differs: now.holdsUnnamed != draft.holdsUnnamed),
                .init(
                    Phrase("Take no unnamed answers for now: somebody is flooding us"), theirs: yes(now.isFlooded),
                    mine: yes(draft.isFlooded),
                    differs: now.isFlooded != draft.isFlooded),
                .init(
                    Phrase("People under 18 answer here together with somebody responsible for them"), theirs: yes(now.asksGuardian),
                    mine: yes(draft.asksGuardian), differs: now.asksGuardian != draft.asksGuardian),
            ], in: place, action: place.path("settings"), back: place.path("settings"), version: place.version, typed: typed)
    }
}

/// The fields that name a place; on the first page of all, and in its settings.
enum PlaceFields {
    static func names(_ draft: PlaceDraft, _ invalid: Invalid?, prefix: String = "") -> Markup {
        """
        \(Form.line(prefix + "name", Phrase("The name of this place"), value: draft.name, hint: Phrase("It stands at the top of every page."), problem: invalid?["name"]))
        \(Form.line("team", Phrase("The name of your team"), value: draft.team, hint: Phrase("Such as Riverbend: pages then say “the Riverbend team asks”."), problem: invalid?["team"]))
        \(Form.line("languages", Phrase("Languages people speak here"), value: draft.languages, hint: Phrase("The most used one first, with commas between: Kiswahili, Français, Sena."), problem: invalid?["languages"]))
        """
    }
}
