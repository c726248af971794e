import Language

/// The story the first screen shows: why youth leave the clubs, what was decided, what was done and what was not (domain 0.4).
enum DemoYouth {
    static let story = DemoStory(
        key: "youth", place: "lower-delta", asked: 275, by: "amina", language: "en",
        text: "Why do youth leave the clubs after month three?",
        translations: [
            "pt": "Porque é que os jovens deixam os clubes depois do terceiro mês?",
            "sw": "Kwa nini vijana huacha vilabu baada ya mwezi wa tatu?",
            "fr": "Pourquoi les jeunes quittent-ils les clubs après le troisième mois ?",
            "es": "¿Por qué los jóvenes dejan los clubes después del tercer mes?",
            "ar": "لماذا يترك الشباب النوادي بعد الشهر الثالث؟",
            "ru": "Почему молодёжь уходит из клубов после третьего месяца?",
        ],
        purpose: .decide, decision: "what the twelve clubs do next",
        decisionElsewhere: [
            "pt": "o que os doze clubes fazem a seguir", "sw": "vilabu kumi na viwili vifanye nini baadaye",
            "fr": "ce que feront désormais les douze clubs", "es": "qué harán ahora los doce clubes",
            "ar": "ماذا تفعل النوادي الاثنا عشر بعد ذلك", "ru": "что дальше делают двенадцать клубов",
        ], decider: "The steering group of the clubs",
        elsewhere: "at the Thursday meeting", hearIn: -120, reach: ["pt": .meeting, "seh": .meeting, "sw": .radio], state: "told",
        closed: 245, opened: .everyone, voices: early + late, insights: insights, decisions: decisions, promises: promises,
        changes: changes, tellings: tellings,
        corrections: [
            DemoCorrection(
                day: 126, language: "pt",
                text: "Eu não disse que o clube não presta. Disse que só conversa não enche a panela. Escrevam as duas coisas.",
                voice: "pot", insight: "earn", state: "answered"),
            DemoCorrection(
                day: 125, language: "en",
                text: "Not four in town: five. One had come home when we counted, and left again a week later.",
                voice: "counted", insight: "earn", state: "answered"),
        ])

    private static let early: [DemoVoice] = [
        .said(
            273, "pt", "O clube dá conversa, e conversa não enche a panela. A minha mãe perguntou quanto pagam. Eu ri, e não voltei."
        ).inSena().key("pot").at("Old Ferry").spoken(),
        .said(
            273, "en", "In month three the goats have to go up to the high ground. Nobody asked the goats when they made the timetable.",
            by: .named("Goatherd")
        ).key("goats").at("Chipende"),
        .said(
            272, "pt", "Moro a nove quilómetros. A bicicleta é do meu irmão, e ao sábado quem precisa dela é ele."
        ).key("bicycle").at("Chipende"),
        .said(
            272, "en",
            "They promised a certificate. Mine came with somebody else's surname, and the shop had never heard of the club anyway."
        ).key("certificate").at("Mile Four"),
        .said(
            271, "en", "I run the Mango Landing club. Weeks one to ten: twenty-two people. Then the cashew buyers come with cash,",
            "and I explain listening to four chairs.", by: .person("yusuf")
        ).key("chairs").at("Mango Landing").knows(as: .practitioner, for: "Riverbend Peace Committee").spoken(),
        .said(
            271, "pt", "Quando a rapariga fica noiva, o clube acabou para ela. Na vossa folha de presenças isso chama-se «desistiu»."
        ).inSena().key("engaged").at("Old Ferry"),
        .said(
            270, "sw", "Mwezi wa kwanza kuna soda na michezo. Mwezi wa tatu ni maneno tu. Soda ikiisha, na sisi tunaisha."
        ).key("soda").at("Mango Landing").spoken(),
        .said(
            269, "pt", "Somos seis mães. Os filhos dizem que vão ao clube e vão ao rio pescar. Do rio trazem peixe; do clube, um boné."
        ).group(6, "Mães de Mile Four", but: "Uma de nós diz que o clube tirou o filho dela da cerveja.").inSena().key("mothers").at(
            "Mile Four"
        ).spoken(),
        .said(
            268, "pt", "Saí porque o chefe do clube escolhe sempre os primos para as viagens. Escrevam isto com letras grandes."
        ).key("cousins").at("Mango Landing"),
        .said(
            268, "en", "I left because I found work. Was that not the idea? Please count me as a success.", by: .named("Tito, now a welder")
        ).key("welder").at("Mile Four"),
        .said(267, "sw", "Baba aliniuliza: unaleta nini nyumbani? Sikuwa na jibu.").key("father").at("Mango Landing"),
        .said(
            266, "pt", "Na cheia ninguém vai ao clube. Vai-se salvar o milho, e o clube também devia ir."
        ).group(2, "Duas irmãs").inSena().key("maize").at("Old Ferry"),
    ]

