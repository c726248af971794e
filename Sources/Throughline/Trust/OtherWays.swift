import HTML
import Language

/// The ways in beside a phrase, as far as this house has them.
struct OtherWays: Sendable {
    let sendsMail: Bool
    let hasPasskeys: Bool
    let providers: [Provider]

    func draw(to goal: Href) -> Markup {
        guard sendsMail || hasPasskeys || !providers.isEmpty else { return "" }
        return """
            <section aria-labelledby="ways"><h2 id="ways">\(say: "Other ways in")</h2><ul class="list">\
            \(each: providers, { "<li><a href=\"\(Href("/sign-in/with/\($0.slug)").with(query: "to", goal.text))\">\(say: "Through \("organisation", $0.name)")</a></li>" })\
            \(if: hasPasskeys, "<li><a href=\"\(Href("/sign-in/passkey").with(query: "to", goal.text))\">\(say: "A passkey on your phone or computer")</a></li>")\
            \(if: sendsMail, "<li><a href=\"\(Href("/sign-in/link"))\">\(say: "A link by mail")</a></li>")</ul></section>
            """
    }
}
