import Database
import HTML
import Language

/// One adaptation with what its page shows, in one snapshot.
struct AdaptationView: Sendable {
    let adaptation: Adaptation
    let place: Place
    /// What it was taken from, as far as the reader may see it.
    let origin: (item: Item, text: Text?)?
    /// What others made of it in turn.
    let children: [Lineage.Node]
    /// Whose name stands there; nil for nobody's.
    let who: String?
    let trail: (before: [Step], after: [Step])
    /// The lesson's place still uses this, so that another can be written down.
    let isUsed: Bool
}

/// What the form *We used this* needs around it.
struct UsedAround: Sendable {
    let origin: AdaptationStore.Origin
    /// The places of whoever fills it in.
    let places: [Place]

    /// Where it is used: the chosen place, else the first that is not the lesson's own.
    func place(_ typed: String) -> Place? {
        places.first { $0.slug == typed } ?? places.first { $0.id != origin.home } ?? places.first
    }
}

struct AdaptationReading {
    let tx: any Connection
    let reader: Reader
    let language: LanguageTag
    let now: Moment

    func around(_ id: ID<Item>) throws -> UsedAround {
        let item = try LineStore(tx).find(id, for: reader, at: now)
        let origin = try AdaptationStore(tx).origin(item, in: language)
        guard reader.person != nil else { throw Refusal.signInFirst }
        let places = try PlaceStore(tx).all(of: reader).filter { reader.may(.promise, in: $0.id) && $0.closedOn == nil }
        guard !places.isEmpty else { throw Refusal.notAllowed }
        return UsedAround(origin: origin, places: places)
    }

    func view(_ id: ID<Item>) throws -> AdaptationView {
        let adaptation = try AdaptationStore(tx).find(id, for: reader, in: language, at: now)
        let origin = try LineStore(tx).seen(adaptation.origin, for: reader, at: now)
        let texts = try origin.map { try TextStore(tx).all(of: $0.id, for: language)[$0.kind.headline] } ?? nil
        let lineage = try AdaptationStore(tx).lineage(of: adaptation.root, for: reader, in: language, at: now)
        let here = lineage.nodes.first { $0.adaptation.id == id }?.number
        let home = try LineStore(tx).unseen(adaptation.root)?.space
        return try AdaptationView(
            adaptation: adaptation, place: PlaceStore(tx).find(adaptation.item.space), origin: origin.map { ($0, texts) },
            children: here.map { lineage.children(of: $0) } ?? [], who: name(adaptation.item),
            trail: Trail(tx: tx, reader: reader, now: now).around(id, in: language),
            isUsed: home.map { try PracticeStore(tx).used(in: $0)[.adaptations] != nil } ?? false)
    }

    private func name(_ item: Item) throws -> String? {
        switch item.author {
        case .person(let id): try PersonStore(tx).account(id).name
        case .pseudonym(let name): name
        case .nobody: nil
        }
    }
}

/// Tells those who learned something that it was used elsewhere, or what came of that: only who may read it, and at a time that says nothing
/// about who wrote it when.
struct AdaptationNews: Sendable {
    let house: House

    func tell(of id: ID<Item>, at base: String, by act: Act, on tx: any Connection) throws {
        guard let item = try LineStore(tx).unseen(id), let adaptation = try own(item, on: tx),
            let root = try LineStore(tx).unseen(adaptation.root)
        else { return }
        var people = Set(try ReviewStore(tx).authors(of: root).map(\.person))
        if let before = try LineStore(tx).unseen(adaptation.origin)?.author.person { people.insert(before) }
        // Whoever wrote it without their account is told like the others: the one who is not would be known by that.
        if let author = item.author.person { people.remove(author) }
        let place = try PlaceStore(tx).find(item.space)
        for person in people.sorted(by: { $0.description < $1.description }) {
            let account: Account
            do { account = try PersonStore(tx).account(person) } catch Refusal.notFound { continue }
            let reader = try Self.reader(account, on: tx)
            guard try LineStore(tx).seen(id, for: reader, at: act.now) != nil else { continue }
            let language = account.notices.language ?? account.language
            let claim = try SealedWords.$opener.withValue(nil) {
                try TextStore(tx).all(of: root.id, for: language)[root.kind.headline]?.body
            }
            let page = AdaptationLetter.page(adaptation, claim: claim ?? "…", in: place, link: base + "/adaptations/\(id)")
            let morning = Moment(milliseconds: (act.day.number + 1) * 86_400_000 + 6 * 3_600_000)
            try PersonalLetter(house: house).send(page, to: account, for: place.id, at: morning, on: tx, key: "used \(id) \(person)")
        }
    }

    private func own(_ item: Item, on tx: any Connection) throws -> Adaptation? {
        let team = Reader(person: item.author.person, name: "", roles: [item.space: .analyst])
        do { return try AdaptationStore(tx).find(item.id, for: team, in: item.language, at: house.clock()) } catch Refusal.notFound {
            return nil
        }
    }

    private static func reader(_ account: Account, on tx: any Connection) throws -> Reader {
        let roles = try MembershipStore(tx).all(of: account.id).map { ($0.space, $0.role) }
        var reader = Reader(person: account.id, name: account.name, roles: Dictionary(roles) { first, _ in first })
        reader.offices = try OfficeStore(tx).all(of: account.id)
        return reader
    }
}

/// The letter to somebody whose lesson was used.
enum AdaptationLetter {
    static func page(_ adaptation: Adaptation, claim: String, in place: Place, link: String) -> MailPage {
        let said: Phrase =
            switch adaptation.result {
            case .harm: Phrase("It did harm there. Please read soon what happened.")
            case nil: Phrase("They wrote down what they took and what they changed.")
            case let result?: Phrase("How it went: \("result", result.words).")
            }
        return MailPage(
            subject: Phrase("Somebody used what you learned"),
            lines: [
                .say(Phrase("\("place", place.name) used this, which you helped to learn:")),
                .say(claim.isLocked ? Phrase("the words are locked, ask the team for them") : Phrase("“\("claim", claim)”")), .gap,
                .say(said), .link(Phrase("See what came of it there"), link),
            ])
    }
}