    private static let late: [DemoVoice] = [
        .said(
            265, "en", "You talk about peace with people who already agree with you.",
            "The ones who fight are at the truck stop, and nobody from the club goes there after dark."
        ).key("truckstop").at("Mile Four"),
        .said(264, "pt", "Ensinaram-nos a fazer um plano de negócio. Crédito não há. Tenho um plano muito bonito na parede.").key("plan")
            .at("Chipende").spoken(),
        .said(
            263, "en", "It is not the money. My sister stayed two years without a coin, because the facilitator knew everybody's name.",
            "He was moved to another district. She went home.", by: .named("Older sister")
        ).key("names").at("Old Ferry"),
        .said(
            262, "en", "Three of us from the Thursday club went from house to house. Of nineteen who stopped,",
            "eleven sell fish or cashew, four moved to town, four we could not find.", by: .person("leila")
        ).group(3, "Leila and two others").key("counted").at("Old Ferry").knows(as: .measurement),
        .said(261, "pt", "Eu ainda vou. Vou porque gosto de cantar. Não me perguntem pela paz, perguntem pelas canções.")
            .inSena().key("singing").at("Chipende").spoken(),
        .said(
            260, "sw", "Klabu hukutana saa tisa mchana, wakati wa kazi. Ratiba walipanga wenye mishahara."
        ).key("hours").at("Mango Landing"),
        .said(259, "pt", "Ao terceiro mês vêm tirar as fotografias. Depois das fotografias já ninguém telefona.").key("photos").at(
            "Mile Four"),
        .said(258, "sw", "Nauli ni mia mbili kwenda na kurudi. Wiki nne ni mia nane. Mwezi wa tatu nikahesabu.").key("fare").at("Chipende"),
        .said(257, "pt", "O meu irmão e eu fazemos tijolo. Se o clube fizesse tijolo connosco, ficávamos.").group(2, "Dois irmãos").key(
            "bricks"
        ).at("Chipende").spoken(),
        .said(255, "pt", "Disse ao meu neto: vai. Ele disse: avó, lá sentam-se e falam do que sentem. Eu disse: então fica e ajuda-me.")
            .inSena().key("grandson").at("Mile Four").spoken(),
        .said(
            265, "en", "The day I stopped I was ashamed to say why. We had one pair of shoes at home.", by: .person("yusuf")
        ).key("shoes").at("Mango Landing").open(.circle).takenBack(158),
    ]

    private static let insights: [DemoInsight] = [
        DemoInsight(
            key: "earn", day: 238, by: "diego", claim: "Clubs lose members when nothing in them helps people earn.",
            limits: "Clubs of the Lower Delta, people of 15 to 24, outside the flood months. We did not ask anybody under 15.",
            state: "checked", confidence: .high,
            because: "Three places and three kinds of knowing say it, also those who went from house to house and counted.",
            reviewer: "rosa",
            translations: [
                "pt": "Os clubes perdem membros quando nada neles ajuda a ganhar a vida.",
                "sw": "Vilabu hupoteza wanachama pale ambapo hakuna kinachowasaidia kupata riziki.",
                "fr": "Les clubs perdent leurs membres quand rien n’y aide à gagner sa vie.",
                "es": "Los clubes pierden gente cuando nada en ellos ayuda a ganarse la vida.",
                "ar": "تفقد النوادي أعضاءها حين لا يساعدهم شيء فيها على كسب الرزق.",
                "ru": "Из клубов уходят, когда там ничто не помогает зарабатывать.",
            ],
            evidence: [
                .supports(
                    "pot", "mothers", "father", "welder", "bricks", "plan",
                    why: "They leave for work, or stay away because there is none in it."),
                .supports("goats", "soda", "certificate", "fare", why: "After three months it costs more than it brings home."),
                .supports("chairs", why: "He saw the room empty in the weeks the buyers came."),
                .supports("counted", why: "Eleven of nineteen who stopped now sell fish or cashew."),
                .supports("shoes", why: "Going cost more than the house had."),
                .contradicts("names", why: "Somebody stayed two years without earning."),
                .complicates("singing", why: "Some come for the songs and would come anyway."),
                .limits("maize", why: "In the flood the reason is the water."),
            ],
            dissents: [
                DemoDissent(
                    day: 230, language: "en",
                    text: "For the girls it is not money. The club ends after dark, and nobody walks home with them.",
                    instead: "Clubs lose girls when the way home is not safe.", by: .person("leila"), state: "kept"),
                DemoDissent(
                    day: 236, language: "en",
                    text: "It was the person, not the money. Clubs live as long as somebody in them knows your name.",
                    instead: "Look at which facilitators were moved, and when.", by: .named("Older sister"), state: "kept"),
            ]),
        DemoInsight(
            key: "distance", day: 236, by: "diego", claim: "Whoever lives more than an hour away stops when nobody pays the way.",
            limits: "Two people from Chipende; nobody from the far bank was asked.",
            evidence: [.supports("bicycle", "fare", why: "Both name the way itself, not the club.")]),
        DemoInsight(
            key: "engagement", day: 235, by: "rosa", claim: "Girls leave at their engagement, whatever the month.",
            limits: "One voice, spoken for many; somebody should ask the girls.", state: "note", openness: .team,
            evidence: [.supports("engaged", why: "She says what the attendance sheet calls dropping out.")]),
    ]

