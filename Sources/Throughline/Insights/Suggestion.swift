import Language

/// What the evidence suggests, and everything needed to say why.
struct Suggestion: Sendable {
    let strength: Strength
    /// Pieces that support it, as many as there are cards.
    let pieces: Int
    /// Independent sources that support it: *n* of domain 3.
    let sources: Int
    /// Independent sources that speak against it: *c*.
    let against: Int
    let organisations: Spread
    let kinds: Set<SourceKind>
    /// How many countries or regions the support speaks about.
    let contexts: Int
    let because: [Reason]
    /// What the next stronger word would need.
    let lacks: [Lack]

    /// Effective number of organisations, 1 ÷ Σ p² (domain 3; the inverse Simpson index), kept as whole numbers so that it compares exactly.
    struct Spread: Sendable {
        let sources: Int
        let squares: Int

        init(_ sources: [IndependentSource]) {
            let named = Dictionary(grouping: sources.compactMap(\.organisation), by: \.self).map(\.value.count)
            self.sources = sources.count
            squares = named.reduce(sources.count - named.reduce(0, +)) { $0 + $1 * $1 }
        }

        var effective: Double { squares == 0 ? 0 : Double(sources * sources) / Double(squares) }
        func isAtLeast(_ organisations: Int) -> Bool { sources > 0 && sources * sources >= organisations * squares }
    }

    /// One reason in the explanation.
    enum Reason: Sendable, Equatable {
        case independent(Int)
        case joined(pieces: Int, sources: Int, largest: Int, bond: IndependentSource.Bond)
        case against(Int)
        case oneOrganisation, fewOrganisations, oneKind, onePlace
    }

    /// One thing that would make it surer.
    enum Lack: Sendable, Equatable {
        case sources(Int)
        case organisations, kinds, lived, places, agreement
    }
}

extension Strength {
    /// The word the evidence suggests, and why (domain 3, *Strength of evidence*). Only evidence that supports or contradicts counts.
    static func suggested(_ evidence: [Evidence]) -> Suggestion {
        let supporting = evidence.filter { $0.relation == .supports }
        let sources = IndependentSource.independent(in: supporting)
        let against = IndependentSource.independent(in: evidence.filter { $0.relation == .contradicts }).count
        let contexts = supporting.compactMap { $0.context?.folded }.filter { !$0.isEmpty }
        let measured = Measured(
            n: sources.count, c: against, organisations: Suggestion.Spread(sources), kinds: Set(supporting.map(\.kind)),
            contexts: Set(contexts).count)
        return Suggestion(
            strength: measured.strength, pieces: supporting.count, sources: sources.count, against: against,
            organisations: measured.organisations, kinds: measured.kinds, contexts: measured.contexts,
            because: reasons(
                measured, sources, pieces: supporting.count, isOnePlace: contexts.count == supporting.count && measured.contexts == 1),
            lacks: measured.lacks)
    }

    private static func reasons(_ measured: Measured, _ sources: [IndependentSource], pieces: Int, isOnePlace: Bool) -> [Suggestion.Reason]
    {
        guard let largest = sources.first else { return measured.c > 0 ? [.against(measured.c)] : [] }
        var reasons: [Suggestion.Reason] = [
            sources.count == pieces
                ? .independent(pieces)
                : .joined(pieces: pieces, sources: sources.count, largest: largest.pieces.count, bond: largest.bond)
        ]
        if pieces > 1 && isOnePlace { reasons.append(.onePlace) }
        if sources.count > 1 && measured.organisations.effective == 1 { reasons.append(.oneOrganisation) }
        if sources.count > 1 && measured.organisations.effective > 1 && !measured.organisations.isAtLeast(2) {
            reasons.append(.fewOrganisations)
        }
        if sources.count > 1 && measured.kinds.different == 1 && !measured.kinds.contains(.unsaid) { reasons.append(.oneKind) }
        if measured.c > 0 { reasons.append(.against(measured.c)) }
        return reasons
    }
}

/// The numbers of domain 3 and the table that turns them into a word. Shares are compared as whole numbers, so that 0.70 is exactly 0.70.
private struct Measured {
    let n: Int
    let c: Int
    let organisations: Suggestion.Spread
    let kinds: Set<SourceKind>
    let contexts: Int

    /// g = n ÷ (n + c) is at least this many hundredths.
    private func agrees(_ hundredths: Int) -> Bool { 100 * n >= hundredths * (n + c) }

    var strength: Strength {
        if n + c >= 4 && !agrees(60) { return .contested }
        switch n {
        case 0: return .none
        case 1: return .singleVoice
        case _ where wellSupported.isEmpty: return .wellSupported
        case _ where corroborated.isEmpty: return .corroborated
        default: return .emerging
        }
    }

    var lacks: [Suggestion.Lack] {
        switch strength {
        case .wellSupported: []
        case .corroborated: wellSupported
        default: corroborated
        }
    }

    private var corroborated: [Suggestion.Lack] {
        var lacks: [Suggestion.Lack] = []
        if n < 4 { lacks.append(.sources(4 - n)) }
        if !organisations.isAtLeast(2) { lacks.append(.organisations) }
        if kinds.different < 2 { lacks.append(.kinds) }
        if !agrees(70) { lacks.append(.agreement) }
        return lacks
    }

    private var wellSupported: [Suggestion.Lack] {
        var lacks: [Suggestion.Lack] = []
        if n < 8 { lacks.append(.sources(8 - n)) }
        if !organisations.isAtLeast(3) { lacks.append(.organisations) }
        if kinds.different < 3 { lacks.append(.kinds) }
        if !kinds.contains(.lived) { lacks.append(.lived) }
        if contexts < 2 { lacks.append(.places) }
        if !agrees(80) { lacks.append(.agreement) }
        return lacks
    }
}
