import Foundation

/// Strings made to break pages: our own few always, the public collections where they lie beside the sources.
enum HostileSamples {
    static let own: [String] =
        [
            "<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "' onmouseover='alert(1)",
            "</textarea><script>alert(1)</script>",
            "</title><script>alert(1)</script>", "</pre>", "</blockquote></main>", "javascript:alert(1)", "<!--", "--><b>", "]]>", "&amp;",
            "&#60;b&#62;",
            "<svg/onload=alert(1)>", "{link}", "{name}", "\\(text)", "%00", "%3Cb%3E", "'; DROP TABLE items; --", "\u{202E}gpj.exe",
            "\u{FEFF}x",
            "\u{FFFD}", "\u{1F468}\u{200D}\u{1F469}\u{200D}\u{1F466}", "نص عربي <b>", "~throughline-form-number~~",
            "'throughline-form-numbers'",
            "a\u{8}\u{1F}b", "x\u{85}y", "line\r\nbreak\rbreak", "tab\tstop",
        ] + metacharacters

    /// Each metacharacter followed by what would join it into one character with it.
    private static let metacharacters: [String] = ["<", ">", "\"", "'", "&", "`", "="].flatMap { sign in
        ["\u{301}", "\u{FE0F}", "\u{200D}", "\u{20E3}", "\u{E0100}", "\u{338}", "\u{1F3FD}"].map { mark in
            "\(sign)\(mark)script \(sign)\(mark) onmouseover=alert(1) x=\(sign)\(mark)"
        }
    }

    private static let shared = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../../../../shared/data/security").standardizedFileURL

    /// The Big List of Naughty Strings; empty where it is not there.
    static let naughty: [String] = {
        guard let data = FileManager.default.contents(atPath: shared.appending(path: "naughty-strings/blns.json").path) else { return [] }
        return (try? JSONDecoder().decode([String].self, from: data)) ?? []
    }()

    /// Lines of the XSS lists; empty where they are not there.
    static let scripts = ["payloadbox", "IntrudersXSS", "JHADDIX_XSS", "RSNAKE_XSS", "BRUTELOGIC-XSS-STRINGS", "xss_payloads_quick"]
        .flatMap { name -> [String] in
            guard let data = FileManager.default.contents(atPath: shared.appending(path: "xss/\(name).txt").path) else { return [] }
            return String(decoding: data, as: UTF8.self).split(whereSeparator: \.isNewline).map(String.init)
        }

    /// Several strings a text, so that thousands take hundreds of forms.
    static func together(_ strings: [String], upTo limit: Int) -> [String] {
        var texts: [String] = []
        for string in strings where string.count < limit {
            if let last = texts.last, last.count + string.count < limit {
                texts[texts.count - 1] = last + "\n" + string
            } else {
                texts.append(string)
            }
        }
        return texts
    }
}
