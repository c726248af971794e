import Database
import HTML
import HTTPTypes
import Hummingbird
import Language
import Logging

/// The one place where errors become pages: what happened and the next step, never why in detail.
enum Problems {
    static func reply(to error: any Error, for visit: Visit) -> Reply {
        switch error {
        case let refusal as Refusal: reply(to: refusal, visit)
        case is FormError:
            problem(.badRequest, Phrase("We could not read that"), Phrase("Please go back and send it again."))
        case let error as DatabaseError: reply(to: error, visit)
        case let error as FileStoreError where error != .notAHash:
            stored(error, visit)
        case let error as HTTPError where error.status.code < 500:
            problem(error.status, Phrase("We did not understand that"), Phrase("Please go back and try again."))
        default: broken(error, visit)
        }
    }

    private static func reply(to refusal: Refusal, _ visit: Visit) -> Reply {
        switch refusal {
        case .signInFirst:
            .see(Href("/sign-in").with(query: "to", visit.comeBack?.text ?? "/"))
        case .confirmFirst: .see(Href("/confirm").with(query: "to", visit.comeBack?.text ?? "/"))
        case .notFound:
            problem(
                .notFound, Phrase("We cannot find this page"), Phrase("It may have moved, or it is not open to you."), typed: typed(visit))
        case .gone:
            problem(.gone, Phrase("This was taken back"), Phrase("The person who said it has taken it back. Nothing of it is kept here."))
        case .shownOnce:
            problem(
                .gone, Phrase("This page was shown already"),
                Phrase("So that nobody else finds it on this phone, it is shown once. Nothing is lost: your words open it again."),
                to: ("/my-words", Phrase("I have a code")))
        case .notAllowed:
            problem(
                .forbidden, Phrase("This is not yours to change"), Phrase("Ask the person who made it, or somebody of the team."),
                typed: typed(visit))
        case .conflict:
            problem(
                .conflict, Phrase("Somebody was faster"),
                Phrase("This record changed while you were reading it. Go back, look at it again, and decide anew."),
                typed: typed(visit))
        case .tooMany:
            problem(
                .tooManyRequests, Phrase("Too many at once"), Phrase("Please wait a few minutes and try again. Nothing of yours is lost."))
        case .tooLarge:
            problem(
                .contentTooLarge, Phrase("This is too large"),
                visit.takesFiles
                    ? Phrase("Send a shorter recording or a smaller photo, up to 12 MB.")
                    : Phrase("It is more than this page takes. Go back, and send it in parts."))
        case .tooSlow:
            problem(
                .requestTimeout, Phrase("The line was too slow"),
                Phrase("What you sent did not arrive whole, and nothing was kept. Please send it again."))
        case .notNow(let obstacle): problem(.conflict, Phrase("Not now"), words(obstacle), typed: typed(visit))
        }
    }

    private static func words(_ obstacle: Refusal.Obstacle) -> Phrase {
        switch obstacle {
        case .questionClosed: Phrase("This question is closed. Its page shows what became of it.")
        case .flooded:
            Phrase(
                "So many answers without a name are coming that we stopped taking them for now. Try again later, or answer with your account."
            )
        case .takenOut:
            Phrase("You were taken out of this place after this invitation was made. Ask somebody of its team for a new one of your own.")
        case .invitationOver: Phrase("This invitation has been used or has run out. Ask the person who sent it for a new one.")
        case .setupDone: Phrase("This place is set up already. Ask its team for an invitation.")
        case .ownReview: Phrase("Nobody reviews their own. Ask somebody else of the team.")
        case .reviewedAlready: Phrase("You have looked at this already. Somebody else confirms it.")
        case .alreadyTold: Phrase("This was told back already.")
        case .nobodyAnswers:
            Refusal.Obstacle.nobodyAnswersWords
        case .stewardHears:
            Phrase("Whoever looks after this place cannot be told about harm in it. Give this to somebody who is no steward.")
        case .ownModeration: Phrase("This is yours, or you have decided about it before. Somebody else has to.")
        case .placeLocked: Phrase("The words of this place are locked just now. Open it with your key phrase, then do this again.")
        case .placeSealed:
            Phrase("The words of this place are locked. They cannot be shown to another place or a guest, who would see nothing.")
        case .nobodyHears: Phrase("Nobody reads messages here just now.")
        case .ownOffice: Phrase("Nobody makes themselves the safety lead. Give it to somebody else, or ask another steward.")
        case .lastSteward: Phrase("A place needs a steward. Make somebody else a steward first.")
        }
    }

    private static func reply(to error: DatabaseError, _ visit: Visit) -> Reply {
        switch error {
        case .full, .readOnly, .gone, .locked:
            log("storage", error, visit)
            return saved(.serviceUnavailable, visit)
        case .unique: return reply(to: Refusal.conflict, visit)
        default: return broken(error, visit)
        }
    }

