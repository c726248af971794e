import HTML
import Language

/// One voice with its path, for those who may read it.
enum VoicePages {
    static func show(
        _ voice: Voice, _ question: Question, in place: Place, trail: (before: [Step], after: [Step]), written: WrittenDown? = nil,
        brought: BroughtText? = nil, capture: Capture? = nil, fault: FaultNote? = nil, for visit: Visit
    ) -> Page {
        Page(
            "\(say: "What people said")", in: place,
            """
            <p class="eyebrow">\(say: capture?.form.title ?? Phrase("What people said"))</p>\(if: visit[query: "sent"] != nil, "<p class=\"turn\" role=\"status\">\(say: "Thank you. It is kept, and you find it again under More, “What I gave”.")</p>")
            <h1 lang="\(question.text.language)" dir="auto">\(question.text.body)</h1>\(words(voice, capture, in: place, for: visit))\(fault.map { "<p class=\"turn\">\(say: "For you and those its author named alone: \("what", $0.words).")</p>" as Markup })\(faces(voice, for: visit))\(brought.map(VoiceCard.brought))\(written.map(VoiceCard.written))\(Records.translations(voice.item, for: visit))\(Records.foot(voice.item))
            \(PathStrip.draw(Stops.around(trail, here: .init(look: .now, title: Phrase("This answer, \("day", voice.item.day)"), day: voice.item.day, stage: .voice))))
            """)
    }

    private static func words(_ voice: Voice, _ capture: Capture?, in place: Place, for visit: Visit) -> Markup {
        if let capture, voice.text != nil {
            return """
                \(CaptureCard.draw(capture, voice))<p class="go screen"><a href="/voices/\(voice.id)/sheet">\(say: "As one page to print")</a></p>
                """
        }
        return visit.reader.may(.learn, in: place.id) ? VoiceCard.drawForTeam(voice) : VoiceCard.draw(voice)
    }

    /// The team's way to a photo: who in it can be recognised.
    private static func faces(_ voice: Voice, for visit: Visit) -> Markup {
        guard visit.reader.may(.learn, in: voice.item.space), voice.files.contains(where: { $0.kind == "photo" }) else { return "" }
        return """
            \(if: voice.waitsForFaces, "<p class=\"soft\">\(say: "The photo stays with the team until somebody has said who can be recognised in it.")</p>")\
            <p class="go"><a href="/voices/\(voice.id)/photo">\(say: "Who can be recognised in the photo")</a></p>
            """
    }

    /// It was changed while somebody wrote why it is not kept: it stands there as it is now, and the reason is not lost. What a colleague
    /// did not keep is shown to nobody again; only `theirs`, why.
    static func raced(_ voice: Voice, in place: Place, theirs: String?, because: String) -> Page {
        let isGone = voice.item.state == "rejected"
        let now: Markup =
            isGone
            ? "\(say: "The team did not keep this answer. Nobody else can read it.")"
            : "\(if: voice.item.state == "ready", "\(say: "It was let through.")")\(VoiceCard.draw(voice))"
        return TwoTexts.page(
            [
                .init(Phrase("What became of it"), theirs: now, mine: "\(say: "Do not keep it")", differs: true),
                .init(Phrase("Why not?"), theirs: isGone ? theirs ?? "" : "", mine: because),
            ], in: place, action: isGone ? nil : "/voices/\(voice.id)/rejection", back: "/questions/\(voice.question)",
            version: voice.item.version, typed: [("because", because)])
    }

    static func rejection(_ voice: Voice, in place: Place, because: String, invalid: Invalid?) -> Page {
        Page(
            "\(say: "Do not keep it")", in: place,
            """
            <h1>\(say: "Do not keep this answer?")</h1>\(VoiceCard.draw(voice))
            <p>\(say: "It is hidden from everybody at once. Whoever has its code reads your reason.")</p>
            \(Form.post("/voices/\(voice.id)/rejection", """
                \(Form.hidden("_version", "\(voice.item.version)"))
                \(Form.area("because", Phrase("Why not?"), value: because, hint: Phrase("For example: it names somebody who could be harmed."), problem: invalid?["because"]))
                <div class="row"><button>\(say: "Do not keep it")</button><a class="button quiet" href="/questions/\(voice.question)">\(say: "Back")</a></div>
                """))
            """)
    }
}
