import Database
import DatabaseTesting
import Foundation
import Language
import Testing

@testable import Throughline

/// Whatever kind of thing was taken back: after the night nothing of it is left but its envelope.
struct ErasingTests {
    /// Everything the path knows, one of each kind, and in every table something of it. Gives the items to take back.
    private func everyKind(_ world: World) async throws -> [ID<Item>] {
        let story = try await TurnStory.asked(world)
        let code = try await story.answer("The club has no work for us after the third month.", details: [("openness", "circle")])
        _ = try await story.answer("We stay as long as there is something to do.")
        try await story.letThrough()
        let learned = try await story.learn("Youth leave when the club has no work.", from: story.voices())
        try await story.decide("Each club gets a plot", happened: "Nine have one")
        try await story.breakPromise("Seeds by January", because: "The truck broke")
        let telling = try await world.follow(try await world.get("/questions/\(story.question)/telling", as: "rosa"), as: "rosa")
        _ = try await world.press("Told", on: telling, as: "rosa")
        let box = try await world.press("Not what I meant", on: story.myWords(code))
        _ = try await world.press("Send", on: box, typing: [("text", "It was the second month.")])
        _ = try await Instance(house: world.house, lock: nil).importPolis(
            folder: Fixtures.own("polis"), ImportChoices(space: "riverbend"), report: Heard().report)
        let hash = try await world.house.files.put(Array("a photo".utf8))
        let (amina, saffron) = (try world.person("amina"), world.saffron.id)
        let act = world.house.act(by: amina)
        let question = try await world.read(story.question)
        return try await world.db.write { tx in
            let line = LineStore(tx)
            guard let insight = try line.unseen(learned) else { throw Refusal.notFound }
            try DissentStore(tx).add(DissentDraft(text: "Mine gave me work."), to: insight, as: .nobody, in: "en", held: false, by: act)
            try ReviewStore(tx).sign(learned, by: act)
            try tx.run(
                """
                INSERT INTO reviews (insight_id, person_id, wording, confidence, from_context, from_elsewhere, day)
                VALUES (\(learned), \(amina), 1, 'high', 0, 0, \(act.day))
                """)
            let differs = ContradictionDraft(explanation: "place", why: "Another club.")
            try ContradictionStore(tx).write(
                differs.checked(on: act.day), differs, between: insight, and: question.item, seen: 0, in: "en", by: act)
            var terms = AgreementDraft()
            terms.returns = [("A meeting", "2027-03-01")]
            try AgreementStore(tx).write(
                terms, (way: .each, returns: [.init(what: "A meeting", due: act.day + 90)]), of: question, as: .asker, seen: 0, by: act)
            var outside = StubDraft()
            (outside.title, outside.keeper, outside.how) = ("The arrests", "The elder", "In person")
            try StubStore(tx).add(outside, in: "en", on: question.item, world.house.keys, by: act)
            _ = try EmergencyStore(tx).ask(for: insight, because: "Danger", by: act)
            let numbers = SmallNumbers.publish(CountTable([]), from: 10)
            try ReleaseStore(tx).add(.init(grouping: "place", table: numbers, day: act.day), of: question.id, for: .anybody)
            _ = try AskedDeciderStore(tx).ask("Minister", sealedMail: "sealed", in: "en", about: question, by: act)
            let change = try OutcomeStore(tx).add(
                .init(since: act.day, isIntended: true, direction: .mixed, how: .helped, sure: .low, openness: nil),
                ChangeDraft(what: "The club opens on Sundays"), on: question, from: [insight], in: "en", by: act)
            try tx.run(
                """
                INSERT INTO witnesses (id, outcome_id, name, knows, mail, language, asked_on, may_name, wording)
                VALUES ('w', \(change), 'Grace', 'a journalist', '', 'en', \(act.day), 0, 1)
                """)
            let promise: ID<Item> = try #require(try tx.run("SELECT id FROM commitments").first).id("id")
            try tx.run("INSERT INTO stays (commitment_id, said_on, months, engaged) VALUES (\(promise), \(act.day), 1, 'yes')")
            let need = try line.add(
                NewItem(kind: .need, space: world.riverbend.id, author: .person(amina), language: "en", state: "raised"),
                texts: [("text", "Why do they leave?")], by: act)
            try AgendaMaking(tx).fill(story.question, need, learned, in: world.riverbend.id, by: act)
            try tx.run(
                """
                INSERT INTO follow_ups (id, item_id, space_id, months, due, met, state, reminders)
                VALUES ('f', \(promise), \(question.item.space), 1, \(act.day), 0, 'sent', 0)
                """)
            for item in [learned, promise] {
                try tx.run("INSERT INTO put_off (item_id, until, put_on) VALUES (\(item), \(act.day + 9), \(act.day))")
            }
            let used = try line.add(
                NewItem(kind: .adaptation, space: question.item.space, author: .nobody, language: "en", state: "testing"),
                texts: [("took", "Work for the club")], by: act)
            try tx.run(
                "INSERT INTO adaptations (id, root_id, origin_id, changes, deciders) VALUES (\(used), \(learned), \(learned), '', '')")
            try line.link(used, .adapts, learned, by: act)
            _ = try ExperimentStore(tx).add(
                .init(until: act.day + 9, openness: nil), ExperimentDraft(believe: "Work keeps them"), on: question, from: [insight],
                in: "en", by: act)
            let panel = try line.add(
                NewItem(kind: .panel, space: question.item.space, author: .nobody, language: "en", state: "reading"),
                texts: [("name", "The elders of the delta")], by: act)
            try tx.run(
                """
                INSERT INTO panels (id, question_id, domain, level, most, until_on, on_paper, left_out, gone, lost_choice)
                VALUES (\(panel), \(story.question), 1, 'community', 1, \(act.day), 0, 0, 0, 0)
                """)
            try tx.run("INSERT INTO change_calls (question_id, domains, begun_on) VALUES (\(story.question), 1, \(act.day))")
            try tx.run("INSERT INTO panel_members (panel_id, person_id) VALUES (\(panel), \(amina))")
            for row in try tx.run("SELECT id FROM voices WHERE question_id = \(story.question)") {
                let voice: ID<Item> = try row.id("id")
                try tx.run("INSERT INTO panel_stories (panel_id, voice_id, chosen) VALUES (\(panel), \(voice), 0)")
                try tx.run("INSERT INTO panel_picks (panel_id, person_id, voice_id, why) VALUES (\(panel), \(amina), \(voice), 'why')")
            }
            let journey = try line.add(
                NewItem(kind: .journey, space: question.item.space, author: .nobody, language: "en", state: "closed"),
                texts: [("issue", "Why they leave")], by: act)
            try tx.run(
                """
                INSERT INTO journeys (id, starts, ends, rhythm, forms, functions, lead_id)
                VALUES (\(journey), \(act.day), \(act.day + 99), 'weekly', '', 'evidence', \(amina))
                """)
            try tx.run("INSERT INTO journey_looks (journey_id, months, due) VALUES (\(journey), 3, \(act.day + 91))")
            let activity = try line.add(
                NewItem(kind: .activity, space: question.item.space, author: .nobody, language: "en", state: "planned"),
                texts: [("purpose", "Hear the clubs")], by: act)
            try tx.run(
                """
                INSERT INTO activities (id, kind, journey_id, number, held_on, asked, minutes, currency)
                VALUES (\(activity), 'session', \(journey), 1, \(act.day), 0, 0, '')
                """)
            try line.link(activity, .partOf, journey, by: act)
            let plan = try line.add(
                NewItem(kind: .partnerPlan, space: question.item.space, author: .nobody, language: "en", state: "running"),
                texts: [("programme", "Clubs")], by: act)
            try tx.run("INSERT INTO partner_plans (id, starts, partner_id) VALUES (\(plan), \(act.day), \(amina))")
            let task = try line.add(
                NewItem(kind: .planTask, space: question.item.space, author: .nobody, language: "en", state: "not_started"),
                texts: [("task", "Kick-off")], by: act)
            try tx.run("INSERT INTO plan_tasks (id, plan_id, bucket, place) VALUES (\(task), \(plan), 'first', 1)")
            try tx.run("INSERT INTO plan_deliveries (id, task_id, delivered_on) VALUES ('d', \(task), \(act.day))")
            try line.link(task, .partOf, plan, by: act)
            let spokenFirst = try tx.run("SELECT id FROM voices ORDER BY id LIMIT 1").first.map { try $0.id("id") as ID<Item> }
            _ = try ReportStore(tx).add(
                ReportDraft(words: [.line: "Work keeps them"]), for: .circle,
                about: .init(space: question.item.space, question: question.id, sources: [insight]),
                quoting: spokenFirst.map { [ReportQuote(part: .line, voice: $0, isNamed: false)] } ?? [], in: "en", by: act)
            let gone: [ID<Item>] = try Kind.allCases.compactMap { kind in
                try tx.run(
                    "SELECT id FROM items WHERE kind = \(kind.rawValue) ORDER BY CASE WHEN id = \(story.question) THEN 0 ELSE 1 END, id LIMIT 1"
                )
                .first?.id("id")
            }
            let note = ModerationDraft.Checked(deed: .note, reason: .untrue, words: "Twelve boats came.", label: .contested, source: nil)
            for item in gone {
                if let noted = try line.unseen(item) { try ModerationStore(tx).add(note, on: noted, by: act) }
                try line.grant(item, to: amina, by: act)
                try tx.run("INSERT INTO shares (item_id, space_id, by_id, shared_on) VALUES (\(item), \(saffron), \(amina), \(act.day))")
                try tx.run("INSERT INTO files (item_id, hash, kind, type, size) VALUES (\(item), \(hash), 'photo', 'image/jpeg', 7)")
                try tx.run(
                    """
                    INSERT INTO documents (id, item_id, hash, kind, title, size, found, by_id, day)
                    VALUES (\(ID<Document>.fresh(on: act.day, random: act.random)), \(item), \(hash), 'pdf', 'Minutes', 7, '', \(amina), \(act.day))
                    """)
            }
            let spoken: ID<Item>? = gone.first { id in (try? line.unseen(id))??.kind == .voice }
            if let item = spoken {
                try WrittenDownStore(tx).add(item, to: story.question, spokenIn: "en", scribe: amina, role: nil)
                try tx.run("INSERT INTO faces (item_id, number, squares, answer, day) VALUES (\(item), 1, '', 'yes', \(act.day))")
                try tx.run(
                    """
                    INSERT INTO translation_tasks (id, item_id, space_id, field, language, state, asked_on, until, version)
                    VALUES ('task', \(item), \(story.world.riverbend.id), 'text', 'fr', 'asked', \(act.day), \(act.day + 14), 1)
                    """)
                let parts = [CapturePart(field: "story", start: 0, length: 8)]
                let code = try CodeStore(tx).add(CodeDraft(name: "Work").checked(among: []), in: story.world.riverbend.id, by: act)
                try CodingStore(tx).add([Span(start: 0, stop: 8)], of: item, version: 1, code: code, by: act)
                try CodingStore(tx).setRead(item, version: 1, true, by: amina, on: act.day)
                try CodingStore(tx).decline(code, of: item, by: amina, on: act.day)
                let asked = RoundStore.Asked(voice: item, way: .page, sealedTo: nil, language: "en")
                if let claim = gone.first(where: { id in (try? line.unseen(id))??.kind == .insight }),
                    let about = try line.unseen(story.question)
                {
                    _ = try RoundStore(tx).begin([claim], on: about, asking: [asked], by: act)
                    try RoundStore(tx).say(.meant, to: claim, by: item, on: act.day)
                }
                let story = CheckedCapture(form: .story, text: "The club", parts: parts, choices: [("on", "2026-11-01")])
                try FaultNoteStore(tx, world.house.keys).add(.mistake, on: item, for: [amina])
                try CaptureStore(tx).add(item, story, in: world.riverbend.id)
            }
            if let spoken { try ReplyStore(tx).say(.right, by: VoiceStore(tx).own(spoken), on: act.day) }
            try tx.run(
                "INSERT INTO polls (question_id, statements, votes, voters) VALUES (\(story.question), 0, 0, 0) ON CONFLICT (question_id) DO NOTHING"
            )
            return gone
        }
    }

