import Language

/// Delta Bridge and Northlight Foundation: what did not work, and reports that nobody answers.
enum DemoPartners {
    static let stories = [failures, reports]

    private static let failures = DemoStory(
        key: "failures", place: "delta-bridge", asked: 190, by: "kadiatou", language: "fr",
        text: "Qu’avons-nous fait qui n’a pas marché, et que nous ne referions pas ?",
        translations: [
            "en": "What did we do that did not work, and that we would not do again?",
            "es": "¿Qué hicimos que no funcionó y no repetiríamos?",
            "ar": "ماذا فعلنا ولم ينجح، ولن نكرّره؟", "ru": "Что мы делали, что не получилось и чего мы бы не повторили?",
            "pt": "O que fizemos que não resultou e que não repetiríamos?",
        ],
        purpose: .decide, decision: "ce que nous arrêtons l’an prochain", decider: "Le comité de pilotage", hearIn: -90,
        reach: ["fr": .mail, "en": .mail], state: "told", closed: 165, voices: failed, insights: learned, decisions: decided,
        promises: promised,
        tellings: [
            DemoTelling(
                day: 96, by: "kadiatou", language: "fr",
                text:
                    "Vous avez écrit douze ratés. Nous arrêtons l’hôtel et les per diem de présence. Nous gardons le vélo du facteur.",
                unreachable: 1),
            DemoTelling(
                day: 96, by: "fatou", language: "en",
                text: "You wrote down twelve failures. We stop hotel workshops and sitting allowances. We keep the postman's bicycle.",
                unreachable: 0),
            DemoTelling(
                day: 95, by: "kadiatou", language: "es",
                text:
                    "Escribieron doce fracasos. Dejamos los hoteles. Los mediadores los elige su pueblo, o no hay mediadores.",
                unreachable: 0),
            DemoTelling(
                day: 95, by: "kadiatou", language: "ru",
                text:
                    "Вы написали о двенадцати неудачах. Семинаров в гостиницах больше не будет. На солярку для генератора денег пока нет.",
                unreachable: 0),
            DemoTelling(
                day: 95, by: "kadiatou", language: "ar",
                text: "كتبتم عن اثني عشر إخفاقًا. لا ورش في الفنادق بعد اليوم. وعدنا بالعودة بعد شهر، وهذه المرة عدنا في موعدنا.",
                unreachable: 0),
        ],
        corrections: [
            DemoCorrection(
                day: 4, language: "en", text: "The manual was not useless. It was useless in that language.", voice: "manual",
                insight: "hotel")
        ])

