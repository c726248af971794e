import HTML
import Language

/// The one box and the one button: on the first screen and on every open question.
enum AnswerBox {
    static func form(_ question: Question, in place: Place, for visit: Visit, draft: AnswerDraft = .init(), invalid: Invalid? = nil)
        -> Markup
    {
        let asked = visit.reader.person == nil
        return Form.post(
            Href("/questions/\(question.id)/answers"), upload: true, forgotten: true,
            """
            \(Form.area("text", Phrase("Your answer"), value: draft.text, hint: Phrase("Any language. Two minutes, 5 KB."), problem: invalid?["text"]))
            <div class="row">\(Form.file("sound", Phrase("Speak"), chosen: Phrase("A recording is attached"), accept: "audio/*", capture: true))\
            \(Form.file("photo", Phrase("Photo"), chosen: Phrase("A photo is attached"), accept: "image/*", capture: false))</div>
            \(if: !asked, named(visit))
            <p class="soft">\(say: whoReads(place, named: !asked))\(if: place.isSealed, " \(say: "It is locked as it arrives: you cannot read it here again yourself.")")</p>
            \(if: place.asksGuardian, "<p class=\"soft\">\(say: "Under 18? Answer together with somebody responsible for you, such as a parent.")</p>")
            \(if: place.hasSafetyLead, Form.tick("for_safety", OpennessChoice.words(.safety, team: place.team), on: draft.isForSafetyLead))
            <div class="row"><button>\(say: "Send")</button></div>
            """)
            + danger(question, place, visit)
    }

    /// What does not belong into the box, folded under one word: a page for two minutes has no room for more.
    static func danger(_ question: Question, _ place: Place, _ visit: Visit) -> Markup {
        "<details><summary>\(say: "Danger")</summary>\(place.help.lines(for: visit) ?? "")\(severe(question))</details>"
    }

    /// The way out of the box, as a link: whatever was typed stays on the phone and is sent nowhere.
    static func severe(_ question: Question) -> Markup {
        "<p class=\"soft\"><a href=\"/questions/\(question.id)/held-outside\">\(say: "This could cost somebody their life or freedom")</a></p>"
    }

    private static func whoReads(_ place: Place, named: Bool) -> Phrase {
        named
            ? Phrase("Only the \("team", place.team) team will read this, until you say otherwise.")
            : Phrase("Only the \("team", place.team) team will read this, without your name.")
    }

    private static func named(_ visit: Visit) -> Markup {
        Form.circles(
            "as", Phrase("Send it"), value: "nobody",
            options: [("nobody", "\(say: "without my name")"), ("me", "\(say: "as \("name", visit.reader.name)")")])
    }

    /// By when, in which language, from whom and where people hear: one sentence. Only a language spoken here is promised.
    static func promise(_ question: Question, in place: Place, language: LanguageTag? = nil) -> Markup {
        let doors = question.doors.filter { $0 != .none }.map(\.how)
        let elsewhere = question.words("where").nonEmpty.map { Phrase("\("where", $0.withoutStop)") }
        let ways = Listed((doors.isEmpty ? [Door.here.how] : doors) + (elsewhere.map { [$0] } ?? []))
        guard let language, language != "und", place.languages.contains(where: { $0.primary == language.primary }) else {
            return "\(say: "You will hear by \("day", question.hearBy), from \("team", place.team): \("ways", ways).")"
        }
        return
            "\(say: "You will hear by \("day", question.hearBy), in \("language", language), from \("team", place.team): \("ways", ways).")"
    }

    /// Who asks and what for; and for whom, where that is somebody else.
    static func why(_ question: Question, in place: Place) -> Markup {
        guard let organisation = question.words("for").nonEmpty else { return reason(question, in: place) }
        return "\(reason(question, in: place)) \(say: "It is asked for \("organisation", organisation).")"
    }

    private static func reason(_ question: Question, in place: Place) -> Markup {
        let decision = question.words("decision")
        switch question.purpose {
        case .decide where !decision.isEmpty:
            let what = decision.asSentence
            guard let day = question.decisionBy else {
                return "\(say: "The \("team", place.team) team asks, because something will be decided: \("what", what)")"
            }
            return "\(say: "The \("team", place.team) team asks, because something will be decided by \("day", day): \("what", what)")"
        case .decide: return "\(say: "The \("team", place.team) team asks, because something will be decided.")"
        case .understand where !question.reader.isEmpty:
            return "\(say: "The \("team", place.team) team asks, to understand. \("reader", question.reader) reads every answer.")"
        case .understand: return "\(say: "The \("team", place.team) team asks, to understand.")"
        case .research: return "\(say: "The \("team", place.team) team asks, for research.")"
        case .find: return "\(say: "The \("team", place.team) team is looking for someone who knows.")"
        }
    }
}

extension String {
    private static let stops: Set<Character> = [".", "!", "?", "؟", "。", "…", "।"]

    /// What somebody wrote as a line of its own, ended so that another sentence can follow.
    var asSentence: String { last.map { Self.stops.contains($0) } == true ? self : self + "." }

    /// The same without a full stop, inside a sentence of ours.
    var withoutStop: String { hasSuffix(".") ? String(dropLast()) : self }
}
