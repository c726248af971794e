import Language

/// What Lower Delta asks today: who stays now, and what makes the road safe.
enum DemoDelta {
    static let stories = [stay, road]

    private static let stay = DemoStory(
        key: "stay", place: "lower-delta", asked: 70, by: "rosa", language: "en", text: "Who stays in the clubs now, and why?",
        translations: [
            "pt": "Quem fica agora nos clubes, e porquê?", "sw": "Nani anabaki klabuni sasa, na kwa nini?",
            "fr": "Qui reste dans les clubs maintenant, et pourquoi ?", "es": "¿Quién se queda ahora en los clubes, y por qué?",
            "ar": "من يبقى الآن في النوادي، ولماذا؟", "ru": "Кто теперь остаётся в клубах и почему?",
        ],
        reader: "Diego", elsewhere: "at the Thursday meeting", hearIn: 4, reach: ["pt": .meeting, "seh": .meeting, "sw": .radio],
        grewFrom: "nine",
        voices: [
            .said(66, "en", "Me. I sell honey now. My mother tells the neighbours I am in agriculture.", by: .member).key("honey").at(
                "Mango Landing"
            ).open(.everyone),
            .said(64, "pt", "Ficam os que moram perto. Os de longe vêm quando há mota.", by: .person("rosa")).key("near").at("Old Ferry"),
            .said(63, "sw", "Wanaobaki ni wale wanaorekebisha simu. Kwanza tulikuwa watatu, sasa tuko tisa.").key("phones").at(
                "Mango Landing"
            ).open(.everyone).spoken(),
            .said(61, "pt", "A minha filha fica. Aprendeu a coser redes e já não me pede crédito para o telefone.").inSena().key("nets").at(
                "Old Ferry"
            ).open(.everyone),
            .said(58, "en", "The loud ones stay. I stopped in week two of the bricks because nobody let me near the mould.").key("mould")
                .at(
                    "Chipende"),
            .said(55, "pt", "Nós quatro ficamos pelo futebol. A hora dos tijolos é o preço, e pagamos.").group(
                4, "Quatro do meio-campo"
            ).key("football").at("Chipende").spoken(),
            .said(
                51, "en", "In my club eight boys and one girl do phone repair. The girl is the best and nobody hands her the screwdriver.",
                by: .person("yusuf")
            ).key("screwdriver").at("Mango Landing").knows(as: .practitioner, for: "Riverbend Peace Committee"),
            .said(47, "sw", "Mimi nilirudi baada ya mwaka. Hakuna aliyenicheka. Hiyo ndiyo sababu.").key("return").at("Mile Four"),
            .said(40, "en", "From the wall: last month 131 names; when I began it was 84. I only write the numbers.", by: .person("leila"))
                .key(
                    "wall"
                ).at("Old Ferry").knows(as: .measurement).open(.everyone),
            .said(33, "pt", "Fica quem pode perder uma tarde. Eu não posso.").at("Mile Four"),
            .said(20, "en", "The three clubs under the tree. Ask them who stays when it rains. Nobody. Build a roof.").key("roof").at(
                "Chipende"
            ),
            .said(9, "pt", "Agora vêm pessoas de trinta anos que mentem a idade. Eu sou um deles.", by: .named("Vinte e quatro e meio")),
        ],
        insights: [
            DemoInsight(
                key: "trade", day: 30, by: "diego", claim: "Those stay who leave each meeting with something in their hands.",
                limits: "Nine clubs with an hour; nothing is known yet from the three without a roof.", openness: .everyone,
                evidence: [
                    .supports("honey", "phones", "nets", why: "They name the trade before the club."),
                    .supports("wall", why: "The names on the wall went from 84 to 131."),
                    .contradicts("football", why: "They stay for the football and put up with the bricks."),
                ]),
            DemoInsight(
                key: "tools", day: 12, by: "rosa", claim: "Tools go to whoever shouts; quiet people and girls watch.", state: "note",
                openness: .team,
                evidence: [.supports("mould", "screwdriver", why: "Two clubs, the same picture.")]),
        ],
        decisions: [
            DemoDecision(
                key: "turns", day: 8, by: "rosa", what: "Each tool has a list, and the list is kept by whoever was last on it.",
                decidedBy: "The nine clubs together", level: .community, type: .differently, from: "tools",
                why: "Two clubs tried it and the quarrels stopped.", state: "proposed")
        ],
        promises: [
            DemoPromise(
                day: 8, who: "Yusuf", what: "Bring the list to the three clubs under the tree", organisation: "Riverbend Peace Committee",
                from: "tools", dueIn: 5, person: "yusuf", state: "accepted"),
            DemoPromise(
                day: 7, who: "Amina", what: "Ask the district for iron sheets for three roofs", organisation: "Riverbend Peace Committee",
                from: "trade", dueIn: 24, person: "amina", needs: [.money], amount: 420, currency: "USD",
                secured: .no, state: "made"),
        ])

