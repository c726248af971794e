import Database
import Language

/// The delta says what it learned about its clubs in one line, three points, a page and all of it.
struct DemoReports {
    let tx: any Connection
    let days: DemoDays
    let writing: DemoWriting

    private static let words: [ReportPart: String] = [
        .line: "Young people leave the clubs in month three: nothing there helps them earn, and it meets when they work.",
        .point1: "Talk and chairs do not keep anybody: after three months the goats, the fields and the buyers call.",
        .point2: "Where the livelihoods hour runs, seven in ten still come in month four; before it was four in ten.",
        .point3: "Not everybody agrees: for some it is the way there, or who gets the trips, not the money.",
        .introduction: "We asked because half of each club was gone by the fourth month, and nobody had asked those who went.",
        .missing: "Girls who never joined, and those who have left the district.",
    ]

    private static let translations: [ReportPart: [LanguageTag: String]] = [
        .line: [
            "fr":
                "Les jeunes quittent les clubs au troisième mois : rien n’y aide à gagner sa vie, et l’on s’y réunit aux heures de travail.",
            "es": "Los jóvenes dejan los clubes al tercer mes: nada ayuda allí a ganarse la vida, y se reúnen en horas de trabajo.",
            "ar": "يغادر الشباب النوادي في الشهر الثالث: لا شيء فيها يعين على كسب الرزق، وهي تجتمع في ساعات العمل.",
            "ru": "Молодёжь уходит из клубов на третьем месяце: заработать там нечем, а собираются они в рабочие часы.",
        ],
        .point1: [
            "fr":
                "Des paroles et des chaises ne retiennent personne : après trois mois, les chèvres, les champs et les acheteurs appellent.",
            "es": "Las charlas y las sillas no retienen a nadie: a los tres meses llaman las cabras, los campos y los compradores.",
            "ar": "الكلام والكراسي لا يُبقيان أحدًا: بعد ثلاثة أشهر تنادي الماعز والحقول والمشترون.",
            "ru": "Разговоры и стулья никого не держат: через три месяца зовут козы, поля и скупщики.",
        ],
        .point2: [
            "fr": "Là où se tient l’heure de gagne-pain, sept sur dix viennent encore au quatrième mois ; avant, c’était quatre.",
            "es": "Donde hay hora de medios de vida, siete de cada diez siguen al cuarto mes; antes eran cuatro.",
            "ar": "حيث تُعقد ساعة الرزق ما زال سبعة من كل عشرة يأتون في الشهر الرابع، وكانوا أربعة.",
            "ru": "Где есть час заработка, на четвёртый месяц остаются семеро из десяти, раньше оставались четверо.",
        ],
        .point3: [
            "fr": "Tout le monde n’est pas d’accord : pour certains, c’est le chemin, ou qui a droit aux voyages, pas l’argent.",
            "es": "No todos están de acuerdo: para algunos es el camino, o a quién le tocan los viajes, no el dinero.",
            "ar": "ليس الجميع متفقين: عند بعضهم الطريق، أو من يحظى بالرحلات، لا المال.",
            "ru": "Согласны не все: для кого-то дело в дороге или в том, кому достаются поездки, а не в деньгах.",
        ],
    ]

    func write() throws {
        let question = try writing.record("youth")
        let learned = try writing.item("earn")
        let (diego, rosa) = (try writing.cast.person("diego"), try writing.cast.person("rosa"))
        let delta = try PlaceStore(tx).find(learned.space)
        let (writer, second) = (try writing.cast.reader("diego", in: delta), try writing.cast.reader("rosa", in: delta))
        let rows = try tx.run(
            """
            SELECT \(SQL.itemColumns) FROM insights n JOIN items i ON i.id = n.id
            WHERE n.question_id = \(question) AND i.state IN ('shared', 'checked') AND i.audience <= \(Audience.circle.rawValue) ORDER BY i.id
            """)
        let draft = ReportDraft(words: Self.words)
        let quotes = try ReportQuote.found(in: draft, about: [question], for: .circle, tx, at: days.now)
        let store = ReportStore(tx)
        let id = try store.add(
            draft, for: .circle, about: .init(space: delta.id, question: question, sources: rows.map(Item.init)), quoting: quotes, in: "en",
            by: days.act(24, by: diego))
        for (part, words) in Self.translations { try writing.translate(id, part.rawValue, words, on: days.act(20, by: rosa).day) }
        func report() throws -> Report { try store.find(id, for: writer, in: "en", at: days.now) }
        try store.check(report(), seen: report().item.version, as: second, by: days.act(22, by: rosa))
        let reading = ReportReading(tx: tx, reader: writer, language: "en", now: days.now)
        let beside = try reading.view(id).records
        try store.publish(report(), beside: beside, seen: report().item.version, as: writer, by: days.act(21, by: diego))
    }
}
