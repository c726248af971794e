import NIOCore
import Testing

@testable import Throughline

struct FieldsTests {
    @Test func aPlainFormIsRead() throws {
        let form = try pairs("answer=+The+well+is+dry%0D%0Athe+second+week%0D+&share=on&tag=a&tag=b&empty=&odd=100%+%zz&=x")
        #expect(form["answer"] == "The well is dry\nthe second week")
        #expect(form.all("tag") == ["a", "b"] && form["tag"] == "a")
        #expect(form.has("share") && form.has("empty") && !form.has("missing"))
        #expect(form["empty"] == "" && form["missing"] == "" && form.all("missing") == [])
        #expect(form["odd"] == "100% %zz")
        #expect(form[""] == "x")
        #expect(try pairs("").has("") == false)
        #expect(try Fields(query: "lang=fr&q=%D9%85%D8%A7%D8%A1")["q"] == "ماء")
    }

    @Test func textIsComposedWhicheverKeyboardItCameFrom() throws {
        let typed = try pairs("a=e%CC%81")["a"]
        #expect(Array(typed.unicodeScalars) == ["\u{E9}"])
    }

    @Test func whatNobodyWouldSeeIsNothing() throws {
        for hidden in ["%E2%81%A3", "%EF%BB%BF", "%C2%AD%20%E2%80%8F", "%E3%85%A4", "%E2%A0%80"] {
            #expect(try pairs("a=" + hidden)["a"] == "")
        }
        #expect(try pairs("a=%E2%80%8F%D9%86%D8%B9%D9%85")["a"].hasSuffix("نعم"), "a mark beside words stays")
    }

    @Test func aFormWithFilesIsRead() throws {
        let form = try parts(
            """
            --B\r\nContent-Disposition: form-data; name="answer"\r\n\r\n two\r\nlines \r\n\
            --B\r\nContent-Disposition: form-data; name="photo"; filename="C:\\fakepath\\bridge.JPG"\r\nContent-Type: Image/JPEG\r\n\r\n\
            \u{1}\r\n--\r\n--C\r\n\r\n--B\r\nContent-Disposition: form-data; name="sound"; filename=""\r\n\
            Content-Type: application/octet-stream\r\n\r\n\r\n--B\r\ncontent-disposition: FORM-DATA; name=share\r\n\r\non\r\n--B--\r\n
            """)
        #expect(form["answer"] == "two\nlines")
        #expect(form["share"] == "on")
        #expect(form.files == ["photo": UploadedFile(name: "bridge.JPG", type: "image/jpeg", bytes: Array("\u{1}\r\n--\r\n--C\r\n".utf8))])
        #expect(!form.has("photo") && form.allFiles("sound") == [])
    }

    @Test func severalFilesOfOneNameAreAllKept() throws {
        let form = try parts(file("a", "one") + file("b", "two") + "--B--")
        #expect(form.files["f"]?.name == "a")
        #expect(form.allFiles("f").map(\.bytes) == [Array("one".utf8), Array("two".utf8)])
    }

    @Test(arguments: [
        ("filename=\"plain.ogg\"", "plain.ogg"), ("filename=\"a;b=c.ogg\"", "a;b=c.ogg"),
        ("filename=\"say \\\"hi\\\".ogg\"", "say \"hi\".ogg"),
        ("filename=\"say %22hi%22.ogg\"", "say \"hi\".ogg"), ("filename=\"../../etc/passwd\"", "passwd"),
        ("filename=\"صوت.ogg\"", "صوت.ogg"), ("filename=\"x.jpg\"; filename*=UTF-8''%D0%BC%D0%BE%D1%81%D1%82.jpg", "мост.jpg"),
        ("filename=\"x.jpg\"; filename*=KOI8-R''%ED.jpg", "x.jpg"), ("filename*=utf-8'ar'a%2Fb%00.jpg", "b.jpg"),
        ("filename=\"gpj\u{202E}.exe\"", "gpj.exe"), ("filename=bare.txt", "bare.txt"), ("filename=\"e\u{301}.txt\"", "\u{E9}.txt"),
    ])
    func aFileNameIsReadAndMadeHarmless(_ parameter: String, _ name: String) throws {
        let form = try parts("--B\r\nContent-Disposition: form-data; name=\"f\"; \(parameter)\r\n\r\nx\r\n--B--")
        let read = try #require(form.files["f"]?.name)
        #expect(Array(read.unicodeScalars) == Array(name.unicodeScalars))
    }