    /// A photo or recording that could not be put away or fetched.
    private static func stored(_ error: FileStoreError, _ visit: Visit) -> Reply {
        log("files", error, visit)
        return saved(.serviceUnavailable, visit)
    }

    private static func broken(_ error: any Error, _ visit: Visit) -> Reply {
        log("broken", error, visit)
        return problem(
            .internalServerError, Phrase("Something broke on our side"), Phrase("Please quote \("number", visit.number)."))
    }

    /// The private sentence, with the number people quote. The road is its pattern: no value of an address is ever written.
    private static func log(_ what: String, _ error: any Error, _ visit: Visit) {
        visit.house?.logger.error(
            "\(what)",
            metadata: ["request": "\(visit.number)", "road": "\(visit.endpointPath ?? "")", "error": "\(String(reflecting: error))"])
    }

    /// Nothing could be written. What was typed stands on the page, to be sent again or copied.
    private static func saved(_ status: HTTPResponse.Status, _ visit: Visit) -> Reply {
        // With the form's own number, so that sending again is the same answer even where the first was kept after all.
        let fields = visit.fields.pairs.filter { !$0.value.isEmpty && !isSecret($0.name) }
        let typed = fields.filter { !$0.name.hasPrefix("_") }
        let page = Page(
            "\(say: "We cannot keep anything just now")", in: nil,
            """
            <h1>\(say: "We cannot keep anything just now")</h1>
            <p>\(say: "The storage of this server is not answering. Nothing was kept. Please try again in a few minutes.")</p>
            \(if: !typed.isEmpty, """
                <form method="post" action="\(Href(inside: visit.path) ?? "/")">\(each: fields, { Form.hidden($0.name, $0.value) })
                <pre dir="auto">\(typed.map(\.value).joined(separator: "\n"))</pre>
                <div class="row"><button>\(say: "Send again")</button></div></form>
                """)
            """)
        return .problem(page.secretly, status)
    }

    /// What somebody composed and cannot be kept: it stands on the page, to be copied. Choices and numbers are soon made again.
    private static func typed(_ visit: Visit) -> String {
        guard visit.isPosted else { return "" }
        let composed = visit.fields.pairs.filter { field in
            let isText = field.value.count >= 12 && field.value.contains { $0.isWhitespace || !$0.isASCII }
            return isText && !field.name.hasPrefix("_") && !isSecret(field.name) && !field.value.contains(SealedWords.locked)
        }
        return composed.map(\.value).joined(separator: "\n")
    }

    /// What must not stand on a page, even its sender's own.
    private static func isSecret(_ field: String) -> Bool {
        ["password", "phrase", "code"].contains { field.contains($0) }
    }

    private static func problem(
        _ status: HTTPResponse.Status, _ title: Phrase, _ body: Phrase,
        to goal: (href: Href, words: Phrase) = ("/", Phrase("To the first page")), typed: String = ""
    ) -> Reply {
        let page = Page(
            "\(say: title)", in: nil,
            """
            <h1>\(say: title)</h1><p>\(say: body)</p>\
            \(if: !typed.isEmpty, "<p>\(say: "It was not kept. Here it is, to be copied:")</p><pre dir=\"auto\">\(typed)</pre>")\
            <p><a href="\(goal.href)">\(say: goal.words)</a></p>
            """)
        return .problem(typed.isEmpty ? page : page.secretly, status)
    }

    /// The request was for another name than ours.
    static func notOurName(_ settings: Settings) -> Reply {
        guard let address = settings.publicURL.flatMap({ Href(outside: $0) }) else {
            return problem(
                .misdirectedRequest, Phrase("This place has another address"),
                Phrase("This server does not know the name you used. Whoever runs it can tell it its name with --public-url."))
        }
        let title = Phrase("This place has another address")
        return .problem(
            Page("\(say: title)", in: nil, "<h1>\(say: title)</h1><p><a href=\"\(address)\">\(say: "Go to its own address")</a></p>"),
            .misdirectedRequest)
    }

    /// The field that says so. It begins as only the house's own fields do, so that no form of a feature has one of this name.
    static let confirmation = "_confirmed"

    /// What is sent once more when it is confirmed.
    static func confirmed(_ visit: Visit) -> Markup {
        "\(each: visit.fields.pairs.filter { $0.name != confirmation }, { Form.hidden($0.name, $0.value) })"
    }

    /// For a browser that does not say where a form came from.
    static func confirm(_ visit: Visit, token: String) -> Page {
        Page(
            "\(say: "Send this?")", in: nil,
            """
            <h1>\(say: "Send this?")</h1>
            <p>\(say: "Your browser did not tell us which page this came from. If you have just pressed a button here, go on.")</p>
            <form method="post" action="\(Href(inside: visit.path) ?? "/")">\(confirmed(visit))
            \(Form.hidden(confirmation, token))<div class="row"><button>\(say: "Send")</button></div></form>
            """
        ).secretly
    }
}