    /// How many rows of each column that goes with an item speak of one of these.
    private func rows(about items: [ID<Item>], _ world: World) async throws -> [String: Int] {
        try await world.db.read { tx in
            var found: [String: Int] = [:]
            for (table, retention) in Schema.retention {
                guard case .withItem(let columns) = retention else { continue }
                for column in columns {
                    let sql = SQL(verbatim: "SELECT COUNT(*) AS n FROM \(table) WHERE \(column) IN ") + "\(list: items)"
                    found["\(table).\(column)"] = try tx.run(sql).first?.int("n") ?? 0
                }
            }
            return found
        }
    }

    @Test(arguments: TestEngine.available)
    func nothingIsLeftOfAnyKindButItsEnvelope(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let gone = try await everyKind(world)
            #expect(gone.count == Kind.allCases.count)
            let before = try await rows(about: gone, world)
            #expect(before.filter { $0.value == 0 }.keys.sorted() == [], "the story has something in every table, or this proves nothing")
            let act = world.house.act(by: nil)
            try await world.db.write { tx in
                let line = LineStore(tx)
                for id in gone {
                    guard let item = try line.unseen(id) else { throw Refusal.notFound }
                    try line.remember(id, "withdraw", on: act.day)
                    if item.kind == .voice {
                        _ = try Withdrawal.takeBack(VoiceStore(tx).own(id), tx, by: act)
                    } else if item.state != "withdrawn" {
                        try line.takeBackAgain(item, by: act)
                    }
                }
            }
            try await Sweep(house: world.house).run()
            let after = try await rows(about: gone, world)
            #expect(after.filter { $0.value > 0 } == [:])
            let envelopes = try await world.db.read { tx in
                try tx.run("SELECT state, pseudonym FROM items WHERE id IN \(list: gone)").map {
                    try ($0.text("state"), $0.textOrNil("pseudonym"))
                }
            }
            #expect(envelopes.count == gone.count && envelopes.allSatisfy { $0.0 == "withdrawn" && $0.1 == nil })
            // What is only emptied has none of its words.
            for (table, retention) in Schema.retention {
                guard case .emptied(let column, _) = retention else { continue }
                let rows = try await world.db.read { tx in
                    try tx.run(SQL(verbatim: "SELECT * FROM \(table) WHERE \(column) IN ") + "\(list: gone)")
                }
                #expect(rows.count == 1)
                for column in ["speaks_for", "disagreed", "place", "told_to", "organisation", "role", "source", "guardian"] {
                    #expect(try rows[0].value(named: column) == .null)
                }
            }
            #expect(try await world.db.read { try VoiceStore($0).crookedTurnouts() } == 0)
            try await Sweep(house: world.house).run()
        }
    }

    /// The same when its day comes, but for the word that says why.
    @Test(arguments: TestEngine.available)
    func nothingIsLeftOfAnyKindWhoseDayHasCome(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let gone = try await everyKind(world)
            let until = world.clock.now.milliseconds
            try await world.db.write { [today = world.clock.now.day(in: .utc)] tx in
                try tx.run("UPDATE items SET ends_on = \(today), shown_until = \(until), sensitivity = 2 WHERE id IN \(list: gone)")
            }
            try await TimesWork.nightly(world.house)
            try await Sweep(house: world.house).run()
            #expect(try await rows(about: gone, world).filter { $0.value > 0 } == [:])
            let envelopes = try await world.db.read { tx in
                try tx.run("SELECT i.state, l.act FROM items i LEFT JOIN ledger l ON l.item_id = i.id WHERE i.id IN \(list: gone)").map {
                    try ($0.text("state"), $0.textOrNil("act"))
                }
            }
            #expect(envelopes.count == gone.count && envelopes.allSatisfy { $0.0 == "erased" && $0.1 == "end" }, "\(envelopes)")
            #expect(try await world.db.read { try VoiceStore($0).crookedTurnouts() } == 0)
            try await TimesWork.nightly(world.house)
        }
    }

    /// What is worked out from rows that go is worked out anew: a survey's size, how strong something learned is.
    @Test(arguments: TestEngine.available)
    func numbersThatRestedOnItAreWorkedOutAnew(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            _ = try await Instance(house: world.house, lock: nil).importPolis(
                folder: Fixtures.own("polis"), ImportChoices(space: "riverbend"), report: Heard().report)
            let question = try await world.asked()
            let voice = try await world.voice("There is nothing to do.", to: question)
            let act = world.house.act(by: try world.person("diego"))
            let survey: ID<Item> = try await world.db.read {
                try $0.run("SELECT question_id FROM polls").first?.id("question_id") ?? ID("")
            }
            let (insight, statement, poll) = try await world.db.write { tx in
                let line = LineStore(tx)
                guard
                    let statement: ID<Item> = try tx.run("SELECT id FROM statements WHERE agree + disagree + pass > 0 ORDER BY id LIMIT 1")
                        .first?.id("id"),
                    let first = try line.unseen(voice), let second = try line.unseen(statement)
                else { throw Refusal.notFound }
                let evidence = [first, second].map { NewEvidence(source: $0) }
                let insight = try InsightStore(tx).add("Work keeps them.", in: "en", from: question, evidence: evidence, by: act)
                return (insight, statement, try StatementStore(tx).poll(of: survey))
            }
            @Sendable func standing(_ tx: any Connection) throws -> (sources: Int, withdrawn: Int) {
                let row = try tx.run("SELECT sources, withdrawn FROM insights WHERE id = \(insight)").first
                return try (row?.int("sources") ?? -1, row?.int("withdrawn") ?? -1)
            }
            #expect(try await world.db.read(standing) == (2, 0))
            try await world.db.write { tx in
                guard let item = try LineStore(tx).unseen(statement) else { throw Refusal.notFound }
                try LineStore(tx).move(item, "withdraw", as: .stranger, own: true, by: act)
            }
            try await Sweep(house: world.house).run()
            #expect(try await world.db.read(standing) == (1, 1))
            let left = try #require(try await world.db.read { try StatementStore($0).poll(of: survey) })
            #expect(left.statements == (poll?.statements ?? 0) - 1 && left.votes < poll?.votes ?? 0)
            // The night after, nothing is counted a second time.
            try await Sweep(house: world.house).run()
            #expect(try await world.db.read(standing) == (1, 1))
        }
    }

    /// Whoever takes it back, and whichever kind it is, no older backup brings it to life.
    @Test(arguments: TestEngine.available)
    func whatATeamTakesBackStandsInTheLedgerToo(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let story = try await TurnStory.asked(world)
            _ = try await story.answer("One answer.")
            let learned = try await story.learn("A hasty claim.", from: story.voices())
            let act = world.house.act(by: try world.person("diego"))
            let day = try await world.db.write { tx in
                guard let item = try LineStore(tx).unseen(learned) else { throw Refusal.notFound }
                try LineStore(tx).move(item, "withdraw", as: .stranger, own: true, by: act)
                return try LineStore(tx).takenBack(learned)
            }
            #expect(day == act.day)
        }
    }
}

extension ImportChoices {
    init(space: String) {
        self.init()
        self.space = space
    }
}
