import Foundation
import Language
import Testing

@testable import Throughline

struct ReceiptCodeTests {
    private static let listed: [LanguageTag] = ["en", "fr", "es", "pt-BR", "ru"]

    @Test(arguments: ReceiptWords.all.map(\.language))
    func everyListHas2048WordsToldApartByTheirFirstFourLetters(_ language: String) throws {
        let texts = [
            "en": ReceiptWords.english, "fr": ReceiptWords.french, "es": ReceiptWords.spanish, "pt": ReceiptWords.portuguese,
            "ru": ReceiptWords.russian,
        ]
        let words = try #require(texts[language]).split(whereSeparator: \.isWhitespace).map(String.init)
        #expect(words.count == 2_048)
        #expect(Set(words.map(ReceiptWords.stem)).count == 2_048)
        #expect(words.allSatisfy { $0.allSatisfy(\.isLetter) && $0.count >= 3 })
        let list = try #require(ReceiptWords.list(for: language))
        #expect(list.words(typed: words.map(ReceiptWords.folded)) == words)
        #expect((1_990..<2_048).contains(list.offered.count), "withheld words stand in the list, and are few")
    }

    @Test(arguments: listed) func everyFreshCodeIsKnownAgainHoweverItIsTyped(_ language: LanguageTag) throws {
        var random = SmallRandom(seed: 7)
        for _ in 0..<200 {
            let code = ReceiptCode.fresh(in: language, using: &random)
            #expect(code.groups.count == 5)
            let words = code.groups
            let spaced = words.joined(separator: " ")
            let numbered = zip(1..., words).map { number, word in "\(number). \(word.capitalized)\n" }
            let ended = words.map { word in word.count < 4 ? word : word.prefix(4) + "xx" }
            let apart = words.map(\.decomposedStringWithCanonicalMapping).joined(separator: "\u{A0}")
            let typings: [String] = [
                spaced, spaced.uppercased(), "  " + words.joined(separator: ", ") + ".\r\n", numbered.joined(),
                words.map(ReceiptWords.folded).joined(separator: "-"),
                words.map { word in String(word.prefix(4)) }.joined(separator: "/"),
                ended.joined(separator: " "), "\u{202B}" + apart + "\u{202C}",
            ]
            for typed in typings { #expect(ReceiptCode(typed: typed)?.canonical == code.canonical, "\(typed)") }
        }
    }

    @Test(arguments: ["ar", "sw", "am-ET"] as [LanguageTag]) func languagesWithoutAListGetDigits(_ language: LanguageTag) throws {
        var random = SmallRandom(seed: 11)
        let code = ReceiptCode.fresh(in: language, using: &random)
        #expect(code.groups.count == 6 && code.groups.allSatisfy { $0.count == 3 })
        var arabic = ""
        for scalar in code.canonical.unicodeScalars { arabic.unicodeScalars.append(try #require(Unicode.Scalar(scalar.value + 0x630))) }
        for typed in [code.canonical, code.groups.joined(separator: " "), code.groups.joined(separator: "-"), arabic] {
            #expect(ReceiptCode(typed: typed)?.canonical == code.canonical, "\(typed)")
        }
    }

    @Test func aWrongOrSwappedDigitIsNoticed() throws {
        var random = SmallRandom(seed: 3)
        let digits = Array(ReceiptCode.fresh(in: "ar", using: &random).canonical)
        var tried = 0
        for place in digits.indices {
            for other in "0123456789" where other != digits[place] {
                var wrong = digits
                wrong[place] = other
                #expect(ReceiptCode(typed: String(wrong)) == nil)
                tried += 1
            }
            guard place > 0, digits[place] != digits[place - 1] else { continue }
            var swapped = digits
            swapped.swapAt(place, place - 1)
            #expect(ReceiptCode(typed: String(swapped)) == nil)
            tried += 1
        }
        #expect(tried > 170)
    }

    @Test(arguments: [
        "", "abandon", "abandon ability able about", "abandon ability able about above absent", "qqqq ability able about above",
        "abandon ability able about абзац", "123 456", "1 2 3 4 5", "'; DROP TABLE receipts", String(repeating: "a ", count: 900),
    ])
    func whatCannotBeACodeIsNone(_ typed: String) { #expect(ReceiptCode(typed: typed) == nil) }

    @Test func codesDifferAndWithheldWordsNeverComeUp() {
        var random = SmallRandom(seed: 1)
        let codes = (0..<2_000).map { _ in ReceiptCode.fresh(in: "en", using: &random) }
        #expect(Set(codes.map(\.canonical)).count == 2_000)
        let drawn = Set(codes.flatMap(\.groups))
        #expect(drawn.count > 1_900)
        #expect(drawn.isDisjoint(with: ["weapon", "soldier", "bomb"]))
        #expect(ReceiptCode(typed: "weapon soldier bomb able about") != nil, "but typed they still count")
    }
}

/// A repeatable source of chance (SplitMix64, S. Vigna), for tests only.
struct SmallRandom: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
