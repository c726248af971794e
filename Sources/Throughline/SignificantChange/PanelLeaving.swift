import Database
import Language

/// What becomes of panels when a story leaves them, or somebody who sits on one.
extension PanelStore {
    /// Whoever told a story took it back: it leaves every panel, with every reason that speaks of it. Pages say that one was taken back and
    /// when, never whose.
    func gone(_ voice: ID<Item>, by act: Act) throws { try leave(panels(reading: voice), voice, by: act) }

    /// Whoever told it lets fewer people see it, or not go as far: it leaves the panels that may not read it any more.
    func narrowed(_ voice: ID<Item>, to openness: Openness, mayGoUp: Bool, by act: Act) throws {
        let reading = try panels(reading: voice)
        guard !reading.isEmpty else { return }
        // What was opened wider before was opened to people by name nowhere: the team's own panels alone could still read it.
        let isForTeam = openness.audience > .circle
        let left = try tx.run("SELECT id, level FROM panels WHERE id IN \(list: Array(reading))").compactMap { row -> ID<Item>? in
            let level = PanelLevel(rawValue: try row.text("level")) ?? .funder
            return !isForTeam && level.mayRead(openness, mayGoUp: mayGoUp) ? nil : try row.id("id")
        }
        try leave(Set(left), voice, by: act)
    }

    private func leave(_ panels: Set<ID<Item>>, _ voice: ID<Item>, by act: Act) throws {
        let line = LineStore(tx)
        for panel in panels.sorted(by: { $0.description < $1.description }) {
            let wasChosen = try tx.run("SELECT chosen FROM panel_stories WHERE panel_id = \(panel) AND voice_id = \(voice)").first?.bool(
                "chosen")
            try tx.run("DELETE FROM panel_stories WHERE panel_id = \(panel) AND voice_id = \(voice)")
            try PanelPickStore.forget(voice, on: panel, tx)
            try tx.run("UPDATE panels SET gone = gone + 1, gone_on = \(act.day) WHERE id = \(panel)")
            for row in try tx.run("SELECT person_id FROM panel_members WHERE panel_id = \(panel)") {
                try line.endForNow(voice, of: row.id("person_id"))
            }
            guard wasChosen == true else { continue }
            try TextStore(tx).rename(Panel.whyField(voice), of: panel, to: nil)
            try line.unlink(panel, .cites, voice)
            try tx.run("UPDATE panels SET lost_choice = 1 WHERE id = \(panel)")
            // With nothing left of its choice it chooses again, if it can.
            let isEmpty = try tx.run("SELECT voice_id FROM panel_stories WHERE panel_id = \(panel) AND chosen = 1 LIMIT 1").isEmpty
            if isEmpty, let item = try line.unseen(panel), item.state == "chosen" {
                try line.move(item, "read_again", as: .stranger, own: true, by: Act(by: nil, now: act.now, random: act.random))
                try tx.run("UPDATE panels SET chosen_on = NULL WHERE id = \(panel)")
            }
        }
    }

    /// Somebody is gone for good: with them what they chose; what their panel chose stays.
    func forget(_ person: ID<Person>) throws {
        try PanelPickStore.forget(person, tx)
        try tx.run("DELETE FROM panel_members WHERE person_id = \(person)")
    }
}
