import Language

/// A project as programs for qualitative analysis exchange it (REFI-QDA 1.5): sources, codes, passages, coders.
struct RefiProject: Sendable, Equatable {
    struct User: Sendable, Equatable {
        let guid: String
        let name: String
    }

    struct Code: Sendable, Equatable {
        let guid: String
        let name: String
        var about = ""
        /// The code it is part of.
        var parent: String?
    }

    struct Source: Sendable, Equatable {
        let guid: String
        let name: String
        /// Its language, or whatever another program says about it.
        var about = ""
        var text: String
        var selections: [Selection] = []
    }

    /// Unicode scalars of its source's text; the last one is not in it, as the examples of the standard count.
    struct Selection: Sendable, Equatable {
        let guid: String
        let span: Span
        var codings: [Coding] = []
    }

    struct Coding: Sendable, Equatable {
        let guid: String
        let code: String
        var user: String?
    }

    var name = ""
    var users: [User] = []
    var codes: [Code] = []
    var sources: [Source] = []
    /// Pictures, recordings and other things we do not take.
    var leftOut = 0

    /// Such a number as the standard names things by, of chance alone: it leads back to nothing here.
    static func guid(_ random: Randomness) -> String {
        let digits: [Character] = Array("0123456789abcdef")
        var all: [Character] = []
        for var bits in [random.next(), random.next()] {
            for _ in 0..<16 {
                all.append(digits[Int(bits & 15)])
                bits >>= 4
            }
        }
        let parts: [Range<Int>] = [0..<8, 8..<12, 12..<16, 16..<20, 20..<32]
        return parts.map { String(all[$0]) }.joined(separator: "-")
    }
}
