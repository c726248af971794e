import Language

/// Several pieces of evidence that go back to one source.
struct IndependentSource: Sendable {
    let pieces: [Evidence]

    /// The organisation most of its pieces come from; the first by name where two come as often. Nil when none is known.
    var organisation: String? {
        var counts: [String: Int] = [:]
        for name in pieces.compactMap({ $0.organisation?.folded }) { counts[name, default: 0] += 1 }
        return counts.min { ($1.value, $0.key) < ($0.value, $1.key) }?.key
    }

    /// What joins its pieces.
    enum Bond: Sendable, Equatable { case speaker, meeting, document, together }

    var bond: Bond {
        func share(_ key: (Evidence) -> String?) -> Bool {
            let keys = Set(pieces.map(key))
            return keys.count == 1 && keys.first != .some(nil)
        }
        if share(\.authorKey) { return .speaker }
        if share(\.meetingKey) { return .meeting }
        return share(\.documentKey) ? .document : .together
    }

    /// Two pieces are one source when they share an author, a meeting and an organisation, or a document, or when one quotes the other
    /// (domain 3); union-find carries that on. A group's voice is one piece, however many people spoke in it.
    /// The largest source comes first.
    static func independent(in evidence: [Evidence]) -> [IndependentSource] {
        var parents = Array(evidence.indices)
        func root(_ place: Int) -> Int {
            var place = place
            while parents[place] != place {
                parents[place] = parents[parents[place]]
                place = parents[place]
            }
            return place
        }
        var first: [String: Int] = [:]
        let places = Dictionary(evidence.enumerated().map { ($1.source, $0) }, uniquingKeysWith: { first, _ in first })
        for (place, piece) in evidence.enumerated() {
            let quoted = piece.quotes.compactMap { places[$0] }
            let joined = [piece.authorKey, piece.meetingKey, piece.documentKey].compactMap(\.self).map { key in
                first[key]
                    ?? {
                        first[key] = place
                        return place
                    }()
            }
            for other in joined + quoted { parents[root(other)] = root(place) }
        }
        let groups = Dictionary(grouping: evidence.indices, by: root).values.map { $0.sorted() }
        return groups.sorted { ($1.count, $0[0]) < ($0.count, $1[0]) }.map { group in IndependentSource(pieces: group.map { evidence[$0] })
        }
    }
}

extension Evidence {
    /// Nothing leads back to somebody without a name, so their words are a source of their own.
    fileprivate var authorKey: String? {
        switch author {
        case .person(let id): "person \(id)"
        case .pseudonym(let name): "name \(name.folded)"
        case .nobody: nil
        }
    }

    fileprivate var meetingKey: String? {
        guard let event = event?.folded, let organisation = organisation?.folded, !event.isEmpty, !organisation.isEmpty else { return nil }
        return "meeting \(event)\u{0}\(organisation)"
    }

    fileprivate var documentKey: String? {
        guard let document = document?.folded, !document.isEmpty else { return nil }
        return "document \(document)"
    }
}

extension String {
    /// For comparing names people typed: lower case, single spaces.
    var folded: String { lowercased().split(whereSeparator: \.isWhitespace).joined(separator: " ") }
}
