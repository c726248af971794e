import DatabaseTesting
import Foundation
import HTMLTesting
import HTTPTypes
import Hummingbird
import NIOCore
import Testing

@testable import Throughline

/// The server as a browser and as an enemy meet it: over real sockets.
struct ConnectionTests {
    private func withServer(
        _ listening: Listening = Listening(), under change: @Sendable @escaping (inout Settings) -> Void = { $0.publicURL = nil },
        _ body: @Sendable @escaping (_ world: World, _ port: Int, _ stop: Stop) async throws -> Void
    ) async throws {
        try await withWorld(.sqlite) { world in
            try await serving(world.house.under(change), by: listening) { port, stop in try await body(world, port, stop) }
        }
    }

    @Test func aPageComesUnderOurOwnNameOnly() async throws {
        try await withServer { _, port, _ in
            let ours = try await Wire.ask(port, "GET", "/")
            #expect(ours.status == 200)
            let foreign = try await Wire.ask(port, "GET", "/", host: "evil.example")
            #expect(foreign.status == 421)
            #expect(try StrictHTML(foreign.text).text.contains("another address"))
            #expect(foreign["Set-Cookie"] == nil)
            let posted = try await Wire.send(port, "/questions/x/answers", [("text", "Lamps.")], host: "evil.example")
            #expect(posted.status == 421)
            // Nothing is there to be healthy yet, but the door is open.
            #expect(try await Wire.ask(port, "GET", "/health", host: "10.1.2.3").status != 421)
        }
    }

    @Test func underAnotherNameThePublicAddressIsShown() async throws {
        let named: @Sendable (inout Settings) -> Void = { $0.publicURL = "https://learn.example.org" }
        try await withServer(under: named) { _, port, _ in
            let lost = try await Wire.ask(port, "GET", "/", host: "localhost")
            #expect(lost.status == 421)
            #expect(try StrictHTML(lost.text).link("Go to its own address") == "https://learn.example.org")
        }
    }

    @Test func behindATrustedProxyCookiesAreBoundToTheHost() async throws {
        let proxied: @Sendable (inout Settings) -> Void = {
            $0.publicURL = nil
            $0.trustedProxies = ["127.0.0.1"]
        }
        try await withServer(under: proxied) { world, port, _ in
            let session = try #require(world.session("amina"))
            let passedOn = ["X-Forwarded-Proto: https", "X-Forwarded-For: 198.51.100.1"]
            let known = try await Wire.ask(port, "GET", "/spaces/riverbend", headers: passedOn + ["Cookie: __Host-session=\(session)"])
            #expect(known.text.contains("This week"))
            #expect(known["Strict-Transport-Security"] != nil)
            // A cookie another host of the same domain could have planted does not count.
            let planted = try await Wire.ask(port, "GET", "/spaces/riverbend", headers: passedOn + ["Cookie: session=\(session)"])
            #expect(planted.status == 200)
            #expect(!planted.text.contains("This week"))
        }
    }

    @Test func forwardingHeadersOfAStrangerChangeNothing() async throws {
        try await withServer { world, port, _ in
            let session = try #require(world.session("amina"))
            let faked = ["X-Forwarded-Proto: https", "Cookie: session=\(session)"]
            let answer = try await Wire.ask(port, "GET", "/spaces/riverbend", headers: faked)
            #expect(answer.text.contains("This week"))
            #expect(answer["Strict-Transport-Security"] == nil)
        }
    }

