import Language

/// The states of one kind and the steps between them, as data. Whatever is not declared here is refused, and seen by nobody.
struct Lifecycle: Sendable {
    struct Step: Sendable {
        let from: Set<String>
        let act: String
        let to: String
        let needs: Right
    }

    let kind: Kind
    /// Every state, with the widest audience it allows; the item's own marks may narrow it further.
    let states: [String: Audience]
    let steps: [Step]

    /// The step an act means from a state; nil when the field knows no such step.
    func step(_ act: String, from state: String) -> Step? {
        // What moderators took out of sight is still its owner's to take back.
        steps.first { $0.act == act && ($0.from.contains(state) || act == "withdraw" && Self.outOfSight.contains(state)) }
    }

    static func of(_ kind: Kind) -> Lifecycle {
        switch kind {
        case .question: question
        case .voice: voice
        case .insight: insight
        case .dissent: dissent
        case .decision: decision
        case .commitment: commitment
        case .telling: telling
        case .correction: correction
        case .statement: statement
        case .outcome: outcome
        case .need: need
        case .adaptation: adaptation
        case .experiment: experiment
        case .panel: panel
        case .journey: journey
        case .activity: activity
        case .partnerPlan: partnerPlan
        case .planTask: planTask
        case .report: report
        }
    }

    private static let question = Lifecycle(
        kind: .question,
        // On a learning agenda it is there for the people of the place, before anybody is asked.
        states: ["draft": .named, "agenda": .circle, "open": .everyone, "closed": .everyone, "told": .everyone, "retired": .everyone],
        steps: [
            Step(from: ["draft"], act: "plan", to: "agenda", needs: .ask),
            Step(from: ["draft", "agenda"], act: "open", to: "open", needs: .ask),
            Step(from: ["open"], act: "close", to: "closed", needs: .ask),
            Step(from: ["closed", "told"], act: "reopen", to: "open", needs: .ask),
            Step(from: ["open", "closed"], act: "tell", to: "told", needs: .tell),
            Step(from: ["draft", "agenda", "open", "closed"], act: "retire", to: "retired", needs: .ask),
        ])

    private static let voice = Lifecycle(
        kind: .voice,
        states: ["held": .team, "ready": .everyone, "rejected": .nobody, "withdrawn": .nobody],
        steps: [
            Step(from: ["held"], act: "release", to: "ready", needs: .moderate),
            Step(from: ["ready"], act: "hold", to: "held", needs: .moderate),
            Step(from: ["held", "ready"], act: "reject", to: "rejected", needs: .moderate),
            Step(from: ["held", "ready", "rejected"], act: "withdraw", to: "withdrawn", needs: .answer),
        ])

    private static let insight = Lifecycle(
        kind: .insight,
        states: ["note": .team, "shared": .everyone, "checked": .everyone, "withdrawn": .nobody],
        steps: [
            Step(from: ["note"], act: "share", to: "shared", needs: .learn),
            Step(from: ["shared"], act: "check", to: "checked", needs: .learn),
            Step(from: ["checked"], act: "uncheck", to: "shared", needs: .learn),
            Step(from: ["note", "shared", "checked"], act: "withdraw", to: "withdrawn", needs: .learn),
        ])

    private static let dissent = Lifecycle(
        kind: .dissent,
        states: [
            "held": .team, "open": .everyone, "answered": .everyone, "kept": .everyone, "rejected": .nobody, "withdrawn": .nobody,
        ],
        steps: [
            Step(from: ["held"], act: "release", to: "open", needs: .moderate),
            Step(from: ["held"], act: "reject", to: "rejected", needs: .moderate),
            Step(from: ["open"], act: "answer", to: "answered", needs: .learn),
            Step(from: ["open", "answered"], act: "keep", to: "kept", needs: .learn),
            Step(from: ["held", "open", "answered", "kept"], act: "withdraw", to: "withdrawn", needs: .answer),
        ])

    private static let decision = Lifecycle(
        kind: .decision,
        states: [
            "proposed": .everyone, "decided": .everyone, "applied": .everyone, "checked": .everyone, "kept": .everyone,
            "reversed": .everyone,
        ],
        steps: [
            Step(from: ["proposed"], act: "decide", to: "decided", needs: .decide),
            Step(from: ["decided"], act: "apply", to: "applied", needs: .decide),
            // Again, as often as it was too early to say.
            Step(from: ["decided", "applied", "checked"], act: "check", to: "checked", needs: .decide),
            Step(from: ["checked"], act: "keep", to: "kept", needs: .decide),
            Step(from: ["decided", "applied", "checked"], act: "reverse", to: "reversed", needs: .decide),
        ])

