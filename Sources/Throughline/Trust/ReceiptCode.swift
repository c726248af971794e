import CSodium
import Language

/// The code with which somebody unnamed finds their own words again: five words of a list of 2,048 in their language
/// (55 bits), or 17 digits and a check digit where there is no list.
///
/// Only `canonical` is ever compared, and only as an HMAC. A word counts by its first four letters, which are its own in every list,
/// so whatever was heard or remembered of its ending does not matter.
struct ReceiptCode: Sendable, Equatable {
    /// What is written on the slip: five words, or six groups of three digits.
    let groups: [String]
    /// What goes into the HMAC; the same for every way of typing the same code.
    let canonical: String

    /// A new code. Words that could endanger or hurt on a slip of paper are never drawn.
    static func fresh(in language: LanguageTag, using random: inout some RandomNumberGenerator) -> ReceiptCode {
        guard let list = ReceiptWords.list(for: language.primary) else {
            var digits = (0..<17).map { _ in Int.random(in: 0...9, using: &random) }
            digits.append(checkDigit(of: digits))
            return ReceiptCode(digits: digits)
        }
        let words = (0..<5).map { _ in list.offered[Int.random(in: 0..<list.offered.count, using: &random)] }
        return ReceiptCode(words: words)
    }

    /// A code as somebody typed it: any case, accents or none, numbered or not, four letters of each word or all of them.
    ///
    /// nil when it cannot be a code: not five words of one list, or digits whose check digit is wrong.
    init?(typed: String) {
        guard typed.utf8.count <= 400 else { return nil }
        let (words, digits) = Self.parts(of: typed)
        if words.isEmpty {
            guard digits.count == 18, Self.checkDigit(of: Array(digits.dropLast())) == digits[17] else { return nil }
            self = ReceiptCode(digits: digits)
            return
        }
        guard words.count == 5, let found = ReceiptWords.all.lazy.compactMap({ $0.words(typed: words) }).first else { return nil }
        self = ReceiptCode(words: found)
    }

    private init(words: [String]) {
        groups = words
        canonical = words.map(ReceiptWords.stem(of:)).joined(separator: " ")
    }

    private init(digits: [Int]) {
        groups = stride(from: 0, to: digits.count, by: 3).map { digits[$0..<min($0 + 3, digits.count)].map(String.init).joined() }
        canonical = digits.map(String.init).joined()
    }

    /// The words folded, and the digits of every script as numbers. Marks and invisible signs vanish, all else separates.
    private static func parts(of typed: String) -> (words: [String], digits: [Int]) {
        var words: [String] = []
        var digits: [Int] = []
        var word = ""
        for scalar in ReceiptWords.folded(typed).unicodeScalars {
            let properties = scalar.properties
            if properties.isAlphabetic {
                word.unicodeScalars.append(scalar)
            } else if properties.generalCategory != .format {
                if !word.isEmpty { words.append(word) }
                word = ""
                if properties.numericType == .decimal, let value = properties.numericValue { digits.append(Int(value)) }
            }
        }
        if !word.isEmpty { words.append(word) }
        return (words, digits)
    }

    /// Damm's check digit (H. M. Damm, 2004): any one wrong digit and any two neighbours swapped are noticed.
    private static func checkDigit(of digits: [Int]) -> Int {
        digits.reduce(0) { dammTable[$0][$1] }
    }

    private static let dammTable = [
        [0, 3, 1, 7, 5, 9, 8, 6, 4, 2], [7, 0, 9, 2, 1, 5, 4, 8, 6, 3], [4, 2, 0, 6, 8, 7, 1, 3, 5, 9],
        [1, 7, 5, 0, 9, 8, 3, 4, 2, 6], [6, 1, 2, 3, 0, 4, 5, 9, 7, 8], [3, 6, 7, 4, 2, 0, 9, 5, 8, 1],
        [5, 8, 6, 9, 7, 2, 0, 1, 3, 4], [8, 9, 4, 5, 3, 6, 2, 0, 1, 7], [9, 4, 3, 8, 6, 1, 7, 2, 0, 5],
        [2, 5, 8, 1, 4, 3, 6, 7, 9, 0],
    ]
}

extension ReceiptCode {
    /// The code that belongs to a keyed hash: the same form sent twice shows the same words, and nothing of it is stored.
    static func made(from seed: [UInt8], in language: LanguageTag) -> ReceiptCode {
        var random = Stretched(seed: seed)
        return fresh(in: language, using: &random)
    }

    /// The language of its words; nil for digits.
    var language: LanguageTag? {
        ReceiptWords.all.first { $0.words(typed: groups.map(ReceiptWords.folded)) != nil && groups.allSatisfy($0.offered.contains) }
            .flatMap { LanguageTag($0.language) }
    }

    /// What stands on the slip.
    var text: String { groups.joined(separator: " ") }

    /// As many random numbers as wanted out of one keyed hash, by BLAKE2b over a counter.
    private struct Stretched: RandomNumberGenerator {
        let seed: [UInt8]
        var counter: UInt64 = 0

        mutating func next() -> UInt64 {
            counter += 1
            let block = counter.bytes
            var digest = [UInt8](repeating: 0, count: 16)
            crypto_generichash(&digest, 16, block, UInt64(block.count), seed, seed.count)
            return digest[..<8].reduce(0) { $0 << 8 | UInt64($1) }
        }
    }
}
