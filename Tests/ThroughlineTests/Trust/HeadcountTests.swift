import Language
import Testing

@testable import Throughline

/// Domain 0.5 and 14: ten for anybody, five for those who take part from outside, exact numbers for the people of the place.
struct HeadcountTests {
    private let space: ID<Space> = ID("space")

    @Test func aNumberIsGivenFromTheThresholdOn() {
        #expect(Headcount(0, from: 10) == .nobody)
        #expect(Headcount(1, from: 10) == .few && Headcount(9, from: 10) == .few)
        #expect(Headcount(10, from: 10) == .atLeast(10) && Headcount(31, from: 10) == .atLeast(30) && Headcount(3, from: 1) == .exactly(3))
    }

    @Test func eachReaderHasTheirOwnThreshold() {
        let member = Reader(person: ID("leila"), name: "Leila", roles: [space: .member])
        let elsewhere = Reader(person: ID("omar"), name: "Omar", roles: [ID("saffron"): .steward])
        var speaker = Reader.stranger
        speaker.speaker = (ID("voice"), space)
        #expect(Reader.stranger.fewest(in: space) == 10 && elsewhere.fewest(in: space) == 10)
        #expect(speaker.fewest(in: space) == 5 && speaker.fewest(in: ID("saffron")) == 10)
        #expect(member.headcount(1, in: space) == .exactly(1))
    }

    @Test(arguments: [
        (27, 31, 4, 10, "To 27 of 31 people. Some could not be reached."), (27, 31, 4, 1, "To 27 of 31 people. 4 could not be reached."),
        (1, 1, 0, 10, "To a few people."), (0, 3, 3, 10, "To nobody. Some could not be reached."),
        (2, 14, 12, 10, "To a few people. Some could not be reached."),
    ])
    func whoWasReachedIsCountedOnlyWhereAllNumbersAreLargeEnough(_ told: Int, _ people: Int, _ missed: Int, _ fewest: Int, _ words: String)
    {
        let said = TellingTitles.reached(told: told, people: people, unreachable: missed, from: fewest).plain(in: .english)
        #expect(String(said.unicodeScalars.filter { $0.value < 0x2066 || $0.value > 0x2069 }.map(Character.init)) == words)
    }
}
