import Language

/// The states of one kind and the steps between them, as data. Whatever is not declared here is refused.
struct Lifecycle: Sendable {
    struct Step: Sendable {
        let from: Set<String>
        let act: String
        let to: String
        let needs: Right
    }

    let kind: Kind
    let first: Set<String>
    let steps: [Step]

    /// The step an act means from a state; nil when the field knows no such step.
    func step(_ act: String, from state: String) -> Step? {
        steps.first { $0.act == act && $0.from.contains(state) }
    }

    var states: Set<String> { first.union(steps.map(\.to)) }

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
        }
    }

    private static let question = Lifecycle(
        kind: .question, first: ["draft", "open"],
        steps: [
            Step(from: ["draft"], act: "open", to: "open", needs: .ask),
            Step(from: ["open"], act: "close", to: "closed", needs: .ask),
            Step(from: ["closed", "told"], act: "reopen", to: "open", needs: .ask),
            Step(from: ["open", "closed"], act: "tell", to: "told", needs: .tell),
            Step(from: ["draft", "open", "closed"], act: "retire", to: "retired", needs: .ask),
        ])

    private static let voice = Lifecycle(
        kind: .voice, first: ["held", "ready"],
        steps: [
            Step(from: ["held"], act: "release", to: "ready", needs: .moderate),
            Step(from: ["ready"], act: "hold", to: "held", needs: .moderate),
            Step(from: ["held", "ready"], act: "reject", to: "rejected", needs: .moderate),
            Step(from: ["held", "ready", "rejected"], act: "withdraw", to: "withdrawn", needs: .answer),
        ])

    private static let insight = Lifecycle(
        kind: .insight, first: ["note"],
        steps: [
            Step(from: ["note"], act: "share", to: "shared", needs: .learn),
            Step(from: ["shared"], act: "check", to: "checked", needs: .learn),
            Step(from: ["checked"], act: "uncheck", to: "shared", needs: .learn),
            Step(from: ["note", "shared", "checked"], act: "withdraw", to: "withdrawn", needs: .learn),
        ])

    private static let dissent = Lifecycle(
        kind: .dissent, first: ["open", "held"],
        steps: [
            Step(from: ["held"], act: "release", to: "open", needs: .moderate),
            Step(from: ["held"], act: "reject", to: "rejected", needs: .moderate),
            Step(from: ["open"], act: "answer", to: "answered", needs: .learn),
            Step(from: ["open", "answered"], act: "keep", to: "kept", needs: .learn),
            Step(from: ["held", "open", "answered", "kept"], act: "withdraw", to: "withdrawn", needs: .answer),
        ])

    private static let decision = Lifecycle(
        kind: .decision, first: ["proposed", "decided"],
        steps: [
            Step(from: ["proposed"], act: "decide", to: "decided", needs: .decide),
            Step(from: ["decided"], act: "apply", to: "applied", needs: .decide),
            Step(from: ["decided", "applied"], act: "check", to: "checked", needs: .decide),
            Step(from: ["checked"], act: "keep", to: "kept", needs: .decide),
            Step(from: ["decided", "applied", "checked"], act: "reverse", to: "reversed", needs: .decide),
        ])

    private static let commitment = Lifecycle(
        kind: .commitment, first: ["made"],
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
        kind: .telling, first: ["owed", "prepared"],
        steps: [
            Step(from: ["owed"], act: "prepare", to: "prepared", needs: .tell),
            Step(from: ["owed", "prepared"], act: "tell", to: "told", needs: .tell),
            Step(from: ["owed", "prepared"], act: "fail", to: "not_told", needs: .tell),
        ])

    private static let correction = Lifecycle(
        kind: .correction, first: ["open"],
        steps: [
            Step(from: ["open"], act: "answer", to: "answered", needs: .learn),
            Step(from: ["open", "answered"], act: "withdraw", to: "withdrawn", needs: .answer),
        ])

    private static let statement = Lifecycle(
        kind: .statement, first: ["ready", "held", "rejected"],
        steps: [
            Step(from: ["held"], act: "release", to: "ready", needs: .moderate),
            Step(from: ["ready", "held"], act: "reject", to: "rejected", needs: .moderate),
            Step(from: ["ready", "held"], act: "withdraw", to: "withdrawn", needs: .answer),
        ])
}
