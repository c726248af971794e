import Language

extension DetailsDraft {
    /// As it stands, so that nothing changes that nobody touched. Where the answer goes lies sealed and is not shown.
    init(_ voice: Voice, for reader: Reader, on today: Day) {
        openness = voice.openness.rawValue
        was = voice.openness.rawValue
        consent.yes = voice.permission.all(on: today)
        hasMedia = !voice.files.isEmpty
        name = voice.item.author.pseudonym ?? ""
        asPerson = voice.item.author.person != nil && voice.item.author.person == reader.person
        door = voice.door.rawValue
        place = voice.place ?? ""
        people = voice.isGroup ? String(voice.people) : ""
        speaksFor = voice.speaksFor ?? ""
        disagreed = voice.disagreed ?? ""
        guardian = voice.guardian ?? ""
    }

    /// Where somebody with the code chose fewer people since the page was drawn, it is never opened to more again.
    func openness(_ chosen: Openness, over now: Openness) -> Openness {
        was.isEmpty || was == now.rawValue || chosen.audience > now.audience ? chosen : now
    }

    /// Who stands behind the words from now on: the name that was typed, the account that was chosen, or nobody. A form that asks for
    /// no account, since nobody is signed in, leaves the one there was.
    func author(instead before: Author, for reader: Reader) -> Author {
        if let name = name.nonEmpty { return .pseudonym(name) }
        if asPerson, let person = reader.person { return .person(person) }
        return asNobody || before.person == nil ? .nobody : before
    }

    init(_ fields: Fields) {
        openness = fields["openness"].nonEmpty ?? Openness.team.rawValue
        was = fields["was"]
        consent = ConsentDraft(fields)
        name = fields["name"]
        asPerson = fields["as"] == "me"
        asNobody = fields["as"] == "nobody"
        door = fields["door"].nonEmpty ?? Door.code.rawValue
        mail = fields["mail"]
        through = fields["through"]
        language = fields["language"]
        place = fields["place"]
        people = fields["people"]
        speaksFor = fields["speaks_for"]
        disagreed = fields["disagreed"]
        guardian = fields["guardian"]
    }
}
