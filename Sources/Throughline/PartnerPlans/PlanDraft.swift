import Language

/// What the form of a plan sent.
struct PlanDraft: Sendable {
    var programme = ""
    var commissioner = ""
    var commissionerName = ""
    var partner = ""
    var partnerName = ""
    var independence = ""
    var starts = ""
    var openness = ""

    static let longest = 300

    var texts: [(field: String, body: String)] {
        [("programme", programme), ("commissioner", commissioner), ("partner", partner), ("independence", independence)]
    }

    /// `payer` and `doer`: the accounts the two names have here.
    func checked(payer: ID<Person>?, doer: ID<Person>?) throws(Invalid) -> (starts: Day, payer: ID<Person>, doer: ID<Person>) {
        var invalid = Invalid()
        if programme.isEmpty { invalid.refuse("programme", Phrase("Say which programme learns.")) }
        if commissioner.isEmpty { invalid.refuse("commissioner", Phrase("Say who pays.")) }
        if partner.isEmpty { invalid.refuse("partner", Phrase("Say who does it.")) }
        if independence.isEmpty {
            invalid.refuse("independence", Phrase("Say why they depend neither on who pays nor on those who do the work."))
        }
        for (field, value) in texts where value.count > Self.longest {
            invalid.refuse(field, Phrase("Keep this under \("n", Self.longest) characters."))
        }
        let nobody = Phrase("Nobody here has this name. Invite them first; a reader is enough.")
        if payer == nil { invalid.refuse("commissioner_name", nobody) }
        if doer == nil { invalid.refuse("partner_name", nobody) }
        if payer != nil && payer == doer { invalid.refuse("partner_name", Phrase("Who pays and who does it are two people.")) }
        let day = Day(starts)
        if day == nil { invalid.refuse("starts", Phrase("Choose a day.")) }
        guard let day, let payer, let doer, invalid.isEmpty else { throw invalid }
        return (day, payer, doer)
    }
}

extension PlanDraft {
    init(_ fields: Fields) {
        self.init(
            programme: fields["programme"], commissioner: fields["commissioner"], commissionerName: fields["commissioner_name"],
            partner: fields["partner"], partnerName: fields["partner_name"], independence: fields["independence"], starts: fields["starts"],
            openness: fields["openness"])
    }

    init(_ plan: PartnerPlan) {
        self.init(
            programme: plan.words("programme"), commissioner: plan.words("commissioner"), commissionerName: plan.commissionerName,
            partner: plan.words("partner"), partnerName: plan.partnerName, independence: plan.words("independence"),
            starts: plan.starts.text)
    }
}

/// What the form of one task sent.
struct TaskDraft: Sendable {
    var task = ""
    var bucket = ""
    var cadence = ""
    var due = ""
    var audience = PlanTask.Audience.grantees.rawValue
    var deliverable = ""

    struct Checked: Sendable {
        let bucket: PlanTask.Bucket
        let cadence: PlanTask.Cadence?
        let due: Day?
        let audience: PlanTask.Audience
    }

    var texts: [(field: String, body: String)] { [("task", task), ("deliverable", deliverable)] }

    /// What is for the two of them alone is written by one of the two: whoever else wrote it could not read it again.
    func checked(isOneOfTwo: Bool) throws(Invalid) -> Checked {
        var invalid = Invalid()
        if task.isEmpty { invalid.refuse("task", Phrase("Say what is to be done.")) }
        for (field, value) in texts where value.count > PlanDraft.longest {
            invalid.refuse(field, Phrase("Keep this under \("n", PlanDraft.longest) characters."))
        }
        let bucket = PlanTask.Bucket(rawValue: bucket)
        if bucket == nil { invalid.refuse("bucket", Phrase("Choose one.")) }
        let cadence = bucket == .recurring ? PlanTask.Cadence(rawValue: cadence) : nil
        if bucket == .recurring && cadence == nil { invalid.refuse("cadence", Phrase("Say how often.")) }
        let day = Day(due)
        if day == nil && (bucket != .once || !due.isEmpty) { invalid.refuse("due", Phrase("Choose a day.")) }
        let audience = PlanTask.Audience(rawValue: audience)
        if audience == nil { invalid.refuse("audience", Phrase("Choose one.")) }
        if audience == .commissioner && !isOneOfTwo {
            invalid.refuse("audience", Phrase("Only who pays or who does it can write what is for the two of them alone."))
        }
        guard let bucket, let audience, invalid.isEmpty else { throw invalid }
        return Checked(bucket: bucket, cadence: cadence, due: day, audience: audience)
    }
}

extension TaskDraft {
    init(_ fields: Fields) {
        self.init(
            task: fields["task"], bucket: fields["bucket"], cadence: fields["cadence"], due: fields["due"],
            audience: fields["audience"].nonEmpty ?? PlanTask.Audience.grantees.rawValue, deliverable: fields["deliverable"])
    }

    init(_ task: PlanTask) {
        self.init(
            task: task.words("task"), bucket: task.bucket.rawValue, cadence: task.cadence?.rawValue ?? "", due: task.due?.text ?? "",
            audience: task.audience.rawValue, deliverable: task.words("deliverable"))
    }
}

/// What was delivered, and why late.
struct HandedInDraft: Sendable {
    var what = ""
    var why = ""
    var record = ""

    func checked(isLate: Bool) throws(Invalid) {
        var invalid = Invalid()
        if what.isEmpty { invalid.refuse("what", Phrase("Say what was delivered, and where it can be found.")) }
        if isLate && why.isEmpty { invalid.refuse("why", Phrase("Its day has passed. Say why it is late.")) }
        for (field, value) in [("what", what), ("why", why)] where value.count > 1_000 {
            invalid.refuse(field, Phrase("Keep this under \("n", 1_000) characters."))
        }
        guard invalid.isEmpty else { throw invalid }
    }
}

extension HandedInDraft {
    init(_ fields: Fields) { self.init(what: fields["what"], why: fields["why"], record: fields["record"]) }
}
