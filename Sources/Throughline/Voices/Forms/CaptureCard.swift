import HTML
import Language

/// What was said in a form, prompt by prompt, for whoever may read the words.
enum CaptureCard {
    /// The whole of it. A translation is one text without prompts, and stands under it as for any answer.
    static func draw(_ capture: Capture, _ voice: Voice) -> Markup {
        guard let text = voice.text else { return "" }
        if text.isLocked { return Records.locked }
        return """
            \(if: capture.form.takesThing, "\(each: voice.files, VoiceCard.media)\(out(of: voice, capture))")\(each: capture.form.fields, { field in answer(field, capture, text) })\(FailureClass.kind(capture.failureClasses).map { "<p>\(say: $0)</p>" as Markup })\
            <p class="soft">\(say: capture.form.showsNames ? VoiceCard.source(voice) : Parts(Phrase("\("day", voice.item.day)")))\(if: capture.role != nil, " · \(say: capture.role?.words ?? "")")</p>
            """
    }

    /// Where the thing itself is not shown, why.
    private static func out(of voice: Voice, _ capture: Capture) -> Markup {
        guard voice.files.isEmpty else { return "" }
        return """
            <p class="soft">\(say: capture.chosen(Keepsake.season).isEmpty ? Phrase("The thing itself is not shown here now: its keeper has not let it be, or somebody in it has not been asked yet.") : Phrase("The thing itself is shown only in the months its keeper named."))</p>
            """
    }

    private static func answer(_ field: CaptureField, _ capture: Capture, _ text: Text) -> Markup {
        let inside: Markup
        if case .lines = field.kind {
            let lines = capture.lines(field.id, in: text)
            guard !lines.isEmpty else { return "" }
            inside = "<ul class=\"list\" lang=\"\(text.language)\">\(each: lines, { "<li dir=\"auto\">\($0.body)</li>" })</ul>"
        } else if field.isWritten {
            guard let words = capture.words(field.id, in: text) else { return "" }
            inside = Records.words(words)
        } else {
            guard let chosen = chosen(field, capture) else { return "" }
            inside = "<p>\(chosen)</p>"
        }
        return "<section><h2>\(say: field.label)</h2>\(inside)</section>"
    }

    /// What was chosen, in words; nil where nothing was.
    static func chosen(_ field: CaptureField, _ capture: Capture) -> Markup? {
        if case .day = field.kind { return capture.day(field.id).map { "\($0)" } }
        if case .quarter = field.kind { return capture.chosen(field.id).first.flatMap { Quarter($0) }.map { "\(say: $0.words)" } }
        if case .number = field.kind { return capture.chosen(field.id).first.map { "\($0)" } }
        let chosen = field.choices.filter { capture.chosen(field.id).contains($0.value) }
        return chosen.isEmpty ? nil : "\(say: Listed(chosen.map(\.words)))"
    }

    /// In a list: what it is called, and the way to the whole.
    static func line(_ capture: Capture, _ voice: Voice) -> Markup {
        let first = capture.parts.first.flatMap { capture.words($0.field, in: voice.text) }
        return """
            <a href="/voices/\(voice.id)">\(first.map { "<span lang=\"\($0.language)\" dir=\"auto\">\(beginning($0.body))</span>" as Markup } ?? "🔒 \(say: "Locked")")</a>\
            <br><span class="soft">\(say: Parts(capture.form.title, capture.form.showsNames ? VoiceCard.signature(voice) : nil, Phrase("\("day", voice.item.day)")))</span>
            """
    }

    static func beginning(_ words: String, most: Int = 140) -> String {
        guard words.count > most else { return words }
        let cut = words.prefix(most)
        return cut[..<(cut.lastIndex(of: " ") ?? cut.endIndex)] + " …"
    }
}

extension Capture {
    var failureClasses: Set<FailureClass> { Set(chosen("class").compactMap { FailureClass(rawValue: $0) }) }
    var role: SpeakerRole? { chosen(SpeakerRole.field).first.flatMap { SpeakerRole(rawValue: $0) } }
}
