import HTML
import Language

/// What was made of a lesson, as it stands on the lesson's own page, in lists and in the tree.
enum AdaptationParts {
    static func words(_ text: Text?) -> Markup {
        text.map { "<span lang=\"\($0.language)\" dir=\"auto\">\($0.body)</span>" } ?? "…"
    }

    /// That somebody looks at it another day, and why.
    static func putOff(_ because: Text) -> Markup {
        "<p class=\"soft\">\(say: "Put off:") \(words(because))</p>"
    }

    static func state(_ adaptation: Adaptation) -> Phrase {
        switch adaptation.item.state {
        case "considered": Phrase("They think of it")
        case "decided": Phrase("They decided to try it")
        case "testing": Phrase("They are trying it")
        case "tested": Phrase("Tested")
        case "kept": Phrase("Tested, and kept")
        case "dropped": Phrase("Dropped")
        default: Phrase("Changed once more there")
        }
    }

    /// How far it is, and how it went.
    static func standing(_ adaptation: Adaptation) -> Parts {
        Parts(state(adaptation), adaptation.result.map(\.words))
    }

    /// One variant in a line.
    static func line(_ node: Lineage.Node) -> Markup {
        let adaptation = node.adaptation
        return """
            <b>\(number: node.number)</b> <a href="\(Href.to(adaptation.item))">\(words(adaptation.words("took")))</a><br>\
            <span class="soft">\(say: Parts("<bdi>\(node.place)</bdi>" as Markup, Phrase("\("day", adaptation.item.day)"), state(adaptation), adaptation.result.map(\.words)))</span>\
            \(adaptation.words("changed").map { "<br>\(words($0))" as Markup })
            """
    }

    /// "2 tested, 1 kept, depth 2"; what failed is counted too.
    static func counts(_ lineage: Lineage) -> Phrase {
        Phrase(
            "Written down: \("all", lineage.nodes.count). Tested: \("tested", lineage.tested), kept: \("kept", lineage.kept). Places in which it was tested: \("places", lineage.reach). Longest chain: \("depth", lineage.depth)."
        )
    }

    /// Under a lesson: harm first, then how often it was used, and the way to say that one did. Nothing where its place does not use this.
    static func under(_ insight: Item, _ lineage: Lineage?, for visit: Visit) -> Markup {
        guard let lineage, insight.state != "note" else { return "" }
        return """
            <section aria-labelledby="tried"><h2 id="tried">\(say: "Where it was used")</h2>\
            \(if: lineage.isEmpty, "<p class=\"soft\">\(say: "Nobody has written down so far that they used it.")</p>", else: "\(harm(lineage))<p>\(say: counts(lineage))</p><p class=\"go\"><a href=\"/insights/\(insight.id)/lineage\">\(say: "All that was made of it")</a></p>")\
            \(if: visit.reader.person != nil, "<p class=\"go\"><a href=\"/records/\(insight.id)/using\">\(say: "We used this")</a></p>")</section>
            """
    }

    static func harm(_ lineage: Lineage) -> Markup {
        guard !lineage.harm.isEmpty else { return "" }
        return """
            <div class="turn"><p><b>\(say: "It did harm:")</b></p><ul>\(each: lineage.harm, { node in
                "<li><a href=\"\(Href.to(node.adaptation.item))\">\(words(node.adaptation.words("happened") ?? node.adaptation.words("took")))</a> <span class=\"soft\"><bdi>\(node.place)</bdi></span></li>"
            })</ul></div>
            """
    }
}