    private static let commitment = Lifecycle(
        kind: .commitment,
        states: [
            "made": .everyone, "accepted": .everyone, "under_way": .everyone, "fulfilled": .everyone, "partly": .everyone,
            "not_fulfilled": .everyone, "released": .everyone, "declined": .everyone,
        ],
        steps: [
            Step(from: ["made"], act: "accept", to: "accepted", needs: .promise),
            Step(from: ["made"], act: "decline", to: "declined", needs: .promise),
            Step(from: ["made", "accepted"], act: "start", to: "under_way", needs: .promise),
            Step(from: ["made", "accepted", "under_way"], act: "fulfil", to: "fulfilled", needs: .promise),
            Step(from: ["made", "accepted", "under_way"], act: "fulfil_partly", to: "partly", needs: .promise),
            Step(from: ["made", "accepted", "under_way"], act: "lapse", to: "not_fulfilled", needs: .promise),
            Step(from: ["made", "accepted", "under_way"], act: "release", to: "released", needs: .decide),
        ])

    private static let telling = Lifecycle(
        kind: .telling,
        states: ["owed": .team, "prepared": .team, "told": .everyone, "not_told": .everyone, "dropped": .nobody],
        steps: [
            Step(from: ["owed"], act: "prepare", to: "prepared", needs: .tell),
            Step(from: ["owed", "prepared"], act: "tell", to: "told", needs: .tell),
            Step(from: ["owed", "prepared"], act: "fail", to: "not_told", needs: .tell),
            Step(from: ["prepared"], act: "drop", to: "dropped", needs: .tell),
        ])

    private static let correction = Lifecycle(
        kind: .correction,
        states: ["open": .everyone, "answered": .everyone, "withdrawn": .nobody],
        steps: [
            Step(from: ["open"], act: "answer", to: "answered", needs: .learn),
            Step(from: ["open", "answered"], act: "withdraw", to: "withdrawn", needs: .answer),
        ])

    private static let statement = Lifecycle(
        kind: .statement,
        states: ["ready": .everyone, "held": .team, "rejected": .nobody, "withdrawn": .nobody],
        steps: [
            Step(from: ["held"], act: "release", to: "ready", needs: .moderate),
            Step(from: ["ready", "held"], act: "reject", to: "rejected", needs: .moderate),
            Step(from: ["ready", "held"], act: "withdraw", to: "withdrawn", needs: .answer),
        ])

    private static let outcome = Lifecycle(
        kind: .outcome,
        states: ["draft": .team, "shared": .everyone, "withdrawn": .nobody],
        steps: [
            Step(from: ["draft"], act: "share", to: "shared", needs: .learn),
            Step(from: ["draft", "shared"], act: "withdraw", to: "withdrawn", needs: .learn),
        ])

    private static let need = Lifecycle(
        kind: .need,
        states: [
            "raised": .everyone, "grouped": .everyone, "question": .everyone, "answered": .everyone, "parked": .everyone,
            "withdrawn": .nobody,
        ],
        steps: [
            Step(from: ["raised", "parked"], act: "group", to: "grouped", needs: .ask),
            Step(from: ["grouped"], act: "become", to: "question", needs: .ask),
            Step(from: ["raised", "parked"], act: "answer", to: "answered", needs: .ask),
            Step(from: ["raised"], act: "park", to: "parked", needs: .ask),
            Step(from: ["raised", "grouped", "question", "answered", "parked"], act: "withdraw", to: "withdrawn", needs: .answer),
        ])

    private static let adaptation = Lifecycle(
        kind: .adaptation,
        states: [
            "considered": .everyone, "decided": .everyone, "testing": .everyone, "tested": .everyone, "kept": .everyone,
            "dropped": .everyone, "adapted_again": .everyone, "withdrawn": .nobody,
        ],
        steps: [
            Step(from: ["considered"], act: "decide", to: "decided", needs: .promise),
            Step(from: ["considered", "decided"], act: "begin", to: "testing", needs: .promise),
            Step(from: ["considered", "decided", "testing"], act: "test", to: "tested", needs: .promise),
            Step(from: ["tested"], act: "keep", to: "kept", needs: .promise),
            Step(from: ["considered", "decided", "testing", "tested", "kept"], act: "drop", to: "dropped", needs: .promise),
            Step(from: ["tested", "kept", "dropped"], act: "adapt", to: "adapted_again", needs: .promise),
            Step(
                from: ["considered", "decided", "testing", "tested", "kept", "dropped", "adapted_again"], act: "withdraw", to: "withdrawn",
                needs: .decide),
        ])

