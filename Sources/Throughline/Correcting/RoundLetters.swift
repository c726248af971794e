import Database
import Language

/// The letters of a round: one to each address, in the language its owner wants to hear in. Whoever has no address that can be opened, or
/// was promised peace, gets none.
struct RoundLetters {
    let house: House

    /// Those who cannot be written to may still have a page of their own.
    func reachable(_ people: [RoundStore.Asked]) -> [RoundStore.Asked] {
        people.map { one in
            guard one.way == .mail, address(of: one) == nil || house.post == nil else { return one }
            return .init(voice: one.voice, way: .none, sealedTo: nil, language: one.language)
        }
    }

    /// One letter to each address, whatever its owner said how often.
    func ask(_ people: [RoundStore.Asked], _ round: CorrectionRound, base: String, on tx: any Connection, at now: Moment) throws {
        let place = try PlaceStore(tx).find(round.space)
        let written = Dictionary(grouping: people.filter { $0.way == .mail }) { address(of: $0) ?? "" }
        for (address, voices) in written.sorted(by: { $0.key < $1.key }) {
            guard let first = voices.first, !address.isEmpty else { continue }
            let question = try TextStore(tx).all(of: round.question, for: first.language)["text"]?.body ?? ""
            let links = voices.map { link($0.voice, round.id, $0.language, base) }
            try send(asking(question, round, place, links), to: address, first.language, place, on: tx, at: now)
        }
    }

    /// What became of what somebody put right, to those who may still be written to.
    func tell(_ voice: Voice, _ words: String, base: String, on tx: any Connection, at now: Moment) throws {
        guard let sealed = try VoiceStore(tx).address(of: voice, on: now.day(in: .utc)), let address = Sealed.open(sealed, house.keys),
            address.looksLikeMail,
            let round = try RoundStore(tx).rounds(asking: voice).first
        else { return }
        let place = try PlaceStore(tx).find(voice.item.space)
        let page = MailPage(
            subject: Phrase("What became of what you put right"),
            lines: [
                .say(Phrase("You wrote to the \("team", place.team) team what you had meant. This became of it:")),
                .say(Phrase("“\("words", words)”")), .gap,
                .link(Phrase("It stands here beside your words"), link(voice.id, round.id, voice.toldLanguage, base)), .gap,
                .say(Self.again(place)),
            ])
        try send(page, to: address, voice.toldLanguage, place, on: tx, at: now)
    }

    private func asking(_ question: String, _ round: CorrectionRound, _ place: Place, _ links: [String]) -> MailPage {
        MailPage(
            subject: Phrase("Is this what you meant? The \("team", place.team) team asks you"),
            lines: [
                .say(
                    Phrase(
                        "You answered the question “\("question", question)”. The \("team", place.team) team wrote down what it learned, from your words too. Before others read it, you can say whether it is right. It takes about \("n", round.minutes) minutes, until \("day", round.until)."
                    )), .gap,
            ] + links.flatMap { [.link(Phrase("Read it and answer"), $0), .gap] } + [
                .say(Phrase("If you do not answer, nothing is counted: not as a yes, not as a no.")), .say(Self.again(place)),
            ])
    }

    private static func again(_ place: Place) -> Phrase {
        Phrase("You allowed the \("team", place.team) team to write again. Your code takes that back, and your address is forgotten.")
    }

    private func send(_ page: MailPage, to address: String, _ language: LanguageTag, _ place: Place, on tx: any Connection, at now: Moment)
        throws
    {
        guard house.post != nil else { return }
        let tongue = house.catalogues.tongue(language, zone: place.zone, today: now.day(in: place.zone))
        let letter = page.letter(to: address, called: "", in: tongue, discreetly: place.isDiscreet)
        try PostWork.send(letter, for: place.id, from: house, at: now, on: tx)
    }

    private func link(_ voice: ID<Item>, _ round: ID<CorrectionRound>, _ language: LanguageTag, _ base: String) -> String {
        "\(base)/reviews/\(RoundLink.token(round, voice, house.keys))?lang=\(language)"
    }

    private func address(of one: RoundStore.Asked) -> String? {
        one.sealedTo.flatMap { Sealed.open($0, house.keys) }.flatMap { $0.looksLikeMail ? $0 : nil }
    }
}
