import Database
import DatabaseTesting
import HTMLTesting
import HTTPTypes
import Language
import Testing

@testable import Throughline

/// The forms a place switches on when it needs them: what did not work, four questions each quarter, and the shorter notes (domain 2).
struct FormsTests {
    private static func using(_ world: World, _ forms: Set<FormID>, word: FailureWord = .plain) async throws {
        let (place, act) = (world.riverbend, world.house.act(by: try world.person("amina")))
        try await world.db.write { tx in
            let version = try PlaceStore(tx).find(place.id).version
            try PlaceFormsStore(tx).choose(PlaceForms(used: forms, failureWord: word), in: place, seen: version, by: act)
        }
    }

    /// Goes from screen to screen, typing what belongs on each, and sends.
    private static func sent(
        _ world: World, _ question: ID<Item>, _ form: FormID, as name: String, _ screens: [[(String, String)]],
        last: [(String, String)] = []
    ) async throws -> Answer {
        var page = try await world.get("/questions/\(question)/capture?form=\(form.rawValue)", as: name)
        for typed in screens { page = try await world.press("Next", on: page, as: name, typing: typed) }
        return try await world.press("Send", on: page, as: name, typing: last)
    }

    private static func failure(
        classes: [String] = ["design"], letter: String = "yes", about: String = "Seed loans before the rains"
    ) -> [[(String, String)]] {
        [
            [("about", about), ("success", "Forty families came to the first meeting.")], [("harm", "None known.")],
            [("planned", "Loans in seed, paid back after the harvest.")],
            [("happened", "The rains failed and nobody could pay."), ("reached", "no")],
            [("letter", letter)] + classes.map { ("class", $0) }, [("copied", "Others copy the loans without the insurance.")],
            [("differently", "Give seed, and lend only tools.")],
        ]
    }

