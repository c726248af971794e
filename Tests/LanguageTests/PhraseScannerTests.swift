import Language
import Testing

@Suite struct PhraseScannerTests {
    private func found(_ source: String) -> [String] {
        PhraseScanner.scan(Array(source.utf8)).findings.map { finding in
            (finding.context.map { "\($0)|" } ?? "") + finding.id + (finding.plural.map { "|\($0)" } ?? "")
        }
    }

    @Test(arguments: [
        (#"Markup("<p>\(say: "We are asking")</p>")"#, ["We are asking"]),
        (#"let p = Phrase("Open")"#, ["Open"]),
        (#"let p = Phrase("Open", context: "state of a question")"#, ["state of a question|Open"]),
        (#"Phrase.counted(n, one: "\("n", n) voice", other: "\("n", n) voices")"#, ["{n} voice|{n} voices"]),
        (#"say(.counted(n, one: "one", other: "\("n", n)", context: "c"))"#, ["c|one|{n}"]),
        (#"\#n.counted(\#n  n,\#n  one: "one",\#n  other:\#n    "many"\#n)"#, ["one|many"]),
        (#"Phrase("You will hear by \("day", q.due(on: "x")), in \("language", tag)")"#, ["You will hear by {day}, in {language}"]),
        (#"Phrase("a \("link", "<a href=\"/\">\(say: "our rules")</a>" as Markup) b")"#, ["our rules", "a {link} b"]),
        (
            #"field(title: "Title", label: "Label", hint: "Hint", button: "Button", empty: "Empty", other: "no")"#,
            ["Title", "Label", "Hint", "Button", "Empty"]
        ),
        (#"invalid.refuse("promise", "Say what you will do.")"#, ["Say what you will do."]),
        (#"invalid.refuse("promise", Phrase("Say it."))"#, ["Say it."]),
        (#"refuse(name("a", "b"), isLong ? "Too long" : "Too short")"#, ["Too long", "Too short"]),
        (#"x(say: isOpen ? "Open" : "Closed")"#, ["Open", "Closed"]),
        (#"x(say: (isOpen ? ("Open") : "Closed"))"#, ["Open", "Closed"]),
        (#"x(say: "One sentence, " + "in two pieces of \("n", n)" + ".")"#, ["One sentence, in two pieces of {n}."]),
        (#"x(say: Phrase("a", context: "c") , title: "b")"#, ["c|a", "b"]),
        (#"Phrase(yes ? "a" : "b", context: "c")"#, ["c|a", "c|b"]),
        (#"let x = "Hello" as Phrase"#, ["Hello"]),
        (#"let x: Phrase = "Hello"\#nlet y = "no""#, ["Hello"]),
        (#"let x: Phrase =\#n    isOpen\#n    ? "a"\#n    : "b"\#nname = "no""#, ["a", "b"]),
        (#"let x: [Phrase] = ["a", "b"], y = dict["no"]"#, ["a", "b"]),
        (#"func f(_ x: Phrase = "Default", y: String = "no") {}"#, ["Default"]),
        (##"say(say: #"Raw "quotes" and \#("n", n)"#)"##, [#"Raw "quotes" and {n}"#]),
        (#"x(say: "tab\tline\nquote\"slash\\\u{E9}")"#, ["tab\tline\nquote\"slash\\é"]),
        (#"x(/* "no" /* nested */ */ say: /* c */ "yes") // say: "no""#, ["yes"]),
        (#"Phrase("\("name", name)")"#, []), (#"Phrase("\("n", n)%")"#, []),
        (#"Logger(label: "throughline")"#, []), (#"DispatchQueue(label: "throughline.files")"#, []),
        (#"x(say: name(of: "no"), names["no"], list { "no" })"#, []), (#"x(say: kind == "no" ? a : b)"#, []),
        (#"["say": "no", "title": "no"]"#, []), (#"log("say: \"no\"")"#, []), (#"a ? say : "no""#, []),
    ])
    func everyFormOfAPhraseIsFound(source: String, phrases: [String]) {
        #expect(found(source) == phrases)
    }

    @Test func aLongLiteralIsReadAsSwiftReadsIt() {
        let source = #"""
            let page: Markup = """
                <main>\(say: "Inside")
                \(each: rows, { row in "<p>\(say: "\("n", row.n) voices")</p>" })</main>
                """
            let words = Phrase(
                """
                Two lines,
                  and \("name", """
                    x
                    """), \
                joined.
                """)
            """#
        #expect(found(source) == ["Inside", "{n} voices", "Two lines,\n  and {name}, joined."])
    }

    @Test func aBodyThatGivesAPhraseIsReadThrough() {
        let source = #"""
            enum State: String {
                case open = "no", closed
                var name: Phrase {
                    switch self {
                    case .open: "Open"
                    case .closed where reason == "no": "Closed"
                    default:
                        let key = "no"
                        return key == "no" ? "Perhaps" : lookup("no")
                    }
                }
                var optional: Phrase? { "Optional" }
                var list: [Phrase] { ["First", "Second"] }
                var plain: String { "no" }
                static func of(_ kind: String) -> Phrase {
                    switch kind {
                    case "no", "nor": "Kind"
                    default: "Other"
                    }
                }
                func both(_ flag: Bool) -> Phrase {
                    if flag { "Yes" } else if kind == "no" { "Perhaps so" } else { "No" }
                }
                func made() -> Markup { "<p>no \(say: "Made")</p>" }
                var text: String { "no" }
            }
            """#
        #expect(
            found(source) == [
                "Open", "Closed", "Perhaps", "Optional", "First", "Second", "Kind", "Other", "Yes", "Perhaps so", "No", "Made",
            ])
    }

    @Test func aValueWithoutANameIsAProblem() {
        let (findings, problems) = PhraseScanner.scan(Array("\n\nx(say: \"Hello \\(name)\")".utf8))
        #expect(findings.isEmpty)
        #expect(problems.map(\.line) == [3])
        #expect(PhraseScanner.scan(Array(#".counted(n, one: "a", other: b)"#.utf8)).problems.count == 1)
    }

    @Test func unfinishedSourceEndsTheScan() {
        for source in ["\"", "\"\"\"", "#\"", "x(say: \"a\\(", "/*", "\"\\u{", "\"\\", ")", "}}}", "say:", "Phrase("] {
            _ = PhraseScanner.scan(Array(source.utf8))
        }
        #expect(found("x(say: \"a\"") == ["a"])
    }
}
