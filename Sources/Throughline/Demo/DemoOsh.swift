import Language

/// Osh group: why the men stopped coming in the evening, and the rumours of this week.
enum DemoOsh {
    static let stories = [evenings, rumours]

    private static let evenings = DemoStory(
        key: "evenings", place: "osh", asked: 330, by: "andrei", language: "ru",
        text: "Почему мужчины перестали приходить на вечерние встречи?",
        translations: [
            "ky": "Эркектер кечки жолугушууга эмнеге келбей калды?", "en": "Why have men stopped coming to the evening meetings?",
            "tg": "Чаро мардон ба вохӯриҳои шабона намеоянд?",
        ],
        reader: "Nurlan", hearIn: -230, reach: ["ru": .chat, "ky": .meeting], state: "told", closed: 300,
        voices: [
            .said(327, "ru", "Работаю до восьми. Встреча в семь. Считайте сами.").key("eight").at("Новый рынок").open(.everyone),
            .said(326, "ru", "Приходил три раза, три раза знакомились. Я уже всех знаю.").key("again").at("Новый рынок").open(.everyone),
            .said(325, "ky", "Жумуштан чарчап келем. Анан дагы отуруп сүйлөшкүм келбейт.").key("tired").at("Кара-Суу жолу"),
            .said(324, "ru", "Там спрашивают, что я чувствую. Я чувствую, что мне пора домой.", by: .named("Слесарь")).key("feel").at(
                "Старый квартал"
            ).open(.everyone),
            .said(323, "ru", "Половина уехала на заработки. Вы зовёте тех, кого нет.").key("abroad").at("Кара-Суу жолу").spoken(),
            .said(322, "ru", "Муж не идёт, потому что в прошлый раз его слова пересказали на базаре.").key("gossip").at("Новый рынок"),
            .said(321, "ky", "Чай жок болсо, сөз да жок.").key("tea").at("Старый квартал").open(.everyone),
            .said(320, "ru", "Мы втроём пришли бы, если бы говорили про парковку, а не про терпимость.").group(3, "Три соседа").key(
                "parking"
            )
            .at("Старый квартал").spoken(),
            .said(
                319, "ru", "Я веду эти встречи. Женщины задают вопросы, мужчины ждут, когда спросят их. Никто не спрашивает.",
                by: .person("nurlan")
            ).key("waiting").at("Старый квартал").knows(as: .practitioner, for: "Osh group"),
            .said(318, "ru", "По журналу: полгода назад 19 мужчин, теперь 6, и это одни и те же шесть.", by: .person("andrei")).key(
                "journal"
            )
            .at(
                "Старый квартал"
            ).knows(as: .document, for: "Osh group"),
            .said(316, "ru", "Я хожу. Мне нравится печенье.").key("biscuits").at("Новый рынок").open(.everyone),
            .said(315, "ky", "Балдарды ким карайт? Аялым жумушта.").at("Кара-Суу жолу"),
        ],
        insights: [
            DemoInsight(
                key: "business", day: 296, by: "nurlan", claim: "Мужчины приходят, когда есть что решать, и после восьми.",
                limits: "Три квартала, мужчины с работой. Уехавших не спросили.", state: "checked", confidence: .moderate,
                because: "Говорят разные люди, и журнал с ними согласен.", reviewer: "andrei", openness: .everyone,
                translations: [
                    "en": "Men come when there is something to settle, and after eight.",
                    "ky": "Эркектер чечиле турган маселе болгондо жана саат сегизден кийин келишет.",
                ],
                evidence: [
                    .supports("eight", "again", "parking", "feel", why: "Им нужно дело и другой час."),
                    .supports("journal", why: "Осталось шесть, одни и те же."), .supports("waiting", why: "Он видит это из первого ряда."),
                    .complicates("gossip", why: "Кто-то молчит из-за пересказов."), .contradicts("biscuits", why: "Один ходит и так."),
                ],
                dissents: [
                    DemoDissent(
                        day: 292, language: "ru", text: "Вы перенесли час ради мужчин, а женщинам после восьми нельзя.",
                        by: .named("Соседка"))
                ]),
            DemoInsight(
                key: "missing", day: 294, by: "andrei", claim: "Зовут тех, кого нет: половина уехала.", state: "withdrawn",
                openness: .circle,
                evidence: [.supports("abroad", why: "Так говорит один человек.")]),
        ],
        decisions: [
            DemoDecision(
                key: "ateight", day: 288, by: "andrei",
                what: "Встречи в половине девятого, каждая с одним делом: парковка, мусор, вода.",
                decidedBy: "Osh group", level: .team, type: .differently, from: "business", why: "Журнал за полгода.",
                expected: "Пятнадцать мужчин к осени.", state: "reversed", result: .harm,
                happened: "Мужчин стало четырнадцать, женщин осталось пять из двадцати.",
                because: "Женщины перестали приходить. Теперь два часа: шесть и половина девятого.",
                translations: ["en": "Meetings begin at half past eight, each with one thing to settle."])
        ],
        promises: [
            DemoPromise(
                day: 287, who: "Андрей", what: "Решить парковку у школы до лета", organisation: "Osh group", from: "ateight", dueIn: -180,
                person: "andrei", state: "fulfilled", happened: "Шесть мест и один бетонный цветник, о котором никто не просил."),
            DemoPromise(
                day: 287, who: "Нурлан", what: "Вести протокол без имён", organisation: "Osh group", from: "business", dueIn: -150,
                person: "nurlan", state: "fulfilled", happened: "Пересказов на базаре больше не слышно."),
            DemoPromise(
                day: 286, who: "Домком", what: "Дать ключ от школы на вечер", organisation: "Домком", from: "ateight", dueIn: -200,
                state: "not_fulfilled", lapse: .leftRole, because: "Домком сменился, ключ ушёл вместе с ним."),
            DemoPromise(
                day: 286, who: "Нигина", what: "Переводить на кыргызский раз в месяц", organisation: "Upper Valley circle",
                from: "business",
                dueIn: 30, person: "nigina", state: "under_way"),
            DemoPromise(
                day: 285, who: "Три соседа", what: "Разметить парковку мелом", organisation: "Старый квартал", from: "ateight", dueIn: -240,
                state: "partly", lapse: .other, because: "Потом смыло, дважды.", happened: "Размечено до первого дождя."),
        ],
        tellings: [
            DemoTelling(
                day: 235, by: "nurlan", language: "ru",
                text: "Вы сказали: дело и после восьми. Мы перенесли, потом вернули и первый час: женщинам поздно. Парковка у школы есть.",
                unreachable: 2),
            DemoTelling(
                day: 235, by: "andrei", language: "ky",
                text: "Чай болот, сөз да болот. Жолугушуу эми эки саатта: алтыда жана сегиз жарымда.",
                unreachable: 1),
        ])

