import Database
import DatabaseTesting
import Foundation
import HTMLTesting
import HTTPTypes
import Testing

@testable import Throughline

struct MediaAnswerTests {
    @Test func aRecordingIsKeptReencodedAndHeardByTheTeamAlone() async throws {
        try await withWorld(.sqlite) { world in
            let id = try await world.question("What makes the road safe?")
            let wave = try await world.made(
                "tone.wav", by: "ffmpeg", ["-f", "lavfi", "-i", "sine=frequency=440:duration=2", "-metadata", "artist=Yusuf"])
            let sent = try await world.upload("/questions/\(id)/answers", [("text", "")], files: [("sound", "my voice.wav", wave)])
            #expect(sent.status == 200)
            let team = try await world.get("/questions/\(id)", as: "amina")
            let link = try team.link("Listen, 2 seconds")
            let heard = try await world.get(link, as: "amina")
            #expect(heard.status == 200 && heard.headers[.contentType] == "audio/ogg")
            #expect(!String(decoding: heard.bytes, as: Unicode.ASCII.self).contains("Yusuf"))
            let passing = try FileManager.default.attributesOfItem(atPath: world.folder + "/work")[.modificationDate] as? Date
            #expect(passing == Date(timeIntervalSince1970: 0), "nor does the folder it passed through say when")
            #expect(try await world.get(link).status == 404)
            #expect(try await world.get(link, as: "leila").status == 404)
        }
    }

    @Test func aFileWeCannotOpenIsRefusedWithTheWordsKept() async throws {
        try await withWorld(.sqlite) { world in
            let id = try await world.question("What makes the road safe?")
            let sent = try await world.upload(
                "/questions/\(id)/answers", [("text", "Lamps at the bridge.")],
                files: [("photo", "photo.jpg", Array("<script>alert(1)</script>".utf8))])
            #expect(sent.status == 422)
            #expect(try sent.says("We cannot open this file."))
            #expect(try sent.form(withButton: "Send").value("text") == "Lamps at the bridge.")
            #expect(try await world.rows("voices") == 0)
        }
    }
}

extension World {
    /// A file another program made.
    func made(_ name: String, by program: String, _ arguments: [String]) async throws -> [UInt8] {
        let path = folder + "/" + name
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = [program, "-loglevel", "error", "-y"] + arguments + [path]
        try process.run()
        process.waitUntilExit()
        return try [UInt8](Data(contentsOf: URL(filePath: path)))
    }

    /// Sends a form with files the way a browser does.
    func upload(
        _ path: String, as name: String? = nil, _ fields: [(String, String)], files: [(field: String, name: String, bytes: [UInt8])]
    ) async throws
        -> Answer
    {
        let boundary = "----throughline7MA4YWxk"
        var body: [UInt8] = []
        for (field, value) in fields {
            body += Array("--\(boundary)\r\nContent-Disposition: form-data; name=\"\(field)\"\r\n\r\n\(value)\r\n".utf8)
        }
        for file in files {
            body += Array("--\(boundary)\r\nContent-Disposition: form-data; name=\"\(file.field)\"; filename=\"\(file.name)\"\r\n".utf8)
            body += Array("Content-Type: application/octet-stream\r\n\r\n".utf8) + file.bytes + Array("\r\n".utf8)
        }
        body += Array("--\(boundary)--\r\n".utf8)
        let answer = try await send(
            .post, path, name, "en", [.origin: "http://learn.test"], body: body, type: "multipart/form-data; boundary=\(boundary)")
        return try await shownOnce(answer, as: name)
    }
}
