import Language

/// One piece of evidence for or against something learned, with what tells whether it is independent of the others (domain 3).
struct Evidence: Sendable {
    let source: ID<Item>
    let relation: Relation
    let kind: SourceKind
    let author: Author
    var organisation: String?
    /// The meeting it was heard at.
    var event: String?
    var document: String?
    /// The country or region it speaks about.
    var context: String?
    /// Other sources whose words it passes on.
    var quotes: Set<ID<Item>> = []
}

/// A piece of evidence as it stands beside an insight: with its source, and the sentence that says why.
struct StandingEvidence: Sendable {
    let evidence: Evidence
    let source: Item
    let why: String?
}

/// What kind of knowing it is.
enum SourceKind: String, Sendable, CaseIterable {
    case lived, practitioner, document, measurement, expert
    /// Nobody said how they know it.
    case unsaid

    /// In the order they are asked for: nothing is said of a speaker until somebody knows it.
    static let asked: [SourceKind] = [.unsaid, .lived, .practitioner, .document, .measurement, .expert]

    /// Somebody said it, rather than a record.
    var isTold: Bool {
        switch self {
        case .unsaid, .lived, .practitioner, .expert: true
        case .document, .measurement: false
        }
    }

    var words: Phrase {
        switch self {
        case .unsaid: Phrase("Somebody who answered")
        case .lived: Phrase("Somebody who lives it")
        case .practitioner: Phrase("Somebody who works with it")
        case .document: Phrase("A document")
        case .measurement: Phrase("A measurement")
        case .expert: Phrase("Somebody who studies it")
        }
    }
}

extension Set<SourceKind> {
    /// How many different kinds there are for sure: what nobody said is a kind only where no other told kind is.
    var different: Int {
        let said = subtracting([.unsaid])
        return said.count + (contains(.unsaid) && !said.contains(where: \.isTold) ? 1 : 0)
    }
}

extension Relation {
    /// How evidence can stand to what was learned.
    static let ofEvidence: [Relation] = [.supports, .contradicts, .complicates, .limits]

    var evidenceWords: Phrase {
        switch self {
        case .contradicts: Phrase("It speaks against it")
        case .complicates: Phrase("It makes it less simple")
        case .limits: Phrase("It sets limits to it")
        default: Phrase("It supports it")
        }
    }
}

/// Whether people were asked, records were read, or both.
enum Warmth: Sendable, Equatable {
    case nothing, conversationsOnly, documentsOnly, both

    init(_ evidence: [Evidence]) {
        let told = evidence.count(where: { $0.kind.isTold })
        self = evidence.isEmpty ? .nothing : told == 0 ? .documentsOnly : told == evidence.count ? .conversationsOnly : .both
    }

    var words: Phrase? {
        switch self {
        case .nothing: nil
        case .conversationsOnly: Phrase("Conversations only: not yet checked against records.")
        case .documentsOnly: Phrase("Documents only: nobody was asked.")
        case .both: Phrase("From conversations and from records.")
        }
    }
}
