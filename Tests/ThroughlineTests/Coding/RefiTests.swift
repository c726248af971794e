import Database
import DatabaseTesting
import Foundation
import HTMLTesting
import HTTPTypes
import Language
import Testing

@testable import Throughline

/// Projects go out and come in as REFI-QDA says, and nothing a hostile one wants is done.
struct RefiTests {
    static let schema = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../Fixtures/refi/Project.xsd").standardized
        .path

    private static let project = RefiProject(
        name: "Clubs & \"roads\" <2026>", users: [.init(guid: guid(1), name: "Reader 1"), .init(guid: guid(2), name: "Reader 2")],
        codes: [
            .init(guid: guid(3), name: "Roads", about: "Ways,\nand bridges"), .init(guid: guid(4), name: "Ferry", parent: guid(3)),
        ],
        sources: [
            .init(
                guid: guid(5), name: "1", about: "en", text: "👩‍🌾 The road is bad.\nWe wait.",
                selections: [
                    .init(
                        guid: guid(6), span: Span(start: 4, stop: 20),
                        codings: [.init(guid: guid(7), code: guid(3), user: guid(1)), .init(guid: guid(8), code: guid(4), user: guid(2))])
                ]), .init(guid: guid(9), name: "2", text: "أين الطريق؟"),
        ])

    private static func guid(_ n: Int) -> String { "00000000-0000-4000-8000-00000000000\(n)" }

    /// Gives what xmllint says; empty where the document is valid.
    private func faults(_ xml: String) throws -> String {
        let path = FileManager.default.temporaryDirectory.appending(path: "refi-\(UUID().uuidString).qde").path
        try xml.write(toFile: path, atomically: true, encoding: .utf8)
        defer { try? FileManager.default.removeItem(atPath: path) }
        let process = Process()
        let said = Pipe()
        process.executableURL = URL(filePath: "/usr/bin/xmllint")
        process.arguments = ["--nonet", "--noout", "--schema", Self.schema, path]
        process.standardError = said
        try process.run()
        let words = said.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return process.terminationStatus == 0 ? "" : String(decoding: words, as: UTF8.self)
    }

    @Test func whatWeWriteIsValidByThePublishedSchema() throws {
        #expect(try faults(Self.project.projectXML()) == "")
        #expect(try faults(RefiProject(name: "Empty").projectXML()) == "")
        #expect(try faults(Self.project.projectXML().replacing("isCodable=\"true\"", with: "")) != "", "or this proves nothing")
    }

    @Test func whatWeWriteWeReadAgain() throws {
        #expect(try RefiProject.read(Self.project.packed()) == Self.project)
        let codebook = try RefiProject.read(Array(Self.project.codebookXML().utf8))
        #expect(codebook.codes == Self.project.codes && codebook.sources.isEmpty)
    }

