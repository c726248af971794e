import HTML
import Language

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