    @Test(arguments: [
        "", "--B", "--B\r\n",
        "--B\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nhalf a recor",
        "--B\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nwhole\r\n--",
        "--B\r\nContent-Disposition: form-data; name=\"a\"\r\n--B--",
        "--B\r\nContent-Disposition: form-data\r\n\r\nx\r\n--B--", "--B\r\nContent-Disposition: attachment; name=a\r\n\r\nx\r\n--B--",
        "--B\r\nno colon\r\n\r\nx\r\n--B--", "--B\r\n\r\nx\r\n--B--", "--B\nContent-Disposition: form-data; name=a\n\nx\n--B--",
        "--B\r\nContent-Disposition: form-data; name=a\r\nContent-Disposition: form-data; name=b\r\n\r\nx\r\n--B--",
        "--B\r\nContent-Disposition: form-data; name=a; name=b\r\n\r\nx\r\n--B--",
        "--B\r\nContent-Disposition: form-data; name=\"a\r\n\r\nx\r\n--B--",
        "--B\r\nContent-Disposition: form-data; name=a\r\nContent-Transfer-Encoding: base64\r\n\r\neA==\r\n--B--",
        "--Bx\r\nContent-Disposition: form-data; name=a\r\n\r\nx\r\n--Bx--",
    ])
    func aBrokenBodyIsRefusedWhole(_ body: String) {
        #expect(throws: FormError.broken) { try parts(body) }
    }

    @Test func whatStandsBeforeAndAfterAFormIsPassedOver() throws {
        #expect(try parts("--B--extra").files == [:])
        #expect(try parts("preamble\r\n" + file("a", "one") + "--B--\r\nepilogue").files["f"]?.bytes == Array("one".utf8))
    }

    @Test func everyCutOfABodyIsNoticed() throws {
        let whole = Array((file("a", "one") + "--B--").utf8)
        _ = try Fields(body: whole, contentType: multipart)
        for length in 0..<whole.count {
            #expect(throws: FormError.broken) { try Fields(body: Array(whole[..<length]), contentType: multipart) }
        }
    }

    @Test func whatNoFieldMayCarryIsNamed() {
        #expect(throws: FormError.nul(field: "a")) { try pairs("a=x%00y") }
        #expect(throws: FormError.notText(field: "a")) { try pairs("a=%FF") }
        #expect(throws: FormError.nul(field: "")) { try pairs("a%00=x") }
        let part = "--B\r\nContent-Disposition: form-data; name=a\r\n"
        #expect(throws: FormError.nul(field: "a")) { try parts(part + "\r\nx\0y\r\n--B--") }
        #expect(throws: FormError.notText(field: "a")) { try parts(part + "Content-Type: text/plain; charset=koi8-r\r\n\r\nx\r\n--B--") }
    }

    @Test func tooMuchIsRefusedByName() {
        let small = FormLimits(fields: 2, fieldBytes: 4, fileBytes: 3, files: 1)
        #expect(throws: FormError.tooManyFields(limit: 2)) { try pairs("a=1&b=2&c=3", small) }
        #expect(throws: FormError.tooLong(field: "a", limit: 4)) { try pairs("a=12345", small) }
        #expect(throws: FormError.tooLong(field: "f", limit: 3)) { try parts(file("a", "four") + "--B--", small) }
        #expect(throws: FormError.tooManyFields(limit: 1)) { try parts(file("a", "1") + file("b", "2") + "--B--", small) }
        #expect(throws: FormError.tooLong(field: "", limit: 200)) { try pairs(String(repeating: "n", count: 201) + "=") }
        #expect(throws: Never.self) { try pairs("a=1234&b=", small) }
        #expect(throws: Never.self) { try parts(file("a", "123") + "--B--", small) }
    }

    @Test(arguments: [
        "", "text/plain", "multipart/form-data", "multipart/form-data; boundary=", "application/json", "multipart/form-data; boundary",
    ])
    func otherTypesAreRefused(_ type: String) {
        #expect(throws: FormError.unknownType) { try Fields(body: Array("a=b".utf8), contentType: type) }
    }

    @Test func aBufferReadsLikeItsBytes() throws {
        let form = try Fields(body: ByteBuffer(string: "a=b"), contentType: "application/x-www-form-urlencoded; charset=UTF-8")
        #expect(form["a"] == "b")
    }

    @Test func anyBytesAtAllAreReadOrRefused() throws {
        var random = SmallRandom(seed: 5)
        let pieces = [
            "--B", "\r\n", "\r\n\r\n", "--", "Content-Disposition: form-data; name=\"a\"", "; filename=\"", "\"", "x", "\0", "ÿ", ";",
        ]
        var read = 0
        for _ in 0..<4_000 {
            let body = "--B" + (0..<Int.random(in: 1...14, using: &random)).map { _ in pieces.randomElement(using: &random) ?? "" }.joined()
            if (try? parts(body)) != nil { read += 1 }
        }
        #expect(read > 0 && read < 4_000)
    }

    private let multipart = "multipart/form-data; boundary=\"B\""

    private func file(_ name: String, _ content: String) -> String {
        "--B\r\nContent-Disposition: form-data; name=\"f\"; filename=\"\(name)\"\r\n\r\n\(content)\r\n"
    }

    private func pairs(_ body: String, _ limits: FormLimits = .init()) throws(FormError) -> Fields {
        try Fields(body: Array(body.utf8), contentType: "application/x-www-form-urlencoded", limits: limits)
    }

    private func parts(_ body: String, _ limits: FormLimits = .init()) throws(FormError) -> Fields {
        try Fields(body: Array(body.utf8), contentType: multipart, limits: limits)
    }
}
