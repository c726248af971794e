import Database
import Language

/// Reads where records are shown, for one person.
struct SharingReading {
    let tx: any Connection
    let visit: Visit

    /// The record in the address, for those who may show it elsewhere; for others it is not there.
    func item() throws -> Item {
        let item = try LineStore(tx).find(try visit.id(), for: visit.reader, at: visit.now)
        guard visit.reader.person != nil else { throw Refusal.signInFirst }
        guard visit.reader.takesPart(in: item.space) else { throw Refusal.notAllowed }
        guard item.mayBeShown(by: visit.reader) else { throw Refusal.notFound }
        return item
    }

    func record() throws -> ShowingView {
        let item = try item()
        let links = try GuestLinkStore(tx).all(to: item, by: maker(in: item.space), at: visit.now)
        let names = try names(links.map(\.by))
        return try ShowingView(
            item: item, text: TextStore(tx).all(of: item.id, for: visit.language)[item.kind.headline],
            place: PlaceStore(tx).find(item.space),
            shares: LineStore(tx).shown(item).map { ($0, try PlaceStore(tx).find($0.to)) }, links: links.map { ($0, names[$0.by] ?? "") })
    }

    /// What goes over the border of the place in the address, for its team.
    func border() throws -> (view: BorderView, place: Place) {
        let place = try PlaceStore(tx).find(slug: visit.word("space"))
        try visit.reader.require(.tell, in: place.id)
        let come = try LineStore(tx).shown(to: place.id, for: visit.reader, at: visit.now)
        let gone = try LineStore(tx).shown(by: place.id, for: visit.reader, at: visit.now)
        let links = try GuestLinkStore(tx).all(in: place.id, by: maker(in: place.id), for: visit.reader, at: visit.now)
        let texts = try TextStore(tx).all(of: (come + gone).map(\.item.id) + links.map(\.item.id), for: visit.language)
        let names = try names(links.map(\.link.by))
        let mayName = visit.reader.may(.settle, in: place.id)
        let view = try BorderView(
            come: come.map { ($0, try PlaceStore(tx).find($0.item.space), texts[$0.item.id]?[$0.item.kind.headline]) },
            gone: gone.map { ($0, try PlaceStore(tx).find($0.to), texts[$0.item.id]?[$0.item.kind.headline]) },
            links: links.map { ($0.link, $0.item, names[$0.link.by] ?? "", texts[$0.item.id]?[$0.item.kind.headline]) },
            partners: mayName ? PartnerStore(tx).all(of: place.id).map { try PlaceStore(tx).find($0) }.sorted { $0.name < $1.name } : [],
            mayName: mayName)
        return (view, place)
    }

    /// Stewards see everybody's links; others their own.
    func maker(in space: ID<Space>) -> ID<Person>? { visit.reader.may(.settle, in: space) ? nil : visit.reader.person }

    private func names(_ people: [ID<Person>]) throws -> [ID<Person>: String] {
        try Set(people).reduce(into: [:]) { $0[$1] = try PersonStore(tx).account($1).name }
    }
}
