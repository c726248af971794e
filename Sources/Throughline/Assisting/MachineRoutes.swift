import Database
import HTML
import Language

/// What a machine picks out of what was said, and, where a place uses one outside, what that one drafts. For the team alone.
struct MachineRoutes: Sendable {
    let house: House

    func add(to roads: Roads) {
        roads.get("/questions/:id/machine", show)
        roads.post("/questions/:id/machine", ask)
    }

    @Sendable func show(_ visit: Visit) async throws -> Reply {
        let id: ID<Item> = try visit.id()
        return .page(try await page(id, visit))
    }

    /// Sends answers out, once, and says so in the list of what was done; what comes back stands on the page.
    @Sendable func ask(_ visit: Visit) async throws -> Reply {
        let id: ID<Item> = try visit.id()
        let person = try visit.person()
        let heard = try await house.db.read { try MachineReading(visit, $0).heard(on: id) }
        guard heard.usesOutside, let service = house.machines.chat else { throw Refusal.notFound }
        let here: Href = "/questions/\(id)/machine"
        let seen = visit.fields["answers"]
        // What goes out is what the page said would go: whoever took back their yes since, or came later, makes it another page.
        guard heard.outside.count >= Gist.fewest, seen == OutsideDrafts.mark(of: heard.sendable) else {
            return .refused(
                try await page(id, visit, invalid: Invalid("answers", Phrase("What would be sent has changed. Look once more."))))
        }
        try house.brakes.press("machine", from: person.description, limit: 10, minutes: 60, at: visit.now)
        let act = house.act(by: person)
        let key = OutsideDrafts.Key(question: id, person: person)
        let (space, going) = (heard.place.id, OutsideDrafts.Going())
        try await house.actOnce(visit) { tx in
            // Whoever took back their yes while this was pressed is not sent either.
            let now = try MachineReading(visit, tx).heard(on: id)
            guard now.usesOutside, now.outside.count >= Gist.fewest, seen == OutsideDrafts.mark(of: now.sendable) else {
                throw Refusal.conflict
            }
            try PracticeStore(tx).require(.machineOutside, in: space)
            try AuditStore(tx).record("machine.outside", item: id, space: space, by: act, unnamed: false)
            going.letGo(now.numbered)
        }
        // Only once it is written down that it goes out, and once however often the form was sent.
        if let sent = going.answers { house.machines.ask(service, sent, for: key, at: act.now) }
        return .see(here)
    }

    private func page(_ id: ID<Item>, _ visit: Visit, invalid: Invalid? = nil) async throws -> Page {
        let heard = try await house.db.read { try MachineReading(visit, $0).heard(on: id) }
        let spoken = SaidSentences(heard.voices)
        var summary = MachineSummary(heard)
        if heard.usesHere, heard.voices.count >= Gist.fewest {
            let compared = await house.machines.compared(spoken.all)
            summary.fill(compared, spoken)
        }
        let draft = visit.reader.person.flatMap { person in
            heard.usesOutside ? house.machines.drafts.find(.init(question: id, person: person), at: visit.now) : nil
        }
        return MachinePages.show(
            summary, OutsideView(heard, house.machines.chat, draft), on: visit.now.day(in: heard.place.zone), invalid: invalid)
    }
}

extension Machines {
    /// Asks without anybody waiting; whoever opens the page sees what came of it.
    func ask(_ service: MachineService, _ sent: [Int: OutsideDrafts.Sent], for key: OutsideDrafts.Key, at now: Moment) {
        drafts.begin(.init(asked: now, service: service, sent: sent), key)
        Task {
            do throws(MachineService.Problem) {
                let said = try await service.answer(to: OutsideDrafts.task, about: OutsideDrafts.numbered(sent))
                drafts.end(key, asked: now, OutsideDrafts.checked(said, sent))
            } catch {
                drafts.end(key, asked: now, .failed(error))
            }
        }
    }
}
