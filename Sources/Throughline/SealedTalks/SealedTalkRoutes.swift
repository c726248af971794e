import Database
import HTML
import Language

/// The side of whoever writes: a form anybody can open, and the talk behind their code.
struct SealedTalkRoutes: Sendable {
    let house: House

    static let perLine = 6
    static let perPlace = 60

    func add(to roads: Roads) {
        // An address that says nothing to whoever sees it in a list of pages visited.
        roads.get("/spaces/:space/tell", speaking: true) { try await form(.harm, $0) }
        roads.post("/spaces/:space/tell", speaking: true) { try await send(.harm, $0) }
        roads.get("/spaces/:space/stewards", speaking: true) { try await form(.upwards, $0) }
        roads.post("/spaces/:space/stewards", speaking: true) { try await send(.upwards, $0) }
        roads.get("/talks/:slip", speaking: true, show)
        roads.post("/talks/reply", speaking: true, reply)
        roads.post("/talks/erasing", speaking: true, erase)
        TalkDeskRoutes(house: house).add(to: roads)
    }

    private func form(_ kind: SealedTalk.Kind, _ visit: Visit) async throws -> Reply {
        .page(try await page(kind, visit, nil, nil))
    }

    private func page(_ kind: SealedTalk.Kind, _ visit: Visit, _ draft: SealedDraft?, _ invalid: Invalid?) async throws -> Page {
        let slug = try visit.word("space")
        return try await house.db.read { tx in
            let (place, store) = (try PlaceStore(tx).find(slug: slug), SealedTalkStore(tx))
            guard kind == .upwards else {
                let listeners = try store.listeners(in: place.id)
                let all = SealedDraft(readers: Set(listeners.map(\.person.description)))
                let notice = try PlaceNoticeStore(tx).notice(of: place, for: visit.language)
                return SafeguardingPages.harm(listeners, notice, in: place, draft: draft ?? all, invalid: invalid)
            }
            let late = visit.reader.takesPart(in: place.id) ? Headcount(try store.overdue(in: place.id, on: visit.today), from: 1) : nil
            return SafeguardingPages.upwards(
                try store.published(in: place.id), days: try store.promised(in: place.id), overdue: late, in: place,
                draft: draft ?? .init(),
                invalid: invalid)
        }
    }

    private func send(_ kind: SealedTalk.Kind, _ visit: Visit) async throws -> Reply {
        let slug = try visit.word("space")
        let draft = SealedDraft(text: visit.fields["text"], readers: Set(visit.fields.all("readers")))
        let (place, listeners, days) = try await house.db.read { tx in
            let place = try PlaceStore(tx).find(slug: slug)
            return (place, try SealedTalkStore(tx).listeners(in: place.id), try SealedTalkStore(tx).promised(in: place.id))
        }
        if kind == .harm && listeners.isEmpty { throw Refusal.notNow(.nobodyHears) }
        let here = Set(listeners.map(\.person.description))
        let chosen = listeners.count > 1 ? draft.readers.intersection(here) : here
        let text: String
        do throws(Invalid) {
            text = try draft.checked()
            if kind == .harm && chosen.isEmpty { throw Invalid("readers", Phrase("Choose at least one.")) }
        } catch {
            return .refused(try await page(kind, visit, draft, error))
        }
        if !visit.isAgain {
            try house.brakes.press(
                "talk", by: visit.peer, .init(limit: Self.perLine, minutes: 60), of: .init(limit: Self.perPlace, minutes: 60),
                to: "\(kind.rawValue) \(place.id)", at: visit.now)
        }
        // Whoever is signed in is not written down either.
        let act = house.act(by: nil)
        let once = visit.fields.number == nil ? (act.id() as ID<SealedTalk>).description : SentForms.digest(visit)
        let code = ReceiptCode.made(from: house.keys.mac("talk code " + once, for: .receipts), in: visit.language)
        let mac = hex(house.keys.mac(code.canonical, for: .receipts))
        // Given to all of them it is read by whoever comes after them too.
        let readers = kind == .harm && chosen != here ? chosen : []
        let due = act.day + (kind == .harm ? SealedTalk.harmDays : days)
        try await house.actOnce(visit) { tx in
            try SealedTalkStore(tx).open(kind, in: place.id, text, for: readers, behind: mac, due: due, house.keys, by: act)
        }
        return SlipDoor(house: house).lead(to: .talkSent, code.text, visit)
    }

    @Sendable func show(_ visit: Visit) async throws -> Reply {
        let slip = try await SlipDoor(house: house).shown(visit)
        let (talk, letters, place) = try await opened(slip)
        if slip.showing == .talkSent { return .page(SealedTalkPages.sent(talk.kind, code: slip.code, due: talk.due)) }
        return .page(SealedTalkPages.show(talk, letters, in: place, slip: slip.token))
    }

    @Sendable func reply(_ visit: Visit) async throws -> Reply {
        let (slip, talk, letters, place) = try await sent(visit)
        let draft = SealedDraft(text: visit.fields["text"])
        let text: String
        do throws(Invalid) {
            text = try draft.checked()
        } catch {
            return .refused(SealedTalkPages.show(talk, letters, in: place, slip: slip.token, draft: draft, invalid: error))
        }
        let day = visit.now.day(in: .utc)
        try await house.actOnce(visit) { tx in
            let store = SealedTalkStore(tx)
            let days = try talk.kind == .harm ? SealedTalk.harmDays : store.promised(in: talk.space)
            try store.add(text, by: nil, to: talk, due: day + days, house.keys, on: day)
        }
        return SlipDoor(house: house).lead(to: .talk, slip.code, visit)
    }

    @Sendable func erase(_ visit: Visit) async throws -> Reply {
        guard let slip = try await SlipDoor(house: house).sent(visit) else { throw Refusal.notFound }
        let (keys, door) = (house.keys, SlipDoor(house: house))
        try await house.actOnce(visit) { tx in
            try SealedTalkStore(tx).erase(SealedTalkStore(tx).find(behind: Self.macs(slip, keys), keys))
            try door.close(slip, visit, on: tx)
        }
        return .page(SealedTalkPages.erased())
    }

    private func sent(_ visit: Visit) async throws -> (Slip, SealedTalk, [SealedTalk.Letter], Place) {
        guard let slip = try await SlipDoor(house: house).sent(visit) else { throw Refusal.notFound }
        let (talk, letters, place) = try await opened(slip)
        return (slip, talk, letters, place)
    }

    private func opened(_ slip: Slip) async throws -> (SealedTalk, [SealedTalk.Letter], Place) {
        let keys = house.keys
        return try await house.db.read { tx in
            let talk = try SealedTalkStore(tx).find(behind: Self.macs(slip, keys), keys)
            return (talk, try SealedTalkStore(tx).letters(of: talk, keys), try PlaceStore(tx).find(talk.space))
        }
    }

    private static func macs(_ slip: Slip, _ keys: Keys) -> [String] {
        keys.macs(ReceiptCode(typed: slip.code)?.canonical ?? "no code", for: .receipts).map(hex)
    }
}
