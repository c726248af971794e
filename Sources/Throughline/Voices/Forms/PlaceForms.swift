import Language

/// Which forms a place uses, and its own word for what did not work.
struct PlaceForms: Sendable {
    var used: Set<FormID> = FormID.usual
    var failureWord = FailureWord.plain

    /// In the order they are always listed in.
    var forms: [CaptureForm] { FormID.allCases.filter(used.contains).map(form) }

    /// A form by the name it has here.
    func form(_ id: FormID) -> CaptureForm {
        var form = CaptureForm.of(id)
        if id == .failure { form.title = failureWord.words }
        return form
    }
}
