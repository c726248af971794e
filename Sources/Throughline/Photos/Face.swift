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
        let numbers = text.split { $0.wholeNumberValue == nil }.map { digits in
            digits.prefix(6).reduce(0) { $0 * 10 + ($1.wholeNumberValue ?? 0) }
        }
        guard !numbers.isEmpty else { throw Invalid("squares", Phrase("Write the numbers of the squares, such as 12, 13.")) }
        guard numbers.allSatisfy({ (1...grid.count).contains($0) }) else {
            throw Invalid("squares", Phrase("The squares have numbers from 1 to \("n", grid.count)."))
        }
        return Set(numbers).sorted()
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
