import Database
import Language

/// Looking at a decision again: owed on the day that was named, and as often as it was too early to say.
extension DecisionStore {
    /// `again` is the next day to look, where it was too early to say.
    func check(
        _ decision: Decision, _ result: DecisionResult, found: String, again: Day? = nil, seen version: Int, as reader: Reader, by act: Act
    ) throws {
        try LineStore(tx).move(decision.item, "check", seen: version, as: reader, by: act)
        try tx.run("UPDATE decisions SET checked_on = \(act.day), result = \(result.rawValue) WHERE id = \(decision.id)")
        try say(found, as: "happened", of: decision, by: act)
        try looked(at: decision, by: act)
        if let again {
            try tx.run("UPDATE decisions SET check_on = \(again) WHERE id = \(decision.id)")
            try lookAgain(decision.id, in: decision.item.space, decision.item.language, on: again, by: act)
        }
    }

    func lookAgain(_ id: ID<Item>, in space: ID<Space>, _ language: LanguageTag, on day: Day, by act: Act) throws {
        try DutyStore(tx).owe(
            .lookAgain, on: id, in: space, language: language, door: .here, due: day, minutes: 5, people: 1, by: act)
    }

    /// Nothing is owed on it any more.
    func looked(at decision: Decision, by act: Act) throws {
        let duties = DutyStore(tx)
        for duty in try duties.owed(on: decision.id, kind: .lookAgain) where duty.state == "owed" { try duties.finish(duty.id, by: act) }
    }
}
