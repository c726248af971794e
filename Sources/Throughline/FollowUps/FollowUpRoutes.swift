import Database
import HTML
import Language

/// The side of the link that asks how it goes, and the team's list. Opening a link changes nothing; only the form behind it does.
struct FollowUpRoutes: Sendable {
    let house: House

    func add(to roads: Roads) {
        roads.get("/follow-ups/:token", open)
        roads.post("/follow-ups/:token", answer)
        roads.get("/follow-ups/:token/no-more", askNoMore)
        // A mail program's own button posts from nowhere; the token alone says what it may do.
        roads.post("/follow-ups/:token/no-more", fromAnywhere: true, noMore)
        roads.post("/follow-ups/:token/again", again)
        roads.get("/spaces/:space/follow-ups", list)
    }

    @Sendable func open(_ visit: Visit) async throws -> Reply {
        var draft = FollowUpDraft()
        // The tap in the letter; nothing is kept before they press Send.
        draft.stays = visit[query: "stays"] ?? ""
        return .page(FollowUpPages.show(try await found(visit), draft))
    }

    @Sendable func answer(_ visit: Visit) async throws -> Reply {
        let asked = try await found(visit)
        let here: Href = "/follow-ups/\(asked.token)"
        let draft = FollowUpDraft(visit.fields)
        let hasWords = [draft.what, draft.help, draft.whom].contains { !$0.isEmpty }
        guard asked.followUp.mayBeAnswered else { return try given(back: hasWords, or: here) }
        let checked: FollowUpDraft.Checked
        do {
            checked = try draft.checked()
        } catch {
            return .refused(FollowUpPages.show(asked, draft, invalid: error))
        }
        // Whoever holds the link answers as who promised, signed in or not: nothing ties the answer to a session.
        let act = house.act(by: nil)
        let words = draft.what.nonEmpty ?? draft.help.nonEmpty ?? draft.whom
        let language = asked.place.language(of: words, readBy: visit.language) ?? visit.language
        do {
            return try await house.answerOnce(visit) { tx in
                try FollowUpStore(tx).answer(asked.followUp, about: asked.promise, checked, draft, in: language, by: act)
                return here
            }
        } catch Refusal.conflict {
            // Answered already, from another window: the page says so.
            return try given(back: hasWords, or: here)
        }
    }

    /// Words that come too late are shown once more, to be copied; the page of a refusal does that.
    private func given(back hasWords: Bool, or here: Href) throws(Refusal) -> Reply {
        if hasWords { throw .conflict }
        return .see(here)
    }

    @Sendable func askNoMore(_ visit: Visit) async throws -> Reply {
        let asked = try await found(visit)
        return asked.followUp.because == .refused ? .see("/follow-ups/\(asked.token)") : .page(FollowUpPages.noMore(asked))
    }

    @Sendable func noMore(_ visit: Visit) async throws -> Reply {
        let asked = try await found(visit)
        let day = visit.now.day(in: .utc)
        return try await house.answerOnce(visit) { tx in
            try FollowUpStore(tx).refuse(asked.followUp, on: day)
            return "/follow-ups/\(asked.token)"
        }
    }

    @Sendable func again(_ visit: Visit) async throws -> Reply {
        let asked = try await found(visit)
        return try await house.answerOnce(visit) { tx in
            try FollowUpStore(tx).takeUp(asked.followUp)
            return "/follow-ups/\(asked.token)"
        }
    }

    /// Forged, run out, about a promise that is gone: all of them are simply not found.
    private func found(_ visit: Visit) async throws -> FollowUpPages.Asked {
        let token = try visit.word("token")
        guard let id = FollowUp.id(in: token, house.keys) else { throw Refusal.notFound }
        try house.brakes.press("follow-up", from: id.description, limit: 60, minutes: 10, at: visit.now)
        return try await house.db.read { tx in
            guard let followUp = try FollowUpStore(tx).find(id), followUp.sentOn != nil, !followUp.isOver(on: visit.now.day(in: .utc)),
                let promise = try FollowUpReading(tx: tx, now: visit.now).promise(of: followUp, in: visit.language)
            else { throw Refusal.notFound }
            return try FollowUpPages.Asked(
                followUp: followUp, promise: promise, place: PlaceStore(tx).find(followUp.space), token: token)
        }
    }

    @Sendable func list(_ visit: Visit) async throws -> Reply {
        let slug = try visit.word("space")
        return .page(
            try await house.db.read { tx in
                let place = try PlaceStore(tx).find(slug: slug)
                try visit.reader.require(.decide, in: place.id)
                let all = try FollowUpStore(tx).list(in: place.id, for: visit.reader, at: visit.now)
                let promises = try CommitmentStore(tx).all(Set(all.map(\.item)), for: visit.reader, in: visit.language, at: visit.now)
                let entries = all.compactMap { followUp in promises[followUp.item].map { (followUp, $0) } }
                let figures = try FollowUpStore(tx).figures(in: place.id, for: visit.reader, at: visit.now)
                return FollowUpPages.list(entries, figures, in: place)
            })
    }
}
