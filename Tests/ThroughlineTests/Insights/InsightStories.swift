import Database
import DatabaseTesting
import HTMLTesting
import Language
import Testing

@testable import Throughline

struct InsightStories {
    @Test(arguments: TestEngine.available)
    func diegoWritesWhatWasLearnedAndRosaChecksIt(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let question = try await world.asked()
            let first = try await world.voice("After month three there is nothing to do.", to: question, openness: .circle, quotable: true)
            let second = try await world.voice("My brother left for work in town.", to: question, openness: .circle, quotable: true)
            let asked = try await world.get("/questions/\(question.id)", as: "diego")
            #expect(try asked.link("Write what we learned") == "/questions/\(question.id)/insights/new")
            let path = try await world.note(on: [first, second], of: question)

            let note = try await world.get(path, as: "rosa")
            #expect(try note.says("A note, for the team only"))
            #expect(try note.says("A few independent voices. Possibly so."))
            #expect(try note.says("2 independent sources."))
            #expect(try note.says("Conversations only"))
            #expect(try await world.get(path, as: "leila").status == 404)

            try await world.share(path, .circle)
            let shared = try await world.get(path, as: "leila")
            #expect(try shared.says("Youth leave when the club has no work for them."))
            #expect(try shared.says("Clubs in the Lower Delta, 2026."))
            #expect(try shared.says("After month three there is nothing to do."))
            #expect(try shared.says("Somebody who answered") && !shared.says("Somebody who lives it"), "nobody said so")
            #expect(try shared.says("not checked yet"))

            let checked = try await world.check(path, as: "rosa", .low, because: "Two clubs say it, I know both.")
            #expect(checked.status == 303)
            #expect(try await world.state(of: path) == "checked")
            let page = try await world.get(path, as: "leila")
            #expect(try page.says("What we learned, checked"))
            #expect(try page.says("Two clubs say it, I know both."))
            #expect(try page.says("Written by Diego."))
            #expect(try page.says("Rosa"))
            let back = try await world.get("/questions/\(question.id)", as: "leila")
            #expect(try back.says("Youth leave when the club has no work for them."))
            #expect(try back.says("Checked: Possibly so."))
        }
    }

    @Test(arguments: TestEngine.available)
    func aNoteWithoutWordsOrVoicesKeepsWhatWasTyped(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let question = try await world.asked()
            let voice = try await world.voice("There is nothing to do.", to: question)
            let page = try await world.get("/questions/\(question.id)/insights/new", as: "diego")
            let empty = try await world.press("Keep the note", on: page, as: "diego", typing: [("voices", "\(voice)")])
            #expect(empty.status == 422)
            #expect(try empty.says("Write in one sentence what you learned."))
            #expect(try empty.form(withButton: "Keep the note").value("voices") == "\(voice)")
            let alone = try await world.press("Keep the note", on: page, as: "diego", typing: [("claim", "Youth leave.")])
            #expect(alone.status == 422)
            #expect(try alone.says("Choose at least one answer it rests on."))
            #expect(try alone.form(withButton: "Keep the note").value("claim") == "Youth leave.")
            let long = try await world.press(
                "Keep the note", on: page, as: "diego", typing: [("claim", String(repeating: "a", count: 241)), ("voices", "\(voice)")])
            #expect(long.status == 422)
        }
    }

    @Test(arguments: TestEngine.available)
    func wordsThatWaitOrBelongElsewhereCannotBeTicked(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let question = try await world.asked()
            let other = try await world.asked("What should this place change first?")
            let elsewhere = try await world.voice("Something else.", to: other)
            let act = world.house.act(by: nil)
            let held = try await world.db.write { tx in
                try VoiceStore(tx).add(
                    NewVoice(question: question, text: "Not looked at yet.", language: "en", author: .nobody, held: true), by: act)
            }
            let fields = [("claim", "Youth leave."), ("voices", "\(elsewhere)"), ("voices", "\(held)"), ("voices", "../x")]
            let sent = try await world.post("/questions/\(question.id)/insights", as: "diego", fields)
            #expect(sent.status == 422)
            #expect(try !sent.says("Not looked at yet."))
        }
    }

    @Test(arguments: TestEngine.available)
    func whoMayNotSeeFindsNothingAndWhoMayNotChangeIsTold(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let question = try await world.asked()
            let voice = try await world.voice("There is nothing to do.", to: question)
            #expect(try await world.get("/questions/\(question.id)/insights/new", as: "leila").status == 403)
            #expect(try await world.get("/questions/\(question.id)/insights/new").status == 303)
            let path = try await world.note(on: [voice], of: question)
            for page in ["", "/wording", "/sharing", "/evidence/new", "/check", "/dissent"] {
                #expect(try await world.get(path + page, as: "leila").status == 404, "\(page)")
                #expect(try await world.get(path + page, as: "omar").status == 404, "\(page)")
                #expect(try await world.get(path + page).status == 404, "\(page)")
            }
            for act in ["/wording", "/sharing", "/evidence", "/check", "/dissent"] {
                #expect(try await world.post(path + act, as: "omar").status == 404, "\(act)")
            }
            try await world.share(path, .circle)
            #expect(try await world.get(path, as: "leila").status == 200)
            #expect(try await world.get(path).status == 404)
            for act in ["/wording", "/sharing", "/evidence", "/check"] {
                let fields = [("claim", "Mine now."), ("openness", "everyone"), ("confirmed", "yes")]
                #expect(try await world.post(path + act, as: "leila", fields).status == 403, "\(act)")
            }
            #expect(try await world.get(path, as: "leila").says("For the team") == false)
        }
    }

    @Test(arguments: TestEngine.available)
    func itStartsAsClosedAsItsStrictestSourceAndOpensOnlyWhenSomebodyHasReadTheQuotes(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let question = try await world.asked()
            let open = try await world.voice("Everybody knows this.", to: question, openness: .everyone, quotable: true)
            let closed = try await world.voice("Only for you.", to: question, openness: .team)
            let path = try await world.note(on: [open, closed], of: question)
            let sharing = try await world.get(path + "/sharing", as: "diego")
            #expect(try sharing.form(withButton: "Share it").value("openness") == "team")
            let wide = try await world.press("Share it", on: sharing, as: "diego", typing: [("openness", "everyone")])
            #expect(wide.status == 422)
            #expect(try wide.says("This opens it wider than the words it rests on."))
            #expect(try wide.form(withButton: "Share it").value("openness") == "everyone")
            #expect(try await world.state(of: path) == "note")
            try await world.share(path, .everyone)
            #expect(try await world.get(path).status == 200)
            let said = try await world.db.read { tx in
                try tx.run("SELECT r.reason FROM audit a JOIN audit_reasons r ON r.audit_id = a.id WHERE a.act = 'insight.open_wider'").map
                { try $0.text("reason") }
            }
            #expect(said == ["I have read the quotes and nobody is put at risk."])
        }
    }

    @Test(arguments: TestEngine.available)
    func aQuoteWithoutConsentNeverAppearsNotEvenAsANumber(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let question = try await world.asked()
            let open = try await world.voice("Say this to everyone.", to: question, openness: .everyone, quotable: true)
            let silent = try await world.voice("Everyone may know, nobody may quote.", to: question, openness: .everyone)
            let closed = try await world.voice("For the team alone.", to: question, openness: .team, quotable: true)
            let path = try await world.note(on: [open, silent, closed], of: question)
            try await world.share(path, .everyone)
            for name in [nil, "leila", "omar"] {
                let page = try await world.get(path, as: name)
                #expect(try page.says("Say this to everyone."))
                #expect(try !page.says("Everyone may know, nobody may quote."))
                #expect(try !page.says("For the team alone."))
                #expect(try !page.says("3 independent sources"))
            }
            let team = try await world.get(path, as: "amina")
            #expect(try team.says("For the team alone."))
            #expect(try team.says("3 independent sources."))
        }
    }

    @Test(arguments: TestEngine.available)
    func aVoiceTakenBackChangesTheWordAndThePageSaysSo(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let question = try await world.asked()
            let kept = try await world.voice("This stays.", to: question, openness: .circle, quotable: true)
            let yusuf = try await world.voice("Yusuf's words.", to: question, openness: .circle, quotable: true)
            let path = try await world.note(on: [kept, yusuf], of: question)
            try await world.share(path, .circle)
            #expect(try await world.check(path, as: "rosa", .moderate, because: "Both know it well.").status == 303)
            #expect(try await world.state(of: path) == "checked")
            world.clock.pass(days: 5)
            try await world.withdraw(yusuf)
            let page = try await world.get(path, as: "leila")
            #expect(try page.says("1 piece of evidence withdrawn on 26 November."))
            #expect(try page.says("One voice. We cannot tell yet."))
            #expect(try !page.says("Yusuf's words."))
            // The check rested on both: it is asked for anew, of everybody who did not write it.
            #expect(try await world.state(of: path) == "shared")
            #expect(try page.says("The evidence has changed since. Somebody else looks at it again."))
            let left = try await world.db.read { tx in
                try (
                    tx.run("SELECT source_id FROM evidence").count,
                    tx.run("SELECT from_id FROM links WHERE from_id = \(yusuf) AND relation = 'supports'").count
                )
            }
            #expect(left == (1, 0))
            try await world.withdraw(kept)
            let empty = try await world.get(path, as: "leila")
            #expect(try empty.says("No voice supports it yet."))
            #expect(try empty.says("2 pieces of evidence withdrawn, the last on 26 November."))
        }
    }

    @Test(arguments: TestEngine.available)
    func whoChangesTheSameWordsLaterSeesBothTexts(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let question = try await world.asked()
            let path = try await world.note(on: [try await world.voice("There is nothing to do.", to: question)], of: question)
            let mine = try await world.get(path + "/wording", as: "diego")
            let yours = try await world.get(path + "/wording", as: "rosa")
            #expect(try await world.press("Save", on: yours, as: "rosa", typing: [("claim", "Rosa's sentence.")]).status == 303)
            let raced = try await world.press(
                "Save", on: mine, as: "diego", typing: [("claim", "Diego's sentence."), ("limits", "In May.")])
            #expect(raced.status == 409)
            #expect(try raced.says("Rosa's sentence."))
            #expect(try raced.says("Diego's sentence."))
            let settled = try await world.press("Use my text", on: raced, as: "diego")
            #expect(settled.status == 303)
            let page = try await world.get(path, as: "rosa")
            #expect(try page.says("Diego's sentence."))
            #expect(try page.says("In May."))
            let versions = try await world.db.read {
                try $0.run("SELECT body FROM texts WHERE field = 'claim' ORDER BY version").map { try $0.text("body") }
            }
            #expect(versions == ["Youth leave when the club has no work for them.", "Rosa's sentence.", "Diego's sentence."])
        }
    }

    @Test(arguments: TestEngine.available)
    func twoWhoChangeItInTheSameMomentLoseNothing(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let question = try await world.asked()
            let path = try await world.note(on: [try await world.voice("There is nothing to do.", to: question)], of: question)
            let mine = try await world.get(path + "/wording", as: "diego")
            let yours = try await world.get(path + "/wording", as: "rosa")
            async let first = world.press("Save", on: mine, as: "diego", typing: [("claim", "Diego's sentence.")])
            async let second = world.press("Save", on: yours, as: "rosa", typing: [("claim", "Rosa's sentence.")])
            let answers = try await [first, second]
            #expect(answers.map(\.status).sorted() == [303, 409])
            let raced = try #require(answers.first { $0.status == 409 })
            #expect(try raced.says("Diego's sentence."))
            #expect(try raced.says("Rosa's sentence."))
        }
    }

    @Test(arguments: TestEngine.available)
    func theListIsNewestFirstAndShowsNotesToTheTeamOnly(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let question = try await world.asked()
            let voice = try await world.voice("There is nothing to do.", to: question, openness: .circle, quotable: true)
            let empty = try await world.get("/spaces/riverbend/insights", as: "leila")
            #expect(try empty.says("Nothing is written down yet."))
            let strong = try await world.note("Rests on one.", on: [voice], of: question)
            try await world.share(strong, .circle)
            world.clock.pass(days: 1)
            _ = try await world.note("Only a note.", on: [voice], of: question)
            let team = try await world.get("/spaces/riverbend/insights", as: "rosa")
            #expect(try team.says("The newest day first."))
            #expect(
                try team.page().links.map(\.text).filter { ["Only a note.", "Rests on one."].contains($0) } == [
                    "Only a note.", "Rests on one.",
                ])
            let member = try await world.get("/spaces/riverbend/insights", as: "leila")
            #expect(try member.says("Rests on one."))
            #expect(try !member.says("Only a note."))
            #expect(try await world.get("/spaces/riverbend/insights").says("Rests on one.") == false)
        }
    }

    @Test(arguments: TestEngine.available)
    func aLongListGoesOnWithOlderOnes(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let question = try await world.asked()
            let voice = try await world.voice("There is nothing to do.", to: question)
            for number in 1...32 { _ = try await world.note("Sentence number \(number).", on: [voice], of: question) }
            let first = try await world.get("/spaces/riverbend/insights", as: "rosa")
            let second = try await world.get(try first.link("Older ones"), as: "rosa")
            let shown = try (first.page().links + second.page().links).map(\.text).filter { $0.hasPrefix("Sentence number") }
            #expect(Set(shown).count == 32)
            #expect(shown.count == 32)
        }
    }
}
