import Database
import Language

/// A telling goes out: by mail it is posted to each speaker, elsewhere the team says who heard. Then the debt is paid, and the
/// question is told when nothing more is owed on it.
struct Delivery {
    let tx: any Connection
    let house: House
    let reader: Reader

    /// `version` is that of the telling as its page showed it; nil where it was written in the same transaction.
    /// Nothing is told of what is for the team until a day; what is wrong is said at the field that is there to say it at.
    func tell(_ id: ID<Item>, _ draft: TellingDraft, seen version: Int? = nil, saying field: String, by act: Act) throws {
        if let day = try LineStore(tx).opensLast(citedBy: id, after: act.now) {
            throw Invalid(field, Phrase("This rests on something that is for the team until \("day", day). Tell it from that day on."))
        }
        let telling = try TellingStore(tx).find(id, for: reader, at: act.now)
        let duty = try DutyStore(tx).find(telling.duty)
        let form = try draft.delivery.checked(for: duty)
        let (told, unreachable) = duty.door == .mail ? try post(telling, duty, by: act) : try draft.counts(of: duty.people)
        try TellingStore(tx).tell(telling, duty, told: told, unreachable: unreachable, seen: version, as: reader, by: act)
        try TellingStore(tx).deliver(telling.id, as: form, promised: duty.due)
        try close(telling.question, keepsOpen: draft.keepsOpen, by: act)
    }

    /// The last debt of a question closes its turn, unless it is kept open for more answers; whoever decided hears next day how many were
    /// told.
    func close(_ question: ID<Item>, keepsOpen: Bool = false, by act: Act) throws {
        let duties = try DutyStore(tx).owed(on: question, kind: .tellBack)
        guard !duties.contains(where: { $0.state == "owed" }), duties.contains(where: { $0.state == "done" }) else { return }
        guard let item = try LineStore(tx).unseen(question) else { return }
        if item.state == "closed" || item.state == "open" && !keepsOpen {
            try LineStore(tx).move(item, "tell", as: reader, by: act)
            if item.state == "open" { try QuestionStore(tx).setClosed(question, on: act.day) }
        }
        try DeciderWork.tellDeciders(of: question, from: house, by: act, on: tx)
    }

    /// One mail to each speaker who asked for one. Whoever left no address that can be opened counts as not reached.
    private func post(_ telling: Telling, _ duty: Duty, by act: Act) throws -> (told: Int, unreachable: Int) {
        guard house.post != nil else { throw Refusal.notAllowed }
        let place = try PlaceStore(tx).find(duty.space)
        let tongue = house.catalogues.tongue(duty.language, zone: place.zone, today: act.day)
        var told = 0
        var unreachable = 0
        for waiting in try VoiceStore(tx).waiting(for: duty, at: act.now) {
            guard let address = waiting.sealedTo.flatMap({ Sealed.open($0, house.keys) }), address.looksLikeMail else {
                unreachable += waiting.people
                continue
            }
            var letter = letter(to: address, telling, place, tongue, isLast: !waiting.mayHearAgain)
            letter.tells = Letter.Tells(telling: telling.id.description, people: waiting.people)
            try PostWork.send(letter, for: duty.space, from: house, at: act.now, on: tx)
            told += waiting.people
        }
        return (told, unreachable)
    }

    private func letter(to address: String, _ telling: Telling, _ place: Place, _ tongue: Tongue, isLast: Bool) -> Letter {
        let body = telling.text?.body ?? ""
        let link = house.settings.address("/questions/\(telling.question)").map { address in
            Phrase("The whole path stands here:").plain(in: tongue) + "\n\(address)\n\n"
        }
        let end =
            isLast
            ? Phrase("You asked the \("team", place.team) team to tell you. Your address has been forgotten with this mail.")
            : Phrase(
                "You asked the \("team", place.team) team to tell you, and allowed them to write again. Your code takes that back, and your address is forgotten."
            )
        let subject = place.isDiscreet ? MailPage.nothing : Phrase("What became of your words")
        let before = place.isDiscreet ? MailPage.manyWords.plain(in: tongue) + "\n\n" : ""
        return Letter(
            to: address, toName: nil, subject: subject.plain(in: tongue),
            text: "\(before)\(body)\n\n\(link ?? "")\(end.plain(in: tongue))\n",
            html: nil, language: telling.language.description)
    }
}