    private static let experiment = Lifecycle(
        kind: .experiment,
        states: ["running": .everyone, "kept": .everyone, "changed": .everyone, "stopped": .everyone, "withdrawn": .nobody],
        steps: [
            Step(from: ["running"], act: "keep", to: "kept", needs: .learn),
            Step(from: ["running"], act: "change", to: "changed", needs: .learn),
            Step(from: ["running"], act: "stop", to: "stopped", needs: .learn),
            Step(from: ["running", "kept", "changed", "stopped"], act: "withdraw", to: "withdrawn", needs: .learn),
        ])

    private static let panel = Lifecycle(
        kind: .panel, states: ["reading": .everyone, "chosen": .everyone, "withdrawn": .nobody],
        steps: [
            Step(from: ["reading"], act: "choose", to: "chosen", needs: .learn),
            // What it chose was taken back by whoever told it.
            Step(from: ["chosen"], act: "read_again", to: "reading", needs: .learn),
            Step(from: ["reading", "chosen"], act: "withdraw", to: "withdrawn", needs: .learn),
        ])

    private static let journey = Lifecycle(
        kind: .journey,
        states: [
            "need_agreed": .everyone, "co_design": .everyone, "running": .everyone, "synthesis": .everyone, "application": .everyone,
            "closed": .everyone, "followed_up": .everyone, "withdrawn": .nobody,
        ],
        steps: [
            Step(from: ["need_agreed"], act: "design", to: "co_design", needs: .learn),
            Step(from: ["co_design"], act: "run", to: "running", needs: .learn),
            Step(from: ["running"], act: "gather", to: "synthesis", needs: .learn),
            Step(from: ["synthesis"], act: "apply", to: "application", needs: .learn),
            Step(from: ["application"], act: "close", to: "closed", needs: .learn),
            Step(from: ["closed"], act: "follow_up", to: "followed_up", needs: .learn),
            Step(
                from: ["need_agreed", "co_design", "running", "synthesis", "application", "closed", "followed_up"], act: "withdraw",
                to: "withdrawn", needs: .learn),
        ])

    private static let activity = Lifecycle(
        kind: .activity,
        states: ["planned": .everyone, "running": .everyone, "done": .everyone, "cancelled": .everyone, "withdrawn": .nobody],
        steps: [
            Step(from: ["planned"], act: "begin", to: "running", needs: .learn),
            Step(from: ["planned", "running"], act: "finish", to: "done", needs: .learn),
            Step(from: ["planned", "running"], act: "cancel", to: "cancelled", needs: .learn),
            Step(from: ["planned", "running", "done", "cancelled"], act: "withdraw", to: "withdrawn", needs: .learn),
        ])

    private static let partnerPlan = Lifecycle(
        kind: .partnerPlan, states: ["running": .everyone, "withdrawn": .nobody],
        steps: [Step(from: ["running"], act: "withdraw", to: "withdrawn", needs: .decide)])

    private static let planTask = Lifecycle(
        kind: .planTask,
        states: ["not_started": .everyone, "under_way": .everyone, "delivered": .everyone, "accepted": .everyone, "withdrawn": .nobody],
        steps: [
            Step(from: ["not_started"], act: "begin", to: "under_way", needs: .decide),
            Step(from: ["not_started", "under_way"], act: "deliver", to: "delivered", needs: .decide),
            // What comes again waits for its next day at once.
            Step(from: ["delivered"], act: "again", to: "not_started", needs: .decide),
            Step(from: ["delivered"], act: "accept", to: "accepted", needs: .decide),
            Step(from: ["not_started", "under_way", "delivered", "accepted"], act: "withdraw", to: "withdrawn", needs: .decide),
        ])

    private static let report = Lifecycle(
        kind: .report,
        states: ["draft": .team, "checked": .team, "published": .everyone, "replaced": .everyone, "withdrawn": .nobody],
        steps: [
            Step(from: ["draft"], act: "check", to: "checked", needs: .learn),
            Step(from: ["checked"], act: "uncheck", to: "draft", needs: .learn),
            Step(from: ["draft", "checked"], act: "publish", to: "published", needs: .learn),
            Step(from: ["published"], act: "replace", to: "replaced", needs: .learn),
            Step(from: ["draft", "checked", "published", "replaced"], act: "withdraw", to: "withdrawn", needs: .learn),
        ])
}
