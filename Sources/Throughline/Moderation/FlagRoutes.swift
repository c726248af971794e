import Database
import HTML
import Language

/// Saying that something is wrong with a record, for members and strangers.
struct FlagRoutes: Sendable {
    let house: House

    static let perLine = 12
    static let perRecord = 60

    func add(to roads: Roads) {
        roads.get("/records/:id/flag", speaking: true, form)
        roads.post("/records/:id/flag", speaking: true, send)
        roads.get("/flags/:slip", speaking: true, found)
    }

    @Sendable func form(_ visit: Visit) async throws -> Reply {
        let (item, text, place) = try await record(visit)
        return .page(FlagPages.form(FlagDraft(), on: item, text, in: place, for: visit))
    }

    @Sendable func send(_ visit: Visit) async throws -> Reply {
        let (item, text, place) = try await record(visit)
        let draft = FlagDraft(reason: visit.fields["reason"], words: visit.fields["words"])
        let reason: FlagReason
        do {
            reason = try draft.checked()
        } catch {
            return .refused(FlagPages.form(draft, on: item, text, in: place, for: visit, invalid: error))
        }
        let act = house.act(by: nil)
        if let person = visit.reader.person {
            let receipt = FlagReceipt.macs(of: person, house.keys).first ?? ""
            return try await house.answerOnce(visit) { tx in
                try FlagStore(tx).add(reason, draft.words.nonEmpty, on: item, receipt: receipt, by: act)
                return "/me/moderation"
            }
        }
        if !visit.isAgain {
            try house.brakes.press(
                "flag", by: visit.peer, .init(limit: Self.perLine, minutes: 60), of: .init(limit: Self.perRecord, minutes: 60),
                to: item.id.description, at: visit.now)
        }
        let once = visit.fields.number == nil ? (act.id() as ID<Flag>).description : SentForms.digest(visit)
        let code = ReceiptCode.made(from: house.keys.mac("flag code " + once, for: .receipts), in: visit.language)
        let mac = hex(house.keys.mac(code.canonical, for: .receipts))
        try await house.actOnce(visit) { tx in
            try FlagStore(tx).add(reason, draft.words.nonEmpty, on: item, receipt: mac, by: act)
        }
        return SlipDoor(house: house).lead(to: .flagged, code.text, visit)
    }

    @Sendable func found(_ visit: Visit) async throws -> Reply {
        let slip = try await SlipDoor(house: house).shown(visit)
        if slip.showing == .flagged { return .page(FlagPages.sent(code: slip.code)) }
        guard slip.showing == .flag, let code = ReceiptCode(typed: slip.code) else { throw Refusal.notFound }
        let macs = house.keys.macs(code.canonical, for: .receipts).map(hex)
        return .page(FlagPages.found(try await house.db.read { try FlagStore($0).behind(macs) }))
    }

    /// Only what somebody may see can they point at.
    private func record(_ visit: Visit) async throws -> (Item, Text?, Place) {
        let id: ID<Item> = try visit.id()
        return try await house.db.read { tx in
            let item = try LineStore(tx).find(id, for: visit.reader, at: visit.now)
            let text = try TextStore(tx).all(of: id, for: visit.language)[item.kind.headline]
            return (item, text, try PlaceStore(tx).find(item.space))
        }
    }
}
