import Database
import Language

/// Shows the questions of one agenda in the places it is shared with: as references, never as copies.
struct AgendaShowing {
    let tx: any Connection

    init(_ tx: any Connection) { self.tx = tx }

    /// Where a place said no to a question, or it is locked, it stays away; the others go.
    func show(_ facet: AgendaQuestion, to places: [ID<Space>], by act: Act) throws {
        guard let item = try LineStore(tx).unseen(facet.id), item.sensitivity < .high, item.tlp <= .green else { return }
        let shown = try LineStore(tx).shown(item)
        for place in places where !shown.contains(where: { $0.to == place }) { try LineStore(tx).show(item, to: place, by: act) }
    }

    func stop(_ facet: AgendaQuestion, to place: ID<Space>, by act: Act) throws {
        guard let item = try LineStore(tx).unseen(facet.id),
            try LineStore(tx).shown(item).contains(where: { $0.to == place && !$0.isDeclined })
        else { return }
        try LineStore(tx).stopShowing(item, to: place, by: act)
    }
}
