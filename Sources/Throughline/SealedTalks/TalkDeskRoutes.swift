import Database
import HTML
import Language

/// The readers' side: what came in, and answering it.
struct TalkDeskRoutes: Sendable {
    let house: House

    func add(to roads: Roads) {
        for kind in SealedTalk.Kind.allCases {
            let desk = "/spaces/:space/\(kind.desk)"
            roads.get(desk, speaking: true) { try await list(kind, $0) }
            roads.get(desk + "/:talk", speaking: true) { try await show(kind, $0) }
            roads.post(desk + "/:talk", speaking: true) { try await answer(kind, $0) }
            roads.post(desk + "/:talk/seen", speaking: true) { try await acknowledge(kind, $0) }
        }
        roads.post("/spaces/:space/letters/promise", promise)
        roads.post("/spaces/:space/letters/:talk/publishing", publish)
    }

    private func list(_ kind: SealedTalk.Kind, _ visit: Visit) async throws -> Reply { .page(try await desk(kind, visit)) }

    private func desk(_ kind: SealedTalk.Kind, _ visit: Visit, invalid: Invalid? = nil, typed: String? = nil) async throws -> Page {
        let slug = try visit.word("space")
        return try await house.db.read { tx in
            let (place, store) = (try place(slug, kind, visit, tx), SealedTalkStore(tx))
            let talks = try store.all(kind, in: place.id, for: visit.reader, house.keys)
            let days = kind == .upwards ? try store.promised(in: place.id) : nil
            return TalkDeskPages.list(talks, kind, days: days, in: place, today: visit.today, invalid: invalid, typed: typed)
        }
    }

    private func show(_ kind: SealedTalk.Kind, _ visit: Visit) async throws -> Reply {
        let (talk, letters, place) = try await found(kind, visit)
        return .page(TalkDeskPages.show(talk, letters, in: place))
    }

    private func answer(_ kind: SealedTalk.Kind, _ visit: Visit) async throws -> Reply {
        let (talk, letters, place) = try await found(kind, visit)
        let draft = SealedDraft(text: visit.fields["text"])
        let text: String
        do throws(Invalid) {
            text = try draft.checked()
        } catch {
            return .refused(TalkDeskPages.show(talk, letters, in: place, draft: draft, invalid: error))
        }
        let (keys, day) = (house.keys, visit.now.day(in: .utc))
        return try await house.answerOnce(visit) { tx in
            // Its writer may have erased it meanwhile.
            let now = try SealedTalkStore(tx).find(talk.id, kind, in: place.id, for: visit.reader, keys)
            try SealedTalkStore(tx).add(text, by: visit.reader.name, to: now, due: now.due, keys, on: day)
            return place.path(kind.desk)
        }
    }

    private func acknowledge(_ kind: SealedTalk.Kind, _ visit: Visit) async throws -> Reply {
        let (talk, _, place) = try await found(kind, visit)
        let day = visit.now.day(in: .utc)
        return try await house.answerOnce(visit) { tx in
            try SealedTalkStore(tx).acknowledge(talk, on: day)
            return Href("\(place.path(kind.desk))/\(talk.id)")
        }
    }

    @Sendable func promise(_ visit: Visit) async throws -> Reply {
        let slug = try visit.word("space")
        let place = try await house.db.read { try self.place(slug, .upwards, visit, $0) }
        guard let days = Int(visit.fields["days"]), (1...90).contains(days) else {
            let invalid = Invalid("days", Phrase("Write a number from 1 to \("n", 90)."))
            return .refused(try await desk(.upwards, visit, invalid: invalid, typed: visit.fields["days"]))
        }
        let act = house.act(by: try visit.person())
        return try await house.answerOnce(visit) { tx in
            try SealedTalkStore(tx).promise(days, in: place.id, by: act)
            return place.path("letters")
        }
    }

    /// An answer for everybody. Nothing leads from it to the message it answers.
    @Sendable func publish(_ visit: Visit) async throws -> Reply {
        let (talk, letters, place) = try await found(.upwards, visit)
        let (asked, answer) = (visit.fields["asked"], visit.fields["answer"])
        var invalid = Invalid()
        for (field, text, most) in [("asked", asked, 200), ("answer", answer, 1_000)] {
            if text.isEmpty { invalid.refuse(field, Phrase("Write a few words first.")) }
            if text.count > most { invalid.refuse(field, Phrase("Keep this under \("n", most) characters.")) }
        }
        guard invalid.isEmpty else {
            return .refused(TalkDeskPages.show(talk, letters, in: place, asked: asked, answer: answer, invalid: invalid))
        }
        let act = house.act(by: nil)
        let language = place.language(of: answer, readBy: visit.language) ?? place.language
        return try await house.answerOnce(visit) { tx in
            try SealedTalkStore(tx).publish(asked, answer, in: place.id, language: language, by: act)
            return place.path("stewards")
        }
    }

    private func found(_ kind: SealedTalk.Kind, _ visit: Visit) async throws -> (SealedTalk, [SealedTalk.Letter], Place) {
        let (slug, id): (String, ID<SealedTalk>) = (try visit.word("space"), try visit.id("talk"))
        let keys = house.keys
        return try await house.db.read { tx in
            let place = try place(slug, kind, visit, tx)
            let talk = try SealedTalkStore(tx).find(id, kind, in: place.id, for: visit.reader, keys)
            return (talk, try SealedTalkStore(tx).letters(of: talk, keys), place)
        }
    }

    /// For others there is no such page.
    private func place(_ slug: String, _ kind: SealedTalk.Kind, _ visit: Visit, _ tx: any Connection) throws -> Place {
        let place = try PlaceStore(tx).find(slug: slug)
        guard visit.reader.may(kind.needs, in: place.id) else { throw visit.reader.person == nil ? Refusal.signInFirst : .notFound }
        return place
    }
}