    private static let failed: [DemoVoice] = [
        .said(
            188, "fr", "Atelier de trois jours à l’hôtel. Compris : la piscine. Retenu : la piscine.",
            "Nous l’avons fait exactement comme prévu."
        ).key("pool").knows(as: .practitioner, for: "Delta Bridge").open(.everyone).spoken(),
        .said(
            187, "en", "We printed four hundred manuals in a language two of the twelve clubs read.",
            "The other ten use them to level the football pitch table."
        ).key("manual").knows(as: .practitioner, for: "Riverbend Peace Committee").open(.everyone),
        .said(
            187, "fr", "On a payé les gens pour venir. Quand l’argent s’est arrêté, ils avaient raison de partir.", by: .person("kadiatou")
        ).key("paid").knows(as: .practitioner, for: "Delta Bridge"),
        .said(
            186, "fr", "Nous avons cité le nom d’un témoin dans une légende de photo. Il a déménagé. Plus jamais de légende sans relecture."
        ).key(
            "caption"
        ).knows(as: .practitioner),
        .said(
            185, "en", "The hotline rang in our office from nine to five. Trouble keeps other hours."
        ).key("hotline").knows(
            as: .practitioner, for: "Riverbend Peace Committee"
        ).open(.everyone).spoken(),
        .said(184, "fr", "Une application. Onze téléchargements, dont neuf par nous.").key("app").knows(
            as: .measurement, for: "Delta Bridge"
        ).open(
            .everyone),
        .said(183, "es", "Formamos mediadores y los mandamos de vuelta a pueblos donde nadie los había elegido.").key("mediators").knows(
            as: .expert, for: "Institute for Border Studies"),
        .said(182, "en", "We counted handshakes as an outcome. I signed that report. I am sorry.").key("handshakes").knows(
            as: .practitioner, for: "Northlight Foundation"
        ).open(.everyone),
        .said(181, "fr", "Le comité des jeunes avait quarante-six ans de moyenne.").key("average").knows(as: .document, for: "Delta Bridge")
            .open(
                .everyone
            ).spoken(),
        .said(180, "ru", "Купили генератор без бюджета на солярку. Он стоит красивый.").key("generator").knows(
            as: .practitioner, for: "Osh group"
        ).open(.everyone),
        .said(179, "ar", "وعدنا بالعودة بعد شهر. عدنا بعد سنة ومعنا استمارة جديدة.").key("form").knows(
            as: .practitioner, for: "Saffron Valley Women's Network"
        ),
        .said(178, "en", "We closed the small grants to make room for a strategy about small grants.", by: .person("ingrid")).key(
            "strategy"
        ).knows(as: .practitioner, for: "Northlight Foundation"),
        .said(177, "fr", "Le vélo du facteur, lui, marche toujours. Il porte les réponses dans six villages. Coût : un vélo.").key(
            "bicycle2"
        ).open(
            .everyone
        ).knows(as: .practitioner, for: "Delta Bridge"),
        .said(
            175, "fr", "Vous demandez les échecs et le formulaire dit « bonnes pratiques » en haut de la page.",
            by: .named("Lectrice attentive")
        )
        .key("header").open(.everyone),
    ]

    private static let learned: [DemoInsight] = [
        DemoInsight(
            key: "hotel", day: 160, by: "kadiatou",
            claim: "Ce qui échoue chez nous a été pensé là où nous dormons, pas là où vivent les gens.",
            limits: "Six équipes, douze ratés racontés par celles et ceux qui les ont faits.", state: "checked", confidence: .moderate,
            because: "Cinq organisations le disent, chacune sur sa propre faute.", reviewer: "fatou", openness: .everyone,
            translations: [
                "en": "What fails with us was thought up where we sleep, not where people live.",
                "es": "Lo que nos sale mal se pensó donde dormimos, no donde vive la gente.",
            ],
            evidence: [
                .supports(
                    "pool", "manual", "hotline", "mediators", "generator", "form",
                    why: "Chaque fois le lieu, l’heure ou la langue était la nôtre."),
                .supports("app", why: "Onze téléchargements, neuf des nôtres."),
                .contradicts("bicycle2", why: "Celui-là aussi fut pensé au bureau."),
                .complicates("strategy", why: "Parfois c’est l’argent qui change d’avis."),
            ],
            dissents: [
                DemoDissent(
                    day: 156, language: "en", text: "Two of these were a question of doing it badly, not of where it was thought up.",
                    by: .person("ingrid"),
                    state: "kept")
            ]),
        DemoInsight(
            key: "allowance", day: 158, by: "fatou", claim: "Payer la présence achète la présence et rien d’autre.",
            limits: "Un programme sur deux ans.",
            openness: .circle, evidence: [.supports("paid", "handshakes", why: "Les chiffres étaient bons jusqu’au dernier virement.")]),
    ]

    private static let decided: [DemoDecision] = [
        DemoDecision(
            key: "nohotel", day: 150, by: "kadiatou", what: "Plus d’ateliers à l’hôtel : on va là où vivent les gens, ou on n’y va pas.",
            decidedBy: "Le comité de pilotage", level: .steering, type: .stop, from: "hotel", why: "Douze ratés, dix à la même adresse.",
            expected: "Moins d’ateliers, plus de visites.", state: "applied", happened: "Quatre visites depuis, un seul matelas crevé.",
            checkIn: 40,
            translations: ["en": "No more workshops in hotels: we go where people live, or we do not go."]),
        DemoDecision(
            key: "postman", day: 149, by: "kadiatou", what: "Nous gardons le vélo du facteur, exprès.", decidedBy: "Delta Bridge",
            level: .management,
            type: .keep, from: "hotel", why: "Six villages, un vélo, des réponses chaque semaine.", state: "decided",
            translations: ["en": "We keep the postman's bicycle, on purpose."]),
    ]

