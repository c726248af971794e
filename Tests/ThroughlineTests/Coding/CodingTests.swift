import Database
import DatabaseTesting
import HTMLTesting
import HTTPTypes
import Language
import Testing

@testable import Throughline

/// Passages of what people said get codes (domain 3): by the forms every browser has.
struct CodingTests {
    private static let words = "The club has no work for us. We go to the city. The road is bad."

    @Test(arguments: TestEngine.available)
    func aPlaceMeetsNoneOfItUntilAStewardSwitchesItOn(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let question = try await world.asked()
            #expect(try await !world.get("/spaces/riverbend/more", as: "diego").says("Passages and codes"))
            #expect(try await world.get("/spaces/riverbend/coding", as: "diego").status == 404)
            #expect(try await world.get("/questions/\(question.id)/coding", as: "diego").status == 404)
            #expect(try await world.get("/spaces/riverbend/codes", as: "amina").status == 404)
            #expect(try await world.get("/spaces/riverbend/more", as: "amina").says("Passages and codes"))
            try await world.switchCodingOn()
            #expect(try await world.get("/spaces/riverbend/more", as: "diego").says("Passages and codes"))
            #expect(try await !world.get("/spaces/riverbend/more", as: "leila").says("Passages and codes"))
            for name in ["leila", "omar"] {
                for path in [
                    "/spaces/riverbend/coding", "/spaces/riverbend/codes", "/spaces/riverbend/passages", "/questions/\(question.id)/coding",
                ] {
                    #expect(try await world.get(path, as: name).status == 403, "\(name) \(path)")
                }
            }
            #expect(try await world.post("/spaces/riverbend/coding/ending", as: "diego").status == 403)
            let start = try await world.get("/spaces/riverbend/coding", as: "amina")
            _ = try await world.press("Switch it off", on: start, as: "amina")
            #expect(try await world.get("/questions/\(question.id)/coding", as: "diego").status == 404)
            #expect(try await world.get("/spaces/riverbend/done", as: "leila").says("Giving codes to passages was switched off"))
        }
    }

    @Test(arguments: TestEngine.available)
    func diegoTicksTwoSentencesThatTouchAndTheyAreOnePassage(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let question = try await world.asked()
            let voice = try await world.voice(Self.words, to: question)
            try await world.switchCodingOn()
            try await world.code("No work")
            let page = try await world.get("/questions/\(question.id)/coding", as: "diego")
            #expect(try page.says("The club has no work for us."))
            let typed = [("s", "0-28"), ("s", "29-47"), ("code", "no WORK")]
            let sent = try await world.press("Give the code", on: page, as: "diego", typing: typed)
            #expect(sent.status == 303 && sent.headers[.location] == "/questions/\(question.id)/coding#v-\(voice)")
            #expect(try await world.codings() == ["0-47 No work Diego"])
            let after = try await world.get("/questions/\(question.id)/coding", as: "diego")
            #expect(try after.says("The club has no work for us. We go to the city."))
            // Given twice it stands once, and is taken off by whoever gave it.
            _ = try await world.press("Give the code", on: after, as: "diego", typing: typed)
            #expect(try await world.codings().count == 1)
            #expect(try await world.press("Take it off", on: after, as: "diego").status == 303)
            #expect(try await world.codings() == [])
            #expect(try await world.press("Take it off", on: after, as: "diego").status == 303, "the same form again is the same answer")
        }
    }

    @Test(arguments: TestEngine.available)
    func aNameThatIsNoCodeBeginsOneOnTrialWhenSomebodySaysSo(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let question = try await world.asked()
            let voice = try await world.voice(Self.words, to: question)
            try await world.switchCodingOn()
            let page = try await world.get("/questions/\(question.id)/coding", as: "diego")
            let refused = try await world.press("Give the code", on: page, as: "diego", typing: [("s", "48-64"), ("code", "Roads")])
            #expect(refused.status == 422)
            #expect(try refused.says("There is no code of this name yet."))
            let form = try refused.form(withButton: "Give the code")
            #expect(form.value("code") == "Roads" && form.value("s") == "48-64", "what was typed is kept")
            #expect(try await world.rows("codes") == 0)
            #expect(try await world.press("Give the code", on: refused, as: "diego", typing: [("begin", "yes")]).status == 303)
            #expect(try await world.codings() == ["48-64 Roads Diego"])
            #expect(try await world.get("/spaces/riverbend/codes", as: "rosa").says("on trial"))
            for (spans, problem) in [
                ([], "Mark a passage first."), (["60-99"], "Mark a passage first."), (["9-3"], "Mark a passage first."),
                (["x"], "Mark a passage first."),
            ] {
                let bad = try await world.mark(voice, spans, "Roads", as: "diego")
                #expect(bad.status == 422)
                #expect(try bad.says(problem))
            }
            #expect(try await world.mark(voice, ["0-4"], "", as: "diego").says("Write a code."))
            #expect(try await world.codings().count == 1)
        }
    }

    @Test(arguments: TestEngine.available)
    func onlyWhoMayReadItGivesACodeAndOnlyTheirOwnComesOff(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let question = try await world.asked()
            let voice = try await world.voice(Self.words, to: question, openness: .everyone)
            let guarded = try await world.voice("They wait at the bridge.", to: question, openness: .safety)
            try await world.switchCodingOn()
            try await world.code("Roads")
            #expect(try await world.mark(guarded, ["0-8"], "Roads", as: "diego").status == 404)
            #expect(try await !world.get("/questions/\(question.id)/coding", as: "diego").says("They wait at the bridge."))
            #expect(try await world.mark(voice, ["0-8"], "Roads", as: "leila").status == 403)
            #expect(try await world.mark(voice, ["0-8"], "Roads", as: "omar").status == 403)
            #expect(try await world.mark(voice, ["0-8"], "Roads", as: "rosa").status == 303)
            let given: String = try #require(try await world.db.read { try $0.run("SELECT id FROM codings").first?.text("id") })
            #expect(try await world.mark(voice, [], "", as: "diego", more: [("ending", given)]).status == 404)
            #expect(try await world.codings() == ["0-8 Roads Rosa"])

            // The safety lead reads it, marks it, and nobody else meets the passage or counts it.
            let act = world.house.act(by: try world.person("amina"))
            let (rosa, space) = (try world.person("rosa"), world.riverbend.id)
            try await world.db.write { try OfficeStore($0).set([.safety], of: rosa, in: space, seen: [], by: act) }
            #expect(try await world.mark(guarded, ["0-24"], "Roads", as: "rosa").status == 303)
            #expect(try await world.get("/spaces/riverbend/codes", as: "rosa").says("2 passages"))
            #expect(try await world.get("/spaces/riverbend/codes", as: "diego").says("1 passage"))
            #expect(try await world.get("/spaces/riverbend/passages", as: "rosa").says("They wait at the bridge."))
            #expect(try await !world.get("/spaces/riverbend/passages", as: "diego").says("They wait at the bridge."))
        }
    }

    @Test(arguments: TestEngine.available)
    func whatOthersMarkedIsSeenOnlyAfterOneHasReadIt(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let question = try await world.asked()
            let voice = try await world.voice(Self.words, to: question)
            try await world.switchCodingOn()
            try await world.code("Roads")
            _ = try await world.mark(voice, ["48-64"], "Roads", as: "rosa")
            let page = try await world.get("/questions/\(question.id)/coding?all=yes", as: "diego")
            #expect(try !page.says("Rosa"))
            #expect(try await world.press("I have read it", on: page, as: "diego").status == 303)
            #expect(try await world.get("/questions/\(question.id)/coding", as: "diego").says("You have read everything here."))
            let read = try await world.get("/questions/\(question.id)/coding?all=yes", as: "diego")
            #expect(try read.says("Rosa") && read.says("You have read 1 answer."))
            _ = try await world.press("I have not read it yet", on: read, as: "diego")
            #expect(try await world.get("/questions/\(question.id)/coding", as: "diego").says("The road is bad."))
        }
    }

    @Test(arguments: TestEngine.available)
    func aNewVersionOrAVoiceTakenBackTakesItsPassagesWithIt(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let question = try await world.asked()
            let voice = try await world.voice(Self.words, to: question)
            let other = try await world.voice("There is no lamp.", to: question)
            try await world.switchCodingOn()
            try await world.code("Roads")
            let stale = try await world.get("/questions/\(question.id)/coding", as: "diego")
            for id in [voice, other] { _ = try await world.mark(id, ["0-8"], "Roads", as: "diego") }
            try await world.reads(voice, as: "diego")
            let day = world.clock.now.day(in: .utc)
            try await world.db.write { try TextStore($0).write("The road was mended.", of: voice, field: "text", in: "en", on: day) }
            #expect(try await world.get("/spaces/riverbend/codes", as: "diego").says("1 passage"))
            #expect(
                try await world.get("/questions/\(question.id)/coding", as: "diego").says("The road was mended."), "it is to be read anew")
            #expect(try await world.mark(voice, ["0-8"], "Roads", as: "diego").status == 409, "spans of the first version")
            _ = stale
            try await world.withdraw(other)
            #expect(try await world.codings().count == 1)
            #expect(try await world.get("/spaces/riverbend/passages", as: "diego").says("No passage yet that you may read."))
            try await world.withdraw(voice)
            #expect(try await world.codings() == [])
            #expect(try await world.rows("coding_reads") == 0)
        }
    }

    @Test(arguments: TestEngine.available)
    func fromPassagesToWhatWasLearnedInOneStep(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let question = try await world.asked()
            let voice = try await world.voice(Self.words, to: question)
            try await world.switchCodingOn()
            let code = try await world.code("Roads")
            _ = try await world.mark(voice, ["48-64"], "Roads", as: "diego")
            // Seventy more came since: the one that was marked is offered all the same.
            for number in 0..<70 { try await world.voice("Voice \(number) of another day.", to: question) }
            let list = try await world.get("/spaces/riverbend/passages?code=\(code.id)", as: "diego")
            #expect(try list.says("The road is bad."))
            let link = try #require(try list.page().links.first { $0.text.hasPrefix("Write what we learned") })
            let note = try await world.get(link.href, as: "diego")
            let form = try note.form(withButton: "Keep the note")
            #expect(form.fields.filter { $0.name == "voices" }.map(\.value) == ["\(voice)"])
            let kept = try await world.press("Keep the note", on: note, as: "diego", typing: [("claim", "The road keeps them away.")])
            #expect(kept.status == 303)
            #expect(try await world.follow(kept, as: "diego").says(Self.words))
        }
    }

    @Test(arguments: TestEngine.available)
    func aCoderWhoLeavesTakesTheirPassagesOrTheirName(_ engine: TestEngine) async throws {
        for keeping in [true, false] {
            try await withWorld(engine) { world in
                let question = try await world.asked()
                let voice = try await world.voice(Self.words, to: question)
                try await world.switchCodingOn()
                try await world.code("Roads")
                for name in ["diego", "rosa"] { _ = try await world.mark(voice, ["48-64"], "Roads", as: name) }
                let (rosa, act) = (try world.person("rosa"), world.house.act(by: nil))
                try await world.db.write { tx in
                    _ = try AccountErasure(tx).erase(PersonStore(tx).account(rosa), keepingWords: keeping, by: act)
                }
                #expect(try await world.codings() == ["48-64 Roads Diego"] + (keeping ? ["48-64 Roads ?"] : []).sorted() || keeping)
                let left = try await world.db.read { try $0.run("SELECT id FROM codings WHERE coder_id = \(rosa)").count }
                #expect(left == 0)
                #expect(try await world.codings().count == (keeping ? 2 : 1))
            }
        }
    }
}

