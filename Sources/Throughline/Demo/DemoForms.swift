import Database

/// The reviews of the demonstration lie prompt by prompt, as if they had been written in the form.
struct DemoForms {
    let tx: any Connection

    /// An answer of four lines, each after its head, is a review.
    func mark(_ id: ID<Item>, _ text: String, in place: Place) throws {
        let lines = text.split(separator: "\n")
        guard lines.count == 4 else { return }
        var start = 0
        var parts: [CapturePart] = []
        for (field, line) in zip(["planned", "happened", "why", "improve"], lines) {
            let head = line.firstIndex(of: ":").map { line[...$0].unicodeScalars.count + 1 } ?? 0
            parts.append(CapturePart(field: field, start: start + head, length: line.unicodeScalars.count - head))
            start += line.unicodeScalars.count + 1
        }
        try CaptureStore(tx).add(id, CheckedCapture(form: .review, text: text, parts: parts, choices: []), in: place.id)
    }
}
