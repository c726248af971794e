import Database
import HTML
import Language

/// Tells people what became of what they want to learn. Whoever typed a need for somebody else is asked to tell them.
struct AgendaMail: Sendable {
    let house: House

    /// Those whose needs became one question hear its wording, and until when they may object (domain 1.a).
    func worded(
        _ text: String, _ id: ID<Item>, of needs: [LearningNeed], until day: Day, in place: Place, _ visit: Visit, on tx: any Connection
    )
        throws
    {
        for (person, theirs) in Self.askers(of: needs, besides: visit.reader.person) {
            var lines: [MailPage.Line] = theirs.map { need in .say(Phrase("You wrote: “\("words", need.text.body)”")) }
            lines += Self.passingOn(theirs)
            lines += [
                .say(Phrase("The question is worded like this: “\("words", text)”")),
                .say(Phrase("If this is not what you meant, say so until \("day", day).")),
                .link(Phrase("Say whether it is right"), visit.address("/questions/\(id)/agenda")),
            ]
            let page = MailPage(subject: Phrase("What you want to learn became part of a question"), lines: lines)
            try PersonalLetter(house: house).send(page, to: person, for: place.id, at: visit.now, on: tx)
        }
    }

    func parked(_ need: LearningNeed, because: String, in place: Place, _ visit: Visit, on tx: any Connection) throws {
        try tell(
            need, Phrase("What you want to learn was put aside"),
            [.say(Phrase("We do not take it up now, because: \("because", because)"))], in: place, visit, on: tx)
    }

    func answered(_ need: LearningNeed, by answer: String, in place: Place, _ visit: Visit, on tx: any Connection) throws {
        try tell(
            need, Phrase("What you want to learn was answered already"), [.say(Phrase("This answers it: “\("words", answer)”"))], in: place,
            visit, on: tx)
    }

    /// What answered some questions is contradicted: their owners and the users of the answer hear it the same day (domain 1.e).
    func contradicted(_ questions: [ID<Item>], in place: Place, _ visit: Visit, on tx: any Connection) throws {
        for id in questions {
            let facet = try AgendaQuestionStore(tx).find(id, for: visit.reader, in: place.language, at: visit.now)
            let names = facet.use.words(.users).split(whereSeparator: { ",;،\n".contains($0) }).map {
                $0.split(separator: " ").joined(separator: " ")
            }
            let users = try names.compactMap { try MembershipStore(tx).person(named: $0, in: place.id) }
            let page = MailPage(
                subject: Phrase("A question is open again: something speaks against its answer"),
                lines: [
                    .say(Phrase("The question: “\("words", facet.question.text.body)”")),
                    .say(
                        Phrase(
                            "Somebody put something beside its answer that contradicts it. The old answer stays to be read, with its days.")
                    ),
                    .link(Phrase("Look at it"), visit.address("/questions/\(id)/agenda")),
                ])
            for person in Set(users + [facet.owner].compactMap(\.self)).sorted(by: { $0.description < $1.description }) {
                try PersonalLetter(house: house).send(page, to: person, for: place.id, at: visit.now, on: tx, key: "agenda-\(id)-\(person)")
            }
        }
    }

    private func tell(
        _ need: LearningNeed, _ subject: Phrase, _ lines: [MailPage.Line], in place: Place, _ visit: Visit, on tx: any Connection
    ) throws {
        for (person, theirs) in Self.askers(of: [need], besides: visit.reader.person) {
            var all: [MailPage.Line] = [.say(Phrase("You wrote: “\("words", need.text.body)”"))]
            all += Self.passingOn(theirs) + lines
            all.append(.link(Phrase("Look at it"), visit.address("/needs/\(need.id)")))
            let page = MailPage(subject: subject, lines: all)
            try PersonalLetter(house: house).send(page, to: person, for: place.id, at: visit.now, on: tx)
        }
    }

    /// Who raised or typed some needs, each once, and which.
    private static func askers(of needs: [LearningNeed], besides me: ID<Person>?) -> [(ID<Person>, [LearningNeed])] {
        Dictionary(grouping: needs.filter { $0.item.author.person != nil && $0.item.author.person != me }) { $0.item.author.person }
            .compactMap { person, theirs in person.map { ($0, theirs) } }.sorted { $0.0.description < $1.0.description }
    }

    private static func passingOn(_ needs: [LearningNeed]) -> [MailPage.Line] {
        needs.filter(\.isTypedFor).map { .say(Phrase("You wrote it down for \("name", $0.asker). Please tell them.")) }
    }
}
