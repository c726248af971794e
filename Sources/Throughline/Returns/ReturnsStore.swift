import Database
import Language

/// What stands beside a telling: who looked at it first, how it reached people, and what they said to it.
extension TellingStore {
    /// Somebody of the people says that it is right. A text that is changed later has to be looked at again.
    func check(_ telling: Telling, by name: String, seen version: Int, by act: Act) throws {
        guard telling.toldOn == nil else { throw Refusal.notNow(.alreadyTold) }
        try LineStore(tx).touch(telling.id, seen: version)
        try tx.run("UPDATE tellings SET checked_by = \(name), checked_on = \(act.day) WHERE id = \(telling.id)")
        try AuditStore(tx).record("telling.checked", item: telling.id, space: telling.item.space, by: act, unnamed: act.by == nil)
    }

    /// How it goes out, and the day it was promised by.
    func deliver(_ telling: ID<Item>, as form: ReturnForm, promised due: Day) throws {
        try tx.run("UPDATE tellings SET form = \(form.rawValue), due = \(due) WHERE id = \(telling)")
    }

    /// Whether those who were told heard it, and what they said. It may be said again, over the version somebody read.
    func receive(_ heard: Acknowledged, reply: String, in language: LanguageTag, of telling: Telling, seen version: Int, by act: Act) throws
    {
        guard telling.toldOn != nil else { throw Refusal.conflict }
        try LineStore(tx).touch(telling.id, seen: version)
        try tx.run("UPDATE tellings SET acknowledged = \(heard.rawValue), acknowledged_on = \(act.day) WHERE id = \(telling.id)")
        if !reply.isEmpty, try self.reply(to: telling, for: language)?.body != reply {
            try TextStore(tx).write(reply, of: telling.id, field: "reply", in: language, on: act.day)
        }
        try AuditStore(tx).record("telling.receipt", item: telling.id, space: telling.item.space, by: act, unnamed: act.by == nil)
    }

    func reply(to telling: Telling, for language: LanguageTag) throws -> Text? {
        try TextStore(tx).all(of: telling.id, for: language)["reply"]
    }

    /// Somebody who is gone for good is named as who looked at it no more, in the places they were in.
    func forget(_ name: String, in spaces: [ID<Space>]) throws {
        guard !spaces.isEmpty else { return }
        try tx.run(
            """
            UPDATE tellings SET checked_by = '' WHERE checked_by = \(name)
                AND id IN (SELECT i.id FROM items i WHERE i.space_id IN \(list: spaces) AND i.kind = 'telling')
            """)
    }
}