    private static let decisions: [DemoDecision] = [
        DemoDecision(
            key: "hour", day: 226, by: "amina", what: "Every club runs a livelihoods hour each week.",
            decidedBy: "The steering group of the clubs", level: .steering, type: .start, from: "earn",
            why:
                "Twelve people and groups who do not know each other say the same. We thought of paying for attendance and did not.",
            expected: "Half of those who stopped come back within three months.", state: "checked", result: .partly,
            happened: "9 of 12 clubs run it. In those, seven in ten still come in month four; before it was four in ten.",
            translations: [
                "pt": "Todos os clubes têm uma hora de meios de vida por semana.",
                "sw": "Kila klabu ina saa moja ya riziki kila wiki.",
                "fr": "Chaque club tient une heure de gagne-pain par semaine.",
                "es": "Cada club dedica una hora semanal a los medios de vida.",
                "ar": "يخصّص كل نادٍ ساعة في الأسبوع لكسب الرزق.",
                "ru": "Каждый клуб раз в неделю проводит час заработка.",
            ],
            happenedElsewhere: [
                "pt": "9 dos 12 clubes têm-na. Nesses, sete em cada dez ainda vêm ao quarto mês; antes eram quatro.",
                "sw": "Vilabu 9 kati ya 12 vina saa hiyo. Humo, saba kati ya kumi bado wanakuja mwezi wa nne; zamani walikuwa wanne.",
                "fr": "9 clubs sur 12 la tiennent. Là, sept jeunes sur dix viennent encore au quatrième mois ; avant, c’était quatre.",
                "es": "9 de los 12 clubes la tienen. En ellos siete de cada diez siguen al cuarto mes; antes eran cuatro.",
                "ar": "تسعة نوادٍ من اثني عشر تعقدها. وفيها ما زال سبعة من كل عشرة يأتون في الشهر الرابع، وكانوا أربعة.",
                "ru": "Его проводят 9 клубов из 12. В них на четвёртый месяц остаются семеро из десяти, раньше оставались четверо.",
            ])
    ]

