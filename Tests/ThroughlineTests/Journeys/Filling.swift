import BrowserTesting
import Testing

/// Forms with many fields, filled by the names their fields have in every language; pressing is done by words.
extension Walker {
    /// Types, ticks and chooses; a field that is not on the page is a fault of the journey.
    func put(_ values: (name: String, value: String)..., place: SourceLocation = #_sourceLocation) async throws {
        for (name, value) in values {
            let found = try await browser.run(
                """
                const fields = [...document.getElementsByName(arguments[0])].filter(f => f.type !== 'hidden')
                const boxed = fields.find(f => ['radio', 'checkbox'].includes(f.type) && f.value === arguments[1])
                for (let up = (boxed || fields[0])?.closest('details'); up; up = up.parentElement.closest('details')) up.open = true
                if (boxed) { if (!boxed.checked) boxed.click(); return 'yes' }
                const line = fields.find(f => !['radio', 'checkbox'].includes(f.type))
                if (!line) return ''
                line.value = arguments[1]
                return line.value === arguments[1] ? 'yes' : ''
                """, .text(name), .text(value)
            ).text
            let here = try await browser.currentPath()
            try #require(found == "yes", "no field \(name) that takes \(value) on \(here)", sourceLocation: place)
        }
    }
}
