import Language

/// What the form that changes a running promise sent: its words and what it needs. Its day stays: a promise that slips is late.
struct RewordingDraft: Sendable {
    var promise = ""
    var needs: Set<String> = []
    var amount = ""
    var currency = ""
    var days = ""
    var secured = Secured.no.rawValue

    struct Checked: Sendable {
        let promise: String
        let needs: PromiseNeeds
    }

    func checked() throws(Invalid) -> Checked {
        var invalid = Invalid()
        PromiseDraft.check(promise, &invalid)
        let needs = wanted.checked(&invalid)
        guard invalid.isEmpty else { throw invalid }
        return Checked(promise: promise, needs: needs)
    }

    /// What it needs, as typed.
    var wanted: NeedsDraft { NeedsDraft(needs: needs, amount: amount, currency: currency, days: days, secured: secured) }
}

extension RewordingDraft {
    /// As the promise stands.
    init(_ promise: Commitment) {
        self.init(
            promise: promise.words("what")?.body ?? "", needs: Set(promise.needs.map(\.rawValue)),
            amount: promise.amount.map(String.init) ?? "", currency: promise.currency ?? "", days: promise.days.map(String.init) ?? "",
            secured: promise.secured.rawValue)
    }

    init(_ fields: Fields) {
        self.init(
            promise: fields["promise"], needs: Set(fields.all("needs")), amount: fields["amount"], currency: fields["currency"],
            days: fields["days"], secured: fields["secured"].nonEmpty ?? Secured.no.rawValue)
    }
}

/// What a promise needs, as the form sent it.
struct NeedsDraft: Sendable, Equatable {
    var needs: Set<String> = []
    var amount = ""
    var currency = ""
    var days = ""
    var secured = Secured.no.rawValue

    /// What is ticked, and what was filled in without a tick: nothing somebody wrote is dropped.
    var wanted: Set<Need> {
        var wanted = Set(needs.compactMap { Need(rawValue: $0) })
        if !amount.isEmpty || !currency.isEmpty { wanted.insert(.money) }
        if !days.isEmpty { wanted.insert(.time) }
        return wanted
    }

    func checked(_ invalid: inout Invalid) -> PromiseNeeds {
        let wanted = wanted
        let hasMoney = wanted.contains(.money)
        let money = Self.number(amount)
        let code = currency.uppercased()
        if hasMoney && money == nil { invalid.refuse("amount", Phrase("Say how much, as a whole number.")) }
        if hasMoney && !(code.count == 3 && code.utf8.allSatisfy { $0 >= 0x41 && $0 <= 0x5A }) {
            invalid.refuse("currency", Phrase("Write the currency with its three letters, such as USD."))
        }
        let time = Self.number(days)
        if !days.isEmpty && time == nil { invalid.refuse("days", Phrase("Say how many days, as a whole number.")) }
        return PromiseNeeds(
            needs: wanted, amount: hasMoney ? money : nil, currency: hasMoney ? code : nil, days: wanted.contains(.time) ? time : nil,
            secured: wanted.isEmpty ? .yes : Secured(rawValue: secured) ?? .no)
    }

    /// A whole number as people type it: `1500`, `1,500`, `1 500`.
    static func number(_ text: String) -> Int? {
        let digits = text.filter { !$0.isWhitespace && $0 != "," && $0 != "." && $0 != "'" }
        guard !digits.isEmpty, digits.utf8.count <= 12, digits.utf8.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }) else { return nil }
        return Int(digits)
    }
}

/// What a promise needs before it can be kept, and whether it is there.
struct PromiseNeeds: Sendable {
    let needs: Set<Need>
    let amount: Int?
    let currency: String?
    let days: Int?
    let secured: Secured

    /// As it lies in the table.
    var words: String { Need.allCases.filter { needs.contains($0) }.map(\.rawValue).joined(separator: " ") }
}
