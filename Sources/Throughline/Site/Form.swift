import HTML
import Language

/// A form's parts, each with help, error and kept input. Every form carries a number, so that a nervous thumb sends once.
enum Form {
    /// The frame of a form that changes something. `forgotten`: the browser brings nothing typed into it back, on a phone others use too.
    static func post(_ action: Href, upload: Bool = false, forgotten: Bool = false, _ content: Markup) -> Markup {
        """
        <form method="post" action="\(action)" novalidate\(if: upload, " enctype=\"multipart/form-data\"")\(if: forgotten, " autocomplete=\"off\"")>\
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

    /// A long text.
    static func area(
        _ name: String, _ label: Phrase, value: String, hint: Phrase? = nil, problem: Phrase? = nil, language: LanguageTag? = nil
    )
        -> Markup
    {
        wrapped(
            name, label, hint, problem,
            """
            <textarea id="\(name)" name="\(name)" dir="auto"\(described(name, problem))>\(value)</textarea>
            """)
    }

    /// One line: text, a date, a number, an address.
    static func line(
        _ name: String, _ label: Phrase, value: String, type: String = "text", hint: Phrase? = nil, problem: Phrase? = nil,
        autocomplete: String? = nil
    ) -> Markup {
        wrapped(
            name, label, hint, problem,
            """
            <input id="\(name)" name="\(name)" type="\(type)" value="\(value)"\(if: type == "text", " dir=\"auto\"")\
            \(if: autocomplete != nil, " autocomplete=\"\(autocomplete ?? "")\"")\(described(name, problem))>
            """)
    }

    /// One of several, as a list of words.
    static func choice(
        _ name: String, _ label: Phrase, value: String, options: [(value: String, words: Markup)], hint: Phrase? = nil,
        problem: Phrase? = nil
    )
        -> Markup
    {
        wrapped(
            name, label, hint, problem,
            """
            <select id="\(name)" name="\(name)"\(described(name, problem))>\(each: options, { option in
                "<option value=\"\(option.value)\"\(flag: "selected", option.value == value)>\(option.words)</option>" })</select>
            """)
    }

    /// One of a few, each a whole sentence with its own circle.
    static func circles(
        _ name: String, _ legend: Phrase, value: String, options: [(value: String, words: Markup)], hint: Phrase? = nil,
        problem: Phrase? = nil
    )
        -> Markup
    {
        """
        <fieldset\(if: problem != nil, " class=\"bad\"")><legend>\(say: legend)\(problemWords(name, problem))\
        \(hintWords(hint))</legend>\(each: options, { option in
            "<label class=\"tick\"><input type=\"radio\" name=\"\(name)\" value=\"\(option.value)\"\(flag: "checked", option.value == value)><span>\(option.words)</span></label>" })</fieldset>
        """
    }

    /// A yes that is off until somebody ticks it.
    static func tick(_ name: String, _ words: Phrase, on: Bool) -> Markup {
        "<label class=\"tick\"><input type=\"checkbox\" name=\"\(name)\" value=\"yes\"\(flag: "checked", on)><span>\(say: words)</span></label>"
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
        <div\(if: problem != nil, " class=\"bad\"")><label for="\(name)">\(say: label)\(problemWords(name, problem))\
        \(hintWords(hint))</label>\(control)</div>
        """
    }

    private static func hintWords(_ hint: Phrase?) -> Markup {
        guard let hint else { return "" }
        return " <span class=\"hint\">\(say: hint)</span>"
    }

    private static func problemWords(_ name: String, _ problem: Phrase?) -> Markup {
        guard let problem else { return "" }
        return " <strong id=\"\(name)-problem\">\(say: problem)</strong>"
    }

    private static func described(_ name: String, _ problem: Phrase?) -> Markup {
        guard problem != nil else { return "" }
        return " aria-invalid=\"true\" aria-describedby=\"\(name)-problem\""
    }
}
