import Database
import Language

/// The end of a record that could cost somebody dearly: its words go as when somebody takes them back, and what stays says that it ended.
struct Ending {
    let tx: any Connection

    init(_ tx: any Connection) { self.tx = tx }

    /// Within one transaction. Gives the files nobody holds any more, to be removed once it is safely on disk. Done twice it is done once.
    func end(_ id: ID<Item>, by act: Act) throws -> [String] {
        let line = LineStore(tx)
        guard let item = try line.unseen(id), item.state != "withdrawn", item.state != "erased" else { return [] }
        if item.kind == .voice {
            let voice = try VoiceStore(tx).own(id)
            let files = try VoiceStore(tx).files(of: id)
            try line.expire(item, by: act)
            for step in Withdrawal.steps { try step(tx, voice, act) }
            return try VoiceStore(tx).unheld(files)
        }
        let surveys = item.kind == .statement ? try StatementStore(tx).questions(of: [id]) : []
        try line.expire(item, by: act)
        try TextStore(tx).erase([id])
        try line.unlinkAll(id)
        try line.forgetNames([id])
        try AuditStore(tx).eraseReasons(on: [id])
        for survey in surveys { try StatementStore(tx).count(of: survey) }
        return []
    }
}

extension Item {
    /// The safety lead, for what is theirs to read, or whoever wrote it with their account.
    func mayBeKeptLonger(by reader: Reader) -> Bool {
        if let person = reader.person, author.person == person { return true }
        return audience == .safety && reader.may(.safeguard, in: space)
    }

    /// The first day on which its end can be moved, and the day it would be moved to: once a period, since it is far away again then.
    var longer: (from: Day, to: Day)? {
        guard let endsOn, let days = Lasting.days(sensitivity, tlp) else { return nil }
        return (endsOn - Lasting.window, endsOn + days)
    }
}

/// Why something is kept longer than its day, as it was typed.
struct LongerDraft: Sendable {
    var because = ""

    func checked() throws(Invalid) -> String {
        if because.isEmpty { throw Invalid("because", Phrase("Say why it is still needed.")) }
        if because.count > 300 { throw Invalid("because", Phrase("Keep this under \("n", 300) characters.")) }
        return because
    }
}
