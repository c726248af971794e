import Foundation

/// Sentences by the words they share and by parts of words, so that *road* is near *roads*: for every language and every server, and only
/// within one language.
enum WordVectors {
    /// Numbers in one vector; words fall onto them by chance.
    private static let width = 512

    static func of(_ sentences: [String]) -> [[Float]] {
        let parts = sentences.map(parts)
        var seen: [UInt64: Int] = [:]
        for one in parts { for part in Set(one.map(\.hash)) { seen[part, default: 0] += 1 } }
        let all = Float(sentences.count + 1)
        return parts.map { one in
            var vector = [Float](repeating: 0, count: width)
            for part in one {
                // What stands in every other sentence says nothing.
                let rarity = Float(seen[part.hash] ?? 1)
                let weight = part.weight * max(0, (all / rarity).logarithm - 0.4 as Float)
                vector[Int(part.hash % UInt64(width))] += part.hash >> 63 == 0 ? weight : -weight
            }
            return Vector.unit(vector)
        }
    }

    /// Words without accents and capitals, and their beginnings in pieces of four.
    private static func parts(_ sentence: String) -> [(hash: UInt64, weight: Float)] {
        words(sentence).flatMap { word -> [(hash: UInt64, weight: Float)] in
            let letters = Array(word.unicodeScalars)
            guard letters.count > 2 else { return letters.count == 2 ? [(hash: hash(word), weight: Float(0.5))] : [] }
            var found: [(hash: UInt64, weight: Float)] = [(hash: hash(word), weight: 1)]
            guard letters.count > 3 else { return found }
            for start in 0...(letters.count - 4) {
                let piece = String(String.UnicodeScalarView(letters[start..<start + 4]))
                let weight: Float = start == 0 ? 0.6 : 0.3
                found.append((hash: hash("~" + piece), weight: weight))
            }
            return found
        }
    }

    static func words(_ text: String) -> [String] {
        text.folding(options: [.caseInsensitive, .diacriticInsensitive, .widthInsensitive], locale: nil)
            .split { !$0.isLetter && !$0.isNumber }.map(String.init)
    }

    private static func hash(_ text: String) -> UInt64 {
        var sum: UInt64 = 0xcbf2_9ce4_8422_2325
        for byte in text.utf8 { sum = (sum ^ UInt64(byte)) &* 0x100_0000_01b3 }
        return (sum ^ sum >> 29) &* 0xbf58_476d_1ce4_e5b9
    }
}

extension Float {
    fileprivate var logarithm: Float { Float(log(Double(self))) }
}
