import Database
import DatabaseTesting
import Foundation
import HTMLTesting
import HTTPTypes
import Testing

@testable import Throughline

/// Whatever is sent is kept and shown as it is, harmlessly, or refused with a page; it never breaks anything.
struct HostileInputTests {
    /// What a page shows of a text: line ends are one sign, the rest composed, white space around it gone, C0 controls visible.
    private static func shown(_ text: String) -> String {
        let lines = text.replacing("\r\n", with: "\n").replacing("\r", with: "\n").precomposedStringWithCanonicalMapping
        let trimmed = lines.trimmingCharacters(in: .whitespacesAndNewlines)
        return String(
            String.UnicodeScalarView(
                trimmed.unicodeScalars.map { $0.value < 0x20 && !"\t\n".unicodeScalars.contains($0) ? "\u{FFFD}" : $0 }))
    }

    /// A browser that says nothing of where it comes from confirms the text (it stands in an attribute there), then it is stored
    /// and stands on the voice's page.
    private func comesBackFromAnAnswer(_ text: String, to question: ID<Item>, in world: World) async throws {
        let fields = "as=me&text=" + Wire.encoded(text)
        let type = "application/x-www-form-urlencoded"
        let confirm = try await world.send(
            .post, "/questions/\(question)/answers", "leila", "en", [:], body: Array(fields.utf8), type: type)
        let sure = try confirm.page()
        let expected = Self.shown(text)
        #expect(sure.elements(named: "script").isEmpty && sure.elements(named: "img").isEmpty)
        let held = sure.elements(named: "input").first { $0.attribute("name") == "text" }?.attribute("value") ?? ""
        #expect(Self.shown(held).utf8.elementsEqual(expected.utf8), "\(text.debugDescription)")
        let sent = try await world.press("Send", on: confirm, as: "leila")
        guard !expected.isEmpty else {
            #expect(sent.status == 422)
            return
        }
        #expect(sent.status == 200, "\(text.debugDescription)")
        _ = try sent.page()
    }

    private func everyVoiceStandsOnItsPage(_ texts: [String], in world: World) async throws {
        let ids = try await world.db.read { try $0.run("SELECT id FROM voices").map { try $0.text("id") } }
        var found: [String: Int] = [:]
        for id in ids {
            let page = try await world.get("/voices/\(id)", as: "leila").page()
            #expect(page.elements(named: "script").isEmpty && page.elements(named: "img").isEmpty)
            for quote in page.elements(named: "blockquote") { found[quote.rawText, default: 0] += 1 }
        }
        for text in texts.map(Self.shown) where !text.isEmpty {
            #expect(found.keys.contains { $0.utf8.elementsEqual(text.utf8) }, "\(text.debugDescription)")
        }
    }

    /// Numbers, days and places in lists, as far out as they can be written, on every page and form that reads one.
    @Test(arguments: TestEngine.available)
    func numbersAndDaysFarOutAreRefusedOrHarmless(engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let question = try await world.question("What makes the road safe?")
            let extremes = [
                "9223372036854775807", "-9223372036854775808", "9223372036854775808", "1e400", "NaN", "0", "-1", "0001-01-01", "9999-12-31",
                "99999-01-01", "-0001-01-01", "2026-02-30", "٩", "7ZZZZZZZZZZZZZZZZZZZZZZZZZ", "zzzzzzzzzzzzzzzzzzzzzzzzzz", "%00", "",
            ]
            var pages: [String] = []
            for value in extremes {
                let typed = Wire.encoded(value)
                pages += [
                    "/questions/\(question)?before=\(typed)", "/questions/\(question)/statements?after=\(typed)",
                    "/spaces/riverbend/questions?before=\(typed)", "/spaces/riverbend/insights?before=\(typed)",
                    "/spaces/riverbend/decisions?before=\(typed)", "/questions/\(typed)", "/voices/\(typed)",
                ]
            }
            for path in pages { #expect(try await world.get(path, as: "amina").status < 500, "\(path)") }
            let forms = [
                "/questions/\(question)/decisions/new", "/spaces/riverbend/asking", "/questions/\(question)/wording",
                "/spaces/riverbend/invitations", "/spaces/riverbend/settings", "/me",
            ]
            var sent = 0
            for path in forms {
                let page = try await world.get(path, as: "amina").page()
                for button in page.buttons {
                    guard let form = page.form(withButton: button), form.method == "post", !form.action.contains("sign") else { continue }
                    for value in extremes {
                        let fields = form.fields.map { ($0.name, value) }
                        #expect(try await world.post(form.action, as: "amina", fields).status < 500, "\(form.action) \(value)")
                        sent += 1
                    }
                }
            }
            #expect(sent > 40)
        }
    }