    private static let rumours = DemoStory(
        key: "rumours", place: "osh", asked: 12, by: "nurlan", language: "ru",
        text: "Какие слухи вы слышали на этой неделе, и кто их проверил?",
        translations: [
            "ky": "Бул аптада кандай ушак уктуңуз жана аны ким текшерди?",
            "en": "Which rumours did you hear this week, and who checked them?",
        ],
        purpose: .decide, decision: "какие слухи проверяет горячая линия", decider: "Линия возвращения", hearIn: 2,
        reach: ["ru": .chat, "ky": .meeting],
        voices: [
            .said(11, "ru", "Говорят, мост закроют на месяц. Сторож моста говорит, что и он это слышал.").key("bridge").at("Кара-Суу жолу")
                .open(.everyone).spoken(),
            .said(10, "ru", "Муку будто бы раздают за подпись. Бабушка подписала, муки нет.").key("flour").at("Новый рынок").open(
                .everyone),
            .said(9, "ky", "Чек арада атышуу болду деп айтышты. Бажам ошол жерде турат, тынч дейт.").key("border").at("Кара-Суу жолу"),
            .said(8, "ru", "Голосовое в чате на четыре минуты. Я дослушал: человек продаёт генераторы.").key("generators").at(
                "Старый квартал"
            )
            .open(.everyone).spoken(),
            .said(7, "ru", "Проверила у акимата. Ответили вежливо и ничего.").key("akimat").at("Старый квартал"),
            .said(6, "ru", "Слух, что встречи закрывают. Отвечаю: нет, это я проспал.", by: .person("nurlan")).at("Старый квартал"),
            .said(5, "ru", "Дети принесли из школы, что воды не будет до весны. Школа говорит: дети.").key("school").at("Новый рынок"),
            .said(4, "ky", "Ушакты текшерчү жер жок. Ошон үчүн ишенебиз.").key("nowhere").at("Новый рынок").open(.everyone),
            .said(2, "ru", "Про соседей с того берега. Писать сюда не буду, позвоните мне.").at("Новый рынок").held(),
            .said(1, "ru", "Говорят, список уехавших лежит у участкового. Кто его туда положил?").at("Кара-Суу жолу").held(),
        ],
        insights: [
            DemoInsight(
                key: "nobodychecks", day: 3, by: "nurlan", claim: "Слух живёт, пока его негде проверить за один вечер.",
                limits: "Восемь голосов за одну неделю.",
                evidence: [
                    .supports("nowhere", "akimat", "bridge", why: "Некуда пойти, или там молчат."),
                    .complicates("generators", why: "Иногда достаточно дослушать."),
                ])
        ],
        promises: [
            DemoPromise(
                day: 2, who: "Нурлан", what: "Звонить сторожу моста каждое утро", organisation: "Osh group", from: "nobodychecks", dueIn: 5,
                person: "nurlan", needs: [.money], amount: 6, currency: "USD", state: "under_way")
        ])
}