/// Sentences and spans as they count in a text, whatever its script.
struct PassageTests {
    @Test(arguments: [
        ("One. Two! Three?", ["One.", "Two!", "Three?"]),
        ("It cost 3.50 dollars. \"Why?\" she said.", ["It cost 3.50 dollars.", "\"Why?\"", "she said."]),
        ("أين الطريق؟ لا أعرف.", ["أين الطريق؟", "لا أعرف."]), ("路很远。我们走。", ["路很远。", "我们走。"]),
        ("  A line\nand another\n\n", ["A line", "and another"]), ("👩‍🌾 sows… We wait", ["👩‍🌾 sows…", "We wait"]), ("", []), (" \n ", []),
    ])
    func sentencesAreWhereTheyAre(text: String, sentences: [String]) {
        let passage = Passage(text)
        #expect(passage.sentences.map { passage[$0] } == sentences)
    }

    @Test func spansCountUnicodeScalars() {
        let passage = Passage("👩‍🌾 sows.")
        #expect(passage.scalars.count == 9)
        #expect(passage[Span(start: 4, stop: 9)] == "sows.")
        #expect(passage.trimmed(Span(start: 3, stop: 9)) == Span(start: 4, stop: 9))
        #expect(passage.trimmed(Span(start: 0, stop: 10)) == nil && passage.trimmed(Span(start: -1, stop: 3)) == nil)
        #expect(passage.marked(["4-9", "0-3", "0-3"]) == [Span(start: 0, stop: 9)])
    }
}