    private static let promises: [DemoPromise] = [
        DemoPromise(
            day: 225, who: "Diego", what: "Train the twelve facilitators before the livelihoods hour begins",
            organisation: "Institute for Border Studies",
            from: "hour", dueIn: -205, person: "diego", needs: [.money, .time], days: 6, amount: 1_500, currency: "USD", secured: .partly,
            state: "fulfilled", happened: "All twelve came. The money arrived three weeks late; a cousin lent the room."),
        DemoPromise(
            day: 225, who: "Yusuf", what: "Start the livelihoods hour in all twelve clubs within three months",
            organisation: "Riverbend Peace Committee",
            from: "hour", dueIn: -143, key: "nine", person: "yusuf", needs: [.permission], secured: .partly, state: "partly",
            lapse: .resources, because: "Three clubs meet under a tree, and then the rains came.",
            happened: "9 of 12 clubs run it: bricks, nets, phone repair, and one club that keeps bees and is now feared.",
            translations: [
                "pt": "Começar a hora de meios de vida nos doze clubes em três meses",
                "ar": "بدء ساعة الرزق في النوادي الاثني عشر خلال ثلاثة أشهر",
            ]),
        DemoPromise(
            day: 224, who: "Amina", what: "Pay transport to the town market twice a month", organisation: "Riverbend Peace Committee",
            from: "hour", dueIn: -143, person: "amina", needs: [.money], amount: 1_080, currency: "USD", secured: .no,
            state: "not_fulfilled", lapse: .resources,
            because: "There was no money for it. We asked two funders; one said next year and one did not answer.",
            translations: [
                "pt": "Pagar o transporte para o mercado da vila duas vezes por mês", "ar": "دفع أجرة النقل إلى سوق البلدة مرتين في الشهر",
            ]),
        DemoPromise(
            day: 224, who: "Rosa", what: "Tell everyone who spoke in Sena, at the Thursday meeting", organisation: "Lower Delta",
            from: "hour", dueIn: -120, person: "rosa", state: "fulfilled",
            happened: "Told on a Thursday, with tea. Eleven of twelve were there."),
        DemoPromise(
            day: 223, who: "Leila", what: "Write on the wall each week how many came", organisation: "Thursday club", from: "hour",
            dueIn: 40, person: "leila", state: "under_way",
            happened: "Thirty weeks without a gap. In week nineteen somebody drew a goat beside the number."),
    ]

    private static let changes: [DemoChange] = [
        DemoChange(
            since: 120, written: 60, from: "hour", who: "Two secondary schools of the Lower Delta",
            what: "They open their workshops to the clubs on Saturdays.", place: "Lower Delta",
            significance: "Young people learn a trade where there was no place for it, and nobody had asked the schools.",
            contribution: "The clubs told the head teachers about the livelihoods hour and what it lacks.",
            others: "The district had just given both schools new tools, and a head teacher has a daughter in a club.",
            witness: (
                "Teresa Nhaca", "an inspector of schools in the district", .partly,
                "One school does it every Saturday. The other did so four times and then stopped."
            ))
    ]

    private static let tellings: [DemoTelling] = [
        DemoTelling(
            day: 131, by: "rosa", language: "seh",
            text: """
                Apontamentos da Rosa para o que disse em sena na reunião de quinta-feira: 31 pessoas falaram. Os clubes perdem \
                gente quando nada ajuda a ganhar a vida. Decidiu-se a hora de meios de vida; 9 dos 12 clubes têm-na. O transporte \
                para o mercado não se fez: não houve dinheiro. Uma de nós não estava; vou a casa dela.
                """,
            unreachable: 1, written: "pt"),
        DemoTelling(
            day: 131, by: "rosa", language: "pt",
            text: """
                Vocês disseram que conversa não enche a panela. 9 dos 12 clubes têm agora a hora de meios de vida. O transporte para o \
                mercado não se fez, porque não houve dinheiro. Digam-nos se não foi isto que quiseram dizer.
                """,
            unreachable: 1),
        DemoTelling(
            day: 130, by: "yusuf", language: "sw",
            text: """
                Mlituambia: soda ikiisha, vijana nao huisha. Sasa vilabu 9 kati ya 12 vina saa ya riziki. Usafiri wa kwenda sokoni \
                haukufanyika, kwa sababu hakukuwa na pesa.
                """,
            unreachable: 1),
        DemoTelling(
            day: 129, by: "amina", language: "en",
            text: "9 of 12 clubs now run the livelihoods hour. Transport to the town market was not done: there was no money for it.",
            unreachable: 1, translations: toldElsewhere),
    ]

    /// The English telling in the other languages of the place: it is the line the first screen shows.
    private static let toldElsewhere: [LanguageTag: String] = [
        "fr": "9 clubs sur 12 tiennent l’heure de gagne-pain. Le transport vers le marché n’a pas été fait, faute d’argent.",
        "es": "9 de los 12 clubes ya tienen su hora de medios de vida. El transporte al mercado no se hizo: no hubo dinero.",
        "ar": "تسعة نوادٍ من اثني عشر تعقد ساعة الرزق. أما النقل إلى سوق البلدة فلم يتم، لأن المال لم يتوفر.",
        "ru": "Час заработка проводят 9 клубов из 12. Проезд на рынок не оплатили: на это не нашлось денег.",
    ]
}
