import Language

/// The delta weighs what it learned about the clubs: what follows, who would not agree, what does not fit, and a theme followed through
/// the year.
struct DemoWeighing {
    let writing: DemoWriting

    func write() throws {
        let (tx, days) = (writing.tx, writing.days)
        let place = try writing.cast.place("lower-delta")
        let diego = try writing.cast.reader("diego", in: place)
        let act = days.act(228, by: diego.person)
        let insight = try InsightStore(tx).find(writing.record("earn"), for: diego, in: "en", at: days.now)
        var wording = WordingDraft(insight)
        wording.soWhat = "Put an hour in which people earn into every club before asking them for a third month."
        wording.disagreeing = "Those who came for the songs, and girls who stop because of the way home."
        try InsightStore(tx).reword(insight, wording, seen: insight.item.version, by: act)
        let differs = ContradictionDraft(
            explanation: "group", why: "Who stayed without earning lives with a family that earns.",
            check: "Ask the six who stayed longest what their house lives on.", nextOn: (days.today + 20).text)
        try ContradictionStore(tx).write(
            differs.checked(on: days.today), differs, between: insight.item, and: writing.item("names"), seen: 0, in: "en", by: act)
        let codes = try CodeStore(tx).all(of: place.id)
        let theme = ThemeDraft(
            statement: "A club costs the hours in which people live", changes: "Before the flood they speak of money, after it of hours.",
            codes: Set(["Nothing to earn", "Wrong hours", "Too far"].compactMap { codes.named($0)?.id.description }))
        _ = try ThemeStore(tx).add(theme.checked(among: codes, isNew: true, standing: 0), theme, in: place.id, by: act)
    }
}