    private static let promised: [DemoPromise] = [
        DemoPromise(
            day: 148, who: "Kadiatou", what: "Traduire le manuel avec deux clubs, pas pour eux", organisation: "Delta Bridge",
            from: "hotel",
            dueIn: -30, person: "kadiatou", needs: [.money], amount: 800, currency: "USD", state: "fulfilled",
            happened: "Trente-deux pages sont devenues sept, avec des chèvres."),
        DemoPromise(
            day: 148, who: "Fatou", what: "Rappeler le témoin de la photo et demander ce qu’il veut", organisation: "Delta Bridge",
            from: "hotel",
            dueIn: -60, person: "fatou", state: "fulfilled", happened: "Il voulait une excuse écrite et la photo. Il a les deux."),
        DemoPromise(
            day: 147, who: "Ingrid", what: "Pay diesel wherever we pay for a generator", organisation: "Northlight Foundation",
            from: "nohotel",
            dueIn: -45, person: "ingrid", state: "not_fulfilled", language: "en", lapse: .priorities,
            because: "The board moved the line to solar, which has no diesel and no panels yet."),
        DemoPromise(
            day: 147, who: "Riverbend", what: "Open the hotline at night", organisation: "Riverbend Peace Committee", from: "hotel",
            dueIn: 12,
            needs: [.people], secured: .partly, state: "under_way", language: "en"),
        DemoPromise(
            day: 146, who: "Le comité des jeunes", what: "Laisser la présidence à quelqu’un de moins de trente ans",
            organisation: "Comité des jeunes",
            from: "nohotel", dueIn: -80, state: "declined", because: "Le président a vingt-neuf ans depuis longtemps."),
    ]

