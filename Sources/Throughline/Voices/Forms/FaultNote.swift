import Language

/// Whether it was anybody's fault: kept apart from the report, for its author and those they name, and never for the team as such. A
/// mistake is told from negligence (domain 2); what may cost somebody their work is not for everybody.
enum FaultNote: String, Sendable, CaseIterable {
    case mistake, negligence, deliberate
    case notAboutFault = "not_about_fault"

    var words: Phrase {
        switch self {
        case .mistake: Phrase("an honest mistake")
        case .negligence: Phrase("negligence")
        case .deliberate: Phrase("rules broken on purpose")
        case .notAboutFault: Phrase("it is not about fault")
        }
    }
}

/// The note as it was typed: what it was, and who may read that.
struct FaultDraft: Sendable {
    var note = ""
    var names = ""

    /// Each name by itself.
    var named: [String] {
        names.split(whereSeparator: { $0 == "," || $0 == "،" || $0.isNewline }).map { part in
            String(part.drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
        }.filter { !$0.isEmpty }
    }

    /// `found` has the account of each name; nobody else would ever read it where it is sent without a name.
    func checked(isNamed: Bool, found: [String: ID<Person>]) throws(Invalid) -> (note: FaultNote, readers: [ID<Person>])? {
        guard let note = FaultNote(rawValue: note) else { return nil }
        if let missing = named.first(where: { found[$0] == nil }) {
            throw Invalid("fault_names", Phrase("Nobody here has the name \("name", missing). Write it as it stands under People."))
        }
        if named.isEmpty && !isNamed {
            throw Invalid("fault_names", Phrase("Without your name nobody could read it again: name somebody, or leave it empty."))
        }
        return (note, named.compactMap { found[$0] })
    }
}
