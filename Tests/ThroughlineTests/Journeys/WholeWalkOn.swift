import BrowserTesting
import Database
import DatabaseTesting
import Foundation
import Language
import Testing

@testable import Throughline

/// The walk of 0.4 goes on: from what was learned to what happened, back to everybody, and to one who takes their words back.
extension Chapters {
    /// Five answers and a document carry it; Rosa, who lives there, checks it; Leila sees it differently.
    func insight(on question: String) async throws -> String {
        try await becomes("diego", at: question)
        try await walker.press("Write what we learned")
        try await walker.put(("claim", Self.words.claim))
        for id in try await ids(of: [0, 1, 2, 3, 4]) { try await walker.put(("voices", "\(id)")) }
        try await walker.press("Keep the note")
        try await walker.isSound()
        let path = try await walker.browser.currentPath()
        try await walker.press("Add evidence")
        for id in try await ids(of: [7]) { try await walker.put(("voices", "\(id)")) }
        try await walker.put(
            ("relation", "supports"), ("why", "The register of the club says it too."), ("kind", "document"),
            ("organisation", "Riverbend Peace Committee"), ("document", "Register of the clubs, 2026"))
        try await walker.press("Add it")
        try await walker.press("Share it")
        try await walker.choose("Everyone")
        try await walker.press("Share it")
        try await walker.isSound()
        try await becomes("rosa", at: path + "/check")
        try await walker.put(
            ("limits", "Clubs of the Lower Delta, 2026."), ("confidence", "moderate"), ("reason", "I hear the same in three clubs."),
            ("from_context", "yes"), ("adequacy", "minor"))
        try await walker.press("This is my judgement")
        try await walker.isSound()
        try await becomes("leila", at: path + "/dissent")
        try await walker.put(("text", Self.words.dissent), ("as", "me"))
        try await walker.press("Send")
        try await walker.isSound()
        #expect(try await walker.sees(words: Self.words.dissent))
        try await becomes("rosa", at: path)
        #expect(try await walker.sees(Strength.corroborated.words))
        #expect(try await walker.sees("What we learned, checked"))
        return path
    }

    private func id(_ path: String) -> String { String(path.split(separator: "/").last ?? "") }

    /// The steering group decides; Amina writes it down.
    func decides(on question: String, from insight: String) async throws -> String {
        try await becomes("amina", at: question + "/decisions/new")
        try await walker.put(
            ("what", Self.words.decision), ("decided_by", "The steering group"), ("why", "Because of what they said."),
            ("from", id(insight)))
        try await walker.press("Write it down")
        try await walker.isSound()
        return try await walker.browser.currentPath()
    }

    /// Diego promises something that needs money; it stands among what needs resources, and he keeps a part of it.
    func promises(on question: String, from insight: String) async throws -> String {
        try await becomes("amina", at: question + "/commitments/new")
        try await walker.put(
            ("who", "Diego"), ("member", "yes"), ("promise", Self.words.promise), ("due", "2027-05-01"), ("needs", "money"),
            ("amount", "1500"), ("currency", "USD"), ("secured", "no"), ("from", id(insight)))
        try await walker.press("Promise it")
        try await walker.isSound()
        let path = try await walker.browser.currentPath()
        try await becomes("diego", at: path)
        try await walker.press("Accept it")
        try await walker.press("It is under way")
        try await walker.press("What became of it", in: "section[aria-labelledby=desk]")
        try await walker.choose("It was kept.")
        try await walker.put(("note", "Twenty came; the district paid."))
        try await walker.press("Save")
        try await walker.isSound()
        #expect(try await walker.sees(words: "Twenty came; the district paid."))
        return path
    }

    /// Upper Valley uses it, otherwise than here, and it goes better.
    func adapts(_ insight: String) async throws {
        let (act, saffron, lesson) = (world.house.act(by: try world.person("amina")), world.saffron.id, ID<Item>(id(insight)))
        try await world.db.write { tx in
            guard let item = try LineStore(tx).unseen(lesson) else { throw Refusal.notFound }
            try LineStore(tx).show(item, to: saffron, by: act)
        }
        try await becomes("nadia", at: "/records/\(lesson)/using")
        try await walker.put(
            ("took", "An hour to earn"), ("changed", "Honey in place of nets"), ("tell", "Ask the mothers first."), ("openness", "circle"))
        try await walker.press("Write it down")
        try await walker.isSound()
        try await walker.put(("result", "better"), ("happened", "Eleven of twelve stayed."))
        try await walker.press("Save")
        try await walker.press("We keep it")
        try await walker.isSound()
        try await becomes("diego", at: insight + "/lineage")
        #expect(try await walker.sees(words: "Honey in place of nets"))
    }

