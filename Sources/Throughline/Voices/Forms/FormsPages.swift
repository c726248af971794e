import HTML
import Language

/// The forms of a place, what somebody put aside, and a wall of what was told in them.
enum FormsPages {
    struct Wall: Sendable {
        let place: Place
        let forms: PlaceForms
        /// The question a form begun here belongs to; nil where none is open.
        let question: Question?
        /// The question was chosen, not merely the first.
        let isChosen: Bool
        let drafts: [FormDraft]
        let entries: [(voice: Voice, capture: Capture)]
        let questions: [ID<Item>: Question]
        /// Only this form is shown.
        let only: FormID?
        /// Only what went wrong there.
        let kind: FailureClass?
        /// The last quarter shown side by side.
        let until: Quarter?
        let next: Href?
    }

    static func wall(_ wall: Wall, for visit: Visit) -> Page {
        let place = wall.place
        return Page(
            "\(say: "Reviews and stories")", in: place,
            """
            <h1>\(say: "Reviews and stories")</h1>\(if: visit[query: "kept"] != nil, "<p class=\"turn\" role=\"status\">\(say: "It is put aside. Nobody but you can read it, and it waits here for \("n", FormDraftStore.days) days.")</p>")\
            \(if: !wall.drafts.isEmpty, drafts(wall))\(begin(wall, visit))\(if: wall.forms.used.contains(.pause) && visit.reader.may(.learn, in: place.id), "<p class=\"go\"><a href=\"\(place.path("pause"))\">\(say: "The last months on one page, to lay on the table")</a></p>")\(told(wall, visit))\
            \(if: visit.reader.may(.settle, in: place.id), "<p><a href=\"\(place.path("forms"))/choosing\">\(say: "Which forms this place uses")</a></p>")
            """
        ).secretly
    }

    private static func begin(_ wall: Wall, _ visit: Visit) -> Markup {
        guard let question = wall.question else {
            return
                "<p class=\"soft\">\(say: "No question is open just now. A form answers a question, so that whoever fills it in hears what became of it.")</p>"
        }
        return """
            <section aria-labelledby="begin"><h2 id="begin">\(say: "Begin one")</h2><p class="soft">\(say: "It belongs to the question:") <a href="/questions/\(question.id)" lang="\(question.text.language)" dir="auto">\(question.text.body)</a>\
            \(if: !wall.isChosen, " <a href=\"\(wall.place.path("questions"))\">\(say: "Another question")</a>")</p>\
            <ul class="list">\(each: wall.forms.forms, { form in
                "<li><a href=\"\(Href("/questions/\(question.id)/capture").with(query: "form", form.id.rawValue))\">\(say: form.title)</a> <span class=\"soft\">\(say: form.about)</span></li>" })</ul></section>
            """
    }

    private static func drafts(_ wall: Wall) -> Markup {
        """
        <section aria-labelledby="aside"><h2 id="aside">\(say: "What you put aside")</h2><ul class="list">\(each: wall.drafts, { draft in
            "<li><a href=\"\(Href("/questions/\(draft.question)/capture").with(query: "draft", draft.id.description))\">\(say: wall.forms.form(draft.form).title)</a> <span class=\"soft\">\(draft.savedOn)</span> \(Form.button("/me/drafts/\(draft.id)/ending", Phrase("Throw it away")))</li>"
        })</ul></section>
        """
    }

    private static func told(_ wall: Wall, _ visit: Visit) -> Markup {
        let place = wall.place
        let filters = FormID.allCases.filter { id in
            wall.forms.used.contains(id) || wall.entries.contains { $0.capture.form.id == id }
        }
        return """
            <section aria-labelledby="told"><h2 id="told">\(say: "What was told lately")</h2>\
            \(if: filters.count > 1, "<p class=\"row go\"><a href=\"\(place.path("forms"))\"\(if: wall.only == nil, " aria-current=\"page\"")>\(say: "All")</a> \(each: filters, { filter($0, wall) })</p>")\
            \(if: visit.reader.may(.learn, in: place.id), mix(wall))\
            \(entries(wall))</section>
            """
    }

    private static func entries(_ wall: Wall) -> Markup {
        switch wall.only {
        case .failure: FailureSpace.draw(wall)
        case .fourLs: SideBySide.draw(wall)
        default:
            Records.list(wall.entries, ordered: Phrase("The newest day first."), next: wall.next, empty: nothing) { entry in
                """
                \(CaptureCard.line(entry.capture, entry.voice))\(wall.questions[entry.voice.question].map { "<br><span class=\"soft\" lang=\"\($0.text.language)\" dir=\"auto\">\($0.text.body)</span>" as Markup })
                """
            }
        }
    }

    static let nothing = Phrase("Nothing that you may read so far.")

    private static func filter(_ id: FormID, _ wall: Wall) -> Markup {
        let href = wall.place.path("forms").with(query: "form", id.rawValue)
        return " <a href=\"\(href)\"\(if: wall.only == id, " aria-current=\"page\"")>\(say: wall.forms.form(id).title)</a>"
    }

    /// Who told it, among those on this page who said so; for the team.
    private static func mix(_ wall: Wall) -> Markup {
        let counts = Dictionary(grouping: wall.entries.compactMap(\.capture.role), by: { $0 }).mapValues(\.count)
        let roles = SpeakerRole.allCases.compactMap { role in counts[role].map { role.counted($0) } }
        guard !roles.isEmpty else { return "" }
        return "<p class=\"soft\">\(say: "Who told it, of those on this page: \("roles", Listed(roles)).")</p>"
    }

    static func choosing(_ forms: PlaceForms, in place: Place, seen version: Int, invalid: Invalid? = nil) -> Page {
        Page(
            "\(say: "Which forms this place uses")", in: place,
            """
            <h1>\(say: "Which forms this place uses")</h1><p>\(say: "People meet only what is ticked. What was told in a form stays, whether it is used any more or not.")</p>\
            \(Form.post("\(place.path("forms"))/choosing", """
                \(Form.hidden("_version", "\(version)"))
                \(Form.ticks("used", Phrase("We use"), chosen: Set(forms.used.map(\.rawValue)), options: FormID.chosen.map { id in
                    let form = CaptureForm.of(id)
                    return (id.rawValue, "\(say: form.title)<br><span class=\"soft\">\(say: form.about)</span>")
                }))
                \(Form.choice("word", Phrase("What do we call it when something does not work?"), value: forms.failureWord.rawValue, options: FailureWord.allCases.map { ($0.rawValue, "\(say: $0.words)") }))
                <div class="row"><button>\(say: "Save")</button></div>
                """))
            """)
    }

    static func raced(_ forms: PlaceForms, theirs: PlaceForms, in place: Place, typed: [(name: String, value: String)]) -> Page {
        func words(_ forms: PlaceForms) -> Markup { "\(say: Listed(forms.forms.map(\.title)))" }
        return TwoTexts.page(
            [
                .init(Phrase("We use"), theirs: words(theirs), mine: words(forms), differs: theirs.used != forms.used),
                .init(
                    Phrase("What do we call it when something does not work?"), theirs: "\(say: theirs.failureWord.words)",
                    mine: "\(say: forms.failureWord.words)", differs: theirs.failureWord != forms.failureWord),
            ], in: place,
            action: "\(place.path("forms"))/choosing", back: "\(place.path("forms"))/choosing", version: place.version, typed: typed)
    }
}
