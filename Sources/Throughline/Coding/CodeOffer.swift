import Language

/// A code a machine proposes for a sentence, since passages like it have it. Nothing has the code until a person says yes.
struct CodeOffer: Sendable, Equatable {
    let code: ID<Code>
    let name: String
    let span: Span
    /// The passage it is most like, as a person gave it the code.
    let like: String

    /// So many for one answer.
    static let most = 3
    /// Passages that speak for a code.
    static let neighbours = 12

    /// The codes of the passages nearest to one of these sentences, the likeliest first.
    ///
    /// Each sentence asks its nearest passages, and each of those speaks for its codes, the louder the nearer it is. `passage` tells which
    /// ones are the same words with several codes: they count as one neighbour.
    static func likeliest(
        _ sentences: [(place: Int, vector: [Float])], among passages: [(code: ID<Code>, passage: Int, vector: [Float])], near: Float,
        most: Int = most
    ) -> [(code: ID<Code>, place: Int, passage: Int, weight: Float)] {
        var best: [ID<Code>: (place: Int, passage: Int, weight: Float)] = [:]
        for sentence in sentences {
            let likenesses = passages.indices.map { (passage: $0, likeness: Vector.dot(sentence.vector, passages[$0].vector)) }
            let nearest = likenesses.filter { $0.likeness >= near }.sorted { one, other in
                one.likeness == other.likeness ? one.passage < other.passage : one.likeness > other.likeness
            }
            var asked: Set<Int> = []
            var found: [ID<Code>: (passage: Int, weight: Float)] = [:]
            for (passage, likeness) in nearest {
                guard asked.contains(passages[passage].passage) || asked.count < neighbours else { continue }
                asked.insert(passages[passage].passage)
                let code = passages[passage].code
                found[code] = (found[code]?.passage ?? passage, (found[code]?.weight ?? 0) + likeness * likeness)
            }
            for (code, one) in found where one.weight > best[code]?.weight ?? 0 { best[code] = (sentence.place, one.passage, one.weight) }
        }
        let all = best.map { (code: $0.key, place: $0.value.place, passage: $0.value.passage, weight: $0.value.weight) }
        return Array(
            all.sorted { one, other in
                one.weight == other.weight ? one.code.description < other.code.description : one.weight > other.weight
            }.prefix(most))
    }
}

/// What a machine proposes beside the answers of a desk.
struct DeskHelp: Sendable {
    var offers: [ID<Item>: [CodeOffer]] = [:]
    /// Answers that say something alike, with the sentence that does.
    var alike: [ID<Item>: [(voice: Voice, words: String)]] = [:]
    var engine = ""
    /// It is still reading: so many sentences of all.
    var reading: (done: Int, of: Int)?
    var isInstead = false

    static let mostAlike = 3
}