    @Test func severalRequestsShareALine() async throws {
        try await withServer { _, port, _ in
            let wire = try Wire(port: port)
            for _ in 0..<3 {
                try await wire.say("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n")
                #expect(try await wire.answer().status == 200)
            }
            try await wire.say("GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
            #expect(try await wire.answer().status == 200)
            #expect(try await wire.isClosedByServer())
        }
    }

    @Test func aLineThatNeverFinishesItsRequestIsClosed() async throws {
        var listening = Listening()
        listening.idle = .milliseconds(300)
        try await withServer(listening) { _, port, _ in
            let silent = try Wire(port: port)
            let half = try Wire(port: port)
            try await half.say("GET / HTTP/1.1\r\nHost: localhost\r\nX-Slow: ")
            let body = try Wire(port: port)
            try await body.say(
                "POST /questions/x/answers HTTP/1.1\r\nHost: localhost\r\nContent-Type: text/plain\r\nContent-Length: 90\r\n\r\nhalf")
            for line in [silent, half, body] { #expect(try await line.isClosedByServer()) }
            #expect(try await Wire.ask(port, "GET", "/").status == 200)
        }
    }

    @Test func oneMachinesIdleLinesLeaveRoomForOthers() async throws {
        var listening = Listening()
        listening.linesOfOne = 5
        listening.firstByte = .milliseconds(600)
        try await withServer(listening) { _, port, _ in
            let idle = try (0..<5).map { _ in try Wire(port: port) }
            try await Task.sleep(for: .milliseconds(100))
            let sixth = try Wire(port: port)
            #expect(try await sixth.isClosedByServer(), "of one household no more than these")
            for line in idle { #expect(try await line.isClosedByServer(), "who says nothing is not waited for") }
            for _ in 0..<10 { #expect(try await Wire.ask(port, "GET", "/").status == 200) }
        }
    }

    @Test func aTrustedProxysLinesAreEverybodysAndNotCounted() async throws {
        var listening = Listening()
        listening.linesOfOne = 2
        listening.firstByte = .seconds(60)
        let proxied: @Sendable (inout Settings) -> Void = { $0 = Settings(trustedProxies: ["127.0.0.1"]) }
        try await withServer(listening, under: proxied) { _, port, _ in
            let lines = try (0..<6).map { _ in try Wire(port: port) }
            for line in lines {
                try await line.say("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n")
                #expect(try await line.answer().status == 200)
            }
        }
    }

    @Test func headsAreLimited() async throws {
        try await withServer { _, port, _ in
            let long = try await Wire.ask(port, "GET", "/", headers: ["X-Long: " + String(repeating: "a", count: 40_000)])
            #expect(long.status == 400)
            let many = try await Wire.ask(port, "GET", "/", headers: (0..<300).map { "X-\($0): a" })
            #expect(many.status == 400)
            #expect(try await Wire.ask(port, "GET", "/", headers: (0..<60).map { "X-\($0): a" }).status == 200)
        }
    }

    @Test func brokenRequestsAreRefusedAndTheServerGoesOn() async throws {
        var listening = Listening()
        listening.idle = .seconds(2)
        try await withServer(listening) { _, port, _ in
            for request in [
                "\r\n\r\n\r\n\r\n", "GARBAGE\r\n\r\n", "GET / HTTP/9.9\r\nHost: localhost\r\n\r\n", "\u{16}\u{3}\u{1}\u{2}\u{0}",
            ] {
                let wire = try Wire(port: port)
                try await wire.say(request)
                if let answer = try? await wire.answer() { #expect(answer.status == 400, "\(request.debugDescription)") }
            }
            let chunked = try Wire(port: port)
            try await chunked.say(
                "POST /questions/x/answers HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\nZZ\r\nno chunk\r\n0\r\n\r\n")
            if let answer = try? await chunked.answer() { #expect([400, 408].contains(answer.status)) }
            #expect(try await Wire.ask(port, "GET", "/").status == 200)
        }
    }

    @Test func aBodyTooLongGetsAPageAndAFarTooLongOneIsCutOff() async throws {
        try await withServer { _, port, stop in
            let path = "/spaces/riverbend/questions"
            let headers = ["Content-Type: application/x-www-form-urlencoded", "Sec-Fetch-Site: same-origin"]
            let tooLong = try await Wire.ask(port, "POST", path, headers: headers, body: Array(repeating: 0x61, count: 300_000))
            #expect(tooLong.status == 413)
            _ = try StrictHTML(tooLong.text)
            let wire = try Wire(port: port)
            try await wire.say("POST \(path) HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9000000000\r\n\r\n")
            #expect(try await wire.answer().status == 413)
            #expect(try await wire.isClosedByServer())
            #expect(stop.house.held.take(150_000_000))
        }
    }

    @Test func aStoppedServerFinishesWhatIsUnderWay() async throws {
        var listening = Listening()
        // It returns as soon as nothing is under way; a busy machine may have as long as it needs for that.
        (listening.closing, listening.idle) = (.seconds(120), .seconds(120))
        try await withServer(listening) { world, port, stop in
            let id = try await world.question("What makes the road safe?")
            let wire = try Wire(port: port, patience: 120)
            let idle = try Wire(port: port, patience: 120)
            let body = "text=Lamps+at+the+bridge."
            try await wire.say(
                """
                POST /questions/\(id)/answers HTTP/1.1\r\nHost: localhost\r\nSec-Fetch-Site: same-origin\r
                Content-Type: application/x-www-form-urlencoded\r\nContent-Length: \(body.utf8.count)\r\n\r\n
                """ + body.prefix(8))
            // It is under way once its body is being read; lines are served side by side, so that no other line tells.
            try await stop.house.bodyIsBeingRead()
            await stop.begin()
            #expect(try await idle.isClosedByServer())
            try await wire.say(String(body.dropFirst(8)))
            let answer = try await wire.answer()
            #expect(answer.status == 303)
            #expect(answer["Location"]?.hasPrefix("/answers/") == true)
            await stop.ended()
            #expect(try await world.rows("voices") == 1)
            #expect(throws: Wire.Broken.self) { try Wire(port: port) }
        }
    }

    @Test func aStoppedServerDoesNotWaitForeverForAnybody() async throws {
        var listening = Listening()
        listening.closing = .milliseconds(300)
        try await withServer(listening) { _, port, stop in
            let wire = try Wire(port: port)
            try await wire.say("POST /questions/x/answers HTTP/1.1\r\nHost: localhost\r\nContent-Length: 90\r\n\r\nhalf")
            try await stop.house.bodyIsBeingRead()
            await stop.begin()
            await stop.ended()
            #expect(try await wire.isClosedByServer())
        }
    }
}

extension House {
    /// Waits until the server holds some of a body: a handler is at work.
    fileprivate func bodyIsBeingRead() async throws {
        let all = 150_000_000
        let limit = ContinuousClock.now + .seconds(60)
        while held.take(all) {
            held.give(back: all)
            try #require(ContinuousClock.now < limit, "no handler reads a body")
            try await Task.sleep(for: .milliseconds(2))
        }
    }
}

struct BodyReadingTests {
    @Test func bodiesTogetherHaveAMost() {
        let held = HeldBytes(most: 10)
        #expect(held.take(6))
        #expect(!held.take(5))
        #expect(held.take(4))
        held.give(back: 6)
        #expect(held.take(5))
    }

    @Test func aBodySlowerThanTheSlowestLineIsCutOff() async throws {
        let (pieces, more) = AsyncStream.makeStream(of: ByteBuffer.self)
        let request = Request(
            head: HTTPRequest(method: .post, scheme: "http", authority: "learn.test", path: "/"), body: RequestBody(asyncSequence: pieces))
        let reading = BodyReading(limit: 1_000_000, grace: .zero, slowest: 1_000_000_000)
        let held = HeldBytes(most: 1_000_000)
        more.yield(ByteBuffer(string: "a"))
        more.finish()
        let error = try await #require(throws: CutOff.self) { _ = try await reading.bytes(of: request, held: held) }
        #expect(error.refusal == .tooSlow)
        #expect(held.take(1_000_000))
    }
}
