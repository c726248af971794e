import Language

/// Sentences out of many answers, picked so that each stands for others, and one that stands for nobody else.
///
/// Sentences are put into groups by what they mean; the one nearest to the middle of each group is shown as it was said, the largest group
/// first. Last comes the sentence farthest from all of them: what one person alone says is lost by every sum.
struct Gist: Sendable, Equatable {
    struct Pick: Sendable, Equatable {
        /// Which sentence.
        let place: Int
        /// Answers with a sentence in its group, its own among them.
        let answers: Int
        /// Far from everything else.
        let isAlone: Bool
    }

    let picks: [Pick]

    /// Fewer answers are read by a person in no time, and a pick of them would only hide some.
    static let fewest = 5
    static let mostGroups = 6

    /// `speakers`: which answer a sentence stands in; `lengths`: its letters.
    init(_ vectors: [[Float]], speakers: [Int], lengths: [Int]) {
        let answers = Set(speakers).count
        let said = vectors.indices.filter { !vectors[$0].allSatisfy { $0 == 0 } }
        guard answers >= Self.fewest, !said.isEmpty else {
            picks = []
            return
        }
        let count = min(Self.mostGroups, max(2, Int(Double(answers).squareRoot())))
        var groups = Self.groups(of: said, vectors, count)
        let sizes = groups.map { Set($0.map { speakers[$0] }).count }
        let order = groups.indices.sorted { one, other in
            sizes[one] == sizes[other] ? (groups[one].first ?? 0) < (groups[other].first ?? 0) : sizes[one] > sizes[other]
        }
        groups = order.map { groups[$0] }
        var (found, used): ([Pick], Set<Int>) = ([], [])
        for group in groups {
            let middle = Vector.unit(Vector.mean(group.map { vectors[$0] }))
            let free = group.filter { !used.contains(speakers[$0]) }
            let best = free.max { Self.worth($0, middle, vectors, lengths) < Self.worth($1, middle, vectors, lengths) }
            guard let best else { continue }
            used.insert(speakers[best])
            found.append(Pick(place: best, answers: Set(group.map { speakers[$0] }).count, isAlone: false))
        }
        // Nobody else says anything near to it: not only none of those picked.
        var far: (place: Int, near: Float)?
        for place in said where !used.contains(speakers[place]) && lengths[place] >= Self.shortest {
            let near = Self.nearest(to: place, among: said, vectors, speakers)
            if near < far?.near ?? 2 { far = (place, near) }
        }
        if let far { found.append(Pick(place: far.place, answers: 1, isAlone: true)) }
        picks = found
    }

    /// Shorter ones are greetings and sighs.
    private static let shortest = 20

    private static func worth(_ place: Int, _ middle: [Float], _ vectors: [[Float]], _ lengths: [Int]) -> Float {
        // A few words alone, and half a page, tell a reader less.
        let length = lengths[place]
        var price: Float = 0
        if length < 35 || length > 260 { price = 0.15 }
        if length < shortest || length > 260 { price = 0.3 }
        return Vector.dot(vectors[place], middle) - price
    }

    /// How near the nearest sentence of somebody else is.
    private static func nearest(to place: Int, among said: [Int], _ vectors: [[Float]], _ speakers: [Int]) -> Float {
        var nearest: Float = 0
        for other in said where speakers[other] != speakers[place] { nearest = max(nearest, Vector.dot(vectors[place], vectors[other])) }
        return nearest
    }

    /// By directions: the first in the middle of all, each next one farthest from those before, then ten rounds of moving to the middle.
    private static func groups(of places: [Int], _ vectors: [[Float]], _ count: Int) -> [[Int]] {
        let all = Vector.unit(Vector.mean(places.map { vectors[$0] }))
        guard let first = places.max(by: { Vector.dot(vectors[$0], all) < Vector.dot(vectors[$1], all) }) else { return [] }
        var middles = [vectors[first]]
        while middles.count < count {
            let next = places.min { one, other in likest(vectors[one], middles).likeness < likest(vectors[other], middles).likeness }
            guard let next, likest(vectors[next], middles).likeness < 0.95 else { break }
            middles.append(vectors[next])
        }
        var groups: [[Int]] = []
        for _ in 0..<10 {
            groups = Array(repeating: [], count: middles.count)
            for place in places { groups[likest(vectors[place], middles).place].append(place) }
            middles = zip(groups, middles).map { $0.isEmpty ? $1 : Vector.unit(Vector.mean($0.map { vectors[$0] })) }
        }
        return groups.filter { !$0.isEmpty }
    }

    private static func likest(_ vector: [Float], _ middles: [[Float]]) -> (place: Int, likeness: Float) {
        middles.enumerated().map { ($0.offset, Vector.dot(vector, $0.element)) }.max { $0.1 < $1.1 } ?? (0, 0)
    }
}
