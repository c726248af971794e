import HTML
import Language

/// *We used this*: four fields, and then whose name stands there and who may read it.
enum UsedPages {
    static func form(_ around: UsedAround, _ draft: UsedDraft, invalid: Invalid? = nil) -> Page {
        let origin = around.origin
        let place = around.place(draft.place)
        let others = around.places.filter { $0.id != origin.home }
        return Page(
            "\(say: "We used this")", in: place,
            """
            <h1>\(say: "We used this")</h1>\(origin.text.map { Records.words($0) })\
            \(Form.post("/records/\(origin.item.id)/using", """
                \(if: around.places.count > 1, Form.choice("place", Phrase("Where did you use it?"), value: place?.slug ?? "", options: around.places.map { ($0.slug, "\($0.name)") }))
                \(Form.area("took", Phrase("What did you take from it?"), value: draft.took, problem: invalid?["took"]))
                \(Form.area("changed", Phrase("What did you change?"), value: draft.changed, problem: invalid?["changed"]))
                \(Form.area("happened", Phrase("What happened?"), value: draft.happened, hint: Phrase("Leave it empty until you know. What did not work counts as much."), problem: invalid?["happened"]))
                \(Form.area("tell", Phrase("What would you tell the next?"), value: draft.tell, problem: invalid?["tell"]))
                \(naming(draft, invalid))
                \(OpennessChoice.draw(chosen(draft, around), team: place?.team ?? "", isSealed: place?.isSealed ?? false, problem: invalid?["openness"]))\
                \(if: invalid?["openness"] != nil, Form.tick("has_read", Phrase("I have read what it came from, and nobody is put at risk."), on: draft.opening.hasReadSources))
                \(if: !others.isEmpty, Form.tick("shows", Phrase("Where it is used elsewhere, those who learned it may read this"), on: draft.showsOrigin, problem: invalid?["shows"]))
                <div class="row"><button>\(say: "Write it down")</button></div>
                """))
            """
        ).secretly
    }

    private static func chosen(_ draft: UsedDraft, _ around: UsedAround) -> String {
        draft.opening.openness.nonEmpty ?? Openness.covering([around.origin.item]).map { max($0, .circle) }?.rawValue
            ?? Openness.circle.rawValue
    }

    private static func max(_ one: Openness, _ other: Openness) -> Openness { one.isWider(than: other) ? other : one }

    private static func naming(_ draft: UsedDraft, _ invalid: Invalid?) -> Markup {
        """
        \(Form.circles("naming", Phrase("Whose name stands beside it?"), value: draft.naming, options: [
            (UsedDraft.Naming.name.rawValue, "\(say: "mine")"), (UsedDraft.Naming.other.rawValue, "\(say: "another one, which leads back to nobody")"),
            (UsedDraft.Naming.nobody.rawValue, "\(say: "nobody’s")"),
        ]))
        \(Form.line("called", Phrase("Which other name?"), value: draft.called, problem: invalid?["called"]))
        """
    }
}
