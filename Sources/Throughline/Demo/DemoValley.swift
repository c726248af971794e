import Language

/// Upper Valley: whose turn it is for the water, and an idea from Lower Delta tried in the mountains.
enum DemoValley {
    static let stories = [water, hour]

    private static let water = DemoStory(
        key: "water", place: "upper-valley", asked: 210, by: "zarina", language: "tg",
        text: "Навбати обро кӣ муайян мекунад ва кӣ аз навбат мемонад?",
        translations: [
            "prs": "نوبت آب را کی تعیین می‌کند و کی از نوبت می‌ماند؟", "ru": "Кто решает, чья очередь на воду, и кто остаётся без неё?",
            "en": "Who decides whose turn it is for the water, and who is left out?",
        ],
        purpose: .decide, decision: "навбати об чӣ гуна навишта мешавад",
        decisionElsewhere: ["ru": "как записывают очередь на воду", "en": "how the water turns are written down"],
        decider: "Аксакалы воды", hearIn: -100,
        reach: ["tg": .meeting, "prs": .radio, "ru": .chat], state: "told", closed: 180, worked: "ru",
        voices: [
            .said(208, "tg", "Мироб муайян мекунад. Мироб бародари ҳамсояи ман аст.").key("mirob").at("Боло").open(.everyone),
            .said(207, "prs", "شب نوبت ماست. شب زن‌ها نمی‌توانند به جوی بروند، پس آب می‌رود پیش همسایه.").key("night").at("پایین ده").open(
                .everyone
            ),
            .said(206, "ru", "Очередь есть на бумаге. Бумага у того, у кого ключ от заслонки.").key("paper").at("Верхнее село"),
            .said(206, "tg", "Мо ҳафт хонавода дар охири ҷӯй ҳастем. То ба мо мерасад, об тамом.").group(7, "Охири ҷӯй").key("end").at(
                "Поён"
            )
            .open(.everyone).spoken(),
            .said(205, "prs", "پارسال بر سر آب بیل برداشتند. امسال اول با هم چای نوشیدند و بعد بیل برداشتند.").key("shovels").at(
                "پایین ده"),
            .said(204, "ru", "Я мерил: у верхних вода стоит шесть часов, у нижних два с половиной. Тетрадь могу показать.").key("measured")
                .at("Верхнее село").knows(as: .measurement, for: "School of the upper village"),
            .said(203, "tg", "Бевазанон навбат надоранд, чунки дар рӯйхат номи мард навишта мешавад.").key("widows").at("Поён").spoken(),
            .said(202, "prs", "میراب آدم بد نیست. فقط رویش نمی‌شود به بزرگان نه بگوید.").key("shy").at("بالا ده"),
            .said(201, "ru", "Никто не обделён. Кто хочет воды, пусть чистит арык весной, как все.").key("clean").at("Верхнее село"),
            .said(200, "tg", "Писарам дар Русия кор мекунад. Барои ҷӯй касе нест, ки бел бардорад.").key("son").at("Боло"),
            .said(199, "prs", "اگر ساعت روی دیوار مسجد باشد، همه می‌بینند که نوبت کیست.").key("clock").at("پایین ده").open(.everyone),
            .said(198, "tg", "Об кам нест. Сабр кам аст.", by: .member).at("Боло").open(.everyone),
            .said(196, "ru", "Перевожу на собраниях и слышу: женщины говорят мне, а не собранию.", by: .person("nigina")).key("aside").at(
                "Верхнее село"
            ).knows(as: .practitioner, for: "Upper Valley circle"),
        ],
        insights: [
            DemoInsight(
                key: "list", day: 176, by: "zarina", claim: "Кто не вписан в список, тому вода достаётся последним: вдовы и конец арыка.",
                limits: "Три села вдоль одного арыка, прошлое лето.", state: "checked", confidence: .moderate,
                because: "Сходятся слова с двух концов арыка и тетрадь с часами.", reviewer: "nigina", openness: .everyone,
                translations: [
                    "en": "Who is not on the list gets water last: widows, and the end of the channel.",
                    "tg": "Ки дар рӯйхат нест, об ба ӯ охир мерасад: бевазанон ва охири ҷӯй.",
                    "prs": "هر که در فهرست نیست آب آخر به او می‌رسد: زنان بیوه و آخر جوی.",
                ],
                evidence: [
                    .supports("widows", "end", "paper", "night", why: "Они называют список и тех, кого в нём нет."),
                    .supports("measured", why: "Шесть часов наверху, два с половиной внизу."),
                    .supports("aside", why: "Она слышит то, чего собрание не слышит."),
                    .contradicts("clean", why: "Он говорит, что дело в весенней чистке, а не в списке."),
                ],
                dissents: [
                    DemoDissent(
                        day: 172, language: "ru", text: "Сначала почистите арык, потом считайте часы.", by: .named("Верхний двор"),
                        state: "kept")
                ]),
            DemoInsight(
                key: "elders", day: 174, by: "nigina", claim: "Мироб не жадный, ему неловко отказывать старшим.", openness: .circle,
                evidence: [.supports("shy", why: "Так говорит сосед мироба."), .complicates("mirob", why: "Он же и родня.")]),
        ],
        decisions: [
            DemoDecision(
                key: "wall", day: 165, by: "zarina", what: "Список очереди пишут на стене у мечети, с вдовами, и рядом вешают часы.",
                decidedBy: "Аксакалы воды", level: .community, type: .start, from: "list", why: "Стену видят все, и стирать на ней стыдно.",
                expected: "Меньше ссор.", state: "checked", result: .asHoped,
                happened: "За месяц одна ссора вместо девяти. Часы идут на шесть минут вперёд, к этому привыкли.",
                translations: [
                    "en": "The list of turns is written on the wall by the mosque, widows included, with a clock beside it.",
                    "tg": "Рӯйхати навбат дар девори назди масҷид навишта мешавад, бо номи бевазанон, ва соат ҳам меовезанд.",
                    "prs": "فهرست نوبت روی دیوار کنار مسجد نوشته می‌شود، با نام زنان بیوه، و ساعت هم می‌آویزند.",
                ])
        ],
        promises: [
            DemoPromise(
                day: 164, who: "Zarina", what: "Купить часы и краску", organisation: "Upper Valley circle", from: "wall", dueIn: -150,
                person: "zarina", needs: [.money], amount: 35, currency: "USD", state: "fulfilled",
                happened: "Часы большие, краска синяя."),
            DemoPromise(
                day: 164, who: "Мироб", what: "Пройти с концом арыка одну ночь", organisation: "Аксакалы воды", from: "wall", dueIn: -120,
                state: "fulfilled", happened: "Прошёл две. На второй пришёл с сыном."),
            DemoPromise(
                day: 163, who: "Nigina", what: "Позвать женщин на собрание раньше мужчин", organisation: "Upper Valley circle",
                from: "list",
                dueIn: -90, person: "nigina", state: "partly", lapse: .priorities,
                because: "В уборку собрания отменили.", happened: "Три собрания из пяти."),
            DemoPromise(
                day: 162, who: "Школа", what: "Мерить воду каждую неделю", organisation: "School of the upper village", from: "list",
                dueIn: 20, needs: [.people], state: "under_way"),
            DemoPromise(
                day: 162, who: "Водхоз", what: "Починить заслонку до полива", organisation: "Водхоз района", from: "wall", dueIn: -160,
                needs: [.people], secured: .no, state: "not_fulfilled", lapse: .resources,
                because: "Сварщик уехал, новый стоит дороже заслонки."),
        ],
        tellings: [
            DemoTelling(
                day: 104, by: "zarina", language: "tg",
                text: "Шумо гуфтед, ки бевазанон дар рӯйхат нестанд. Ҳоло рӯйхат дар девор аст, номи онҳо ҳам ҳаст, ва соат ҳам ҳаст.",
                unreachable: 2),
            DemoTelling(
                day: 104, by: "nigina", language: "prs",
                text: "شما گفتید که نام زنان بیوه در فهرست نیست. حالا فهرست روی دیوار است، نام آنها هم هست، و ساعت هم آویخته شد.",
                unreachable: 1),
            DemoTelling(
                day: 103, by: "nigina", language: "ru",
                text: "Список теперь на стене, вдовы в нём, рядом часы. За месяц одна ссора вместо девяти. Заслонку не починили.",
                unreachable: 0),
        ],
        corrections: [
            DemoCorrection(
                day: 99, language: "tg", text: "Ман нагуфтам, ки мироб дузд аст. Ман гуфтам, ки хеши ҳамсоя аст.", voice: "mirob",
                insight: "list", state: "answered")
        ])