    /// 2.c
    @Test(arguments: TestEngine.available)
    func whatWasDoneToTheLetterDidNotFailByTheWayItWasDone(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            try await Self.using(world, [.failure])
            let question = try await world.question("What should nobody try again?")
            var page = try await world.get("/questions/\(question)/capture?form=failure", as: "leila")
            for typed in Self.failure().prefix(4) { page = try await world.press("Next", on: page, as: "leila", typing: typed) }
            #expect(try page.says("Was it done as planned?"))
            let no = try await world.press(
                "Next", on: page, as: "leila", typing: [("letter", "yes"), ("class", FailureClass.implementation.rawValue)])
            #expect(no.status == 422)
            #expect(try no.says("You said it was done as planned; choose the idea, the plan or the circumstances too."))
            // Nor past the screens.
            let typed = Self.failure(classes: ["implementation"]).flatMap(\.self)
            let past = try await world.post(
                "/questions/\(question)/capture", as: "leila", typed + [("go", "send"), ("form", "failure"), ("at", "8")])
            #expect(past.status == 422)
            #expect(try await world.rows("captures") == 0)
            // With another class beside it, or where it was not done to the letter, it may stand.
            let both = try await world.press(
                "Next", on: page, as: "leila",
                typing: [("letter", "yes"), ("class", FailureClass.implementation.rawValue), ("class", FailureClass.design.rawValue)])
            #expect(both.status == 200)
            let loose = try await world.press("Next", on: page, as: "leila", typing: [("letter", "no"), ("class", "implementation")])
            #expect(loose.status == 200)
        }
    }

    @Test(arguments: TestEngine.available)
    func whatDidNotWorkIsListedWithoutItsAuthorAndByItsClass(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            try await Self.using(world, [.review, .failure], word: .notAgain)
            let question = try await world.question("What should nobody try again?")
            let start = try await world.get("/questions/\(question)/capture?form=failure", as: "leila")
            #expect(try start.says("What we would not repeat") && start.says("First: what went well in it?"))
            // Signed with her name, because she chose so; and once without, which is how the form stands.
            let mine = try await Self.sent(world, question, .failure, as: "leila", Self.failure(), last: [("as", "me")])
            #expect(mine.headers[.location]?.hasPrefix("/voices/") == true)
            let unnamed = try await Self.sent(
                world, question, .failure, as: "rosa", Self.failure(classes: ["implementation"], letter: "no", about: "The bus"))
            #expect(try unnamed.code() != nil)
            let space = try await world.get("/spaces/riverbend/forms?form=failure", as: "diego")
            #expect(try space.says("Give seed, and lend only tools.") && space.says("It was done well; the idea did not hold."))
            #expect(try space.says("The bus") && space.says("The idea may still be right; it was not done well."))
            #expect(try !space.page().elements(named: "main")[0].text.contains("Leila"), "no author by default")
            let voice = try #require(mine.headers[.location]).prefix { $0 != "?" }
            #expect(try await !world.get(String(voice), as: "diego").page().elements(named: "main")[0].text.contains("Leila"))
            let designs = try await world.get("/spaces/riverbend/forms?form=failure&class=design", as: "diego")
            #expect(try designs.says("Seed loans") && !designs.says("The bus"))
            #expect(try await !world.get("/spaces/riverbend/forms?form=failure").says("Seed loans"), "a stranger reads nothing of it")
        }
    }

    @Test(arguments: TestEngine.available)
    func whetherItWasAnybodysFaultIsForItsAuthorAndThoseTheyName(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            try await Self.using(world, [.failure])
            let question = try await world.question("What should nobody try again?")
            let unknown = try await Self.sent(
                world, question, .failure, as: "leila", Self.failure(),
                last: [("as", "me"), ("fault", "negligence"), ("fault_names", "Zuri")])
            #expect(unknown.status == 422)
            #expect(try unknown.says("Nobody here has the name Zuri."))
            let nobody = try await world.press(
                "Send", on: unknown, as: "leila", typing: [("as", "nobody"), ("fault_names", "")])
            #expect(nobody.status == 422)
            #expect(try nobody.says("Without your name nobody could read it again"))
            let sent = try await world.press("Send", on: unknown, as: "leila", typing: [("fault_names", "Rosa")])
            let path = String(try #require(sent.headers[.location]).prefix { $0 != "?" })
            for name in ["leila", "rosa"] {
                #expect(try await world.get(path, as: name).says("For you and those its author named alone: negligence."))
            }
            for name in ["amina", "diego"] {
                let page = try await world.get(path, as: name)
                #expect(page.status == 200 && !page.body.contains("negligence"))
            }
            let sealed = try await world.db.read { try #require($0.run("SELECT body FROM fault_notes").first).text("body") }
            #expect(!sealed.contains("negligence"))
        }
    }

    @Test(arguments: TestEngine.available)
    func theFourQuestionsStandQuarterBesideQuarter(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            try await Self.using(world, [.fourLs])
            let question = try await world.question("How do we work together?")
            for (period, liked) in [("2026-4", "The evenings.\nThe songs."), ("2026-3", "The ferry."), ("2026-2", "The dry road.")] {
                let answer = try await Self.sent(
                    world, question, .fourLs, as: "leila",
                    [[("period", period), ("people", "4")], [("liked", liked)], [("learned", "To ask first.")], [], [("longed", "Lamps")]])
                #expect(answer.status == 303)
            }
            let page = try await world.get("/spaces/riverbend/forms?form=four_ls", as: "rosa")
            #expect(try page.says("October to December 2026") && page.says("July to September 2026") && !page.says("April to June 2026"))
            #expect(try page.says("The songs.") && page.says("The ferry.") && !page.says("The dry road."))
            let table = try #require(try page.page().elements(named: "table").first)
            #expect(table.text.contains("What did we long for?"))
            let earlier = try await world.get(page.link("Earlier quarters"), as: "rosa")
            #expect(try earlier.says("April to June 2026") && earlier.says("The dry road."))
            // Only one of the last four quarters.
            let start = try await world.get("/questions/\(question)/capture?form=four_ls", as: "leila")
            #expect(try await world.press("Next", on: start, as: "leila", typing: [("period", "2031-1")]).status == 422)
        }
    }

    /// Every form there is goes from its first screen to a record that shows every prompt that was answered, and that the team may put
    /// down as a source like any other answer.
    @Test(arguments: TestEngine.available, FormID.chosen)
    func everyFormGoesTheWholeWay(_ engine: TestEngine, id: FormID) async throws {
        try await withWorld(engine) { world in
            try await Self.using(world, [id])
            let question = try await world.question("What should this place change?")
            let form = CaptureForm.of(id)
            let screens = form.steps.map { step in
                step.fields.map { field in (field.id, Self.answer(field)) }
            }
            let extra: [[(String, String)]] = form.promises == nil ? [] : [[]]
            let sent = try await Self.sent(
                world, question, id, as: "leila", screens + extra, last: [("as", "me"), ("openness", "circle"), ("role", "lived")])
            let path = try #require(sent.headers[.location])
            let page = try await world.get(path, as: "diego")
            for field in form.fields {
                #expect(try page.says(field.label.plain(in: .english)))
                if field.isWritten { #expect(try page.says("mk\(field.id) word")) }
            }
            let wall = try await world.get("/spaces/riverbend/forms", as: "diego")
            #expect(try wall.says("1 lives it"))
            #expect(try await !world.get("/spaces/riverbend/forms", as: "leila").says("1 lives it"))
            let voice = try #require(try await world.db.read { try $0.run("SELECT voice_id FROM captures").first }).text("voice_id")
            #expect(path.contains(voice))
            let learning = try await world.get("/questions/\(question)/insights/new", as: "diego")
            #expect(learning.body.contains(voice))
            // And back: taken back, the wall knows nothing of it.
            let item = try #require(ID<Item>(typed: voice))
            try await Withdrawal.takeBack(try await world.db.read { try VoiceStore($0).own(item) }, in: world.house)
            #expect(
                try await !world.get("/spaces/riverbend/forms", as: "diego").says(
                    form.fields[0].isWritten ? "mk\(form.fields[0].id)" : "mk"))
            #expect(try await world.rows("capture_parts") == 0)
            #expect(try await world.rows("capture_choices") == 0)
        }
    }

    private static func answer(_ field: CaptureField) -> String {
        switch field.kind {
        case .words, .lines, .line: "mk\(field.id) word"
        case .day: "2026-11-01"
        case .quarter: "2026-4"
        case .number: "3"
        case .one(let choices), .several(let choices): choices.last?.value ?? ""
        }
    }

    /// Blueprint 4: any form is at most 5 KB on the wire.
    @Test(arguments: ["en", "ar", "ru"])
    func everyScreenIsFiveKilobytesAtMost(language: String) async throws {
        try await withWorld(.sqlite) { world in
            try await Self.using(world, Set(FormID.chosen))
            let question = try await world.question("Почему молодёжь уходит из клубов после третьего месяца?")
            let (asked, place, act) = (try await world.read(question), world.riverbend, world.house.act(by: try world.person("amina")))
            try await world.db.write { tx in
                let version = try PlaceStore(tx).find(place.id).version
                try PracticeStore(tx).choose([.significantChange, .keepsakes], in: place, seen: version, by: act)
                for n in 1...ChangeDomain.most {
                    try ChangeCallStore(tx).add("Как с нами обращаются на дороге, \(n)", to: asked, in: "ru", by: act)
                }
            }
            for id in FormID.allCases {
                let form = CaptureForm.of(id)
                for step in 1...(form.steps.count + 2) {
                    let answer = try await world.send(
                        .post, "/questions/\(question)/capture", "leila", language,
                        [.origin: "http://learn.test", .acceptEncoding: "gzip"],
                        body: Array("form=\(id.rawValue)&about=x&go=\(step)&at=1".utf8), type: "application/x-www-form-urlencoded")
                    let headers = answer.headers.reduce(0) { $0 + $1.name.rawName.utf8.count + $1.value.utf8.count + 4 }
                    #expect(answer.status == 200 && answer.bytes.count + headers <= 5_120, "\(id) \(step): \(answer.bytes.count + headers)")
                }
            }
        }
    }
}