    private static let reports = DemoStory(
        key: "reports", place: "delta-bridge", asked: 45, by: "fatou", language: "en",
        text: "Which reports do you write that nobody answers?",
        translations: [
            "fr": "Quels rapports écrivez-vous auxquels personne ne répond ?", "es": "¿Qué informes escriben que nadie contesta?",
            "ar": "أي تقارير تكتبونها ولا يجيب عنها أحد؟", "ru": "На какие ваши отчёты никто не отвечает?",
            "pt": "Que relatórios escrevem a que ninguém responde?",
        ],
        purpose: .decide, decision: "which reports Northlight stops asking for", decider: "Ingrid, Northlight Foundation", hearIn: 5,
        reach: ["fr": .mail, "en": .mail], state: "closed", closed: 10, grewFrom: "hotel",
        voices: [
            .said(
                43, "en", "The quarterly one. I once wrote \"the moon is a clinic\" in section four. Section four was approved.",
                by: .named("Section four")
            )
            .key("moon").open(.everyone).spoken(),
            .said(42, "fr", "Le tableau des indicateurs. Cent douze cases, dont trois que nous comprenons.").key("cells").open(.everyone),
            .said(41, "es", "El informe de salvaguardia: lo mandamos con un caso real dentro y respondió el contestador.").key("safeguard"),
            .said(40, "ru", "Годовой. Четыре недели работы, ответ: «получено».").key("received").open(.everyone).spoken(),
            .said(39, "ar", "تقرير الزيارة. نكتبه للذي زارنا، وهو كان معنا.").key("visit").open(.everyone),
            .said(37, "en", "I read them. There are ninety. I answer the ones with a question in them.", by: .person("ingrid")).key(
                "ninety"
            ).knows(
                as: .practitioner, for: "Northlight Foundation"
            ).open(.everyone),
            .review(
                35, "en", planned: "Report in ten days.", happened: "Forty-one days, three logins.",
                because: "The portal speaks one language.",
                next: "Send it by mail and say so.", by: .member
            ).key("portal"),
            .review(
                33, "fr", planned: "Joindre les reçus.", happened: "Reçus effacés par le soleil.",
                because: "Papier thermique, camionnette blanche.",
                next: "Photographier le jour même."
            ).key("sun").spoken(),
            .review(
                31, "en", planned: "Ask partners to comment.", happened: "They commented on the font.",
                because: "It was the only part still open.",
                next: "Ask before writing."
            ).key("font"),
            .review(
                29, "fr", planned: "Un rapport commun.", happened: "Deux rapports et une brouille.",
                because: "Personne ne tenait le stylo.",
                next: "Nommer qui tient le stylo."
            ).key("pen2").open(.everyone),
            .review(
                27, "pt", planned: "Contar as histórias.", happened: "O limite era de 500 caracteres.", because: "É o que cabe no portal.",
                next: "Mandar um áudio e pedir desculpa."
            ).key("fivehundred").spoken(),
            .said(24, "en", "None. We stopped writing them two quarters ago and are waiting to see who notices.").key("stopped"),
        ],
        insights: [
            DemoInsight(
                key: "unanswered", day: 9, by: "fatou", claim: "A report is answered when it asks something.",
                limits: "Nine teams, one funder.", openness: .everyone,
                translations: ["fr": "On répond à un rapport quand il demande quelque chose."],
                evidence: [
                    .supports("ninety", why: "She answers the ones with a question in them."),
                    .supports("moon", "received", "cells", why: "Nothing was asked and nothing came back."),
                    .contradicts("safeguard", why: "That one asked for help, and a machine answered."),
                ],
                dissents: [
                    DemoDissent(
                        day: 7, language: "en", text: "You cannot make it our fault that nobody reads.", by: .named("Section four"))
                ]),
            DemoInsight(
                key: "portals", day: 8, by: "kadiatou", claim: "Le portail coûte plus de temps que le rapport.", state: "note",
                openness: .team, language: "fr",
                evidence: [.supports("portal", "fivehundred", "sun", why: "Trois équipes, le même portail.")]),
        ],
        decisions: [
            DemoDecision(
                key: "onepage", day: 6, by: "fatou", what: "Northlight takes one page and one question a year, by mail or as a recording.",
                decidedBy: "Ingrid, Northlight Foundation", level: .funder, type: .less, from: "unanswered",
                why: "Ninety reports, one reader.", expected: "Every report gets an answer within a month.", checkIn: 180,
                translations: ["fr": "Northlight demande une page et une question par an, par courrier ou en audio."]),
            DemoDecision(
                key: "answerall", day: 5, by: "fatou", what: "Whoever asks for a report says who reads it, or does not ask.",
                decidedBy: "The steering group", level: .steering, type: .differently, from: "unanswered", state: "proposed"),
        ],
        promises: [
            DemoPromise(
                day: 5, who: "Ingrid", what: "Answer all ninety reports of last year, one line each", organisation: "Northlight Foundation",
                from: "onepage", dueIn: 40, person: "ingrid", needs: [.time], days: 15, secured: .partly, state: "under_way",
                happened: "Thirty-one so far."),
            DemoPromise(
                day: 5, who: "Fatou", what: "Find out what happened to the safeguarding case", organisation: "Delta Bridge",
                from: "unanswered",
                dueIn: -1, person: "fatou", state: "fulfilled", happened: "Reached a person. The case is being looked after."),
            DemoPromise(
                day: 4, who: "Northlight Foundation", what: "Switch off the portal", organisation: "Northlight Foundation", from: "onepage",
                dueIn: 60, needs: [.permission], secured: .no, state: "made"),
            DemoPromise(
                day: 3, who: "Kadiatou", what: "Collect thirty questions worth asking a funder", organisation: "Delta Bridge",
                from: "unanswered",
                dueIn: 6, person: "kadiatou", state: "accepted"),
        ])
}
