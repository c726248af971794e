import Database
import Language

/// Reads what a telling-back is written from: the duty, the records its listeners may see, and who else could do it.
struct TellingReading {
    let tx: any Connection
    let visit: Visit
    let house: House

    /// What stands behind one page of telling, with the draft filled in.
    struct Found: Sendable {
        let desk: TellingPages.Desk
        let telling: Telling?
        /// What the telling speaks of, to be linked to it.
        let cites: [ID<Item>]
        /// The strictest class of the voices whose words stand in the text.
        let ceiling: Audience
        /// Everybody whose words stand in it allowed them to be quoted.
        let mayQuote: Bool
        /// Nobody stands in it by a name they did not allow to stand there.
        let mayName: Bool
    }

    /// The duty, if this reader may do it; otherwise it does not exist.
    func duty(_ id: ID<Duty>) throws -> Duty {
        let duty = try DutyStore(tx).find(id)
        guard duty.kind == .tellBack, visit.reader.takesPart(in: duty.space) || visit.reader.person == nil else { throw Refusal.notFound }
        try visit.reader.require(.tell, in: duty.space)
        return duty
    }

    func found(_ id: ID<Duty>, typed: TellingDraft? = nil) throws -> Found {
        let duty = try duty(id)
        let place = try PlaceStore(tx).find(duty.space)
        let question = try QuestionStore(tx).find(duty.item, for: visit.reader, in: duty.language, at: visit.now)
        let telling = try TellingStore(tx).prepared(for: id)
        // A right to tell is not yet one to read what a colleague prepared under closer marks.
        if let telling { _ = try LineStore(tx).find(telling.id, for: visit.reader, at: visit.now) }
        let tongue = house.catalogues.tongue(duty.language, zone: place.zone, today: visit.now.day(in: place.zone))
        let listener = Reader(person: nil, name: "", roles: [place.id: .member])
        let view = try BecameReading(tx: tx, reader: listener, language: duty.language, now: visit.now).view(question.id)
        let quote = try VoiceStore(tx).quotable(on: question.id, in: place.id, language: duty.language, for: listener, at: visit.now)
        var draft = TellingDraft()
        let people = try VoiceStore(tx).count(of: question.id).people
        draft.text = telling?.text?.body ?? TellingWords.draft(view, people: people, quote: quote, in: tongue)
        let written = typed?.text ?? draft.text
        let quoted = try VoiceStore(tx).quoted(in: written, on: question.id, at: visit.now)
        let ceiling = quoted.map(\.audience).max() ?? .everyone
        draft.openness = openness(view, telling, under: ceiling)
        let desk = TellingPages.Desk(
            place: place, question: question, duty: duty, draft: typed ?? draft, version: telling?.item.version ?? 0,
            through: try through(duty),
            colleagues: try colleagues(in: place.id), hasMail: house.post != nil, closes: try Self.closes(duty, tx))
        return Found(
            desk: desk, telling: telling, cites: view.records + quoted.map(\.id) + retold(view, in: written), ceiling: ceiling,
            mayQuote: quoted.allSatisfy(\.isAllowed),
            mayName: !quoted.contains(where: \.isNamed))
    }

    /// Stories a panel chose whose words still stand in the text.
    private func retold(_ view: WhatBecame, in written: String) -> [ID<Item>] {
        view.panels.flatMap(\.chosen).filter { one in
            guard one.mayBeTold, let change = one.story?.words("change")?.body else { return false }
            return written.contains(Quote.of(change))
        }.map(\.id)
    }

    /// Whether telling this is the last that is owed on a question people can still answer.
    static func closes(_ duty: Duty, _ tx: any Connection) throws -> Bool {
        guard try LineStore(tx).unseen(duty.item)?.state == "open" else { return false }
        return try !DutyStore(tx).owed(on: duty.item, kind: .tellBack).contains { $0.id != duty.id && $0.state == "owed" }
    }

    /// As open as the strictest of what it tells and quotes, until the team opens it; never wider than the words it quotes.
    private func openness(_ view: WhatBecame, _ telling: Telling?, under ceiling: Audience) -> String {
        if ceiling > .everyone { return Openness.circle.rawValue }
        if let telling { return telling.item.tlp == .clear ? Openness.everyone.rawValue : Openness.circle.rawValue }
        let audiences = view.learned.map(\.item.audience) + view.done.map(\.item.audience)
        return audiences.allSatisfy { $0 == .everyone } && !audiences.isEmpty ? Openness.everyone.rawValue : Openness.circle.rawValue
    }

    /// The person or the meeting listeners named; mail addresses are never shown.
    private func through(_ duty: Duty) throws -> [String] {
        guard duty.door == .person || duty.door == .meeting else { return [] }
        let named = try VoiceStore(tx).waiting(for: duty, at: visit.now).compactMap { $0.sealedTo.flatMap { Sealed.open($0, house.keys) } }
        return Set(named).sorted()
    }

    private func colleagues(in space: ID<Space>) throws -> [(id: ID<Person>, name: String)] {
        try tx.run(
            """
            SELECT p.id, p.name FROM memberships m JOIN people p ON p.id = m.person_id
            WHERE m.space_id = \(space) AND \(MembershipStore.has(.tell)) ORDER BY p.name, p.id LIMIT 100
            """
        ).map { try (id: $0.id("id"), name: $0.text("name")) }
    }
}

/// Where an answer goes, as it lies in the table: sealed, in hexadecimal.
enum Sealed {
    static func open(_ sealed: String, _ keys: Keys) -> String? {
        let digits = Array(sealed.utf8)
        guard digits.count.isMultiple(of: 2) else { return nil }
        var bytes: [UInt8] = []
        for place in stride(from: 0, to: digits.count, by: 2) {
            guard let byte = UInt8(String(decoding: digits[place..<place + 2], as: UTF8.self), radix: 16) else { return nil }
            bytes.append(byte)
        }
        return keys.open(bytes, for: .mail).map { String(decoding: $0, as: UTF8.self) }
    }
}