    /// Written as ATLAS.ti and NVivo write theirs: a mark of byte order, numbers in braces and capitals, returns, texts within, pictures.
    @Test func whatOtherProgramsWriteIsRead() throws {
        var zip = ZipMaking()
        let xml = """
            <?xml version="1.0" encoding="utf-8"?>
            <Project xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" name="target" origin="Another" xmlns="urn:QDA-XML:project:1.0">
              <Users><User guid="{088B08AC-D5CD-4ADB-8B71-B4F3459C177F}" name="A person" /></Users>
              <CodeBook><Codes><Code guid="A182CD3A-D83C-4D8C-BC80-26D9103EC6D6" name="Commits" isCodable="true">
                <Code guid="2D2466F0-D77F-4F8C-BDF9-628966B6B74D" name="2022" isCodable="true" /></Code></Codes></CodeBook>
              <Sources>
                <TextSource guid="T1" name="a" plainTextPath="internal://T1.txt">
                  <PlainTextSelection guid="S1" startPosition="7" endPosition="13"><Coding guid="C1" creatingUser="088b08ac-d5cd-4adb-8b71-b4f3459c177f">
                    <CodeRef targetGUID="{A182CD3A-D83C-4D8C-BC80-26D9103EC6D6}"/></Coding></PlainTextSelection>
                  <PlainTextSelection guid="S2" startPosition="5" endPosition="900"><Coding guid="C2"><CodeRef targetGUID="X"/></Coding></PlainTextSelection>
                </TextSource>
                <TextSource guid="T2" name="b"><PlainTextContent>Whole &amp; coded</PlainTextContent>
                  <Coding guid="C3"><CodeRef targetGUID="2D2466F0-D77F-4F8C-BDF9-628966B6B74D"/></Coding></TextSource>
                <PictureSource guid="P1" path="internal://P1.jpg"/>
              </Sources>
            </Project>
            """
        zip.add("project.qde", Array("\u{FEFF}\(xml)".utf8))
        zip.add("sources/T1.txt", Array("\u{FEFF}One.\r\nTwo two.\r\n".utf8))
        let read = try RefiProject.read(zip.finished())
        #expect(read.users == [.init(guid: "088b08ac-d5cd-4adb-8b71-b4f3459c177f", name: "A person")])
        #expect(read.codes.map(\.name) == ["Commits", "2022"] && read.codes[1].parent == read.codes[0].guid)
        let first = try #require(read.sources.first)
        #expect(first.text == "One.\nTwo two.\n" && first.selections.map { Passage(first.text)[$0.span] } == ["Two tw"])
        #expect(first.selections.first?.codings.first?.user == read.users.first?.guid)
        let second = try #require(read.sources.last)
        #expect(second.selections.map { Passage(second.text)[$0.span] } == ["Whole & coded"])
        #expect(read.leftOut == 1)
    }

    @Test func aBombAnEntityAndARubbishFileAreRefused() throws {
        func packed(_ xml: String) -> [UInt8] {
            var zip = ZipMaking()
            zip.add("project.qde", Array(xml.utf8))
            return zip.finished()
        }
        let head = "<Project xmlns=\"urn:QDA-XML:project:1.0\" name=\"x\">"
        let entity = "<!DOCTYPE Project [<!ENTITY a \"lol\"><!ENTITY b \"&a;&a;&a;&a;\">]>\(head)&b;</Project>"
        let outside = "<!DOCTYPE Project [<!ENTITY a SYSTEM \"file:///etc/passwd\">]>\(head)&a;</Project>"
        let late = "<!--" + String(repeating: "x", count: 10_000) + "-->" + outside
        let deep = head + String(repeating: "<Code guid=\"a\" name=\"a\">", count: 5_000)
        var far = packed("\(head)<Sources><TextSource guid=\"a\" plainTextPath=\"relative:///../keys.json\"/></Sources></Project>")
        for xml in [entity, outside, late, deep, "<html/>", "", head] {
            #expect(throws: Invalid.self) { try RefiProject.read(packed(xml)) }
            #expect(throws: Invalid.self) { try RefiProject.read(Array(xml.utf8)) }
        }
        #expect(throws: Invalid.self) { try RefiProject.read(far) }
        let wide: [UInt8] = [0xFF, 0xFE] + entity.utf16.flatMap { [UInt8($0 & 255), UInt8($0 >> 8)] }
        #expect(throws: Invalid.self) { try RefiProject.read(wide) }
        // One that says it unpacks to two gigabytes is not unpacked; one cut off is not read.
        var bomb = packed(head + "</Project>")
        let sign: [UInt8] = [0x50, 0x4B, 0x01, 0x02]
        let place = try #require(bomb.firstRange(of: sign)).lowerBound
        bomb.replaceSubrange(place + 24..<place + 28, with: [0xFF, 0xFF, 0xFF, 0x7F])
        #expect(throws: Invalid.self) { try RefiProject.read(bomb) }
        far.removeLast(30)
        #expect(throws: Invalid.self) { try RefiProject.read(far) }
        #expect(throws: Invalid.self) { try RefiProject.read([UInt8](repeating: 0x20, count: RefiProject.largest + 1)) }
    }

