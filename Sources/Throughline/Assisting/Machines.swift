import Language
import Synchronization

/// Programs that help people to read, as the operator set them up. What they gave is kept in memory alone: nothing of it lies on a disk.
final class Machines: Sendable {
    private let services = Mutex<(vectors: MachineService?, chat: MachineService?)>((nil, nil))
    let sentences = SentenceVectors()
    let drafts = OutsideDrafts()

    var vectors: MachineService? { services.withLock { $0.vectors } }
    var chat: MachineService? { services.withLock { $0.chat } }

    func use(vectors: MachineService?, chat: MachineService?) { services.withLock { $0 = (vectors, chat) } }

    /// What sentences mean, by the operator's program where there is one that answers, else by the words they share.
    func compared(_ sentences: [SaidSentence]) async -> Comparison {
        guard let service = vectors else { return Comparison(byWordsOf: sentences) }
        switch await self.sentences.read(sentences.map(\.words), by: service) {
        case .ready(let vectors): return Comparison(sentences, centred: vectors, by: service.model)
        case .reading(let done): return Comparison(stillReading: done, of: sentences.count, by: service.model)
        case .failing: return Comparison(byWordsOf: sentences, instead: true)
        }
    }
}

/// One sentence as it is compared: in which language, since programs take likeness of language for likeness of meaning.
struct SaidSentence: Sendable {
    let words: String
    let language: String
}

/// Sentences beside each other.
struct Comparison: Sendable {
    /// In the order of the sentences; empty while they are still being read.
    let vectors: [[Float]]
    /// How pages name what compared them.
    let engine: String
    var read: Int?
    var count = 0
    /// The operator's program did not answer, so that only words were compared.
    var isInstead = false
    /// From here on two sentences say something alike; by words they need to share less to be as near.
    let near: Float

    /// The likeness of words alone: it crosses no language.
    static let byWords = "Throughline words 1"

    static func waiting(_ done: Int, of all: Int) -> Phrase {
        Phrase("The machine is still reading: \("done", done) of \("n", all) sentences. Open this page again in a minute.")
    }

    init(byWordsOf sentences: [SaidSentence], instead: Bool = false) {
        (vectors, engine, isInstead, near) = (WordVectors.of(sentences.map(\.words)), Self.byWords, instead, 0.08)
    }

    init(_ sentences: [SaidSentence], centred vectors: [[Float]], by engine: String) {
        (self.vectors, self.engine, near) = (Vector.centred(vectors, by: sentences.map(\.language)), engine, 0.15)
    }

    init(stillReading done: Int, of count: Int, by engine: String) {
        (vectors, self.engine, read, self.count, near) = ([], engine, done, count, 0.15)
    }
}
