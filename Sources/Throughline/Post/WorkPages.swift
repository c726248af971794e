import HTML
import Language

/// A job that was given up, as a steward reads it.
struct FailedWork: Sendable {
    let id: String
    let kind: String
    let problem: String
    let failedAt: Moment
}

/// Work of the house that did not succeed: what, when, why in words, and what to do.
enum WorkPages {
    static func list(_ failed: [FailedWork], in place: Place) -> Page {
        var page = Page(
            "\(say: "What could not be sent or done")", in: place,
            """
            <h1>\(say: "What could not be sent or done")</h1>
            <p class="soft">\(say: "Mails and other work are tried again by themselves, for some hours. What stands here was given up.")</p>
            \(Records.list(failed, ordered: Phrase("The latest first."), empty: Phrase("Nothing failed."), { entry($0, place) }))
            """)
        page.secret = true
        return page
    }

    private static func entry(_ work: FailedWork, _ place: Place) -> Markup {
        return """
            \(say: Parts("<b>\(say: kind(work.kind))</b>" as Markup, "<span class=\"soft\">\(work.failedAt)</span>" as Markup))<p>\(say: problem(work.problem))</p>
            <div class="row">\(Form.button("\(place.path("failed-work"))/\(work.id)/another-try", Phrase("Try again")))\
            \(Form.button("\(place.path("failed-work"))/\(work.id)/dropping", Phrase("Drop it")))</div>
            """
    }

    private static func kind(_ kind: String) -> Phrase {
        switch kind {
        case PostWork.mail: Phrase("A mail")
        case Nightly.kind: Phrase("The work of a night")
        case DeciderWork.told: Phrase("Telling a decider how many have heard")
        case DeciderWork.again: Phrase("Asking a decider again")
        default: Phrase("Work of the kind \("kind", kind)")
        }
    }

    /// The words for a code of `WorkProblem`; what we have no words for is shown to nobody but the log.
    private static func problem(_ problem: String) -> Phrase {
        let parts = problem.split(separator: " ", maxSplits: 1).map(String.init)
        switch parts.first ?? "" {
        case "mail-off": return Phrase("Mail is not set up on this server.")
        case "mail-refused": return Phrase("The mail server said no to this address or this mail (\("code", parts.last ?? "")).")
        case "mail-deferred": return Phrase("The mail server kept saying: not now (\("code", parts.last ?? "")).")
        case "mail-sign-in": return Phrase("The mail server did not accept our user name and password.")
        case "mail-unreachable": return Phrase("The mail server could not be reached.")
        case "mail-unfit": return Phrase("A part of the mail cannot be sent as it is: \("part", parts.last ?? "").")
        case "unreadable": return Phrase("It was sealed with keys this server does not have.")
        case "nightly": return Phrase("These acts did not succeed: \("acts", parts.last ?? "").")
        default: return Phrase("Something broke on our side; the server's log says more.")
        }
    }
}