    @Test(arguments: TestEngine.available)
    func onlyWhatSpeakersLetGoOnGoesOutAndFromFivePeopleOn(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let question = try await world.asked()
            try await world.switchCodingOn()
            try await world.code("Roads", means: "Ways.")
            var open: [ID<Item>] = []
            for number in 1...5 {
                let voice = try await world.voice("The road is bad, says number \(number).", to: question, openness: .everyone)
                open.append(voice)
                for name in ["diego", "rosa"] { _ = try await world.mark(voice, ["0-16"], "Roads", as: name) }
            }
            let silent = try await world.voice("I never said you may.", to: question, openness: .everyone)
            let narrow = try await world.voice("Only for the team.", to: question)
            for voice in [silent, narrow] { _ = try await world.mark(voice, ["0-6"], "Roads", as: "diego") }
            func allow(_ voices: [ID<Item>]) async throws {
                let act = world.house.act(by: nil)
                try await world.db.write { tx in
                    for voice in voices {
                        try VoiceStore(tx).agree(.init(answers: [.data: true], until: nil), to: voice, asked: "en", by: act)
                    }
                }
            }
            try await allow(Array(open.prefix(4)) + [narrow])
            let page = try await world.get("/spaces/riverbend/coding/exchange", as: "diego")
            let few = try await world.press("Save the project (.qdpx)", on: page, as: "diego")
            #expect(few.status == 422)
            #expect(try few.says("one of them could be picked out"))
            try await allow([open[4]])
            let file = try await world.press(
                "Save the project (.qdpx)", on: world.get("/spaces/riverbend/coding/exchange", as: "diego"), as: "diego")
            #expect(file.status == 200)
            let read = try RefiProject.read(file.bytes)
            #expect(read.sources.count == 5 && read.sources.allSatisfy { $0.text.hasPrefix("The road is bad") && $0.selections.count == 1 })
            #expect(read.codes.map(\.name) == ["Roads"] && read.users.map(\.name).sorted() == ["Reader 1", "Reader 2"])
            let text = String(decoding: file.bytes, as: UTF8.self)
            for word in ["Diego", "Rosa", "I never said", "Only for the team", open[0].description] {
                #expect(!text.contains(word), "\(word)")
            }
            #expect(try faults(read.projectXML()) == "")
            #expect(
                try await world.get("/spaces/riverbend/done", as: "leila").says(
                    "Codes and the passages their speakers let go on were saved as a file"))
            // Taken back, it does not go out again.
            try await world.withdraw(open[0])
            let again = try await world.press(
                "Save the project (.qdpx)", on: world.get("/spaces/riverbend/coding/exchange", as: "diego"), as: "diego")
            #expect(again.status == 422)
            for name in [nil, "leila", "omar"] {
                #expect(try await world.post("/spaces/riverbend/coding/exchange/file", as: name).status != 200)
            }
        }
    }

    @Test(arguments: TestEngine.available)
    func aProjectComesInOnceForTheTeamAndGoesNoFurther(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let question = try await world.asked()
            try await world.switchCodingOn()
            let roads = try await world.code("roads")
            let (place, act, diego) = (world.riverbend, world.house.act(by: try world.person("diego")), try await world.reader("diego"))
            let now = world.clock.now
            for round in 1...2 {
                let came = try await world.db.write { try RefiExchange($0).bringIn(Self.project, to: question, in: place, by: act) }
                #expect(came.codes == (round == 1 ? 1 : 0) && came.answers == (round == 1 ? 2 : 0) && came.passages == (round == 1 ? 2 : 0))
                #expect(came.leftOut == (round == 1 ? 0 : 2))
            }
            let codes = try await world.db.read { try CodeStore($0).all(of: place.id) }
            #expect(codes.map(\.name) == ["Ferry", "roads"] && codes.first?.parent == roads.id)
            #expect(try await world.codings() == ["4-20 Ferry ?", "4-20 roads ?"])
            let list = try await world.get("/spaces/riverbend/passages", as: "rosa")
            #expect(try list.says("The road is bad.") && list.says("somebody who is not here"))
            #expect(try await !world.get("/questions/\(question.id)", as: "leila").says("The road is bad."))
            let going = try await world.db.read { tx in
                try CodingReading(tx: tx, reader: diego, language: "en", now: now).passedOn(in: place.id).count
            }
            #expect(going == 0)
        }
    }
}
