import Database
import Language

/// The delta keeps a learning agenda: what people want to learn, one question that is being worked on, and one that is being worded.
struct DemoAgenda {
    let tx: any Connection
    let days: DemoDays
    let writing: DemoWriting

    func write() throws {
        let place = try writing.cast.place("lower-delta")
        let (amina, rosa) = (try writing.cast.person("amina"), try writing.cast.person("rosa"))
        let yusuf = try writing.cast.person("yusuf")
        var draft = AgendaDraft(level: "community", until: (days.today + 300).text)
        draft.title = "What keeps youth in the clubs"
        draft.stakeholders = "Yusuf and two mothers, for those who are asked"
        draft.theory = "If the clubs give work, then youth stay, because they can feed somebody."
        try AgendaStore(tx).begin(draft.checked(on: days.today), draft, in: place.id, by: days.act(290, by: amina))
        let first = [
            try need(
                "Why do youth leave dialogue clubs after month three?", "We pay for clubs that are empty.", .implements, 5, amina, 288),
            try need("Which clubs keep their girls?", "Mine stays at home.", .affected, 4, rosa, 287, of: "Mama Rita"),
        ]
        try working(on: writing.record("youth"), from: first, in: place)
        let second = [
            try need("Does a club near the market lose fewer people?", "We have to choose the place by June.", .decides, 4, rosa, 20),
            try need("Is it far for those who walk?", "Some walk two hours.", .affected, 5, yusuf, 18),
        ]
        try wording(second, in: place)
        _ = try need(
            "Who gets the seeds that are given out?", "Ours never came.", .affected, 3, rosa, 5, of: "The women of the landing place")
        _ = try need("How do other valleys pay their facilitators?", "The money ends in May.", .funds, 2, amina, 3)
    }

    private func need(
        _ text: String, _ why: String, _ relation: LearningNeed.Relation, _ importance: Int, _ person: ID<Person>, _ ago: Int,
        of asker: String = ""
    ) throws -> ID<Item> {
        let draft = NeedDraft(stakeholder: asker, text: text, why: why, relation: relation.rawValue, importance: "\(importance)")
        return try NeedStore(tx).add(
            draft.checked(), draft, in: writing.cast.place("lower-delta").id, language: "en", by: days.act(ago, by: person))
    }

    /// The question of the main story, from proposed to being worked on.
    private func working(on id: ID<Item>, from needs: [ID<Item>], in place: Place) throws {
        let diego = try writing.cast.reader("diego", in: place)
        let act = days.act(280, by: diego.person)
        let asked = AgendaQuestionDraft(
            text: "Why do youth leave?", kind: "how", setBy: "joint", why: "Half of those who come in March are gone by June.",
            reviewOn: (days.today + 120).text)
        try AgendaQuestionStore(tx).begin(id, asked.checked(on: days.today), asked, in: place.id, language: "en", by: act)
        for need in try NeedStore(tx).all(needs, in: place.id, for: diego, in: "en", at: days.now) {
            try NeedStore(tx).move(need, "group", as: diego, by: act)
            try LineStore(tx).link(need.id, .ledTo, id, by: act)
        }
        let store = AgendaQuestionStore(tx)
        func facet() throws -> AgendaQuestion { try store.find(id, for: diego, in: "en", at: days.now) }
        try store.move(facet(), .discuss, seen: facet().version, by: days.act(278, by: diego.person))
        let grouped = try NeedStore(tx).all(needs, in: place.id, for: diego, in: "en", at: days.now)
        try store.adopt(facet(), from: grouped, seen: facet().version, as: diego, by: days.act(275, by: diego.person))
        try store.move(facet(), .activate, seen: facet().version, by: days.act(274, by: diego.person))
        try store.weigh(facet(), Priority(parts: [3, 3, 2, 1]), because: "", seen: facet().version, by: days.act(270, by: diego.person))
        var use = UsePlanDraft(try facet())
        use.texts = [
            .users: "Amina, the steering group", .routine: "What a club does in its second hour", .form: "Two pages and a talk",
            .carrier: "Rosa", .sign: "The minutes of the group quote it", .downstream: "A meeting in Sena, and the radio",
        ]
        (use.on, use.status) = ((days.today + 40).text, UsePlan.Status.discussed.rawValue)
        try store.plan(facet(), use, on: days.today + 40, .discussed, seen: facet().version, by: days.act(30, by: diego.person))
    }

    /// Two needs become one question, which those who raised them still look at.
    private func wording(_ needs: [ID<Item>], in place: Place) throws {
        let diego = try writing.cast.reader("diego", in: place)
        let draft = AgendaQuestionDraft(
            text: "Where should a new club meet so that those who walk stay?", kind: "what_if", setBy: "joint",
            why: "We have to choose the place by June.", decision: "Where the fourth club meets", decisionBy: (days.today + 50).text)
        var asked = QuestionDraft()
        (asked.text, asked.decision, asked.language) = (draft.text, draft.decision, "en")
        let chosen = try NeedStore(tx).all(needs, in: place.id, for: diego, in: "en", at: days.now)
        _ = try AgendaQuestionStore(tx).propose(
            draft.checked(on: days.today), draft, asked: asked, from: chosen, in: place, as: diego, by: days.act(6, by: diego.person))
    }
}
