import HTML
import Language

/// A file somebody takes with them: a page that any phone opens without us, with the same once more as a program reads it.
enum KeptCopy {
    /// `quiet`: its title, which stands in lists of files and tabs, says nothing.
    static func page(_ title: Phrase, _ body: Markup, data: String, quiet: Bool, in tongue: Tongue) -> [UInt8] {
        let page: Markup = """
            <!doctype html><html lang="\(tongue.tag)" dir="\(text: tongue.direction)"><head><meta charset="utf-8">\
            <meta name="viewport" content="width=device-width,initial-scale=1"><meta name="robots" content="noindex">\
            <title>\(say: quiet ? DiscreetFrame.name : title)</title>\(Style.sheet)</head><body><main>\(body)\
            \(if: !data.isEmpty, "<details><summary>\(say: "The same for a program (JSON)")</summary><pre id=\"data\" dir=\"ltr\">\(data)</pre></details>")\
            </main></body></html>
            """
        return page.render(in: tongue)
    }
}
