import Database
import HTML
import Language

/// A speaker's side of a letter's link, and of an account's own page. Opening it changes nothing; only the form behind it does.
struct ReviewRoutes: Sendable {
    let house: House

    func add(to roads: Roads) {
        roads.get("/reviews/:token", speaking: true, open)
        roads.post("/reviews/:token", speaking: true, answer)
    }

    @Sendable func open(_ visit: Visit) async throws -> Reply {
        let token = try visit.word("token")
        guard let (review, place) = try await found(token, visit) else { return .page(SpeakersReviewForm.gone()) }
        return .page(SpeakersReviewForm.show(review, in: place, action: "/reviews/\(token)", on: visit.now.day(in: .utc), for: visit))
    }

    @Sendable func answer(_ visit: Visit) async throws -> Reply {
        let token = try visit.word("token")
        let here: Href = "/reviews/\(token)"
        guard let (review, place) = try await found(token, visit) else { return .see(here) }
        let draft = ReviewDraft(visit.fields, review)
        guard review.isOpen(on: visit.now.day(in: .utc)) else {
            if draft.hasWords { throw Refusal.conflict }
            return .see(here)
        }
        let answers: [ReviewDraft.Answer]
        do throws(Invalid) {
            answers = try draft.checked(review)
        } catch {
            let page = SpeakersReviewForm.show(
                review, in: place, action: here, on: visit.now.day(in: .utc), for: visit, draft: draft, invalid: error)
            return .refused(page)
        }
        // Whoever holds the link answers as the speaker, with an account or without: nothing ties the answer to one.
        let reviewed = Reviewed(review, answers, in: place, by: house.act(by: nil), for: visit)
        do {
            return try await house.answerOnce(visit) { tx in
                try reviewed.keep(tx)
                return here
            }
        } catch Refusal.conflict {
            // Words that come too late are shown once more, to be copied.
            if answers.contains(where: { !$0.words.isEmpty }) { throw Refusal.conflict }
            return .see(here)
        }
    }

    /// A forged link is none; behind a genuine one there may be nothing left.
    private func found(_ token: String, _ visit: Visit) async throws -> (SpeakersReview, Place)? {
        guard let (round, id) = RoundLink.opened(token, house.keys) else { throw Refusal.notFound }
        return try await house.db.read { tx in
            let voice = try VoiceStore(tx).own(id)
            guard let review = try RoundReading(tx: tx, language: visit.language, now: visit.now).review(voice, in: round) else {
                return nil
            }
            return (review, try PlaceStore(tx).find(voice.item.space))
        }
    }
}

/// What a speaker answered, ready to be kept in one write, from whichever door they came by.
struct Reviewed: Sendable {
    let answers: [ReviewDraft.Answer]
    let voice: ID<Item>
    let round: ID<CorrectionRound>
    let held: Bool
    let written: LanguageTag
    let language: LanguageTag
    let act: Act

    init(_ review: SpeakersReview, _ answers: [ReviewDraft.Answer], in place: Place, by act: Act, for visit: Visit) {
        let said = review.voice.item
        let isKnown = said.author.person != nil || visit.reader.takesPart(in: place.id)
        let words = answers.map(\.words).joined(separator: " ")
        (self.answers, voice, round, self.act, language) = (answers, review.voice.id, review.round.id, act, visit.language)
        held = place.holdsUnnamed && !isKnown
        written = place.language(of: words, readBy: visit.language) ?? (said.language == "und" ? visit.language : said.language)
    }

    func keep(_ tx: any Connection) throws {
        try Reviewing(tx: tx, language: language).say(answers, by: voice, in: round, held: held, written: written, by: act)
    }
}
