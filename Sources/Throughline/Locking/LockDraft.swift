import Language

/// What a steward types to lock a place.
struct LockDraft: Sendable {
    var phrase = ""
    var first = ""
    var second = ""
    var isSure = false

    init() {}

    init(_ fields: Fields) {
        (phrase, first, second) = (fields["key_phrase"], fields["first_holder"], fields["second_holder"])
        isSure = fields["sure"] == "yes"
    }

    /// The two who hold the halves of the spare key.
    func checked(_ view: LockView, by person: ID<Person>) throws(Invalid) -> [LockView.Keyholder] {
        var invalid = Invalid()
        do { try Locking.checked(phrase) } catch { invalid.add(error) }
        var found: [LockView.Keyholder] = []
        do { found = try holders(view, by: person) } catch { invalid.add(error) }
        if !isSure { invalid.refuse("sure", Phrase("Read it and tick it: this cannot be undone.")) }
        guard invalid.isEmpty else { throw invalid }
        return found
    }

    func holders(_ view: LockView, by person: ID<Person>) throws(Invalid) -> [LockView.Keyholder] {
        var invalid = Invalid()
        let named = [("first_holder", first), ("second_holder", second)].map { field, id in
            (field, view.person(named: id).flatMap { $0.id == person ? nil : $0 })
        }
        for (field, holder) in named where holder == nil {
            invalid.refuse(field, Phrase("Name two people of this place other than yourself."))
        }
        if named.first?.1?.id == named.last?.1?.id, named.first?.1 != nil {
            invalid.refuse("second_holder", Phrase("Two different people: each alone must open nothing."))
        }
        guard invalid.isEmpty else { throw invalid }
        return named.compactMap(\.1)
    }
}
