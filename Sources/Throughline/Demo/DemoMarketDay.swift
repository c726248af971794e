import Language

/// An older, finished turn of Lower Delta, held as after-action reviews: the market-day dialogue to which hardly anybody came.
enum DemoMarketDay {
    static let story = DemoStory(
        key: "marketday", place: "lower-delta", asked: 430, by: "rosa", language: "en",
        text: "The market-day dialogue: what did we plan, what happened, and what would we change?",
        translations: [
            "pt": "O diálogo no dia de mercado: o que planeámos, o que aconteceu, e o que mudaríamos?",
            "sw": "Mazungumzo ya siku ya soko: tulipanga nini, nini kilitokea, na tungebadilisha nini?",
            "fr": "Le dialogue du jour de marché : qu’avions-nous prévu, qu’est-il arrivé, que changerions-nous ?",
            "es": "El diálogo del día de mercado: ¿qué planeamos, qué pasó y qué cambiaríamos?",
            "ar": "حوار يوم السوق: ماذا خططنا، وماذا حدث، وماذا نغيّر؟",
            "ru": "Разговор в базарный день: что задумали, что вышло и что изменили бы?",
        ],
        purpose: .decide, decision: "how we fix dates from now on", decider: "Riverbend", hearIn: -380, state: "told", closed: 415,
        voices: reviews + more, insights: insights, decisions: decisions, promises: promises,
        tellings: [
            DemoTelling(
                day: 384, by: "amina", language: "en",
                text: "You told us the date fell on tax day. From now on no date is fixed before the market union has been asked.",
                unreachable: 1),
            DemoTelling(
                day: 384, by: "rosa", language: "pt",
                text:
                    "Disseram-nos que a data caiu no dia do imposto. Agora nenhuma data se marca sem perguntar à união.",
                unreachable: 0),
        ])

    private static let reviews: [DemoVoice] = [
        .review(
            428, "en", planned: "Sixty traders at nine o'clock.", happened: "Fourteen, at half past ten, looking over their shoulders.",
            because: "It was tax day. Nobody sits in the open on tax day.", next: "Ask the market union before fixing any date.",
            by: .person("amina")
        ).key("tax").at("Town market").knows(as: .practitioner, for: "Riverbend Peace Committee"),
        .review(
            428, "en", planned: "Shade for everybody.", happened: "One awning, and the chairs went to the guests from town.",
            because: "We hired the awning by its colour in the catalogue.", next: "Chairs in a ring, first come first served.", by: .member
        ).key("awning").at("Town market"),
        .review(
            427, "pt", planned: "Que as mulheres falassem primeiro.", happened: "Falou o chefe do mercado quarenta minutos.",
            because: "Ninguém tinha combinado com ele, e ele tinha o megafone.", next: "O megafone fica connosco.", by: .person("rosa")
        ).key("megaphone").at("Town market"),
        .review(
            427, "pt", planned: "Traduzir tudo para sena.", happened: "Traduziu-se o discurso, não as perguntas.",
            because: "O tradutor sou eu, e fui buscar água.", next: "Dois tradutores, e a água noutra pessoa."
        ).key("water").at("Town market"),
        .review(
            427, "en", planned: "Each table writes three points.",
            happened: "Two tables wrote. The third cannot write and told us so afterwards.",
            because: "Our sheet needed a pen to be heard.", next: "One voice note a table."
        ).key("pen").at("Town market").spoken(),
        .review(
            426, "en", planned: "Finish by noon.", happened: "Finished at two; the vegetables of fourteen people wilted.",
            because: "The guest from the province was late and we waited.", next: "Begin without guests.", by: .member
        ).key("wilted").at("Town market"),
        .review(
            426, "en", planned: "Pay the way for those from Chipende.", happened: "Paid three days later, to the wrong number.",
            because: "The list had two people called Maria.", next: "Pay at the gate, in hand, against a signature or a thumb."
        ).key("marias").at("Chipende"),
        .review(
            426, "pt", planned: "Um espaço para as crianças.", happened: "As crianças fizeram a melhor parte do dia.",
            because: "Havia tambores.", next: "Mais tambores, menos discursos."
        ).key("drums").at("Town market").spoken(),
    ]

