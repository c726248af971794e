import HTML
import Language

/// The same four questions, quarter beside quarter: two at a time, so that a phone shows both.
enum SideBySide {
    static func draw(_ wall: FormsPages.Wall) -> Markup {
        let byQuarter = Dictionary(grouping: wall.entries) { $0.capture.chosen("period").first.flatMap { Quarter($0) } }
        let all = byQuarter.keys.compactMap(\.self).sorted(by: >)
        let shown = Array(all.filter { $0 <= (wall.until ?? $0) }.prefix(2))
        guard !shown.isEmpty else { return "<p class=\"soft\">\(say: FormsPages.nothing)</p>" }
        let earlier = shown.last.flatMap { last in all.first { $0 < last } }
        return """
            <table><thead><tr>\(each: shown, { "<th scope=\"col\">\(say: $0.words)</th>" })</tr></thead><tbody>\(each: CaptureForm.fourLs.fields.filter(\.isWritten), { field in
                """
                <tr><th scope="colgroup" colspan="\(shown.count)">\(say: field.label)</th></tr><tr>\(each: shown, { "<td>\(cell(field, byQuarter[$0] ?? []))</td>" })</tr>
                """
            })</tbody></table>\
            \(earlier.map { "<p class=\"go\"><a href=\"\(wall.place.path("forms").with(query: "form", FormID.fourLs.rawValue).with(query: "until", $0.text))\">\(say: "Earlier quarters")</a></p>" as Markup })
            """
    }

    private static func cell(_ field: CaptureField, _ entries: [(voice: Voice, capture: Capture)]) -> Markup {
        let lines = entries.flatMap { entry in entry.capture.lines(field.id, in: entry.voice.text).map { (entry.voice.id, $0) } }
        guard !lines.isEmpty else { return "–" }
        return """
            <ul class="list">\(each: lines, { voice, line in
                "<li lang=\"\(line.language)\" dir=\"auto\">\(line.body) <a href=\"/voices/\(voice)\" aria-label=\"\(say: "The whole")\">›</a></li>" })</ul>
            """
    }
}
