import Database
import Language
import Logging

/// What is done once a night, whoever is asleep: each act by its name. A feature adds its own to `acts`; an act may come twice.
enum Nightly {
    typealias NightAct = @Sendable (House) async throws -> Void

    static let kind = "nightly"

    static let acts: [(name: String, act: NightAct)] = [
        ("addresses of deciders", AskedDeciderStore.forgetOld),
        ("addresses of witnesses", WitnessStore.forgetOld),
        ("the audit's seals", SealWork.nightly),
        ("the audit's head", AuditHeads.nightly),
        ("moderation", ModerationNights.run),
        ("what was allowed until a day", ConsentNights.run),
        ("asking how promises go", FollowUpNights.run),
        ("letters about what waits", TalkReminders.run),
        ("what opens or ends", TimesWork.nightly),
        ("accounts that leave", Leaving.nightly),
        ("accounts nobody uses", IdleWork.nightly),
        ("the sweep", { try await Sweep(house: $0).run() }),
    ]

    /// Two in the morning, UTC, of the next night after a moment.
    static func next(after now: Moment) -> Moment {
        let today = now.day(in: .utc).number * 86_400_000 + 2 * 3_600_000
        return Moment(milliseconds: today > now.milliseconds ? today : today + 86_400_000)
    }

    /// Makes sure that the next night has its job. Several servers may say so: a night is named by its day and waits once.
    static func schedule(_ house: House, on tx: any Connection) throws {
        let night = next(after: house.clock())
        try house.jobs.enqueue(kind, "", at: night.milliseconds, on: tx, key: kind + " " + night.day(in: .utc).text)
    }

    /// The next night first, so that no failure ends the nights; then every act, each on its own.
    static func run(_ house: House) async throws {
        try await house.db.write { tx in try schedule(house, on: tx) }
        var failed: [String] = []
        for (name, act) in acts {
            try Task.checkCancellation()
            do {
                try await act(house)
            } catch {
                house.logger.error("nightly", metadata: ["act": "\(name)", "error": "\(String(reflecting: error))"])
                failed.append(name)
            }
        }
        if !failed.isEmpty { throw WorkProblem.nightly(failed) }
    }
}