    /// Something changed, and somebody from outside says how they saw it.
    func outcome(on question: String, from decision: String) async throws {
        try await becomes("diego", at: question + "/outcomes/new")
        try await walker.put(
            ("who", "The district"), ("what", Self.words.outcome), ("since", "2026-11-01"), ("place", "Lower Delta"),
            ("significance", "The hour has a teacher."), ("contribution", "We asked for one."), ("others", "The welders' union asked too."),
            ("intended", "yes"), ("direction", "positive"), ("from", id(decision)))
        try await walker.press("Write it down")
        try await walker.isSound()
        try await walker.press("It is specific enough: share it")
        try await walker.put(
            ("name", "Grace Banda"), ("knows", "a journalist in the district"), ("mail", "grace@example.org"),
            ("language", walker.tongue.tag.description))
        try await walker.press("Ask them")
        #expect(try await world.runJobs().isEmpty)
        let mail = try #require(world.post.sent.last { $0.to == "grace@example.org" })
        let link = try #require(mail.text.split(separator: "\n").first { $0.contains("/witnessing/") })
        let start = try #require(link.firstRange(of: "/witnessing/"))
        try await becomes(nil, at: String(link[start.lowerBound...]))
        try await walker.put(("view", "partly"), ("words", "For two of three clubs."))
        try await walker.press("Send")
        try await walker.isSound()
        try await becomes("leila", at: "/spaces/riverbend/outcomes")
        #expect(try await walker.sees(words: Self.words.outcome))
    }

    /// Everybody who spoke is told: twelve at the meeting, in Sena, and the two with an account.
    func returns(on question: String) async throws {
        let asked = ID<Item>(id(question))
        let duties = try await world.db.read { tx in
            try tx.run("SELECT id, language, people FROM duties WHERE item_id = \(asked) AND kind = 'tell_back' ORDER BY people DESC").map {
                (id: try $0.text("id"), language: try $0.text("language"), people: try $0.int("people"))
            }
        }
        #expect(duties.reduce(0) { $0 + $1.people } == 14)
        #expect(duties.first?.language == "seh" && duties.first?.people == 12)
        for duty in duties {
            try await becomes("rosa", at: "/duties/\(duty.id)/telling")
            if duty.language == "seh" {
                try await walker.put(("text", "Tinakuuzani: an hour to earn in every club."), ("in_language", "seh"))
            }
            try await walker.press("Told")
            try await walker.isSound()
        }
    }

    /// What a learning officer takes to the funder: all fourteen were told in time, and what it led to.
    func numbers(_ question: String, _ insight: String, _ promise: String) async throws {
        try await becomes("rosa", at: "/spaces/riverbend/returns")
        #expect(try await walker.sees("Told in time: \("told", 14) of \("due", 14) people, \("percent", 100) %."))
        try await walker.arrives(question)
        #expect(try await walker.sees(Self.answers(14)))
        try await walker.arrives(question + "/pathway")
        for words in [Self.words.claim, Self.words.decision, Self.words.promise, Self.words.outcome] {
            #expect(try await walker.sees(words: words), "\(words)")
        }
        try await walker.isSound()
    }

    private static func answers(_ n: Int) -> Phrase { .counted(n, one: "\("n", n) answer.", other: "\("n", n) answers.") }

    /// Yusuf opens his five words, sees what became of them, and takes them back; every number along the path is another one.
    func takesBack(_ code: String, _ question: String, _ insight: String) async throws {
        let day = world.clock.now.day(in: world.riverbend.zone)
        try await becomes(nil, at: "/my-words")
        try await walker.type(code, into: "Your five words, or your digits")
        try await walker.press("Show it")
        try await walker.isSound()
        for words in [Self.answers[0], Self.words.claim, Self.words.decision] { #expect(try await walker.sees(words: words), "\(words)") }
        try await walker.press("Take my words back")
        try await walker.press("Take my words back", in: "main")
        try await walker.isSound()
        try await becomes("rosa", at: question)
        #expect(try await walker.sees(Self.answers(13)))
        #expect(try await !walker.sees(words: Self.answers[0]))
        try await walker.arrives(insight)
        #expect(try await !walker.sees(words: Self.answers[0]))
        #expect(
            try await walker.sees(
                .counted(
                    1, one: "\("n", 1) piece of evidence withdrawn on \("day", day).",
                    other: "\("n", 1) pieces of evidence withdrawn, the last on \("day", day).")))
        #expect(try await walker.sees("What we learned, not checked yet"))
        #expect(try await walker.sees("The evidence has changed since. Somebody else looks at it again."))
        #expect(try await walker.sees(words: Self.words.dissent), "nobody's dissent goes with it")
    }
}
