import Language

/// Somebody who can be recognised in a photo, by a face or by something they wear or carry. Who they are is kept nowhere.
struct Face: Sendable, Equatable {
    enum Answer: String, Sendable, CaseIterable {
        /// Nobody asked them yet.
        case open
        case yes
        /// Black squares stand where they were.
        case covered
    }

    let number: Int
    /// Squares of the grid over the photo.
    let squares: [Int]
    let answer: Answer
    let day: Day
}

/// Squares as somebody writes them: numbers of any script, with anything between them.
struct SquaresDraft: Sendable {
    var text = ""

    func checked(in grid: PhotoGrid) throws(Invalid) -> [Int] {
        let parts = text.replacing("–", with: "-").replacing(/\s*-\s*/, with: "-").split { " ,،;\n\t".contains($0) }
        var numbers: [Int] = []
        for part in parts {
            // A row of squares is written as 10-14. What cannot be read is refused: a square left open shows a face.
            let ends = part.split(separator: "-", omittingEmptySubsequences: false).map(Self.number)
            guard (1...2).contains(ends.count), let first = ends.first ?? nil, let last = ends.last ?? nil, first <= last else {
                throw Invalid("squares", Phrase("Write the numbers of the squares, such as 12, 13."))
            }
            numbers += first...last
        }
        guard !numbers.isEmpty else { throw Invalid("squares", Phrase("Write the numbers of the squares, such as 12, 13.")) }
        guard numbers.allSatisfy({ (1...grid.count).contains($0) }) else {
            throw Invalid("squares", Phrase("The squares have numbers from 1 to \("n", grid.count)."))
        }
        return Set(numbers).sorted()
    }

    /// In the digits of any script, up to four of them.
    private static func number(_ digits: Substring) -> Int? {
        guard (1...4).contains(digits.count) else { return nil }
        return digits.reduce(Int?.some(0)) { sum, digit in sum.flatMap { sum in digit.wholeNumberValue.map { sum * 10 + $0 } } }
    }
}

/// Everything the page of one photo shows.
struct PhotoDesk: Sendable {
    let voice: Voice
    let place: Place
    let file: VoiceFile
    let grid: PhotoGrid
    let faces: [Face]
    /// The day somebody said that everybody is on the list.
    let lookedOn: Day?
    /// What names the voice in this page's forms, and where its picture lies.
    let key: (name: String, value: String)
    /// Its own speaker looks at it, not the team.
    let isOwn: Bool

    /// Nobody in it who did not say yes can be recognised.
    var isCleared: Bool { lookedOn != nil && !faces.contains { $0.answer == .open } }
}

extension Voice {
    /// Its photo goes no further than the team until somebody said who can be recognised in it.
    var waitsForFaces: Bool { openness.audience < .team && files.contains { $0.kind == "photo" && !$0.isCleared } }
}
