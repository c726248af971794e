import HTML
import Language

struct SecondFactorResetView: Sendable {
    let reset: SecondFactorReset
    let name: String
    let asker: String
    let mayAgree: Bool
    /// So few people are here that a steward of another place may agree.
    let isFew: Bool
    let address: String
}

enum SecondFactorResetPages {
    static func show(_ view: SecondFactorResetView, in place: Place) -> Page {
        let page: Href = "/second-factor-resets/\(view.reset.id)"
        return Page(
            "\(say: "A lost second step")", in: place,
            """
            <h1>\(say: "A lost second step")</h1>\
            <p>\(say: view.reset.isByOperator ? Phrase("Whoever runs this server asks to take the second step at signing in off the account of \("name", view.name).") : Phrase("\("asker", view.asker) asks to take the second step at signing in off the account of \("name", view.name)."))</p>\
            \(view.mayAgree ? agreeing(page) : waiting(view, page))
            """
        ).secretly
    }

    private static func agreeing(_ page: Href) -> Markup {
        """
        <p>\(say: "Be sure first that it is them who lost it: meet, or hear their voice. Then their phrase alone lets them in.")</p>\
        <div class="row">\(Form.button(page, Phrase("I am sure; take it off"), quiet: false))</div>
        """
    }

    private static func waiting(_ view: SecondFactorResetView, _ page: Href) -> Markup {
        """
        <p>\(say: view.reset.isByOperator ? Phrase("Somebody of the team who may invite people has to agree, or a steward of another place where few people are here.") : view.isFew ? Phrase("Another steward of this place has to agree, or a steward of another place. Send them this link:") : Phrase("Another steward of this place has to agree. Send them this link:"))</p>\
        <pre dir="ltr">\(view.address)</pre><div class="row">\(Form.button("\(page)/ending", Phrase("Stop it")))</div>
        """
    }
}
