import Database
import DatabaseTesting
import Language
import Testing

@testable import Throughline

/// The marks one record can bear that decide who sees it.
struct Marks: Sendable, Hashable {
    enum Window: CaseIterable { case now, later, over }
    /// A day before which only the team reads it; `late`: the day has come, and the job that opens it has not.
    enum Embargo: CaseIterable { case none, before, late }
    enum Stands: CaseIterable { case nobody, leila, chosenName }

    var state: String
    var sensitivity: Sensitivity
    var tlp: TLP
    var window: Window
    var embargo: Embargo
    var author: Stands
    var isGranted: Bool
    var isShared: Bool
    /// For words people said: whether they may be quoted.
    var isQuotable: Bool
}

/// Records of every kind, linked to each other as a whole turn links them, each field with a word of its own in it.
struct MatrixWorld: Sendable {
    let world: World
    /// One record of each kind; `duty` is the one owed on the question.
    let items: [Kind: ID<Item>]
    let duty: ID<Duty>
    /// The words in each record's fields, which stand nowhere else.
    let words: [Kind: [String]]
    /// Those among them that stand beside other words in lists or on paths, so that a page without them can be told from one with them.
    var headline: [Kind: String] { words.compactMapValues(\.first) }

    static func filled(_ world: World) async throws -> MatrixWorld {
        let story = try await TurnStory.asked(world)
        _ = try await story.answer(
            "mkvoicetext and more words than a few.", details: [("openness", "everyone"), ("place", "mkvoiceplace")])
        try await story.letThrough()
        let voice = try await story.voices()[0]
        let insight = try await story.learn("mkinsightclaim of the path", from: [voice], openness: .everyone)
        let decision = try await story.decide("mkdecisionwhat to do", happened: "mkdecisionhappened since")
        try await story.breakPromise("mkpromisewhat to bring", because: "mkpromisebecause it rained")
        let (act, question, place) = (world.house.act(by: try world.person("amina")), story.question, world.riverbend)
        var made = try await world.db.write { tx in
            let line = LineStore(tx)
            func add(_ kind: Kind, _ state: String, _ texts: [(String, String)]) throws -> ID<Item> {
                try line.add(
                    NewItem(kind: kind, space: place.id, author: .nobody, language: "en", sensitivity: .none, tlp: .clear, state: state),
                    texts: texts, by: act)
            }
            try TextStore(tx).write("mkquestiontext why", of: question, field: "text", in: "en", on: act.day)
            try tx.run("UPDATE voices SET speaks_for = 'mkvoicespeaksfor', people = 3, disagreed = 'mkvoicedisagreed' WHERE id = \(voice)")
            try TextStore(tx).write("mkinsightlimits here", of: insight, field: "limits", in: "en", on: act.day)
            try tx.run("UPDATE decisions SET decided_by = 'mkdecisionby' WHERE id = \(decision)")
            let promise: ID<Item> = try #require(try tx.run("SELECT id FROM commitments").first).id("id")
            try tx.run("UPDATE commitments SET who = 'mkpromisewho', organisation = 'mkpromiseorg' WHERE id = \(promise)")
            for (item, title) in [
                (insight, "mkinsightpaper"), (decision, "mkdecisionpaper"), (promise, "mkpromisepaper"),
            ] {
                try tx.run(
                    """
                    INSERT INTO documents (id, item_id, hash, kind, title, size, found, by_id, day)
                    VALUES (\(ID<Document>.fresh(on: act.day, random: act.random)), \(item), 'none', 'pdf', \(title), 7, '', NULL, \(act.day))
                    """)
            }
            let dissent = try add(.dissent, "open", [("text", "mkdissenttext other"), ("alternative", "mkdissentalternative then")])
            try line.link(dissent, .contradicts, insight, by: act)
            let statement = try add(.statement, "ready", [("text", "mkstatementtext said")])
            try StatementStore(tx).addAll([(statement, 1)], to: question)
            try tx.run("INSERT INTO polls (question_id, statements, votes, voters) VALUES (\(question), 1, 0, 0)")
            let correction = try add(.correction, "answered", [("text", "mkcorrectiontext meant")])
            try line.link(correction, .complicates, insight, by: act)
            try line.link(correction, .cites, voice, by: act)
            let duty = try #require(try DutyStore(tx).owed(on: question, kind: .tellBack).first)
            let telling = try add(.telling, "told", [("text", "mktellingtext told")])
            try tx.run(
                """
                INSERT INTO tellings (id, question_id, duty_id, language, door, told_on, people, told, unreachable, quote_gone_on)
                VALUES (\(telling), \(question), \(duty.id), 'en', 'code', \(act.day), 1, 1, 0, NULL)
                """)
            try line.link(telling, .returnedTo, question, by: act)
            try MembershipStore(tx).add(world.person("nadia"), to: place.id, as: .reader, invitedBy: nil, by: act)
            try OfficeStore(tx).set([.safety], of: world.person("rosa"), in: place.id, seen: [], by: act)
            let outcome = try add(
                .outcome, "shared",
                [
                    ("what", "mkoutcomewhat they do"), ("who", "mkoutcomewho it is"), ("place", "mkoutcomeplace there"),
                    ("significance", "mkoutcomesignificance now"), ("contribution", "mkoutcomecontribution then"),
                    ("others", "mkoutcomeothers too"),
                ])
            try tx.run(
                """
                INSERT INTO outcomes (id, question_id, since, intended, direction, wording)
                VALUES (\(outcome), \(question), \(act.day), 1, 'mixed', 1)
                """)
            try line.link(outcome, .cites, question, by: act)
            try line.link(decision, .ledTo, outcome, by: act)
            let adaptation = try add(
                .adaptation, "testing",
                [
                    ("took", "mkadaptationtook it"), ("changed", "mkadaptationchanged that"), ("happened", "mkadaptationhappened so"),
                    ("tell", "mkadaptationtell the next"), ("why", "mkadaptationwhy then"),
                ])
            try tx.run(
                """
                INSERT INTO adaptations (id, root_id, origin_id, result, changes, deciders)
                VALUES (\(adaptation), \(insight), \(insight), 'harm', '', '')
                """)
            try line.link(adaptation, .adapts, insight, by: act)
            let experiment = try add(
                .experiment, "running",
                [
                    ("believe", "mkexperimentbelieve so"), ("see", "mkexperimentsee that"), ("smallest", "mkexperimentsmallest try"),
                    ("happened", "mkexperimenthappened then"), ("bad", "mkexperimentbad too"),
                ])
            try tx.run(
                """
                INSERT INTO experiments (id, question_id, until, ended_on, had_good, had_bad)
                VALUES (\(experiment), \(question), \(act.day + 9), \(act.day), 0, 1)
                """)
            try line.link(experiment, .cites, question, by: act)
            try line.link(insight, .ledTo, experiment, by: act)
            let panel = try add(
                .panel, "chosen",
                [("name", "mkpanelname here"), ("against", "mkpanelagainst it"), (Panel.whyField(voice), "mkpanelwhy so")])
            try tx.run(
                """
                INSERT INTO panels (id, question_id, domain, level, most, until_on, on_paper, below_id, left_out, gone, gone_on, chosen_on,
                    lost_choice)
                VALUES (\(panel), \(question), 1, 'community', 1, \(act.day), 1, NULL, 0, 0, NULL, \(act.day), 0)
                """)
            try tx.run("INSERT INTO change_calls (question_id, domains, begun_on) VALUES (\(question), 1, \(act.day))")
            try TextStore(tx).write("mkquestiondomain of it", of: question, field: ChangeDomain.field(1), in: "en", on: act.day)
            try tx.run("INSERT INTO panel_stories (panel_id, voice_id, chosen) VALUES (\(panel), \(voice), 1)")
            try line.link(panel, .cites, question, by: act)
            try line.link(panel, .cites, voice, by: act)
            let journey = try add(
                .journey, "running",
                [
                    ("issue", "mkjourneyissue here"), ("own", "mkjourneyown team"), ("outside", "mkjourneyoutside team"),
                    ("length", "mkjourneylength so"), ("look_3", "mkjourneylook found"),
                ])
            try tx.run(
                """
                INSERT INTO journeys (id, starts, ends, rhythm, forms, functions)
                VALUES (\(journey), \(act.day), \(act.day + 180), 'weekly', '', 'evidence')
                """)
            try tx.run(
                "INSERT INTO journey_looks (journey_id, months, due, looked_on) VALUES (\(journey), 3, \(act.day), \(act.day))")
            try line.link(journey, .cites, question, by: act)
            let activity = try add(
                .activity, "done",
                [
                    ("purpose", "mkactivitypurpose so"), ("method", "mkactivitymethod so"), ("have", "mkactivityhave it"),
                    ("needed", "mkactivityneeded it"), ("evidence", "mkactivityevidence read"), ("practice", "mkactivitypractice told"),
                    ("outputs", "mkactivityoutputs made"), ("because", "mkactivitybecause so"),
                ])
            try tx.run(
                """
                INSERT INTO activities (id, kind, journey_id, number, held_on, asked, minutes, currency, came)
                VALUES (\(activity), 'session', \(journey), 1, \(act.day), 0, 0, '', 7)
                """)
            try line.link(activity, .partOf, journey, by: act)
            try line.link(activity, .cites, insight, by: act)
            try line.link(activity, .ledTo, promise, by: act)
            let plan = try add(
                .partnerPlan, "running",
                [
                    ("programme", "mkplanprogramme here"), ("commissioner", "mkplanpayer pays"), ("partner", "mkplandoer does"),
                    ("independence", "mkplanwhy so"),
                ])
            try tx.run("INSERT INTO partner_plans (id, starts) VALUES (\(plan), \(act.day))")
            let planTask = try add(
                .planTask, "delivered",
                [
                    ("task", "mktasktask to do"), ("deliverable", "mktaskpaper in"), ("delivered mk", "mktaskdelivered it"),
                    ("late mk", "mktasklate so"),
                ])
            try tx.run(
                "INSERT INTO plan_tasks (id, plan_id, bucket, place, due) VALUES (\(planTask), \(plan), 'once', 1, \(act.day))")
            try tx.run(
                """
                INSERT INTO plan_deliveries (id, task_id, due, delivered_on, record_id)
                VALUES ('mk', \(planTask), \(act.day - 3), \(act.day), \(insight))
                """)
            try line.link(planTask, .partOf, plan, by: act)
            try line.link(planTask, .ledTo, insight, by: act)
            let report = try add(
                .report, "published",
                [
                    ("line", "mkreportline so"), ("point1", "mkreportpoint one"), ("introduction", "mkreportintro then"),
                    ("missing", "mkreportmissing them"), ("change", "mkreportchange now"),
                ])
            try tx.run(
                """
                INSERT INTO reports (id, question_id, series_id, edition, openness, published_on)
                VALUES (\(report), \(question), \(report), 1, 'everyone', \(act.day))
                """)
            try line.link(report, .cites, question, by: act)
            try line.link(report, .cites, insight, by: act)
            for practice in Practice.allCases {
                try tx.run(
                    "INSERT INTO place_practices (space_id, practice, since) VALUES (\(place.id), \(practice.rawValue), \(act.day))")
            }
            try tx.run(
                """
                INSERT INTO follow_ups (id, item_id, space_id, months, due, met, state, sent_on, reminders, answered_on, engaged, came)
                VALUES ('01j00000000000000000000000', \(promise), \(place.id), 1, \(act.day), 0, 'answered', \(act.day), 0, \(act.day), 'yes', 'something')
                """)
            try TextStore(tx).write("mkpromisecame of it", of: promise, field: "came 01j00000000000000000000000", in: "en", on: act.day)
            try line.link(insight, .ledTo, decision, by: act)
            try CodeStore(tx).begin(in: place.id, by: act)
            let code = try CodeStore(tx).add(CodeDraft(name: "Roads").checked(among: []), in: place.id, by: act)
            for (name, stop) in [("diego", 12), ("amina", 20)] {
                let reader = try Act(by: world.person(name), now: act.now, random: act.random)
                try CodingStore(tx).add([Span(start: 0, stop: stop)], of: voice, version: 1, code: code, by: reader)
            }
            for name in ["amina", "rosa"] { try CodingStore(tx).setRead(voice, version: 1, true, by: world.person(name), on: act.day) }
            try line.link(decision, .ledTo, promise, by: act)
            // The question is on the agenda, answered for now, and came from a need.
            let need = try add(.need, "grouped", [("text", "mkneedtext to learn"), ("why", "mkneedwhy so"), ("stakeholder", "mkneedwho")])
            try AgendaMaking(tx).fill(question, need, insight, in: place.id, by: act)
            return (
                items: [
                    Kind.need: need, .question: question, .voice: voice, .insight: insight, .dissent: dissent, .decision: decision,
                    .commitment: promise,
                    .telling: telling, .correction: correction, .statement: statement, .outcome: outcome, .adaptation: adaptation,
                    .experiment: experiment, .panel: panel, .journey: journey, .activity: activity,
                    .partnerPlan: plan, .planTask: planTask, .report: report,
                ], duty: duty.id
            )
        }
        made.items[.question] = question
        return MatrixWorld(
            world: world, items: made.items, duty: made.duty,
            words: [
                .question: ["mkquestiontext", "mkquestiondomain"],
                .voice: ["mkvoicetext", "mkvoiceplace", "mkvoicespeaksfor", "mkvoicedisagreed"],
                .insight: ["mkinsightclaim", "mkinsightlimits", "mkinsightpaper"], .dissent: ["mkdissenttext", "mkdissentalternative"],
                .decision: ["mkdecisionwhat", "mkdecisionhappened", "mkdecisionby", "mkdecisionpaper"],
                .commitment: ["mkpromisewhat", "mkpromisebecause", "mkpromisewho", "mkpromiseorg", "mkpromisecame", "mkpromisepaper"],
                .telling: ["mktellingtext"],
                .correction: ["mkcorrectiontext"], .statement: ["mkstatementtext"],
                .need: ["mkneedtext", "mkneedwhy", "mkneedwho"],
                .adaptation: [
                    "mkadaptationtook", "mkadaptationchanged", "mkadaptationhappened", "mkadaptationtell", "mkadaptationwhy",
                ],
                .experiment: [
                    "mkexperimentbelieve", "mkexperimentsee", "mkexperimentsmallest", "mkexperimenthappened", "mkexperimentbad",
                ],
                .panel: ["mkpanelname", "mkpanelagainst", "mkpanelwhy"],
                .partnerPlan: ["mkplanprogramme", "mkplanpayer", "mkplandoer", "mkplanwhy"],
                .planTask: ["mktasktask", "mktaskpaper", "mktaskdelivered", "mktasklate"],
                .journey: ["mkjourneyissue", "mkjourneyown", "mkjourneyoutside", "mkjourneylength", "mkjourneylook"],
                .activity: [
                    "mkactivitypurpose", "mkactivitymethod", "mkactivityhave", "mkactivityneeded", "mkactivityevidence",
                    "mkactivitypractice", "mkactivityoutputs", "mkactivitybecause",
                ],
                .report: ["mkreportline", "mkreportpoint", "mkreportintro", "mkreportmissing", "mkreportchange"],
                .outcome: [
                    "mkoutcomewhat", "mkoutcomewho", "mkoutcomeplace", "mkoutcomesignificance", "mkoutcomecontribution", "mkoutcomeothers",
                ],
            ])
    }