    @Test(arguments: TestEngine.available)
    func ourOwnSamplesComeBackAsAnswers(engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let question = try await world.question("What makes the road safe?")
            for text in HostileSamples.own { try await comesBackFromAnAnswer(text, to: question, in: world) }
            try await everyVoiceStandsOnItsPage(HostileSamples.own, in: world)
        }
    }

    @Test(.enabled(if: !HostileSamples.naughty.isEmpty)) func everyNaughtyAndEveryScriptStringComesBackAsAnAnswer() async throws {
        try await withWorld(.sqlite) { world in
            let question = try await world.question("What makes the road safe?")
            #expect(HostileSamples.naughty.count > 400 && HostileSamples.scripts.count > 4_000)
            let texts =
                HostileSamples.together(HostileSamples.naughty, upTo: 500) + HostileSamples.together(HostileSamples.scripts, upTo: 4_000)
            for text in texts { try await comesBackFromAnAnswer(text, to: question, in: world) }
            try await everyVoiceStandsOnItsPage(texts, in: world)
        }
    }

    @Test func aStewardMayAskAnythingAndItStaysText() async throws {
        try await withWorld(.sqlite) { world in
            let texts = HostileSamples.own + HostileSamples.together(HostileSamples.naughty, upTo: 250)
            for text in texts {
                let asked = try await world.post(
                    "/spaces/riverbend/questions", as: "amina", [("text", text), ("hear_by", "2026-12-03"), ("seen", "yes")])
                guard let location = asked.headers[.location] else {
                    #expect(asked.status == 422, "\(text.debugDescription)")
                    _ = try asked.page()
                    continue
                }
                let expected = Self.shown(text)
                let page = try await world.get(location, as: "amina").page()
                #expect(page.elements(named: "script").isEmpty && page.elements(named: "img").isEmpty)
                #expect(page.elements(named: "h1").contains { $0.rawText.utf8.elementsEqual(expected.utf8) }, "\(text.debugDescription)")
                // In the window's title, and in the box where it is changed.
                #expect(page.title.hasPrefix(expected) || expected.count > 40, "\(text.debugDescription)")
                let box = try await world.get(location + "/wording", as: "amina").page().elements(named: "textarea")
                    .first { $0.attribute("name") == "text" }
                #expect(try #require(box).rawText.utf8.elementsEqual(expected.utf8), "\(text.debugDescription)")
            }
        }
    }

    @Test func formsThatAreNoFormsGetAPage() async throws {
        try await withWorld(.sqlite) { world in
            let id = try await world.question("What makes the road safe?")
            let form = "application/x-www-form-urlencoded"
            let part = "--x\r\nContent-Disposition: form-data; name=\"text\"\r\n\r\n"
            let manyParts = Array(repeating: part + "a\r\n", count: 1_000).joined() + "--x--\r\n"
            let nested = (0..<60).map {
                "--x\r\nContent-Disposition: form-data; name=\"n\"\r\nContent-Type: multipart/mixed; boundary=y\($0)\r\n\r\n--y\($0)\r\n\r\n"
            }.joined()
            let bodies: [(String, [UInt8], Int)] = [
                (form, Array("text=%00".utf8), 400), (form, Array("text=a%FFb".utf8), 400), (form, [0x74, 0x3D, 0xC3, 0x28], 400),
                (form, Array("text=%C0%AF".utf8), 400), (form, Array("text=%ED%A0%80".utf8), 400),
                (form, Array((0..<1_000).map { "f\($0)=1" }.joined(separator: "&").utf8), 400),
                (form, Array(("text=" + String(repeating: "x", count: 8_001)).utf8), 422),
                (form, Array("text=".utf8), 422), (form, [], 422), (form, Array("&&&===&;".utf8), 422),
                ("application/json", Array("{}".utf8), 400), ("", Array("text=a".utf8), 400), ("multipart/form-data", Array("x".utf8), 400),
                ("multipart/form-data; boundary=x", Array(manyParts.utf8), 400),
                ("multipart/form-data; boundary=x", Array(nested.utf8), 400),
                ("multipart/form-data; boundary=x", Array((part + "half").utf8), 400),
                ("multipart/form-data; boundary=\"\(String(repeating: "b", count: 71))\"", Array("x".utf8), 400),
                (
                    "multipart/form-data; boundary=x",
                    Array(
                        "--x\r\nContent-Disposition: form-data; name=\"photo\"; filename=\"../../etc/passwd\"\r\nContent-Type: image/png\r\n\r\nno picture\r\n--x--\r\n"
                            .utf8), 422
                ),
            ]
            for (type, body, status) in bodies {
                let answer = try await world.send(
                    .post, "/questions/\(id)/answers", nil, "en", [.origin: "http://learn.test"], body: body, type: type)
                #expect(answer.status == status, "\(type) \(String(decoding: body.prefix(80), as: UTF8.self))")
                _ = try answer.page()
            }
            #expect(try await world.rows("voices") == 0)
        }
    }

    @Test func fieldsOfTheWrongKindGetAPage() async throws {
        try await withWorld(.sqlite) { world in
            let wrong = [
                "", "-1", "99999999999999999999", "2026-13-45", "0000-00-00", "NaN", "' OR 1=1 --", "\u{202E}",
                String(repeating: "9", count: 5_000),
            ]
            let fields = ["text", "hear_by", "purpose", "decision_by", "decider_mail", "doors", "_version", "_form", "language", "from"]
            for value in wrong {
                let all = fields.map { ($0, $0 == "text" && value.isEmpty ? "Why?" : value) }
                let asked = try await world.post("/spaces/riverbend/questions", as: "amina", all)
                #expect(asked.status == 422, "\(value.prefix(30))")
                _ = try asked.page()
            }
            #expect(try await world.rows("questions") == 0)
        }
    }
}