    private static let road = DemoStory(
        key: "road", place: "lower-delta", asked: 6, by: "amina", language: "en",
        text: "What makes the road to the market safe, or not, this month?",
        translations: [
            "pt": "O que torna o caminho do mercado seguro, ou não, este mês?",
            "sw": "Nini kinafanya barabara ya sokoni iwe salama, au isiwe salama, mwezi huu?",
            "fr": "Qu’est-ce qui rend la route du marché sûre, ou non, ce mois-ci ?",
            "es": "¿Qué hace seguro, o no, el camino al mercado este mes?",
            "ar": "ما الذي يجعل الطريق إلى السوق آمنًا أو غير آمن هذا الشهر؟",
            "ru": "Что делает дорогу на рынок безопасной или опасной в этом месяце?",
        ],
        purpose: .decide, decision: "where next month's patrols go",
        decisionElsewhere: [
            "pt": "para onde vão as patrulhas do próximo mês", "sw": "doria za mwezi ujao zitakwenda wapi",
            "fr": "où iront les patrouilles du mois prochain", "es": "adónde irán las patrullas del mes que viene",
            "ar": "إلى أين تتجه دوريات الشهر القادم", "ru": "куда пойдут патрули в следующем месяце",
        ], decider: "The district road committee", elsewhere: "at the Thursday meeting", hearIn: 12,
        reach: ["pt": .meeting, "seh": .meeting, "sw": .radio],
        voices: [
            .said(6, "sw", "Taa za daraja hazijawaka wiki mbili. Tunapita kwa tochi ya simu.").key("lamps").at("Long Bridge").open(
                .everyone
            )
            .spoken(),
            .said(6, "en", "Safe until five. After five the lorries do not stop for anything, including me.").key("lorries").at("Mile Four")
                .open(.everyone),
            .said(5, "pt", "Há um polícia novo. Pergunta os nomes com educação. Estranhámos.").at("Long Bridge").spoken(),
            .said(5, "sw", "Kwenye kona ya mkorosho kuna vijana wanaodai mia moja. Wengine ni watoto wetu.").key("toll").at(
                "Cashew Corner"),
            .said(5, "en", "We are five women who walk together. Together it is safe. Ask us how it is on the day one is ill.").group(
                5, "The Tuesday walkers"
            ).key("walkers").at("Mile Four").open(.everyone),
            .said(4, "pt", "A vala do lado direito comeu metade da estrada. Ontem caiu lá uma mota com galinhas. As galinhas salvaram-se.")
                .inSena().key("ditch").at("Cashew Corner").open(.everyone).spoken(),
            .said(4, "en", "For me it is the dogs at the mill.", by: .member).at("Old Mill"),
            .said(4, "pt", "Com a patrulha da tarde vou. Sem ela mando o meu filho, e isso é pior.").key("patrol").at("Long Bridge"),
            .said(3, "sw", "Barabara ni salama. Watu ndio si salama.").at("Cashew Corner").spoken(),
            .said(
                3, "en", "Put one lamp at the corner and take the patrol to the bridge. I drive it twice a day, I know.",
                by: .named("Minibus 14")
            )
            .key("minibus").at("Long Bridge"),
            .said(2, "pt", "Este mês melhor do que o mês passado. Não sei porquê e não vou perguntar alto.").at("Old Mill"),
            .said(2, "en", "They took my brother's phone on Friday and gave it back on Saturday because they know our aunt.").at(
                "Cashew Corner"
            ).held(),
            .said(1, "pt", "Quem cobra na curva é o sobrinho de alguém da comissão. Não escrevo o nome.").at("Cashew Corner").held(),
            .said(1, "sw", "Tunaomba askari wa kike. Kuna mambo hatuwezi kumwambia mwanamume.").at("Long Bridge").held(),
            .said(1, "en", "the road is fine its the market thats dangerous have you seen the prices").at("Mile Four").held(),
        ])
}
