/// The elements and attributes our pages may use.
enum Vocabulary {
    static let voids: Set<String> = [
        "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr",
    ]

    /// What closes an open paragraph without being asked to.
    static let blocks: Set<String> = [
        "address", "article", "aside", "blockquote", "details", "dialog", "div", "dl", "fieldset", "figcaption", "figure", "footer",
        "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hgroup", "hr", "main", "menu", "nav", "ol", "p", "pre", "search",
        "section", "table", "ul",
    ]

    static let elements: Set<String> = voids.union(blocks).union([
        "a", "abbr", "audio", "b", "bdi", "bdo", "body", "button", "canvas", "caption", "cite", "code", "colgroup", "data", "datalist",
        "dd", "del", "dfn", "dt", "em", "head", "html", "i", "iframe", "ins", "kbd", "label", "legend", "li", "map", "mark", "meter",
        "noscript", "object", "optgroup", "option", "output", "picture", "progress", "q", "rp", "rt", "ruby", "s", "samp", "script",
        "select", "slot", "small", "span", "strong", "style", "sub", "summary", "sup", "svg", "tbody", "td", "template", "textarea",
        "tfoot", "th", "thead", "time", "title", "tr", "u", "var", "video",
    ])

    static let inSVG: Set<String> = [
        "a", "circle", "clipPath", "defs", "desc", "ellipse", "g", "image", "line", "linearGradient", "marker", "mask", "path", "pattern",
        "polygon", "polyline", "radialGradient", "rect", "stop", "svg", "symbol", "text", "title", "tspan", "use",
    ]

    static let booleans: Set<String> = [
        "allowfullscreen", "async", "autofocus", "autoplay", "capture", "checked", "controls", "default", "defer", "disabled",
        "download", "formnovalidate", "hidden", "inert", "itemscope", "loop", "multiple", "muted", "nomodule", "novalidate", "open",
        "playsinline", "popover", "readonly", "required", "reversed", "selected",
    ]

    /// Character references by name.
    static let characters: [String: String] = [
        "amp": "&", "lt": "<", "gt": ">", "quot": "\"", "nbsp": "\u{A0}", "shy": "\u{AD}", "rsquo": "’", "lsquo": "‘", "rdquo": "”",
        "ldquo": "“", "hellip": "…", "ndash": "–", "mdash": "—", "middot": "·", "times": "×", "larr": "←", "rarr": "→",
    ]

    /// Attributes that name other elements of the page by their ids.
    static let references: Set<String> = [
        "for", "form", "list", "headers", "aria-labelledby", "aria-describedby", "aria-controls", "aria-owns", "aria-details",
        "aria-errormessage", "aria-flowto", "aria-activedescendant", "popovertarget", "commandfor",
    ]

    /// Attributes a browser follows or runs.
    static let addresses: Set<String> = [
        "href", "src", "action", "formaction", "data", "poster", "cite", "ping", "srcset", "xlink:href", "manifest", "background",
    ]

    /// Elements whose parents are settled, so that a parser need not move them.
    static let parents: [String: Set<String>] = [
        "li": ["ul", "ol", "menu"], "dt": ["dl", "div"], "dd": ["dl", "div"], "tr": ["tbody", "thead", "tfoot"],
        "td": ["tr"], "th": ["tr"], "tbody": ["table"], "thead": ["table"], "tfoot": ["table"], "caption": ["table"],
        "option": ["select", "optgroup", "datalist"], "optgroup": ["select"], "legend": ["fieldset"], "summary": ["details"],
        "figcaption": ["figure"], "head": ["html"], "body": ["html"],
    ]

    /// Parents that hold nothing but these.
    static let children: [String: Set<String>] = [
        "ul": ["li", "script", "template"], "ol": ["li", "script", "template"], "html": ["head", "body"],
        "table": ["caption", "colgroup", "thead", "tbody", "tfoot"], "tbody": ["tr"], "thead": ["tr"], "tfoot": ["tr"],
        "tr": ["td", "th"], "select": ["option", "optgroup"], "dl": ["dt", "dd", "div"],
    ]

    /// Elements that may not stand inside one of the same group.
    static let neverNested: [String: Set<String>] = [
        "a": ["a", "button"], "button": ["a", "button"], "form": ["form"], "label": ["label"],
        "input": ["a", "button"], "select": ["a", "button"], "textarea": ["a", "button"],
    ]
}
