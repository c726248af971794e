import Database
import DatabaseTesting
import HTMLTesting
import Language
import Testing

@testable import Throughline

struct EvidenceStories {
    @Test("3.a: six cards from two sources", arguments: TestEngine.available)
    func moreVoicesAreAddedAndOneMeetingCountsOnce(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let question = try await world.asked()
            let alone = try await world.voice(
                "I left last year.", to: question, openness: .circle, quotable: true, organisation: "Osh group")
            let path = try await world.note(on: [alone], of: question)
            var room: [ID<Item>] = []
            for number in 1...5 {
                room.append(try await world.voice("Voice \(number) of the workshop.", to: question, organisation: "Riverbend"))
            }
            let form = try await world.get(path + "/evidence/new", as: "rosa")
            #expect(try !form.says("I left last year."))
            let typed =
                room.map { ("voices", "\($0)") } + [
                    ("relation", "supports"), ("why", "They say the same."), ("event", "Workshop of May"), ("kind", "practitioner"),
                ]
            #expect(try await world.press("Add it", on: form, as: "rosa", typing: typed).status == 303)
            let page = try await world.get(path, as: "diego")
            #expect(try page.says("6 cards, but only 2 independent sources: 5 came from the same meeting."))
            #expect(try page.says("A few independent voices. Possibly so."))
            #expect(try page.says("They say the same."))
            #expect(try page.says("Somebody who works with it"))
        }
    }

    @Test(arguments: TestEngine.available)
    func oneThatSpeaksAgainstItStandsInItsOwnGroupAndCanBeSaidAnew(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let question = try await world.asked()
            let first = try await world.voice("There is nothing to do.", to: question)
            let second = try await world.voice("We have plenty of work.", to: question)
            let path = try await world.note(on: [first], of: question)
            let form = try await world.get(path + "/evidence/new", as: "diego")
            let silent = try await world.press(
                "Add it", on: form, as: "diego", typing: [("voices", "\(second)"), ("relation", "contradicts")])
            #expect(silent.status == 422)
            #expect(try silent.says("Say in one sentence why."))
            #expect(try silent.form(withButton: "Add it").value("relation") == "contradicts")
            let typed = [("voices", "\(second)"), ("relation", "contradicts"), ("why", "Another club.")]
            #expect(try await world.press("Add it", on: form, as: "diego", typing: typed).status == 303)
            #expect(try await world.get(path, as: "diego").says("1 independent source speaks against it."))

            let change = try await world.get(path + "/evidence/new?voice=\(second)", as: "rosa")
            let stale = try await world.get(path + "/evidence/new?voice=\(second)", as: "diego")
            #expect(try change.form(withButton: "Save").value("why") == "Another club.")
            let anew = [("relation", "limits"), ("why", "Only where there is a farm.")]
            #expect(try await world.press("Save", on: change, as: "rosa", typing: anew).status == 303)
            let page = try await world.get(path, as: "diego")
            #expect(try page.says("It sets limits to it"))
            #expect(try page.says("Only where there is a farm."))
            #expect(try !page.says("speaks against it."))
            let links = try await world.db.read {
                try $0.run("SELECT relation FROM links WHERE from_id = \(second) AND relation <> 'answers'").map { try $0.text("relation") }
            }
            #expect(links == ["limits"])

            let raced = try await world.press("Save", on: stale, as: "diego", typing: [("why", "Diego's reason.")])
            #expect(raced.status == 409)
            #expect(try raced.says("Only where there is a farm."))
            #expect(try raced.says("Diego's reason."))
            #expect(try await world.press("Use my text", on: raced, as: "diego").status == 303)
            #expect(try await world.get(path, as: "diego").says("Diego's reason."))
        }
    }

    @Test(arguments: TestEngine.available)
    func lessOpenWordsCloseItUnlessSomebodyHasReadThem(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let question = try await world.asked()
            let open = try await world.voice("Everybody may hear this.", to: question, openness: .everyone, quotable: true)
            let first = try await world.voice("For the team.", to: question)
            let second = try await world.voice("Also for the team.", to: question)
            let path = try await world.note(on: [open], of: question)
            try await world.share(path, .everyone, confirmed: false)
            let form = try await world.get(path + "/evidence/new", as: "diego")
            let typed = [("relation", "supports"), ("why", "The same.")]
            _ = try await world.press("Add it", on: form, as: "diego", typing: typed + [("voices", "\(first)"), ("stays_open", "yes")])
            #expect(try await world.get(path).status == 200)
            _ = try await world.press("Add it", on: form, as: "diego", typing: typed + [("voices", "\(second)")])
            #expect(try await world.get(path).status == 404)
            #expect(try await world.get(path, as: "rosa").status == 200)
        }
    }

    @Test(arguments: TestEngine.available)
    func theListPassesOverPagesThatStandBesideItAlready(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let question = try await world.asked()
            let oldest = try await world.voice("The first of all.", to: question)
            world.clock.pass(days: 1)
            var later: [ID<Item>] = []
            for number in 1...30 { later.append(try await world.voice("Later voice \(number).", to: question)) }
            let path = try await world.note(on: later, of: question)
            let form = try await world.get(path + "/evidence/new", as: "diego")
            #expect(try form.says("The first of all."))
            #expect(try !form.says("Later voice"))
            let typed = [("voices", "\(oldest)"), ("relation", "supports"), ("why", "The same.")]
            #expect(try await world.press("Add it", on: form, as: "diego", typing: typed).status == 303)
            #expect(try await world.get(path + "/evidence/new", as: "diego").says("Every answer to the question stands beside it already."))
        }
    }

    @Test(arguments: TestEngine.available)
    func whateverPeopleWriteStandsThereHarmlesslyInEitherDirection(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let nasty = "\"\u{301}><script>alert(1)</script>\u{FE0F} <b> & 'x'"
            let question = try await world.asked()
            let voice = try await world.voice(nasty, to: question, organisation: nasty)
            let other = try await world.voice("قالوا شيئا آخر", to: question)
            let path = try await world.note(nasty, on: [voice], of: question)
            let form = try await world.get(path + "/evidence/new", as: "diego")
            let typed = [("voices", "\(other)"), ("relation", "complicates"), ("why", nasty), ("event", nasty), ("context", nasty)]
            #expect(try await world.press("Add it", on: form, as: "diego", typing: typed).status == 303)
            let dissent = try await world.get(path + "/dissent", as: "rosa")
            let said = [("text", nasty), ("alternative", nasty), ("as", "me")]
            #expect(try await world.press("Send", on: dissent, as: "rosa", typing: said).status == 303)
            for page in ["?", "/wording?", "/sharing?", "/evidence/new?voice=\(other)&", "/dissent?"] {
                let answer = try await world.get(path + page + "lang=ar", as: "diego")
                #expect(answer.status == 200)
                #expect(try answer.page().elements(named: "script").isEmpty)
                #expect(answer.body.contains("<html lang=\"ar\" dir=\"rtl\""))
            }
            #expect(try await world.get(path, as: "diego").says("script>alert(1)"))
        }
    }

    @Test(arguments: TestEngine.available)
    func aRejectedVoiceNoLongerCounts(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let question = try await world.asked()
            let kept = try await world.voice("This stays.", to: question)
            let rejected = try await world.voice("This names somebody.", to: question)
            let path = try await world.note(on: [kept, rejected], of: question)
            #expect(try await world.get(path, as: "diego").says("2 independent sources."))
            let form = try await world.get("/voices/\(rejected)/rejection", as: "amina")
            _ = try await world.press("Do not keep it", on: form, as: "amina", typing: [("because", "It names somebody.")])
            let page = try await world.get(path, as: "diego")
            #expect(try page.says("One voice. We cannot tell yet."))
            #expect(try !page.says("This names somebody."))
        }
    }

    @Test("3.b: three more from two other organisations, and one against it", arguments: TestEngine.available)
    func severalOrganisationsCorroborateInSpiteOfOneAgainst(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let question = try await world.asked()
            let alone = try await world.voice(
                "I left last year.", to: question, openness: .circle, quotable: true, organisation: "Osh group")
            let path = try await world.note(on: [alone], of: question)
            func add(_ voices: [(String, String)], _ relation: String, _ kind: String, event: String = "") async throws {
                var ids: [ID<Item>] = []
                for (words, organisation) in voices {
                    ids.append(try await world.voice(words, to: question, organisation: organisation))
                }
                let form = try await world.get(path + "/evidence/new", as: "rosa")
                let typed =
                    ids.map { ("voices", "\($0)") } + [("relation", relation), ("why", "So they say."), ("kind", kind), ("event", event)]
                #expect(try await world.press("Add it", on: form, as: "rosa", typing: typed).status == 303)
            }
            try await add(
                (1...5).map { ("Voice \($0) of the workshop.", "Riverbend") }, "supports", "practitioner", event: "Workshop of May")
            try await add([("The evaluation found the same.", "Border Institute")], "supports", "document")
            try await add([("My son left too.", "Border Institute"), ("Mine also.", "Saffron Network")], "supports", "lived")
            try await add([("Mine stayed.", "Delta Bridge")], "contradicts", "lived")
            let page = try await world.get(path, as: "diego")
            #expect(try page.says(Strength.corroborated.words.key) && !page.says(Strength.wellSupported.words.key))
            #expect(try page.says("5 independent sources"))
        }
    }
}
