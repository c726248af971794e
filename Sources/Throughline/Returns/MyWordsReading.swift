import Database
import Language

/// Finds a speaker's own voice, by code or by account, and everything that came of it.
struct MyWordsReading {
    let tx: any Connection
    let visit: Visit

    /// Who speaks: the keyed hashes of the code they typed, or the voice of the account they are signed in with.
    enum Speaker: Sendable {
        case code(macs: [String], typed: String)
        case account(voice: ID<Item>)
    }

    /// Nobody learns whether a voice exists whose code they do not have: every miss is the same.
    func view(_ speaker: Speaker) throws -> MyWords {
        let voice = try voice(of: speaker)
        let place = try PlaceStore(tx).find(voice.item.space)
        var reader = visit.reader
        reader.speaker = (voice.id, voice.item.space)
        let became = BecameReading(tx: tx, reader: reader, language: visit.language, now: visit.now)
        let isHere = voice.item.state == "ready" || voice.item.state == "held"
        var typed: String?
        if case .code(_, let words) = speaker { typed = words }
        return try MyWords(
            voice: voice, question: QuestionStore(tx).find(voice.question, for: reader, in: visit.language, at: visit.now), place: place,
            became: isHere ? became.view(voice.question, voice: voice) : WhatBecame(), fate: fate(voice),
            reply: ReplyStore(tx).reply(of: voice.id),
            corrections: CorrectionStore(tx).own(of: voice.id), code: typed, mayFollow: visit.reader.roles[place.id] != nil,
            fewest: reader.fewest(in: place.id))
    }

    /// What an account said, each with its question.
    func own(by person: ID<Person>) throws -> [(voice: Voice, question: Question?, takenBack: Day?)] {
        try VoiceStore(tx).own(by: person).map { voice in
            let question = try? QuestionStore(tx).find(voice.question, for: visit.reader, in: visit.language, at: visit.now)
            return (voice, question, voice.item.state == "withdrawn" ? try LineStore(tx).takenBack(voice.id) ?? voice.item.day : nil)
        }
    }

    private func voice(of speaker: Speaker) throws -> Voice {
        switch speaker {
        case .code(let macs, _):
            guard let id = try VoiceStore(tx).voice(behind: macs) else { throw Refusal.notFound }
            return try VoiceStore(tx).own(id)
        case .account(let id):
            let voice = try VoiceStore(tx).own(id)
            guard let person = visit.reader.person, voice.item.author == .person(person) else { throw Refusal.notFound }
            return voice
        }
    }

    private func fate(_ voice: Voice) throws -> MyWords.Fate {
        switch voice.item.state {
        case "withdrawn", "erased": .takenBack(try LineStore(tx).takenBack(voice.id) ?? voice.item.day)
        case "rejected": .rejected(because: try AuditStore(tx).reason(of: "voice.reject", on: voice.id))
        case "held": .waiting
        default: .counted
        }
    }
}
