import HTML
import Language

enum ClosingPackPages {
    /// `chosen`: the language it is owed in, whose paper stands first.
    static func show(_ pack: ClosingPack, chosen: LanguageTag, languages: [LanguageTag]) -> Page {
        let file = Href("/questions/\(pack.question.id)/closing-pack/file")
        let all = [chosen] + languages.filter { $0 != chosen }
        var page = Page(
            "\(say: "What became of it, on paper")", in: pack.place,
            """
            <div class="screen"><p>\(say: "For everybody it was put to, also those without a screen. Print this page, or save it as a PDF:")</p>\
            <p class="row">\(each: all, { "<a class=\"button quiet\" lang=\"\($0)\" href=\"\(file.with(query: "in", $0.description))\">PDF, \($0.endonym)</a>" })</p>\
            <p class="soft">\(say: "Sentences of ours are in that language; what people wrote is in theirs until somebody brings it over.")</p></div>\(pack.sheet.markup)
            """)
        page.feet = ["<a href=\"\(Href.to(pack.question.item))\">\(say: "Back to the question")</a>"]
        return page
    }
}
