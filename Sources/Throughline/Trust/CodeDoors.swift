import Database

/// What five words may open besides one's own answers. A feature whose codes are found at the same door adds itself here.
enum CodeDoors {
    typealias Door = @Sendable (_ macs: [String], any Connection) throws -> Slip.Showing?

    private static let doors: [Door] = [
        { macs, tx in try FlagStore(tx).behind(macs).isEmpty ? nil : .flag },
        { macs, tx in try SealedTalkStore(tx).has(macs) ? .talk : nil },
    ]

    /// The page a code leads to; every door is tried, so that a miss takes as long as a hit.
    static func showing(_ macs: [String], _ tx: any Connection) throws -> Slip.Showing? {
        try doors.map { try $0(macs, tx) }.compactMap { $0 }.first
    }
}
