import HTML
import Language

/// Short facts side by side, with a comma as the language writes it: "A group of 12, Vila Nova, 3 December".
struct Parts: Spoken {
    let parts: [any Spoken]

    /// Those that there are.
    init(_ parts: (any Spoken)?...) { self.parts = parts.compactMap { $0 } }

    init(all parts: [any Spoken]) { self.parts = parts }

    func plain(in tongue: Tongue) -> String { parts.map { $0.plain(in: tongue) }.joined(separator: tongue.comma) }

    func html(in tongue: Tongue, into out: inout [UInt8]) {
        for (place, part) in parts.enumerated() {
            if place > 0 { out.append(contentsOf: tongue.comma.utf8) }
            part.html(in: tongue, into: &out)
        }
    }
}

/// Several things said one after the other, joined as the language joins them.
struct Listed: Spoken {
    let parts: [Phrase]

    init(_ parts: [Phrase]) { self.parts = parts }

    func plain(in tongue: Tongue) -> String { tongue.list(parts.map { $0.plain(in: tongue) }) }

    func html(in tongue: Tongue, into out: inout [UInt8]) {
        let text: Markup = "\(text: plain(in: tongue))"
        text.html(in: tongue, into: &out)
    }
}
