import Foundation
import HTML
import Language

/// Everything somebody gave as a file: as a page to read, or as JSON. Whole addresses, so that they lead here from wherever it is opened.
struct OwnDataFile: Sendable {
    let own: OwnAccount
    let records: [OwnRecord]
    let base: String
    let today: Day
    let quiet: Bool
    /// Forms they began and put aside.
    let drafts: [FormDraft]

    /// No name of anybody or of a place: others see the list of files too.
    func name(_ ending: String) -> String { "copy-\(today.text).\(ending)" }

    func page(in tongue: Tongue) throws -> [UInt8] {
        let body: Markup = """
            <h1>\(say: "What I gave")</h1><p class="soft">\(say: "As it stood on \("day", today), at \("host", base).")</p>\
            <section><h2>\(say: "What is kept about you")</h2><ul class="list">\(each: own.facts, { "<li>\(say: $0)</li>" })</ul></section>\
            <section><h2>\(say: "Where you are")</h2><ul class="list">\(each: own.places.map { ($0.place.name, Parts($0.role.words, Phrase("here since \("day", $0.joined)"))) }, place)</ul></section>\
            <section><h2>\(say: "Said, promised and written")</h2><ul class="list">\(each: records, { "<li>\(entry($0))</li>" })</ul></section>\(aside)
            """
        return KeptCopy.page(Phrase("What I gave"), body, data: try json(), quiet: quiet, in: tongue)
    }

    private func entry(_ record: OwnRecord) -> Markup {
        let question: Markup? = record.question.map { "<span lang=\"\($0.language)\" dir=\"auto\">\($0.body)</span><br>" }
        let place: Markup = "<bdi>\(record.place)</bdi>"
        let uses: Markup = record.uses.isEmpty ? "" : "<ul>\(each: record.uses, use)</ul>"
        return """
            <span class="eyebrow">\(say: record.title)</span>\(each: record.texts.filter(\.isCurrent), piece)\
            <p class="soft">\(question ?? "")\(say: Parts(place, Phrase("\("day", record.item.day)"), record.standing))</p>\
            \(OwnDataPages.allowed(record))\(uses)\(each: record.files, file)
            """
    }

    private var aside: Markup {
        guard !drafts.isEmpty else { return "" }
        return """
            <section><h2>\(say: "What you put aside")</h2><ul class="list">\(each: drafts, { draft in
                "<li><span class=\"eyebrow\">\(say: CaptureForm.of(draft.form).title) · \(draft.savedOn)</span>\(each: draft.typed, { "<blockquote dir=\"auto\">\($0.words)</blockquote>" })</li>"
            })</ul></section>
            """
    }

    private func place(_ name: String, _ what: Parts) -> Markup {
        "<li>\(name) <span class=\"soft\">\(say: what)</span></li>"
    }

    private func piece(_ piece: OwnRecord.Piece) -> Markup {
        "<blockquote lang=\"\(piece.language)\" dir=\"auto\">\(piece.body)</blockquote>"
    }

    private func use(_ use: OwnRecord.Use) -> Markup {
        """
        <li><span class="soft">\(say: use.title)</span> <span lang="\(use.text?.language ?? "und")" dir="auto">\(use.text?.body ?? "…")</span></li>
        """
    }

    private func file(_ file: VoiceFile) -> Markup {
        let words =
            switch file.kind {
            case "sound": Phrase("The recording, while you are signed in")
            case "document": Phrase("The document, while you are signed in")
            default: Phrase("The photo, while you are signed in")
            }
        return "<p><a href=\"\(address(file.path))\">\(say: words)</a></p>"
    }

    private func address(_ path: String) -> Href { Href(outside: base + path) ?? "/" }

    func json() throws -> String {
        let encoder = JSONEncoder()
        encoder.keyEncodingStrategy = .convertToSnakeCase
        encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(Whole(self)), as: UTF8.self)
    }

    // The names below are those people read in the file, in small letters with lines between.
    private struct Whole: Encodable {
        let madeOn: String
        let from: String
        let account: Person
        let places: [Place]
        let records: [Record]
        let putAside: [Aside]

        init(_ file: OwnDataFile) {
            (madeOn, from, account) = (file.today.text, file.base, Person(file.own))
            places = file.own.places.map {
                Place(
                    name: $0.place.name, role: $0.role.rawValue, offices: $0.offices.map(\.rawValue), since: $0.joined.text,
                    address: file.base + $0.place.home.text)
            }
            records = file.records.map { Record($0, file.base) }
            putAside = file.drafts.map(Aside.init)
        }
    }

    private struct Person: Encodable {
        let id, name, language, since, hearsBy, howOften: String
        let zone, mail, lastMonth, secondStepSince, erasedOn: String?
        let mailConfirmed: Bool
        let browsers: Int

        init(_ own: OwnAccount) {
            let account = own.account
            (id, name, language) = (account.id.description, account.name, account.language.description)
            (since, hearsBy, howOften) = (own.made.text, account.notices.channel.rawValue, account.notices.every.rawValue)
            (zone, mail, lastMonth) = (account.zone?.name, account.email, own.seen.map { String($0.text.prefix(7)) })
            (secondStepSince, erasedOn) = (own.secondFactorSince?.text, own.leavesOn?.text)
            (mailConfirmed, browsers) = (account.isEmailProved, own.sessions)
        }
    }

    private struct Aside: Encodable {
        let form, savedOn: String
        let typed: [Typed]

        struct Typed: Encodable { let field, words: String }

        init(_ draft: FormDraft) {
            (form, savedOn) = (draft.form.rawValue, draft.savedOn.text)
            typed = draft.typed.map { Typed(field: $0.field, words: $0.words) }
        }
    }

    private struct Place: Encodable {
        let name, role: String
        let offices: [String]
        let since, address: String
    }

    private struct Record: Encodable {
        let id, kind, part, place, day, language, state: String
        let question, takenBackOn, confidence: String?
        let texts: [Piece]
        let ledTo: [Use]
        let files: [String]
        let allowed: [AgreedRecord]

        init(_ record: OwnRecord, _ base: String) {
            (id, kind, part) = (record.id.description, record.item.kind.rawValue, "\(record.part)")
            (place, day, language) = (record.place, record.item.day.text, record.item.language.description)
            (state, question, takenBackOn) = (record.item.state, record.question?.body, record.takenBack?.text)
            confidence = record.check?.confidence
            texts = record.texts.map {
                Piece(
                    field: $0.field.hasPrefix("reason.") ? "reason" : $0.field, language: $0.language.description, version: $0.version,
                    origin: $0.origin, body: $0.body, isCurrent: $0.isCurrent)
            }
            ledTo = record.uses.map {
                Use(kind: $0.item.kind.rawValue, day: $0.day.text, words: $0.text?.body, address: base + Href.to($0.item).text)
            }
            files = record.files.map { base + $0.path }
            allowed = record.agreed.map(AgreedRecord.init)
        }
    }

    private struct Piece: Encodable {
        let field, language: String
        let version: Int
        let origin, body: String
        let isCurrent: Bool
    }

    private struct Use: Encodable {
        let kind, day: String
        let words: String?
        let address: String
    }
}

extension VoiceFile {
    /// Where its bytes are served.
    fileprivate var path: String { kind == "document" ? "/documents/\(hash)/file" : "/media/\(hash)" }
}