    private static let more: [DemoVoice] = [
        .review(
            425, "en", planned: "A list of quarrels between stalls.", happened: "A list of quarrels with the tax collector.",
            because: "We asked about the wrong quarrel.", next: "Ask first what the quarrel is."
        ).key("wrong").at("Town market"),
        .review(
            425, "en", planned: "Youth carry the invitations.", happened: "They read them aloud in the minibus. Half the bus came.",
            because: "It sounded like fun when they read it.", next: "Let them read everything aloud.", by: .person("yusuf")
        ).key("minibus2").at("Mango Landing").knows(as: .practitioner),
        .review(
            424, "pt", planned: "Registar as promessas.", happened: "Registámos onze; o papel molhou-se no barco.",
            because: "Chovia, e o caderno era bom mas era de papel.", next: "Fotografar a página antes de subir ao barco."
        ).key("boat").at("Old Ferry").inSena(),
        .review(
            424, "en", planned: "Police stay outside.", happened: "Two came in, in uniform, for the lunch.",
            because: "It was a good lunch.",
            next: "Send theirs out to them."
        ).key("lunch").at("Town market"),
        .review(
            423, "en", planned: "Ask what people need afterwards.", happened: "Everybody was gone by then.",
            because: "We kept it for the end.", next: "Ask it first."
        ).key("ending").at("Town market").knows(as: .expert, for: "Delta Bridge"),
        .review(
            423, "pt", planned: "Levar os resultados ao distrito.", happened: "O distrito recebeu-nos e perguntou quem mandou.",
            because: "Não tínhamos carta.", next: "Pedir a carta duas semanas antes."
        ).key("letter").at("Town market"),
        .review(
            422, "en", planned: "Meet again in a month.", happened: "We did. Fifty-two came. We had asked the union.",
            because: "The date was theirs.", next: "The same again.", by: .member
        ).key("fiftytwo").at("Town market").knows(as: .measurement),
    ]

    private static let insights: [DemoInsight] = [
        DemoInsight(
            key: "dates", day: 412, by: "amina", claim: "A date the union did not choose is a date nobody keeps.",
            limits: "Markets of the Lower Delta with a union; Chipende has none.", state: "checked", confidence: .moderate,
            because: "The second meeting is the test: same place, their date, fifty-two people.", reviewer: "diego", openness: .everyone,
            translations: ["pt": "Uma data que a união não escolheu é uma data a que ninguém vem."],
            evidence: [
                .supports("tax", "wrong", "wilted", why: "The day was wrong before it began."),
                .supports("fiftytwo", why: "On the union's date four times as many came."),
                .complicates("minibus2", why: "Half a bus came because of how it was read aloud."),
            ],
            dissents: [
                DemoDissent(
                    day: 410, language: "en", text: "The second time there was also no megaphone. You changed two things and praise one.",
                    by: .member, state: "answered")
            ]),
        DemoInsight(
            key: "pens", day: 411, by: "rosa", claim: "A sheet that needs a pen hears only those who hold one.", openness: .circle,
            evidence: [.supports("pen", "water", why: "Words were lost on the way to paper.")]),
    ]

    private static let decisions: [DemoDecision] = [
        DemoDecision(
            key: "union", day: 405, by: "amina", what: "No meeting date is fixed before the market union has been asked.",
            decidedBy: "Riverbend", level: .team, type: .differently, from: "dates", why: "It costs one walk across the square.",
            expected: "Forty people or more.", state: "kept", result: .asHoped, happened: "Seven meetings since, never under forty people.",
            translations: ["pt": "Nenhuma data se marca sem perguntar primeiro à união do mercado."])
    ]

    private static let promises: [DemoPromise] = [
        DemoPromise(
            day: 404, who: "Amina", what: "Walk to the union's office before every date", organisation: "Riverbend Peace Committee",
            from: "union", dueIn: -300, person: "amina", state: "fulfilled", happened: "Seven walks. The secretary keeps a chair for me."),
        DemoPromise(
            day: 404, who: "Rosa", what: "Find a second translator for Sena", organisation: "Lower Delta", from: "pens", dueIn: -330,
            person: "rosa", state: "fulfilled", happened: "Her name is Inês and she does not fetch water."),
        DemoPromise(
            day: 404, who: "Yusuf", what: "Record each table as a voice note", organisation: "Riverbend Peace Committee", from: "pens",
            dueIn: -350, person: "yusuf", state: "partly", lapse: .resources,
            because: "One phone was full of somebody's wedding.", happened: "Recorded at four of seven meetings."),
        DemoPromise(
            day: 403, who: "The market union", what: "Send a list of days on which nobody can come", organisation: "Market union",
            from: "union",
            dueIn: -360, state: "fulfilled", happened: "It has 61 days on it."),
        DemoPromise(
            day: 403, who: "The district office", what: "Answer letters within two weeks", organisation: "District office", from: "union",
            dueIn: -340, state: "declined", because: "They said two weeks is a matter for the province."),
        DemoPromise(
            day: 402, who: "Leila", what: "Keep the megaphone at home", organisation: "Thursday club", from: "union", dueIn: -200,
            person: "leila", state: "released", because: "The megaphone broke, to general relief."),
    ]
}
