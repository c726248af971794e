import Database
import Language

/// Taking one's words back: everywhere at once, in one write. Each feature that builds on voices adds its own step to the list.
enum Withdrawal {
    /// Removes what one feature made of an item, before the item itself is emptied. May be called for an item it knows nothing of.
    typealias Step = @Sendable (any Connection, Voice, Act) throws -> Void

    /// In this order: quotes are found by the words and by what the voice is a source of, evidence by the links, so those go last.
    static let steps: [Step] = [
        { tx, voice, act in try QuoteWithdrawal.redact(voice, tx, by: act) },
        { tx, voice, act in try InsightStore(tx).sourceWithdrawn(voice.id, by: act) },
        { tx, voice, act in try CorrectionStore(tx).withdraw(of: voice, by: act) },
        { tx, voice, act in try PanelStore(tx).gone(voice.id, by: act) },
        { tx, voice, _ in try ReplyStore(tx).forget(voice.id) },
        { tx, voice, _ in try WrittenDownStore(tx).forget(voice.id) },
        { tx, voice, _ in try CodingStore(tx).forget(voice.id) },
        { tx, voice, _ in try RoundStore(tx).forget(voice.id) },
        { tx, voice, _ in try ReportStore(tx).forget(voice: voice.id) },
        { tx, voice, _ in try CaptureStore(tx).forget(voice.id) },
        { tx, voice, _ in try ModerationStore(tx).forget(voice.item) },
        { tx, voice, _ in try FaultNoteStore.forget(voice.id, tx) },
        { tx, voice, act in try VoiceStore(tx).excuse(voice, on: voice.question, by: act) },
        { tx, voice, act in try empty(voice, tx, by: act) },
    ]

    /// The speaker takes their words back. Done twice it is done once; nothing says who asked for it.
    static func takeBack(_ voice: Voice, in house: House) async throws {
        let act = house.act(by: voice.item.author.person)
        let files = try await house.db.write { tx in try takeBack(voice, tx, by: act) }
        try await remove(files, from: house, on: act.day)
    }

    /// Within one transaction. Gives the files nobody holds any more, to be removed once it is safely on disk.
    static func takeBack(_ voice: Voice, _ tx: any Connection, by act: Act) throws -> [String] {
        let current = try VoiceStore(tx).own(voice.id)
        guard current.item.state != "withdrawn", current.item.state != "erased" else { return [] }
        let files = try VoiceStore(tx).files(of: voice.id)
        try LineStore(tx).move(current.item, "withdraw", as: .stranger, own: true, by: act)
        for step in steps { try step(tx, current, act) }
        return try VoiceStore(tx).unheld(files)
    }

    /// Anything somebody said for themselves, within one transaction. What was taken back meanwhile stays so.
    static func takeBack(_ said: Item, _ tx: any Connection, by act: Act) throws -> [String] {
        let line = LineStore(tx)
        guard let item = try line.unseen(said.id), item.state != "withdrawn", item.state != "erased" else { return [] }
        switch item.kind {
        case .voice: return try takeBack(VoiceStore(tx).own(item.id), tx, by: act)
        case .correction: try CorrectionStore(tx).withdraw(item.id, by: act)
        default:
            if Lifecycle.of(item.kind).step("withdraw", from: item.state) != nil {
                try line.move(item, "withdraw", as: .stranger, own: true, by: act)
            } else {
                try line.takeBackAgain(item, by: act)
                try line.remember(item.id, "withdraw", on: act.day)
            }
            try TextStore(tx).erase([item.id])
            try line.unlinkAll(item.id)
            try line.forgetNames([item.id])
            try AuditStore(tx).eraseReasons(on: [item.id])
            try ModerationStore(tx).forget(item)
        }
        return []
    }

    /// Removes files nobody holds any more, once that is safely on disk. Somebody else may have put the same bytes a moment ago: such a
    /// file waits for the night.
    static func remove(_ files: [String], from house: House, on day: Day) async throws {
        for hash in files where try await !house.files.remove(hash, unlessPutWithin: house.settings.fileRest) {
            try await house.db.write { tx in try UnheldFiles(tx).expect([hash], on: day) }
        }
    }

    /// What is left is an empty record that says: taken back, on that day. The receipt stays, so that the code can say so too, and
    /// leads to the question until the night.
    private static func empty(_ voice: Voice, _ tx: any Connection, by act: Act) throws {
        let line = LineStore(tx)
        try TextStore(tx).erase([voice.id])
        try VoiceStore(tx).forget([voice.id])
        try line.unlinkAll(voice.id)
        try line.link(voice.id, .answers, voice.question, by: act)
        try line.forgetNames([voice.id])
        try AuditStore(tx).eraseReasons(on: [voice.id])
    }
}
