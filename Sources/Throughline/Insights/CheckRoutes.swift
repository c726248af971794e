import Database
import HTML
import Language

struct CheckRoutes: Sendable {
    let house: House

    func add(to roads: Roads) {
        roads.get("/insights/:id/check", form)
        roads.post("/insights/:id/check", check)
    }

    @Sendable func form(_ visit: Visit) async throws -> Reply {
        .page(CheckPages.form(CheckDraft(), try await reviewable(visit), for: visit))
    }

    @Sendable func check(_ visit: Visit) async throws -> Reply {
        let draft = CheckDraft(
            confidence: visit.fields["confidence"], reason: visit.fields["reason"], knows: visit.fields["from_context"],
            limits: visit.fields["limits"], concerns: Concern.typed(visit.fields))
        do {
            let view = try await reviewable(visit)
            let version = try visit.fields.version()
            let confidence: Confidence
            do {
                confidence = try draft.checked(hasLimits: view.insight.limits != nil)
            } catch {
                return .refused(CheckPages.form(draft, view, for: visit, invalid: error))
            }
            let act = house.act(by: try visit.person())
            let language = view.place.language(of: draft.reason, readBy: visit.language) ?? visit.language
            return try await house.answerOnce(visit) { tx in
                try InsightStore(tx).review(
                    view.insight, confidence, draft, in: language, fromElsewhere: view.chance == .outsider, seen: version, by: act)
                return .to(view.insight.item)
            }
        } catch Refusal.conflict {
            return .raced(try await raced(draft, visit))
        }
    }

    /// What was read has changed since: the judgement is asked for again, or stands there to be copied where it is too late for one.
    private func raced(_ draft: CheckDraft, _ visit: Visit) async throws -> Page {
        do {
            return CheckPages.form(draft, try await reviewable(visit), for: visit, invalid: CheckDraft.raced)
        } catch Refusal.conflict {
            return CheckPages.tooLate(draft, try await house.insight(try visit.id(), visit), typed: visit.fields.pairs)
        }
    }

    /// Something shared, for somebody who did not write it and has not looked at these words yet.
    private func reviewable(_ visit: Visit) async throws -> InsightView {
        let id: ID<Item> = try visit.id()
        let view = try await house.insight(id, visit)
        _ = try visit.person()
        switch view.chance {
        case .no: throw Refusal.notAllowed
        case .ownWork: throw Refusal.notNow(.ownReview)
        case .lookedAlready: throw Refusal.notNow(.reviewedAlready)
        case .insider, .outsider: break
        }
        guard view.insight.item.state == "shared" || view.isDueAgain else { throw Refusal.conflict }
        return view
    }
}

extension Concern {
    fileprivate static func typed(_ fields: Fields) -> [Concern: Weight] {
        allCases.reduce(into: [:]) { all, concern in all[concern] = Weight(rawValue: fields[concern.rawValue]) }
    }
}

extension CheckDraft {
    /// What was read has changed since: the judgement is asked for again, with what was typed.
    fileprivate static var raced: Invalid {
        var invalid = Invalid()
        invalid.refuse("confidence", Phrase("The words or the evidence changed while you were reading. Look again, then send it."))
        return invalid
    }
}
