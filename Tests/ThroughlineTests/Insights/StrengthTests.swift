import Language
import Testing

@testable import Throughline

/// Domain 3, *Strength of evidence*: the scenarios, the examples and the edges of the table.
struct StrengthTests {
    @Test("3.a: six cards, two sources") func sixCardsFromOneRoomAndOneElsewhereAreTwoSources() throws {
        let suggestion = Strength.suggested(Self.room + [piece(6, organisation: "Osh group")])
        #expect(suggestion.sources == 2)
        #expect(suggestion.strength == .emerging)
        let words = try #require(suggestion.because.first).words.plain(in: .english)
        #expect(words == "6 cards, but only 2 independent sources: 5 came from the same meeting.")
    }

    @Test("3.b: corroborated, not well supported") func threeMoreFromTwoOtherOrganisationsCorroborateInSpiteOfOneAgainst() {
        let more = [
            piece(6, organisation: "Osh group"), piece(7, .document, organisation: "Institute"), piece(8, organisation: "Institute"),
            piece(9, organisation: "Delta Bridge"), piece(10, relation: .contradicts),
        ]
        let suggestion = Strength.suggested(Self.room + more)
        #expect((suggestion.sources, suggestion.against) == (5, 1))
        #expect(suggestion.organisations.effective >= 2)
        #expect(suggestion.kinds.count == 3)
        #expect(suggestion.strength == .corroborated)
        #expect(suggestion.lacks.contains(.sources(3)))
    }

    @Test(arguments: [([5, 1, 1], "1.81"), ([2, 2, 1, 1, 1, 1], "5.33"), ([3], "1.0")])
    func organisationsCountByTheirShare(_ counts: [Int], _ effective: String) {
        let pieces = counts.enumerated().flatMap { place, n in
            (0..<n).map { piece(place * 100 + $0, organisation: "organisation \(place)") }
        }
        let found = Strength.suggested(pieces).organisations.effective
        #expect("\((found * 100).rounded(.down) / 100)" == effective)
    }

    @Test func somebodyWithoutAnOrganisationCountsAsTheirOwn() {
        #expect(Strength.suggested([piece(0), piece(1), piece(2)]).organisations.effective == 3)
    }

    @Test func twoEqualOrganisationsAreExactlyTwo() {
        let spread = Strength.suggested([
            piece(0, organisation: "A"), piece(1, organisation: "a "), piece(2, organisation: "B"), piece(3, organisation: "B"),
        ])
        .organisations
        #expect(spread.isAtLeast(2) && !spread.isAtLeast(3))
    }

    @Test func oneAuthorIsOneSourceHoweverOftenTheySpeak() throws {
        let leila = Author.person(ID("leila"))
        let suggestion = Strength.suggested([
            piece(0, by: leila), piece(1, by: leila), piece(2, by: .pseudonym("River")), piece(3, by: .pseudonym(" river")),
        ])
        #expect(suggestion.sources == 2)
        #expect(suggestion.because.first == .joined(pieces: 4, sources: 2, largest: 2, bond: .speaker))
    }

    @Test func unnamedVoicesOfOneMeetingAreApartUnlessTheOrganisationIsTheSame() {
        #expect(Strength.suggested([piece(0, event: "Thursday"), piece(1, event: "Thursday")]).sources == 2)
        let mixed = [
            piece(0, organisation: "A", event: "Thursday"), piece(1, organisation: "B", event: "Thursday"),
            piece(2, organisation: "a", event: "thursday"),
        ]
        #expect(Strength.suggested(mixed).sources == 2)
    }

    @Test func whatIsJoinedInStepsIsOneSource() {
        var first = piece(0, by: .pseudonym("River"))
        first.document = "Report 4"
        var second = piece(1, by: .pseudonym("Hill"))
        second.document = "report  4"
        var third = piece(2, by: .pseudonym("Hill"))
        third.quotes = []
        var fourth = piece(3)
        fourth.quotes = [third.source]
        let suggestion = Strength.suggested([first, second, third, fourth])
        #expect(suggestion.sources == 1)
        #expect(suggestion.because.first == .joined(pieces: 4, sources: 1, largest: 4, bond: .together))
    }

    @Test func aSourceOnBothSidesCountsOnEach() {
        let leila = Author.person(ID("leila"))
        let suggestion = Strength.suggested([piece(0, by: leila), piece(1, relation: .contradicts, by: leila), piece(2, relation: .limits)])
        #expect((suggestion.sources, suggestion.against) == (1, 1))
        #expect(suggestion.strength == .singleVoice)
    }

