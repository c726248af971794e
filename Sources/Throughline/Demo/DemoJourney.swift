import Database
import Language

/// The delta and two partners learn together about the clubs; and somebody from outside looks after what the programme learns.
struct DemoJourney {
    let tx: any Connection
    let days: DemoDays
    let writing: DemoWriting

    func write() throws {
        let delta = try writing.cast.place("lower-delta")
        let reader = try writing.cast.reader("rosa", in: delta)
        let rosa = try writing.cast.person("rosa")
        var draft = JourneyDraft()
        draft.issue = "What keeps young people in a club after the third month"
        draft.names = [.sponsor: "Amina", .lead: "Rosa", .facilitator: "Yusuf"]
        draft.own = "The club team"
        draft.outside = "Institute for Border Studies\nDelta Bridge"
        (draft.functions, draft.forms) = (["evidence", "connections"], ["group"])
        (draft.starts, draft.ends) = ((days.today - 60).text, (days.today + 120).text)
        draft.openness = Openness.circle.rawValue
        let people: [Journey.Role: ID<Person>] = try [
            .sponsor: writing.cast.person("amina"), .lead: rosa, .facilitator: writing.cast.person("yusuf"),
        ]
        let question = try writing.item("youth")
        let store = JourneyStore(tx)
        let id = try store.add(
            draft.checked(sources: nil), draft, of: people, on: question, in: delta.id, language: "en", by: days.act(62, by: rosa))
        func journey() throws -> Journey { try store.find(id, for: reader, in: "en", at: days.now) }
        try store.move(journey(), "design", seen: journey().item.version, as: reader, by: days.act(58, by: rosa))
        try store.move(journey(), "run", seen: journey().item.version, as: reader, by: days.act(40, by: rosa))
        let held = try session("Hear three clubs that kept their members", on: days.today - 30, of: journey(), by: rosa)
        let activities = ActivityStore(tx)
        var report = ActivityReport()
        (report.came, report.evidence) = ("14", "The registers of eleven clubs, 2025 and 2026")
        report.practice = "Two club leaders told how they shared out the plots"
        report.outputs = "Work comes before talk, and the day of the market decides who can come."
        let session = try activities.find(held, for: reader, in: "en", at: days.now)
        try activities.report(
            session, report.checked(), report, seen: session.item.version, as: reader, by: days.act(29, by: rosa))
        try activities.join(session, to: writing.item("earn"), cameOut: true, by: days.act(28, by: rosa))
        _ = try self.session("Visit the two clubs with the longest lists", on: days.today + 18, of: journey(), by: rosa)
        try store.check(journey(), seen: journey().item.version, by: days.act(6, by: rosa))
    }

    private func session(_ purpose: String, on day: Day, of journey: Journey, by person: ID<Person>) throws -> ID<Item> {
        let draft = ActivityDraft(purpose: purpose, on: day.text, lead: "Yusuf")
        return try ActivityStore(tx).add(
            draft.checked(on: days.today, inJourney: true), draft, of: writing.cast.person("yusuf"), beside: journey.item, in: "en",
            by: days.act(38, by: person))
    }
}