    private static let hour = DemoStory(
        key: "evening", place: "upper-valley", asked: 95, by: "nigina", language: "ru",
        text: "Подойдёт ли нашим вечерним кружкам час заработка, как в Нижней дельте?",
        translations: [
            "tg": "Оё соати рӯзӣ, мисли Дельтаи поён, ба маҳфилҳои шабонаи мо мувофиқ аст?",
            "prs": "آیا ساعت کار و درآمد، مثل دلتای پایین، برای حلقه‌های شبانهٔ ما مناسب است؟",
            "en": "Would a livelihoods hour like Lower Delta's fit our evening circles?",
        ],
        reader: "Nigina", hearIn: 18, reach: ["tg": .meeting, "prs": .radio], state: "closed", closed: 25, grewFrom: "hour",
        voices: [
            .review(
                88, "ru", planned: "Час шитья после кружка.", happened: "Пришли двенадцать, швейных машин две.",
                because: "Про машины подумали в последнюю очередь.", next: "Сначала машины, потом объявление.", by: .person("nigina")
            ).key("sewing").at("Верхнее село").knows(as: .practitioner),
            .review(
                84, "tg", planned: "Таъмири телефон.", happened: "Барқ набуд.", because: "Бегоҳӣ барқ мегиранд.", next: "Пеш аз нисфирӯзӣ."
            ).key("power").at("Боло"),
            .review(
                80, "ru", planned: "Позвать отцов.", happened: "Отцы пришли и остались у двери.",
                because: "Внутри не было стульев их размера.",
                next: "Взять скамейки из школы."
            ).key("fathers").at("Верхнее село"),
            .review(
                74, "ru", planned: "Сушить абрикосы вместе.", happened: "Высушили сорок килограммов и съели четыре.",
                because: "Был сезон, и был вечер.", next: "То же самое, с замком на мешке."
            ).key("apricots").at("Верхнее село").open(.everyone),
            .review(
                70, "tg", planned: "Фурӯш дар бозор.", happened: "Се нафар рафтанд, ду нафар бо фоида омаданд.",
                because: "Сеюмӣ ба хешаш арзон дод.", next: "Нарх пешакӣ муайян шавад."
            ).key("relatives").at("Боло"),
            .said(66, "prs", "دخترم حالا خیاطی یاد گرفته. می‌گوید حلقه جای گپ است، اما سوزن هم باشد.").key("needle").at("پایین ده").open(
                .everyone
            ).spoken(),
            .said(60, "ru", "У нас не три месяца, у нас зима. Зимой придут все, хоть вяжи, хоть пой.").key("winter").at("Верхнее село"),
            .said(58, "tg", "Дар Дельта бозор ҳар рӯз аст. Дар мо як рӯз.").key("oneday").at("Боло"),
            .said(55, "ru", "Спасибо, что спросили до того, как ввели.", by: .member).at("Верхнее село").open(.everyone),
            .said(52, "prs", "کار خوب است، اما حلقه را به دکان بدل نکنید.").key("shop").at("بالا ده").open(.everyone),
            .said(44, "tg", "Модарон мегӯянд: ҳар рӯз бошад.").group(5, "Модарони Поён").key("daily").at("Поён").spoken(),
            .said(38, "ru", "По тетради: в кружках с часом осталось 26 из 30, без часа 17 из 30.", by: .person("zarina")).key("notebook")
                .at(
                    "Верхнее село"
                ).knows(as: .measurement),
        ],
        insights: [
            DemoInsight(
                key: "better", day: 22, by: "nigina", claim: "У нас час заработка держит лучше, чем в дельте, если он зимой и вечером.",
                limits: "Два села, одна зима ещё впереди.", openness: .everyone,
                translations: ["en": "Here the hour keeps people better than in the delta, when it is in winter and in the evening."],
                evidence: [
                    .supports("notebook", why: "26 из 30 против 17 из 30."),
                    .supports("apricots", "needle", "daily", why: "Им есть что унести."),
                    .limits("oneday", why: "Базар один раз в неделю."), .complicates("shop", why: "Кружок боится стать лавкой."),
                ])
        ],
        decisions: [
            DemoDecision(
                key: "winterhour", day: 14, by: "zarina", what: "Четыре зимних месяца час заработка в двух кружках, без продажи.",
                decidedBy: "Круг Верхней долины", level: .team, type: .start, from: "better", why: "Зимой все дома.",
                expected: "Две трети останутся до весны.", checkIn: 110,
                translations: ["en": "For the four winter months a livelihoods hour in two circles, without selling."])
        ],
        promises: [
            DemoPromise(
                day: 13, who: "Nigina", what: "Найти ещё две швейные машины", organisation: "Upper Valley circle", from: "winterhour",
                dueIn: 6,
                key: "machines", person: "nigina", needs: [.money], amount: 160, currency: "USD", secured: .partly, state: "under_way"),
            DemoPromise(
                day: 13, who: "Zarina", what: "Считать, кто остался, до весны", organisation: "Upper Valley circle", from: "winterhour",
                dueIn: 120,
                person: "zarina", state: "accepted"),
            DemoPromise(
                day: 12, who: "Отцы", what: "Принести скамейки из школы", organisation: "Верхнее село", from: "winterhour", dueIn: 3,
                state: "made"),
            DemoPromise(
                day: 12, who: "Yusuf", what: "Tell the circle by phone how the honey club did it",
                organisation: "Riverbend Peace Committee",
                from: "better", dueIn: 9, person: "yusuf", needs: [.people], state: "accepted", language: "en"),
        ])
}