    @Test(arguments: [
        // n, c, organisations, kinds, places: the word
        (0, 0, 1, 1, 1, Strength.none), (0, 3, 1, 1, 1, .none), (0, 4, 1, 1, 1, .contested), (1, 0, 1, 1, 1, .singleVoice),
        (1, 2, 1, 1, 1, .singleVoice), (1, 3, 1, 1, 1, .contested), (2, 0, 2, 2, 1, .emerging), (3, 0, 3, 3, 2, .emerging),
        (4, 0, 2, 2, 1, .corroborated), (4, 0, 1, 2, 1, .emerging), (4, 0, 2, 1, 1, .emerging), (7, 3, 3, 2, 1, .corroborated),
        (7, 3, 2, 2, 1, .emerging),
        (6, 3, 2, 2, 1, .emerging), (6, 4, 2, 2, 1, .emerging), (5, 4, 2, 2, 1, .contested), (8, 2, 4, 3, 2, .wellSupported),
        (8, 3, 4, 3, 2, .corroborated), (7, 0, 4, 3, 2, .corroborated), (8, 0, 2, 3, 2, .corroborated), (8, 0, 4, 2, 2, .corroborated),
        (8, 0, 4, 3, 1, .corroborated), (2, 2, 2, 2, 1, .contested), (3, 2, 3, 2, 1, .emerging),
    ])
    func theWordFollowsTheTable(_ n: Int, _ c: Int, _ organisations: Int, _ kinds: Int, _ places: Int, _ word: Strength) {
        let support = (0..<n).map { place in
            piece(
                place, SourceKind.allCases[place % kinds], organisation: "organisation \(place % organisations)",
                context: "place \(place % places)")
        }
        let suggestion = Strength.suggested(support + (0..<c).map { piece(1000 + $0, relation: .contradicts) })
        #expect((suggestion.sources, suggestion.against) == (n, c))
        #expect(suggestion.strength == word)
    }

    @Test func manyKindsWithoutSomebodyWhoLivesItAreNotWellSupported() {
        let kinds: [SourceKind] = [.document, .measurement, .expert]
        let suggestion = Strength.suggested((0..<9).map { piece($0, kinds[$0 % 3], context: "place \($0 % 2)") })
        #expect(suggestion.strength == .corroborated)
        #expect(suggestion.lacks == [.lived])
    }

    @Test func whatNobodySaidIsNoKindOfItsOwnBesideOthersWhoTell() {
        #expect(Set<SourceKind>([.unsaid, .lived]).different == 1)
        #expect(Set<SourceKind>([.unsaid, .document]).different == 2)
        #expect(Set<SourceKind>([.unsaid]).different == 1)
        let four = (0..<4).map { piece($0, $0 == 0 ? .lived : .unsaid, organisation: "organisation \($0 % 2)") }
        #expect(Strength.suggested(four).strength == .emerging)
        #expect(!Strength.suggested(four.dropFirst().map(\.self)).because.contains(.oneKind))
    }

    @Test func theMixIsSaidInWords() {
        #expect(Warmth([piece(0), piece(1, .expert)]) == .conversationsOnly)
        #expect(Warmth([piece(0, .document), piece(1, .measurement)]) == .documentsOnly)
        #expect(Warmth([piece(0, .document), piece(1)]) == .both)
        #expect(Warmth([]).words == nil)
    }

    @Test(arguments: [
        (Confidence.high, Strength.singleVoice, 2), (.high, .emerging, 2), (.high, .corroborated, 1), (.high, .wellSupported, 1),
        (.high, .contested, 2),
        (.moderate, .emerging, 1), (.low, .singleVoice, 1), (.veryLow, .corroborated, 2), (.moderate, .singleVoice, 2),
        (.low, .wellSupported, 2),
        (.moderate, .contested, 1), (.veryLow, .contested, 1),
    ])
    func aJudgementFarFromTheEvidenceNeedsASecondPerson(_ confidence: Confidence, _ strength: Strength, _ needed: Int) {
        #expect(Checking.reviewersNeeded(confidence, strength) == needed)
    }

    @Test func onlySmallSpacesAskSomebodyFromElsewhere() {
        let (here, there): (ID<Space>, ID<Space>) = (ID("here"), ID("there"))
        let omar: ID<Person> = ID("omar")
        let reader = Reader(person: omar, name: "Omar", roles: [there: .steward])
        func chance(_ reader: Reader, members: Int, authors: Set<ID<Person>> = [], reviewers: Set<ID<Person>> = []) -> Checking.Chance {
            Checking.chance(of: reader, in: here, authors: authors, reviewers: reviewers, members: members)
        }
        #expect(chance(reader, members: 7) == .outsider)
        #expect(chance(reader, members: 8) == .no)
        #expect(chance(reader, members: 7, authors: [omar]) == .ownWork)
        #expect(chance(reader, members: 7, reviewers: [omar]) == .lookedAlready)
        #expect(chance(Reader(person: omar, name: "Omar", roles: [there: .member]), members: 2) == .no)
        #expect(chance(.stranger, members: 2) == .no)
        #expect(chance(Reader(person: omar, name: "Omar", roles: [here: .analyst]), members: 80) == .insider)
    }

    /// Five practitioners of one organisation at one workshop.
    private static let room = (0..<5).map { piece($0, .practitioner, organisation: "Riverbend", event: "Workshop of May") }
}

/// A voice without a name, lived, for the claim, unless said otherwise.
private func piece(
    _ number: Int, _ kind: SourceKind = .lived, relation: Relation = .supports, by author: Author = .nobody, organisation: String? = nil,
    event: String? = nil, context: String? = nil
) -> Evidence {
    Evidence(
        source: ID("source \(number)"), relation: relation, kind: kind, author: author, organisation: organisation, event: event,
        context: context)
}