/// Every road with every kind of nonsense in it: always a page, never a fault of ours.
struct HostileRequestTests {
    private static let nonsense = [
        "x", "00000000000000000000000000", "zzzzzzzzzzzzzzzzzzzzzzzzzz", "0000000000000000000000000%00", "..", "%2e%2e%2f", "%", "%zz",
        "%ff", "%F0%9F%98%80",
        "'%20OR%201=1", "a%0d%0aSet-Cookie:x=1", String(repeating: "a", count: 3_000), "-1", "null", "~",
    ]

    @Test(arguments: ["amina", nil])
    func everyRoadBearsNonsense(name: String?) async throws {
        try await withWorld(.sqlite) { world in
            #expect(world.roads.count > 40)
            for (method, road) in world.roads {
                for word in Self.nonsense {
                    let path = road.split(separator: "/").map { $0.hasPrefix(":") ? word : String($0) }.joined(separator: "/")
                    guard path != road.dropFirst() || word == "x" else { continue }
                    let answer =
                        method == "GET"
                        ? try await world.get("/" + path, as: name)
                        : try await world.post("/" + path, as: name, [("text", word), ("_version", word)])
                    #expect(answer.status < 500, "\(method) /\(path.prefix(80))")
                    if answer.status != 303, answer.headers[.contentType]?.hasPrefix("text/html") ?? true { _ = try answer.page() }
                }
            }
        }
    }

    @Test func addressesNobodyBuiltGetAPage() async throws {
        try await withWorld(.sqlite) { world in
            for path in [
                "//", "/../../etc/passwd", "/%2e%2e/%2e%2e/etc/passwd", "/.git/config", "/index.php?x=<script>", "/questions//",
                "/spaces/riverbend/%00", "/\u{FFFD}",
                "/" + String(repeating: "a/", count: 500), "/?" + String(repeating: "a=1&", count: 2_000),
                "/questions/%F0%9F%98%80?before=%00", "*",
            ] {
                let answer = try await world.get(path)
                #expect(answer.status < 500, "\(path.prefix(60))")
                if answer.status != 303 { _ = try answer.page() }
            }
        }
    }

