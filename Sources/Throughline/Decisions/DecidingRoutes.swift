import Database
import HTML
import Language

/// The decider's side: the links in the mail. Opening one changes nothing; only the form behind it does.
struct DecidingRoutes: Sendable {
    let house: House

    func add(to roads: Roads) {
        roads.get("/deciding/:token", open)
        roads.post("/deciding/:token", answer)
    }

    @Sendable func open(_ visit: Visit) async throws -> Reply {
        let token = try visit.word("token")
        let (asked, brief) = try await asked(token, visit)
        guard asked.reply?.isLast != true, let reply = reply(visit[query: "answer"], to: asked) else {
            return .page(DecidingPages.said(asked, brief, token: token))
        }
        var draft = DeciderReplyDraft(answer: reply)
        draft.startsOn = visit.now.day(in: brief.place.zone).text
        return .page(DecidingPages.form(asked, brief, token: token, draft))
    }

    @Sendable func answer(_ visit: Visit) async throws -> Reply {
        let token = try visit.word("token")
        let (asked, brief) = try await asked(token, visit)
        let here: Href = "/deciding/\(token)"
        guard asked.reply?.isLast != true else { return .see(here) }
        guard let reply = reply(visit.fields["answer"], to: asked) else { throw Refusal.notFound }
        let draft = DeciderReplyDraft(
            answer: reply, what: visit.fields["what"], startsOn: visit.fields["starts_on"], because: visit.fields["because"],
            againOn: visit.fields["again_on"], who: visit.fields["who"])
        let checked: DeciderReplyDraft.Checked
        do {
            checked = try draft.checked(on: visit.now.day(in: brief.place.zone), last: asked.lastDay)
        } catch {
            return .refused(DecidingPages.form(asked, brief, token: token, draft, invalid: error))
        }
        // Whoever holds the link acts as the decider, with an account or without: nothing ties the answer to one.
        let act = house.act(by: nil)
        let base = visit.base
        let language = brief.place.language(of: draft.what, readBy: asked.language) ?? asked.language
        do {
            return try await house.answerOnce(visit) { tx in
                try keep(asked, brief, draft, checked, in: language, at: base, act, on: tx)
                return here
            }
        } catch Refusal.conflict {
            // Answered already, from another window: the page behind the link says how.
            return .see(here)
        }
    }

    private func keep(
        _ asked: AskedDecider, _ brief: DeciderBrief, _ draft: DeciderReplyDraft, _ checked: DeciderReplyDraft.Checked,
        in language: LanguageTag,
        at base: String, _ act: Act, on tx: any Connection
    ) throws {
        var made: ID<Item>?
        switch draft.answer {
        case .decided:
            made = try DecisionStore(tx).add(
                draft.what, startsOn: checked.startsOn.flatMap { $0 == act.day ? nil : $0 }, by: asked.name, on: brief.question,
                from: brief.insight.map { [$0] } ?? [], in: language, act: act)
        case .confirmed:
            guard let proposal = brief.proposal else { throw Refusal.notFound }
            try DecisionStore(tx).confirm(proposal.item, by: act)
        case .notYet:
            if let day = checked.againOn { try DeciderWork.askAgain(asked, on: day, from: house, at: base, on: tx) }
        case .notForMe, .denied: break
        }
        try AskedDeciderStore(tx).reply(asked, draft.answer, because: checked.because, againOn: checked.againOn, decision: made, by: act)
    }

    /// Forged, run out, about a question that is gone: all of them are simply not found.
    private func asked(_ token: String, _ visit: Visit) async throws -> (AskedDecider, DeciderBrief) {
        guard let id = AskedDecider.id(in: token, house.keys) else { throw Refusal.notFound }
        try house.brakes.press("deciding", from: id.description, limit: 60, minutes: 10, at: visit.now)
        return try await house.db.read { tx in
            guard let asked = try AskedDeciderStore(tx).find(id), !asked.isOver(on: visit.now.day(in: .utc)) else { throw Refusal.notFound }
            return (asked, try DeciderReading(tx: tx, now: visit.now).brief(asked))
        }
    }

    private func reply(_ text: String?, to asked: AskedDecider) -> AskedDecider.Reply? {
        guard let reply = text.flatMap({ AskedDecider.Reply(rawValue: $0) }) else { return nil }
        let isConfirming = reply == .confirmed || reply == .denied
        return isConfirming == asked.isConfirmation ? reply : nil
    }
}
