import HTML
import Language

/// Changing a running promise: its words and what it needs.
enum RewordingPages {
    static func form(_ view: CommitmentView, _ draft: RewordingDraft, seen version: Int, invalid: Invalid? = nil) -> Page {
        let promise = view.promise
        return Page(
            "\(say: "Change the promise")", in: view.place,
            """
            <p class="eyebrow"><a href="\(Href.to(promise.item))">\(say: "A promise")</a></p><h1>\(say: "Change the promise")</h1>
            <p class="soft">\(say: "What it said before stays to be read. Its day does not change: \("day", promise.due).")</p>
            \(Form.post("/commitments/\(promise.id)/wording", """
                \(Form.hidden("_version", "\(version)"))
                \(Form.area("promise", Phrase("What will be done?"), value: draft.promise, problem: invalid?["promise"]))
                \(PromiseForm.needs(draft.wanted, invalid, open: true))
                <div class="row"><button>\(say: "Save")</button><a class="button quiet" href="\(Href.to(promise.item))">\(say: "Back")</a></div>
                """))
            """)
    }

    /// Somebody changed it while this was written.
    static func raced(_ view: CommitmentView, _ draft: RewordingDraft, typed: [(name: String, value: String)]) -> Page {
        let promise = view.promise
        let standing = RewordingDraft(promise)
        return TwoTexts.page(
            [
                .init(Phrase("What will be done?"), theirs: standing.promise, mine: draft.promise),
                .init(
                    Phrase("What it needs"), theirs: "\(say: CommitmentCard.needs(promise))", mine: "\(say: CommitmentCard.needs(draft))",
                    differs: standing.wanted != draft.wanted),
            ], in: view.place, action: promise.isOpen ? "/commitments/\(promise.id)/wording" : nil, back: .to(promise.item),
            version: promise.item.version, typed: typed)
    }

    /// What it said before, on the page of the promise.
    static func earlier(_ earlier: [(text: Text, day: Day)]) -> Markup {
        guard !earlier.isEmpty else { return "" }
        return """
            <details><summary>\(say: "What it said before")</summary>\(each: earlier, {
                "<p class=\"soft\">\(say: Phrase("From \("day", $0.day):"))</p>\(Records.words($0.text))"
            })</details>
            """
    }

    /// Whether whoever promised is still with it, asked apart from the result and as often as it helps.
    static func stay(_ promise: Commitment, _ invalid: Invalid?) -> Markup {
        """
        <details\(flag: "open", invalid?["staying"] != nil)><summary>\(say: "Are you still with it?")</summary>\(Form.post("/commitments/\(promise.id)/staying", """
            \(Form.circles("staying", Phrase("Are you still with it?"), value: promise.engaged?.rawValue ?? "", options: Engaged.allCases.map { ($0.rawValue, "\(say: $0.words)") }, problem: invalid?["staying"]))
            <div class="row"><button class="quiet">\(say: "Say so")</button></div>
            """))</details>
        """
    }
}
