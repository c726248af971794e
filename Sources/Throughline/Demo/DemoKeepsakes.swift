import Database
import Language

/// One thing that is not words: the song the walkers sing on the bridge, with its keeper's rules.
struct DemoKeepsakes {
    let tx: any Connection
    let days: DemoDays
    let writing: DemoWriting

    func write() throws {
        let delta = try writing.cast.place("lower-delta")
        let reader = try writing.cast.reader("rosa", in: delta)
        let question = try QuestionStore(tx).find(writing.record("road"), for: reader, in: "en", at: days.now)
        var answers = CaptureAnswers()
        for (field, words) in [
            ("about", "The song for crossing in the dark"), ("thing", "song"),
            ("seen", "Five women sing in turn; a sixth answers from the other bank, until all are across."),
            ("story", "When the lamps are out, whoever hears the answer knows that the bridge is whole."),
            ("keeper", "The Tuesday walkers"), ("ask", "On Tuesdays at Mile Four, before five."), ("copy", "no"),
            ("rules", "It is not sung at meetings, and never beside the songs of either army."),
        ] { answers.values[field] = [words] }
        let act = days.act(4)
        let capture = try CaptureForm.keepsake.checked(answers, on: act.day)
        var new = NewVoice(question: question, text: capture.text, language: "en", author: .nobody, held: true)
        new.openness = .circle
        new.allows = [.media]
        let files = Array(writing.sounds.prefix(1))
        let types = Dictionary(files.map { ($0.hash, "audio/ogg") }, uniquingKeysWith: { first, _ in first })
        let id = try VoiceStore(tx).add(new, files: files, types: types, by: act)
        try CaptureStore(tx).add(id, capture, in: delta.id)
        let held = try VoiceStore(tx).own(id)
        try writing.move(id, "release", 4, as: reader)
        try VoiceStore(tx).letThrough(held, question, by: act)
    }
}
