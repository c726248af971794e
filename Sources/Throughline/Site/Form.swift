import HTML
import Language

/// A form's parts, each with help, error and kept input. Every form carries a number, so that a nervous thumb sends once.
enum Form {
    /// The frame of a form that changes something. `forgotten`: the browser brings nothing typed into it back, on a phone others use too.
    static func post(_ action: Href, upload: Bool = false, forgotten: Bool = false, _ content: Markup) -> Markup {
        """
        <form method="post" action="\(action)"\(if: upload, " enctype=\"multipart/form-data\"") novalidate\(if: forgotten, " autocomplete=\"off\"")>\
        <input type="hidden" name="_form" value="\(Page.nonceMark)">\(content)</form>
        """
    }

    /// One button that does one thing, without any field.
    static func button(_ action: Href, _ words: Phrase, quiet: Bool = true, version: Int? = nil, hidden: [(String, String)] = []) -> Markup
    {
        post(
            action,
            """
            \(each: hidden, { Form.hidden($0.0, $0.1) })\(if: version != nil, Form.hidden("_version", "\(version ?? 0)"))\
            <button\(if: quiet, " class=\"quiet\"")>\(say: words)</button>
            """)
    }

    static func hidden(_ name: String, _ value: String) -> Markup {
        "<input type=\"hidden\" name=\"\(name)\" value=\"\(value)\">"
    }

    /// A long text; `rows` where it is known to be longer than most.
    static func area(
        _ name: String, _ label: Phrase, value: String, hint: Phrase? = nil, problem: Phrase? = nil, rows: Int? = nil
    )
        -> Markup
    {
        wrapped(
            name, label, hint, problem,
            """
            <textarea id="\(name)" name="\(name)" dir="auto"\(if: rows != nil, " rows=\"\(rows ?? 0)\"")\(described(name, problem))>\(value)</textarea>
            """)
    }

    /// One line: text, a date, a number, an address.
    static func line(
        _ name: String, _ label: Phrase, value: String, type: String = "text", hint: Phrase? = nil, problem: Phrase? = nil,
        autocomplete: String? = nil, direction: Direction = .auto
    ) -> Markup {
        wrapped(
            name, label, hint, problem,
            """
            <input id="\(name)" name="\(name)" type="\(type)" value="\(value)"\(if: type == "text", " dir=\"\(text: direction.rawValue)\"")\
            \(if: autocomplete != nil, " autocomplete=\"\(autocomplete ?? "")\"")\(described(name, problem))>
            """)
    }

    /// Which way a line runs: as its words do, or always as digits and codes do.
    enum Direction: String, Sendable {
        case auto, ltr
    }

    /// One of several, as a list of words; after `options` the `plain` ones, which are sent as they are read.
    static func choice(
        _ name: String, _ label: Phrase, value: String, options: [(value: String, words: Markup)], plain: [String] = [],
        hint: Phrase? = nil, problem: Phrase? = nil
    )
        -> Markup
    {
        wrapped(
            name, label, hint, problem,
            """
            <select id="\(name)" name="\(name)"\(described(name, problem))>\(each: options, { option in
                "<option value=\"\(option.value)\"\(flag: "selected", option.value == value)>\(option.words)</option>" })\
            \(each: plain, { "<option\(flag: "selected", $0 == value)>\($0)</option>" })</select>
            """)
    }

    /// One of a few, each a whole sentence with its own circle.
    static func circles(
        _ name: String, _ legend: Phrase, value: String, options: [(value: String, words: Markup)], hint: Phrase? = nil,
        problem: Phrase? = nil
    )
        -> Markup
    {
        group(
            name, legend, hint, problem,
            "\(each: Array(options.enumerated()), { option(name, "radio", $0.element, on: $0.element.value == value, isBad: problem != nil && $0.offset == 0) })"
        )
    }

    /// Several of a few, each with its own box.
    static func ticks(
        _ name: String, _ legend: Phrase, chosen: Set<String>, options: [(value: String, words: Markup)], problem: Phrase? = nil
    ) -> Markup {
        group(
            name, legend, nil, problem,
            "\(each: Array(options.enumerated()), { option(name, "checkbox", $0.element, on: chosen.contains($0.element.value), isBad: problem != nil && $0.offset == 0) })"
        )
    }

    private static func group(_ name: String, _ legend: Phrase, _ hint: Phrase?, _ problem: Phrase?, _ options: Markup) -> Markup {
        """
        <fieldset\(if: problem != nil, " class=\"bad\"")><legend>\(say: legend)\(problemWords(name, legend, problem))\
        \(hintWords(hint))</legend>\(options)</fieldset>
        """
    }

    /// The first of a refused group is what the page leads to.
    private static func option(_ name: String, _ type: String, _ option: (value: String, words: Markup), on: Bool, isBad: Bool) -> Markup {
        """
        <label class="tick"><input\(if: isBad, " id=\"\(name)\"\(described(name, ""))") type="\(type)" name="\(name)" value="\(option.value)"\
        \(flag: "checked", on)><span>\(option.words)</span></label>
        """
    }

    /// A yes that is off until somebody ticks it.
    static func tick(_ name: String, _ words: Phrase, on: Bool, problem: Phrase? = nil) -> Markup {
        guard problem != nil else { return option(name, "checkbox", ("yes", "\(say: words)"), on: on, isBad: false) }
        return
            "<div class=\"bad\">\(problemWords(name, words, problem))\(option(name, "checkbox", ("yes", "\(say: words)"), on: on, isBad: true))</div>"
    }

    /// A file picked without scripts: the label is the button, and a sentence says that something is attached.
    static func file(_ name: String, _ words: Phrase, chosen: Phrase, accept: String, capture: Bool) -> Markup {
        """
        <span><input class="pick" id="\(name)" name="\(name)" type="file" accept="\(accept)"\(flag: "capture", capture) required>\
        <label class="button quiet" for="\(name)">\(say: words)</label> <span class="chosen soft">\(say: chosen)</span></span>
        """
    }

    private static func wrapped(_ name: String, _ label: Phrase, _ hint: Phrase?, _ problem: Phrase?, _ control: Markup) -> Markup {
        """
        <div\(if: problem != nil, " class=\"bad\"")><label for="\(name)">\(say: label)\(problemWords(name, label, problem))\
        \(hintWords(hint))</label>\(control)</div>
        """
    }

    private static func hintWords(_ hint: Phrase?) -> Markup {
        guard let hint else { return "" }
        return " <span class=\"hint\">\(say: hint)</span>"
    }

    /// What is wrong with a field, beside its label and once more at the top of the page.
    static func problemWords(_ name: String, _ label: Phrase, _ problem: Phrase?) -> Markup {
        guard let problem else { return "" }
        return " <strong id=\"\(name)-problem\">\(note: problem, on: name, called: label)</strong>"
    }

    /// Joins a refused field to what is wrong with it; the first one on the page is where one goes on.
    static func described(_ name: String, _ problem: Phrase?) -> Markup {
        guard problem != nil else { return "" }
        return " aria-invalid=\"true\" aria-describedby=\"\(name)-problem\"\(once: "autofocus")"
    }
}
