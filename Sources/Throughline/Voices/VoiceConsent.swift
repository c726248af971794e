import Database
import Language

/// What its speaker says may be done with a voice.
extension VoiceStore {
    /// It holds at once, everywhere. What may not be quoted any more goes from wherever it stands, as when the words are taken back.
    func agree(_ said: ConsentDraft.Checked, to id: ID<Item>, asked language: LanguageTag, by act: Act) throws {
        let voice = try own(id)
        guard ["ready", "held"].contains(voice.item.state) else { throw Refusal.notFound }
        try ConsentStore(tx).say(said, about: id, for: voice.openness, asked: language, on: act.day)
        try keep(voice, by: act)
    }

    /// Fewer people than before may see it. Whoever reads a quote of it elsewhere may not be one of them, so that quotes go.
    func narrow(_ id: ID<Item>, to openness: Openness, by act: Act) throws {
        let voice = try own(id)
        guard ["ready", "held"].contains(voice.item.state) else { throw Refusal.notFound }
        guard openness.audience > voice.openness.audience else { return }
        let marks = openness.marks
        try LineStore(tx).mark(voice.item, marks.sensitivity, marks.tlp, by: act)
        try tx.run("UPDATE voices SET openness = \(openness.rawValue) WHERE id = \(id)")
        if openness == .safety {
            try excuse(voice, on: voice.question, by: act)
            let door = openness.reached(by: voice.door, nil).door
            try tx.run("UPDATE voices SET door = \(door.rawValue), told_to = NULL WHERE id = \(id)")
        }
        let before = Turnout(voice.item.state, people: voice.people, for: voice.openness)
        try tally(Turnout(voice.item.state, people: voice.people, for: openness) - before, on: voice.question)
        try CorrectionStore(tx).narrow(of: id, to: openness, by: act)
        try PanelStore(tx).narrowed(id, to: openness, mayGoUp: voice.permission.holds(.panel, on: act.day), by: act)
        try QuoteWithdrawal.redact(voice, tx, by: act)
        try InsightStore(tx).sourceChanged(id, by: act)
    }

    /// Writes down what holds by everything that was said, and does what follows from what does not hold any more.
    func keep(_ voice: Voice, by act: Act) throws {
        var now = Permission()
        for (consent, answers) in Dictionary(grouping: try ConsentStore(tx).all(about: voice.id), by: \.consent) {
            guard let last = answers.last, last.holds(on: act.day) else { continue }
            now.until[consent] = last.until ?? Permission.always
        }
        if voice.item.author == .nobody { now.until[.name] = nil }
        guard now != voice.permission else { return }
        try tx.run(
            """
            UPDATE voices SET quote_until = \(now.until[.quote]), name_until = \(now.until[.name]), media_until = \(now.until[.media]),
                data_until = \(now.until[.data]), again_until = \(now.until[.again]),
                panel_until = \(now.until[.panel]), machine_until = \(now.until[.machine]) WHERE id = \(voice.id)
            """)
        let lost = Set(voice.permission.until.keys).subtracting(now.until.keys)
        if lost.contains(.quote) { try QuoteWithdrawal.redact(voice, tx, by: act) }
        if lost.contains(.name), !lost.contains(.quote) { try QuoteWithdrawal.named(voice, tx, by: act) }
        if lost.contains(.again) { try forgetAddress(voice, by: act) }
        if lost.contains(.panel) {
            try PanelStore(tx).narrowed(voice.id, to: voice.openness, mayGoUp: false, by: act)
            // It may stand in what people are about to be told because of that yes alone.
            if now.until[.quote] == nil, !lost.contains(.quote) { try QuoteWithdrawal.redact(voice, tx, by: act) }
        }
    }

    /// Whoever was told once and does not want to be written to again: the address goes, and nobody waits for them.
    private func forgetAddress(_ voice: Voice, by act: Act) throws {
        guard voice.door == .mail else { return }
        if voice.toldOn != nil {
            try tx.run("UPDATE voices SET told_to = NULL WHERE id = \(voice.id)")
        } else if let before = try TellingStore(tx).told(on: voice.question).last(where: { $0.door == .mail }) {
            guard before.language == voice.toldLanguage, voice.item.day < before.toldOn ?? act.day else { return }
            try excuse(voice, on: voice.question, by: act)
            try tx.run("UPDATE voices SET told_to = NULL, told_on = \(before.toldOn) WHERE id = \(voice.id)")
        }
    }
}
