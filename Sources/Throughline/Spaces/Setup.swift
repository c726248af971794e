import Language

/// What the first person says about themselves and the place they begin.
struct SetupDraft: Sendable {
    var person = ""
    var email = ""
    var phrase = ""
    var place = PlaceDraft()

    struct Checked: Sendable {
        let person: String
        let email: String?
        let place: PlaceDraft.Checked
    }

    func checked() throws(Invalid) -> Checked {
        var invalid = Invalid()
        let person = PersonName.clean(self.person)
        if let fault = PersonName.fault(person) { invalid.refuse("person", fault) }
        if let fault = ComeBackPhrase.fault(phrase, name: person) { invalid.refuse("phrase", fault) }
        let email = self.email.lowercased()
        if !email.isEmpty && !email.looksLikeMail {
            invalid.refuse("email", Phrase("Write a mail address like name@example.org, or leave it empty."))
        }
        var checked: PlaceDraft.Checked?
        do throws(Invalid) {
            checked = try place.checked()
        } catch {
            for (field, message) in error.messages { invalid.refuse(field, message) }
        }
        guard let checked, invalid.isEmpty else { throw invalid }
        return Checked(person: person, email: email.nonEmpty, place: checked)
    }
}
