import Database
import Language

/// Finds a speaker's own voice, by code or by account, and everything that came of it.
struct MyWordsReading {
    let tx: any Connection
    let visit: Visit

    /// Who speaks: the keyed hashes of their code with the slip that holds it, or the voice of the account they are signed in with.
    enum Speaker: Sendable {
        case code(macs: [String], Slip)
        case account(voice: ID<Item>)
    }

    /// Nobody learns whether a voice exists whose code they do not have: every miss is the same.
    func view(_ speaker: Speaker) throws -> MyWords {
        let voice = try voice(of: speaker)
        let place = try PlaceStore(tx).find(voice.item.space)
        var reader = visit.reader
        // Whoever only typed something into a box is nobody's speaker yet: the team looks first.
        if voice.item.state == "ready" { reader.speaker = (voice.id, voice.item.space) }
        let became = BecameReading(tx: tx, reader: reader, language: visit.language, now: visit.now)
        let fate = try fate(voice, in: place)
        if case .ended = fate { reader = visit.reader }
        let isHere = voice.item.state == "ready" || voice.item.state == "held"
        var slip: String?
        if case .code(_, let held) = speaker { slip = held.token }
        return try MyWords(
            voice: voice, question: QuestionStore(tx).find(voice.question, for: reader, in: visit.language, at: visit.now), place: place,
            became: isHere ? became.view(voice.question, voice: voice) : WhatBecame(), fate: fate,
            reply: ReplyStore(tx).reply(of: voice.id),
            corrections: CorrectionStore(tx).own(of: voice.id), slip: slip, mayFollow: visit.reader.roles[place.id] != nil,
            fewest: reader.fewest(in: place.id), moderation: ModerationStore(tx).all(on: voice.id), hasSecond: hasSecond(voice),
            agreed: ConsentStore(tx).all(about: voice.id),
            review: RoundReading(tx: tx, language: visit.language, now: visit.now).review(voice))
    }

    /// What the safety lead alone reads is looked at again by another safety lead, or by nobody.
    private func hasSecond(_ voice: Voice) throws -> Bool {
        guard voice.item.sensitivity >= .high else { return true }
        let deciders = Set(try ModerationStore(tx).standing(on: voice.id).map(\.by))
        return try OfficeStore(tx).all(in: voice.item.space).contains { $0.value.contains(.safety) && !deciders.contains($0.key) }
    }

    /// What an account said, each with its question.
    func own(by person: ID<Person>) throws -> [MyWords.Own] {
        let voices = try VoiceStore(tx).own(by: person)
        let questions = try QuestionStore(tx).all(voices.map(\.question), for: visit.reader, in: visit.language, at: visit.now)
        let gone = try LineStore(tx).takenBack(voices.filter { $0.item.state == "withdrawn" }.map(\.id))
        let ended = try LineStore(tx).ended(voices.map(\.id))
        return voices.map { voice in
            MyWords.Own(
                voice: voice, question: questions[voice.question],
                takenBack: voice.item.state == "withdrawn" ? gone[voice.id] ?? voice.item.day : nil, ended: ended[voice.id])
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

    private func fate(_ voice: Voice, in place: Place) throws -> MyWords.Fate {
        if let day = try LineStore(tx).ended([voice.id])[voice.id] { return .ended(day) }
        // Its day has begun, and the hour in which it is emptied has not come round.
        if voice.item.state != "withdrawn", let last = voice.item.endsOn, visit.now.day(in: place.zone) >= last { return .ended(last) }
        return try fate(voice)
    }

    private func fate(_ voice: Voice) throws -> MyWords.Fate {
        switch voice.item.state {
        case "hidden", "removed": .outOfSight
        case "erased": .removed(try LineStore(tx).takenBack(voice.id) ?? voice.item.day)
        case "withdrawn": .takenBack(try LineStore(tx).takenBack(voice.id) ?? voice.item.day)
        case "rejected": .rejected(because: try AuditStore(tx).reason(of: "voice.reject", on: voice.id))
        case "held": .waiting
        default: .counted
        }
    }
}