    @Test(arguments: [
        "", "xx", "<script>", "fr-\u{0}", "../../fr", "%00", "ar,fr", "en-US-x-\(String(repeating: "a", count: 500))", "\u{202E}",
    ])
    func anyLanguageAskedForGetsAPage(language: String) async throws {
        try await withWorld(.sqlite) { world in
            let page = try await world.get("/spaces/riverbend?lang=" + Wire.encoded(language), in: "tlh, *;q=x, fr;q=9e99, ;;;")
            #expect(page.status == 200)
            let spoken = try page.page().root.attribute("lang")
            #expect(["en", "fr", "es", "ar", "ru"].contains(spoken))
            let cookie = page.headers[values: .setCookie].first { $0.hasPrefix("lang=") }
            #expect(cookie == nil || cookie?.hasPrefix("lang=fr;") == true)
        }
    }

    @Test(arguments: [
        "session=", "session=x; session=y", "session=\u{FFFD}", "=;=;;;", "lang=<script>",
        "session=" + String(repeating: "a", count: 8_000), "session=' OR 1=1",
    ])
    func anyCookieGetsAPage(cookie: String) async throws {
        try await withWorld(.sqlite) { world in
            let page = try await world.get("/spaces/riverbend", headers: [.cookie: cookie])
            #expect(page.status == 200)
            #expect(try !page.says("This week"))
        }
    }

    @Test(arguments: ["http://evil.example", "null", "http://learn.test.evil.example", "http://learn.test:81", "garbage"])
    func aForeignPageCannotSendOurForms(origin: String) async throws {
        try await withWorld(.sqlite) { world in
            let id = try await world.question("What makes the road safe?")
            let answer = try await world.send(
                .post, "/questions/\(id)/answers", "leila", "en", [.origin: origin, .secFetchSite: "cross-site"],
                body: Array("text=Lamps".utf8),
                type: "application/x-www-form-urlencoded")
            #expect(answer.status == 403)
            let silent = try await world.send(
                .post, "/questions/\(id)/answers", "leila", "en", [.origin: origin], body: Array("text=Lamps".utf8),
                type: "application/x-www-form-urlencoded")
            // An origin that hides itself is none of ours, and nobody is asked to confirm it.
            #expect(silent.status == 403)
            #expect(try await world.rows("voices") == 0)
        }
    }

    @Test func aSilentBrowserConfirmsAndGoesOn() async throws {
        try await withWorld(.sqlite) { world in
            let id = try await world.question("What makes the road safe?")
            let confirm = try await world.send(
                .post, "/questions/\(id)/answers", nil, "en", [:], body: Array("text=Lamps&_form=abc".utf8),
                type: "application/x-www-form-urlencoded")
            #expect(try confirm.says("Send this?"))
            #expect(try await world.rows("voices") == 0)
            let form = try confirm.form(withButton: "Send")
            let body = form.fields.map { "\($0.name)=\(Wire.encoded($0.value))" }.joined(separator: "&")
            for _ in 0..<2 {
                let sent = try await world.send(
                    .post, form.action, nil, "en", [:], body: Array(body.utf8), type: "application/x-www-form-urlencoded")
                #expect(try await world.shownOnce(sent).says("Thank you"))
            }
            #expect(try await world.rows("voices") == 1)
            // The confirmation is for this address, these words, this session and this day only.
            let other = try await world.question("And the market?")
            let moved: [(path: String, name: String?, body: String)] = [
                ("/questions/\(other)/answers", nil, body), ("/questions/\(id)/answers", nil, body.replacing("Lamps", with: "Knives")),
                ("/questions/\(id)/answers", "leila", body),
            ]
            for (path, name, body) in moved {
                let sent = try await world.send(
                    .post, path, name, "en", [:], body: Array(body.utf8), type: "application/x-www-form-urlencoded")
                #expect(try sent.says("Send this?"), "\(path) \(name ?? "nobody") \(body)")
            }
            world.clock.pass(days: 2)
            let late = try await world.send(
                .post, "/questions/\(id)/answers", nil, "en", [:], body: Array(body.utf8), type: "application/x-www-form-urlencoded")
            #expect(try late.says("Send this?"))
            #expect(try await world.rows("voices") == 1)
        }
    }
}
