import Database
import DatabaseTesting
import HTMLTesting
import HTTPTypes
import Hummingbird
import Language
import Testing

@testable import Throughline

/// Those who said it read what was learned before others do, and put it right.
struct CorrectingTests {
    @Test(arguments: TestEngine.available)
    func thoseWhoAllowedItAreAskedOnceThroughTheirOwnDoor(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let told = try await CorrectingStory.learned(world)
            let before = try await world.get(told.desk, as: "diego")
            #expect(try before.says("All this rests on the words of 4; 2 can be asked."), "one by mail, one with a code")
            #expect(try before.says("until 27 November"), "a Saturday is no working day")
            let after = try await told.ask()
            #expect(try after.says("2 of 4 could be asked, 0 answered."))
            #expect(try await world.runJobs().isEmpty)
            #expect(world.post.sent.map(\.to) == ["yusuf@example.org"], "who was to be told once is not written to again")
            let mail = try #require(world.post.sent.first)
            #expect(mail.subject.contains("Est-ce bien ce que vous vouliez dire"), "in their language")
            // Nothing stands twice: each sentence is shown once, and one round runs at a time.
            #expect(try !after.page().buttons.contains("Show it to those who said it"))
            let again = try await world.post(told.desk, as: "diego", [("insights", "\(told.claim)")])
            #expect(again.status == 422)
            #expect(try await world.get("/spaces/riverbend/asked", as: "rosa").says("2 times in the last year"), "it counts as asking")
        }
    }

    @Test(arguments: TestEngine.available)
    func aLetterOpensOnePageWithoutAnAccountAndTakesTheLastAnswer(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let told = try await CorrectingStory.learned(world)
            _ = try await told.ask()
            _ = try await world.runJobs()
            let link = try told.link()
            let page = try await world.get(link, in: "fr")
            #expect(page.status == 200 && page.headers[.cacheControl] == "no-store")
            #expect(try page.says("Les clubs ne donnent que des mots.") && page.says("Youth leave when the club has no work"))
            #expect(try page.says("Personne ne l’a encore traduite"), "the original, and it says so")
            #expect(try !page.says("Nobody pays the bus."), "the words of others are not theirs to read")
            let empty = try await world.press("Envoyer", on: page, in: "fr")
            #expect(empty.status == 422)
            let half = try await world.press("Envoyer", on: page, in: "fr", typing: told.typed(.notQuite))
            #expect(try half.status == 422 && half.page().element(id: "words_\(told.claim)") != nil)
            let sent = try await world.press("Envoyer", on: page, in: "fr", typing: told.typed(.meant))
            #expect(sent.status == 303)
            #expect(try await world.get(told.page, as: "diego").says("That is what I meant: 1. Not quite: 0."))
            let changed = try await world.press(
                "Envoyer", on: world.get(link, in: "fr"), in: "fr",
                typing: told.typed(.notQuite, "Ce n'est pas le travail, c'est l'argent."))
            #expect(changed.status == 303)
            let team = try await world.get(told.page, as: "diego")
            #expect(try team.says("That is what I meant: 0. Not quite: 1.") && team.says("Ce n'est pas le travail, c'est l'argent."))
            #expect(
                try await world.get(link.replacing("/reviews/round-0", with: "/reviews/round-1")).status == 404,
                "a forged link opens nothing")
        }
    }

    @Test(arguments: TestEngine.available)
    func silenceIsNeverAYes(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let told = try await CorrectingStory.learned(world)
            _ = try await told.ask()
            #expect(try await told.say(.meant, with: told.codes[0]).says("What you said is kept with what we wrote."))
            world.clock.pass(days: 20)
            let page = try await world.get(told.page, as: "diego")
            #expect(try page.says("2 of 4 could be asked, 1 answered.") && page.says("They could answer until 27 November."))
            #expect(try page.says("That is what I meant: 1. Not quite: 0. Did not want to be in it: 0."))
            #expect(try page.says("Whoever did not answer is not counted as agreeing."))
            // When it is over, nobody is asked any more, and a form that was left open changes nothing.
            let mine = try await told.story.myWords(told.codes[0])
            #expect(try !mine.says("Is this what you meant?"))
        }
    }

    @Test(arguments: TestEngine.available)
    func whoeverDoesNotWantToBeInItIsInItNoMore(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let told = try await CorrectingStory.learned(world)
            _ = try await told.ask()
            _ = try await told.say(.leave, with: told.codes[0])
            let page = try await world.get(told.page, as: "diego")
            #expect(try page.says("Did not want to be in it: 1.") && !page.says("The goats have to go up in month three."))
            #expect(try page.says("1 piece of evidence withdrawn on 21 November."))
            let sources = try await world.db.read { try EvidenceStore($0).all(of: told.claim).count }
            #expect(sources == 3)
            let mine = try await told.story.myWords(told.codes[0])
            #expect(try mine.says("The goats have to go up in month three."), "their words stay an answer")
        }
    }

    @Test(arguments: TestEngine.available)
    func whatBecameOfItIsToldBackToWhoeverPutItRight(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let told = try await CorrectingStory.learned(world)
            _ = try await told.ask()
            _ = try await world.runJobs()
            let link = try told.link()
            _ = try await world.press("Send", on: world.get(link), typing: told.typed(.notQuite, "It is the money, not the work."))
            let team = try await world.get(told.page, as: "diego")
            let box = try await world.get(team.link("Answer them"), as: "diego")
            let empty = try await world.press("Answer", on: box, as: "diego", typing: [("words", "")])
            #expect(try empty.status == 422 && empty.says("Choose what you did with it.") && empty.says("Say it in a sentence"))
            let done = try await world.press(
                "Answer", on: box, as: "diego", typing: [("became", "changed"), ("words", "We write money now, thank you.")])
            #expect(done.status == 303)
            #expect(try await world.press("Answer", on: box, as: "diego", typing: [("became", "kept"), ("words", "Twice.")]).status == 409)
            _ = try await world.runJobs()
            let mail = try #require(world.post.sent.last)
            #expect(mail.to == "yusuf@example.org" && mail.text.contains("We write money now, thank you."))
            #expect(try await world.get(link).says("We changed what we had written: We write money now, thank you."))
            #expect(try await told.story.myWords(told.codes[1]).says("We write money now, thank you."), "with the code too")
            #expect(try await world.get(told.page, as: "diego").says("We changed what we had written: We write money now, thank you."))
            let voice = try await told.voice("Les clubs")
            let own = try await world.db.read { try CorrectionStore($0).own(of: voice) }
            let correction = try #require(own.first).item.id
            for name in ["leila", "nadia"] {
                #expect(try await world.get("/corrections/\(correction)/became", as: name).status == 404)
            }
        }
    }

    @Test(arguments: TestEngine.available)
    func openingItBeforeTheirDaysAreOverNeedsAReasonThatIsShown(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let told = try await CorrectingStory.learned(world)
            _ = try await told.ask()
            let sharing = try await world.get(told.page + "/sharing", as: "diego")
            let refused = try await world.press(
                "Save", on: sharing, as: "diego", typing: [("openness", "everyone"), ("confirmed", "yes")])
            #expect(try refused.status == 422 && refused.says("They still have time to put it right."))
            let sent = try await world.press(
                "Save", on: refused, as: "diego",
                typing: [("openness", "everyone"), ("confirmed", "yes"), ("early", "The council decides tomorrow.")])
            #expect(sent.status == 303)
            let stranger = try await world.get(told.page)
            #expect(try stranger.says("It was opened to others on 21 November, before that, because: The council decides tomorrow."))
            #expect(
                try stranger.says("Those of them who could be asked were asked.") && !stranger.says("2 of 4"), "small numbers stay words")
            #expect(try await told.say(.meant, with: told.codes[0]).says("kept with what we wrote"), "they keep their days")
            #expect(try await world.get(told.page).says("and some answered."))
        }
    }

    @Test(arguments: TestEngine.available)
    func afterTheirDaysNoReasonIsAsked(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let told = try await CorrectingStory.learned(world)
            _ = try await told.ask()
            world.clock.pass(days: 7)
            let sharing = try await world.get(told.page + "/sharing", as: "diego")
            #expect(try !sharing.says("Why can it not wait?"))
            let sent = try await world.press(
                "Save", on: sharing, as: "diego", typing: [("openness", "everyone"), ("confirmed", "yes")])
            #expect(sent.status == 303)
            #expect(try await !world.get(told.page).says("before that, because"))
        }
    }

    @Test(arguments: TestEngine.available)
    func aNameStandsWithItOnlyWhereItsSpeakerLetIt(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let question = try await world.asked()
            let named = try await world.voice("As the herders say.", to: question, by: .pseudonym("Uncle Tomás"))
            let quiet = try await world.voice("As nobody says.", to: question, by: .pseudonym("Aunt Inês"))
            let act = world.house.act(by: nil)
            let claim = try await TurnStory(world: world, question: question.id).learn(
                "Herding comes first.", from: [named, quiet], openness: .team)
            let item = try #require(try await world.db.read { try LineStore($0).unseen(claim) })
            try await world.db.write { tx in
                try VoiceStore(tx).agree(.init(answers: [.name: true], until: nil), to: named, asked: "en", by: act)
                for (voice, words) in [(named, "It is the season."), (quiet, "It is the heat.")] {
                    try CorrectionStore(tx).add(words, to: VoiceStore(tx).own(voice), beside: item, held: false, language: "en", by: act)
                }
            }
            let page = try await world.get("/insights/\(claim)", as: "diego")
            #expect(try page.says("Uncle Tomás, one of the speakers") && !page.says("Aunt Inês, one of the speakers"))
        }
    }

    @Test(arguments: TestEngine.available)
    func takenBackWordsAreNeitherAskedNorCounted(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let told = try await CorrectingStory.learned(world)
            _ = try await told.ask()
            _ = try await world.runJobs()
            let link = try told.link()
            _ = try await world.press("Send", on: world.get(link), typing: told.typed(.notQuite, "It is the money."))
            try await world.withdraw(told.voice("Les clubs"))
            #expect(try await world.get(link).says("There is nothing to answer here any more."))
            #expect(try await world.get(told.desk, as: "diego").says("1 of 3 could be asked, 0 answered."))
            #expect(try await world.rows("correction_answers") == 0)
            #expect(try await !world.get(told.page, as: "diego").says("It is the money."))
        }
    }

    @Test(arguments: TestEngine.available)
    func nobodyElseSendsItAndNothingSecretGoesOut(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let told = try await CorrectingStory.learned(world)
            for (name, status) in [("leila", 403), ("nadia", 403), (nil, 303)] as [(String?, Int)] {
                #expect(try await world.get(told.desk, as: name).status == status)
                #expect(try await world.post(told.desk, as: name, [("insights", "\(told.claim)")]).status == status)
            }
            let open = try await told.story.learn("Open to everybody.", from: told.story.voices(), openness: .everyone)
            let dear = try await told.story.learn("For the safety lead.", from: told.story.voices(), openness: .safety)
            let page = try await world.get(told.desk, as: "diego")
            #expect(try !page.says("Open to everybody.") && !page.says("For the safety lead."))
            for id in [open, dear] { #expect(try await world.post(told.desk, as: "diego", [("insights", "\(id)")]).status == 422) }
            #expect(try await world.rows("correction_rounds") == 0 && world.post.sent.isEmpty)
        }
    }

    @Test(arguments: TestEngine.available)
    func twoWhoSendItAtOnceSendItOnce(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let told = try await CorrectingStory.learned(world)
            let (mine, theirs) = (try await world.get(told.desk, as: "diego"), try await world.get(told.desk, as: "amina"))
            _ = try await world.press("Show it to those who said it", on: mine, as: "diego")
            let second = try await world.press("Show it to those who said it", on: theirs, as: "amina")
            #expect([409, 422].contains(second.status))
            _ = try await world.runJobs()
            #expect(try await world.rows("correction_rounds") == 1 && world.post.sent.count == 1)
        }
    }

    @Test(arguments: TestEngine.available)
    func anAccountIsAskedOnceAndAnswersOnItsOwnPage(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let question = try await world.asked()
            let leila = try world.person("leila")
            let voices = try await [
                world.voice("First I said this.", to: question, by: .person(leila)),
                world.voice("Then I said that.", to: question, by: .person(leila)),
            ]
            let story = TurnStory(world: world, question: question.id)
            let claim = try await story.learn("Leila says two things.", from: voices, openness: .team)
            let told = CorrectingStory(world: world, story: story, codes: [], claim: claim)
            #expect(try await told.ask().says("1 of 1 could be asked, 0 answered."))
            let mine = try await world.get("/me/words/\(voices[1])", as: "leila")
            let form = try await world.press("Read it and answer", on: mine, as: "leila")
            let sent = try await world.press("Send", on: form, as: "leila", typing: told.typed(.leave))
            #expect(try sent.says("What you said is kept with what we wrote."))
            #expect(try await world.db.read { try EvidenceStore($0).all(of: claim).isEmpty }, "all of hers go")
            // Nobody else answers for her.
            let fields = [("voice", "\(voices[0])"), ("send", "yes")] + told.typed(.meant)
            for (name, status) in [("diego", 404), (nil, 303)] as [(String?, Int)] {
                #expect(try await world.post("/my-words/review", as: name, fields).status == status)
            }
        }
    }

    @Test(arguments: TestEngine.available)
    func whereNobodyCanBeAskedNothingIsSent(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let question = try await world.asked()
            let voice = try await world.voice("Said aloud.", to: question)
            let story = TurnStory(world: world, question: question.id)
            let claim = try await story.learn("Somebody said it aloud.", from: [voice], openness: .team)
            let told = CorrectingStory(world: world, story: story, codes: [], claim: claim)
            #expect(try await world.get(told.desk, as: "diego").says("None of those whose words this rests on can be asked"))
            #expect(try await world.post(told.desk, as: "diego", [("insights", "\(claim)")]).status == 409)
            #expect(try await world.rows("correction_rounds") == 0)
        }
    }

    /// Whoever holds the database learns of an answer given with a code its day and nothing more.
    @Test(arguments: TestEngine.available)
    func anAnswerWithACodeLeavesADayAndNoMoment(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let told = try await CorrectingStory.learned(world)
            _ = try await told.ask()
            world.clock.pass(minutes: 47)
            let moment = world.clock.now.milliseconds
            _ = try await told.say(.notQuite, "It is the season, not the work.", with: told.codes[0])
            let (moments, named) = try await world.db.read { tx in
                (
                    try tx.run("SELECT id FROM audit WHERE made_at >= \(moment - 60_000)").count,
                    try tx.run("SELECT id FROM audit WHERE act LIKE 'correction%' AND actor_id IS NOT NULL").count
                )
            }
            #expect(moments == 0 && named == 0)
        }
    }

    @Test(arguments: ["en", "ar", "ru"])
    func theirFormIsLightWithAllItCanHold(_ language: String) async throws {
        try await withWorld(.sqlite) { world in
            let told = try await CorrectingStory.learned(world)
            for n in 2...RoundDraft.most {
                try await told.story.learn(
                    "Молодёжь уходит из клубов, когда у клуба нет для неё работы, \(n) раз из десяти.", from: told.story.voices(),
                    openness: .team)
            }
            _ = try await world.press("Show it to those who said it", on: world.get(told.desk, as: "diego"), as: "diego")
            _ = try await world.runJobs()
            let visitor = Visitor(responder: Site(house: world.house).router.buildResponder(), logger: world.house.logger)
            let answer = try await visitor.send(.get, try told.link(), language, [.acceptEncoding: "gzip"], body: [], type: nil)
            let headers = answer.headers.reduce(0) { $0 + $1.name.rawName.utf8.count + $1.value.utf8.count + 4 }
            #expect(answer.status == 200 && answer.bytes.count + headers <= 5_120, "\(answer.bytes.count + headers)")
        }
    }

    @Test func fiveWorkingDaysSkipTheWeekend() {
        let monday = Day(number: 0).next(weekday: 0)
        #expect(CorrectionRound.lastDay(from: monday) == monday + 7)
        #expect(CorrectionRound.lastDay(from: monday + 4) == monday + 11)
        #expect(CorrectionRound.lastDay(from: monday + 5) == monday + 11, "who asks on a Saturday gives the whole week")
    }

    @Test func anOutsiderIsGivenNoNumberThatNarrowsSomebodyDown() {
        #expect(RoundNumbers(people: 40, asked: 25, answered: 12).isSafe(from: 10))
        #expect(!RoundNumbers(people: 40, asked: 35, answered: 12).isSafe(from: 10), "five could not be asked")
        #expect(!RoundNumbers(people: 40, asked: 25, answered: 3).isSafe(from: 10))
        #expect(RoundNumbers(people: 3, asked: 2, answered: 1).isSafe(from: 1))
    }
}

extension Day {
    fileprivate func next(weekday: Int) -> Day { self + (weekday - self.weekday + 7) % 7 }
}
