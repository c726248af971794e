import Database
import DatabaseTesting
import Language
import Testing

@testable import Throughline

/// The main story of the demonstration, walked as its readers walk it.
struct DemoStoryTests {
    @Test(arguments: TestEngine.available)
    func aStrangerWalksTheWholePathForward(engine: TestEngine) async throws {
        try await withDemo(engine) { demo in
            let after = try await demo.walk(demo.question, as: .stranger).after
            #expect(demo.says(after, .insight, "Clubs lose members when nothing in them helps people earn."))
            #expect(demo.says(after, .decision, "Every club runs a livelihoods hour each week."))
            let promises = after.filter { $0.item.kind == .commitment }
            #expect(Set(promises.map(\.item.state)).isSuperset(of: ["partly", "not_fulfilled", "fulfilled"]))
            #expect(demo.says(after, .telling, "9 of 12 clubs now run the livelihoods hour. Transport to the town market was not done"))
            #expect(demo.says(after, .question, "Who stays in the clubs now, and why?"))
            #expect(after.contains { $0.item.kind == .question && $0.item.language == "ru" })
        }
    }

    @Test(arguments: TestEngine.available)
    func fromThePromiseOnePathLeadsBackToWhatPeopleSaid(engine: TestEngine) async throws {
        try await withDemo(engine) { demo in
            let id = try await demo.find("SELECT item_id FROM texts WHERE field = 'what' AND body LIKE 'Pay transport to the town market%'")
            let leila = try await demo.reader("Leila")
            let before = try await demo.walk(id, as: leila).before
            #expect(demo.says(before, .decision, "Every club runs a livelihoods hour"))
            #expect(demo.says(before, .insight, "Clubs lose members when nothing"))
            #expect(demo.says(before, .question, "Why do youth leave the clubs after month three?"))
            #expect(before.count { $0.item.kind == .voice } >= 12)
        }
    }

    @Test(arguments: TestEngine.available)
    func twentySevenOfThirtyOneWereToldAndOneVoiceWasTakenBack(engine: TestEngine) async throws {
        try await withDemo(engine) { demo in
            let question = demo.question
            let sums = try await demo.house.db.read { tx in
                try tx.run(
                    """
                    SELECT SUM(people) AS people, SUM(told) AS told, SUM(unreachable) AS gone, COUNT(*) AS n
                    FROM tellings WHERE question_id = \(question)
                    """
                ).map { try [$0.int("people"), $0.int("told"), $0.int("gone"), $0.int("n")] }
            }
            #expect(sums == [[31, 27, 4, 4]])
            let insight = try await demo.house.db.read { tx in
                try tx.run(
                    """
                    SELECT strength, sources, against, withdrawn, withdrawn_on FROM insights
                    WHERE question_id = \(question) AND withdrawn > 0
                    """
                )
                .map {
                    try "\($0.text("strength")) \($0.int("sources")) \($0.int("against")) \($0.int("withdrawn"))"
                }
            }
            #expect(insight == ["well_supported 12 1 1"])
            let count = try await demo.house.db.read { try VoiceStore($0).count(of: question) }
            #expect(count.people == 31)
            let left: SQL = "SELECT COUNT(*) AS n FROM texts WHERE body LIKE '%one pair of shoes%'"
            #expect(try await demo.number(left) == 0)
        }
    }

    @Test(arguments: TestEngine.available)
    func everyLinkedRecordIsSeenByThoseItIsFor(engine: TestEngine) async throws {
        try await withDemo(engine) { demo in
            let steward: [String: String] = [
                "lower-delta": "Amina", "upper-valley": "Zarina", "osh": "Andrei", "saffron": "Halima", "border-studies": "Diego",
                "delta-bridge": "Kadiatou",
            ]
            for place in try await demo.house.db.read({ try PlaceStore($0).all() }) {
                let name = try #require(steward[place.slug])
                let (reader, now) = (try await demo.reader(name), demo.house.clock())
                let (all, seen) = try await demo.house.db.read { tx in
                    let linked: SQL = "SELECT COUNT(*) AS n FROM items i WHERE i.space_id = \(place.id) AND i.audience < 9 AND "
                    let ends: SQL = "EXISTS (SELECT 1 FROM links l WHERE l.from_id = i.id OR l.to_id = i.id)"
                    let all = try tx.run(linked + ends).first?.int("n")
                    let seen = try tx.run(linked + ends + " AND " + Visibility.inSpace(place.id, for: reader, at: now)).first?.int("n")
                    return (all, seen)
                }
                #expect(all == seen && (all ?? 0) > 25, "\(place.slug)")
            }
        }
    }

    @Test(arguments: TestEngine.available)
    func theFirstScreenGivesBeforeItAsks(engine: TestEngine) async throws {
        try await withDemo(engine) { demo in
            let (now, db) = (demo.house.clock(), demo.house.db)
            for (language, learned, decided) in [
                ("en", "Clubs lose members", "Every club runs"), ("ar", "تفقد النوادي", "يخصّص كل نادٍ"),
                ("fr", "Les clubs perdent", "Chaque club tient"),
            ] {
                let tag = try #require(LanguageTag(language))
                let view = try await db.read { tx in
                    try HomeReading(tx: tx, reader: .stranger, language: tag, now: now).view(PlaceStore(tx).find(slug: "lower-delta"))
                }
                #expect(view.turn?.learned?.body.hasPrefix(learned) == true, "\(language)")
                #expect(view.turn?.decided?.body.hasPrefix(decided) == true, "\(language)")
                #expect(view.turn?.told?.language == tag && view.turn?.told?.body.contains("12") == (language != "ar"))
                #expect(view.asking?.text.language == tag)
                let waiting = if case .atLeast(let n) = view.waiting.people { n } else { 0 }
                #expect(waiting >= 20)
            }
        }
    }

    @Test(arguments: TestEngine.available)
    func peopleSignInWithTheirPhraseAndTheSlipOpensItsVoice(engine: TestEngine) async throws {
        try await withDemo(engine) { demo in
            let yusuf = try #require(demo.made.people.first { $0.name == "Yusuf" })
            let found = try await SignIn(house: demo.house).person("Yusuf", phrase: yusuf.phrase, over: nil, at: demo.house.clock())
            #expect(found != nil && yusuf.mail == nil)
            #expect(
                try await SignIn(house: demo.house).person("Yusuf", phrase: "not the right phrase", over: nil, at: demo.house.clock())
                    == nil)
            let code = try #require(ReceiptCode(typed: demo.made.code))
            let macs = demo.house.keys.macs(code.canonical, for: .receipts).map(hex)
            let voice = try #require(try await demo.house.db.read { try VoiceStore($0).voice(behind: macs) })
            let text = try await demo.house.db.read { try TextStore($0).all(of: voice, for: "pt")["text"] }
            #expect(text?.body.hasPrefix("O clube dá conversa") == true)
        }
    }
}
