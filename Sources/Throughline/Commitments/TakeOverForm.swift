import HTML
import Language

/// For the team, on a promise whose maker is gone: who keeps it now.
enum TakeOverForm {
    static func draw(_ promise: Commitment, _ typed: String, _ invalid: Invalid?) -> Markup {
        """
        <p>\(say: "Whoever promised this has left for good. Somebody may still be waiting for it.")</p>\
        \(Form.post("/commitments/\(promise.id)/keeper", """
            \(Form.line("who", Phrase("Who keeps it now?"), value: typed, hint: Phrase("A name, or your team. Ask them first."), problem: invalid?["who"]))
            <div class="row"><button class="quiet">\(say: "Hand it on")</button></div>
            """))
        """
    }

    /// One line with a name.
    static func checked(_ typed: String) throws(Invalid) -> String {
        let name = PersonName.clean(typed)
        if name.isEmpty { throw Invalid("who", Phrase("Write who keeps it.")) }
        if name.count > 120 { throw Invalid("who", Phrase("Write the name on one line, under \("n", 120) characters.")) }
        return name
    }
}
