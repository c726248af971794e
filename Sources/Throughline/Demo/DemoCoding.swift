import Database
import Language

/// Diego and Rosa read what young people said about the clubs, and give the same things the same name.
struct DemoCoding {
    let tx: any Connection
    let days: DemoDays
    let writing: DemoWriting

    /// A passage by the words it begins and ends with.
    private struct Marked {
        let voice: String
        let words: String
        let code: String
        var by = "diego"
    }

    private static let codes: [(draft: CodeDraft, parent: String)] = [
        (
            CodeDraft(
                name: "Nothing to earn", about: "The club takes time and brings no income.", use: "Money, food or work is named.",
                not: "The cost of getting there: see Too far.", state: "agreed"), ""
        ), (CodeDraft(name: "Wrong hours", about: "It meets when people work, herd or harvest.", state: "agreed"), ""),
        (CodeDraft(name: "Too far", about: "The way there costs too much time or money."), ""),
        (CodeDraft(name: "Belonging", about: "Somebody knows my name; I have a place there.", state: "agreed"), ""),
        (CodeDraft(name: "Favourites", about: "Trips and tasks go to relatives."), "Belonging"),
    ]

    private static let marked = [
        Marked(voice: "pot", words: "conversa não enche a panela", code: "Nothing to earn"),
        Marked(voice: "pot", words: "conversa não enche a panela", code: "Nothing to earn", by: "rosa"),
        Marked(voice: "goats", words: "In month three the goats have to go up to the high ground.", code: "Wrong hours"),
        Marked(voice: "bicycle", words: "Moro a nove quilómetros.", code: "Too far", by: "rosa"),
        Marked(voice: "bicycle", words: "Moro a nove quilómetros.", code: "Too far"),
        Marked(voice: "chairs", words: "Then the cashew buyers come with cash", code: "Nothing to earn"),
        Marked(voice: "names", words: "the facilitator knew everybody's name", code: "Belonging"),
        Marked(voice: "names", words: "It is not the money.", code: "Nothing to earn", by: "rosa"),
        Marked(voice: "cousins", words: "o chefe do clube escolhe sempre os primos para as viagens", code: "Favourites"),
        Marked(voice: "hours", words: "wakati wa kazi", code: "Wrong hours"),
    ]

    func write() throws {
        let place = try writing.cast.place("lower-delta")
        let (amina, diego) = (try writing.cast.person("amina"), try writing.cast.person("diego"))
        let store = CodeStore(tx)
        try store.begin(in: place.id, by: days.act(244, by: amina))
        let drafts = try Self.codes.map { (draft: try $0.draft.checked(among: []), parent: $0.parent) }
        try store.addAll(drafts, in: place.id, by: days.act(243, by: diego))
        let codes = try store.all(of: place.id)
        for mark in Self.marked {
            let act = days.act(242, by: try writing.cast.person(mark.by))
            let item = try writing.item(mark.voice)
            guard let code = codes.named(mark.code), let person = act.by,
                let text = try TextStore(tx).standing(of: item.id, field: "text", in: item.language),
                let found = text.text.body.firstRange(of: mark.words)
            else { continue }
            let start = text.text.body[..<found.lowerBound].unicodeScalars.count
            let span = Span(start: start, stop: start + mark.words.unicodeScalars.count)
            let coding = CodingStore(tx)
            try coding.add([span], of: item.id, version: text.version, code: code.id, by: act)
            try coding.setRead(item.id, version: text.version, true, by: person, on: act.day)
        }
    }
}