    /// Puts one record under these marks, as the product's own writers would.
    func mark(_ kind: Kind, _ marks: Marks) async throws {
        guard let id = items[kind] else { return }
        let then = Audience.of(kind: kind, state: marks.state, sensitivity: marks.sensitivity, tlp: marks.tlp)
        let audience = Audience.of(
            kind: kind, state: marks.state, sensitivity: marks.sensitivity, tlp: marks.tlp, isEmbargoed: marks.embargo != .none)
        let now = world.house.clock().milliseconds
        let (from, until): (Int, Int) =
            switch marks.window {
            case .now: (0, LineStore.forever)
            case .later: (now + 60_000, LineStore.forever)
            case .over: (0, now - 60_000)
            }
        let (opensOn, opensAt): (Int?, Int) =
            switch marks.embargo {
            case .none: (nil, 0)
            case .before: (Moment(milliseconds: now).day(in: .utc).number + 1, now + 60_000)
            case .late: (Moment(milliseconds: now).day(in: .utc).number, now - 60_000)
            }
        let name = kind == .voice ? "mkvoicename" : "mkchosenname"
        let author: ID<Person>? = marks.author == .leila ? try world.person("leila") : nil
        let (saffron, nadia, amina) = (world.saffron.id, try world.person("nadia"), try world.person("amina"))
        try await world.db.write { tx in
            try tx.run(
                """
                UPDATE items SET state = \(marks.state), sensitivity = \(marks.sensitivity.rawValue), tlp = \(marks.tlp.rawValue),
                    audience = \(audience.rawValue), shown_from = \(from), shown_until = \(until), author_id = \(author),
                    opens_on = \(opensOn), opens_at = \(opensAt), opens_to = \(then.rawValue),
                    pseudonym = \(marks.author == .chosenName ? name : nil) WHERE id = \(id)
                """)
            try tx.run("DELETE FROM grants WHERE item_id = \(id)")
            try tx.run("DELETE FROM shares WHERE item_id = \(id)")
            if marks.isGranted {
                try tx.run("INSERT INTO grants (item_id, person_id, by_id, granted_on) VALUES (\(id), \(nadia), \(amina), 1)")
            }
            if marks.isShared {
                try tx.run(
                    "INSERT INTO shares (item_id, space_id, by_id, shared_on, until, stopped_on) VALUES (\(id), \(saffron), \(amina), 1, NULL, NULL)"
                )
            }
            if kind == .voice {
                let until: Day? = marks.isQuotable ? Permission.always : nil
                try tx.run("UPDATE voices SET quote_until = \(until), data_until = \(until), name_until = \(until) WHERE id = \(id)")
            }
        }
    }
}
