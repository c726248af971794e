import Testing

@testable import Throughline

/// What is not declared is refused, and seen by nobody.
struct LifecycleTests {
    @Test(arguments: Kind.allCases)
    func everyStepLeadsFromAndToDeclaredStates(kind: Kind) {
        let cycle = Lifecycle.of(kind)
        #expect(cycle.kind == kind && !cycle.states.isEmpty && !cycle.steps.isEmpty)
        for step in cycle.steps {
            for state in step.from.union([step.to]) { #expect(cycle.states[state] != nil, "\(kind) \(state)") }
        }
    }

    @Test(arguments: Kind.allCases)
    func aStateNobodyDeclaredIsOpenToNobody(kind: Kind) {
        #expect(Audience.of(kind: kind, state: "spam", sensitivity: .none, tlp: .clear) == .nobody)
    }

    @Test(arguments: Kind.allCases)
    func noStateOpensWhatTheMarksClose(kind: Kind) {
        for (state, widest) in Lifecycle.of(kind).states {
            for sensitivity in Sensitivity.allCases {
                for tlp in TLP.allCases {
                    let audience = Audience.of(kind: kind, state: state, sensitivity: sensitivity, tlp: tlp)
                    #expect(audience >= widest)
                    if sensitivity == .high { #expect(audience >= .safety, "the safety lead's") }
                    if sensitivity == .severe || tlp == .red { #expect(audience >= .named) }
                }
            }
        }
    }
}
