import Database
import Language

/// Owns the table `place_forms`.
struct PlaceFormsStore {
    let tx: any Connection

    init(_ tx: any Connection) { self.tx = tx }

    func forms(of space: ID<Space>) throws -> PlaceForms {
        var forms = PlaceForms()
        for row in try tx.run("SELECT form, used, called FROM place_forms WHERE space_id = \(space)") {
            guard let form = FormID(rawValue: try row.text("form")) else { continue }
            if try row.bool("used") { forms.used.insert(form) } else { forms.used.remove(form) }
            if let word = try row.textOrNil("called").flatMap({ FailureWord(rawValue: $0) }) { forms.failureWord = word }
        }
        return forms
    }

    /// Over the version of the place somebody read.
    func choose(_ forms: PlaceForms, in place: Place, seen version: Int, by act: Act) throws {
        try PlaceStore(tx).touch(place.id, seen: version)
        for form in FormID.allCases {
            try tx.run(
                """
                INSERT INTO place_forms (space_id, form, used, called) VALUES (\(place.id), \(form.rawValue), \(forms.used.contains(form)), \(form == .failure ? forms.failureWord.rawValue : nil))
                ON CONFLICT (space_id, form) DO UPDATE SET used = excluded.used, called = excluded.called
                """)
        }
        try AuditStore(tx).record("space.forms", item: nil, space: place.id, by: act, unnamed: false)
    }
}
