import Language

/// Saffron Valley Women's Network: speaking at the market meeting, and how the women want to hear.
enum DemoSaffron {
    static let stories = [floor, hearing]

    private static let floor = DemoStory(
        key: "floor", place: "saffron", asked: 160, by: "halima", language: "ar",
        text: "ما الذي يمنع النساء من أخذ الكلمة في اجتماع السوق؟",
        translations: [
            "fr": "Qu’est-ce qui empêche les femmes de prendre la parole à la réunion du marché ?",
            "en": "What keeps women from speaking at the market meeting?",
        ],
        purpose: .decide, decision: "كيف يُدار اجتماع السوق بعد الحصاد", decider: "لجنة السوق", hearIn: -70,
        reach: ["ar": .meeting, "fr": .mail],
        state: "told", closed: 135,
        voices: [
            .said(158, "ar", "أرفع يدي فيمرّ الميكروفون من فوقها.").key("hand").at("السوق القديم").open(.everyone).spoken(),
            .said(158, "ar", "الاجتماع وقت إطعام الصغار. من يختار الساعة لا يطبخ.").key("cooking").at("القرية العليا").open(.everyone),
            .said(157, "fr", "On nous donne la parole à la fin, quand le thé est froid et que les hommes cherchent leurs clés.").key("keys")
                .at(
                    "Place du marché"
                ).open(.everyone),
            .said(156, "ar", "تكلمت مرة. قال زوج أختي: من علّمك هذا الكلام؟ فسكتّ سنة.").key("silent").at("القرية العليا"),
            .said(156, "ar", "نحن تسع بائعات زعفران. نتكلم فيما بيننا جيدًا. المشكلة ليست في ألسنتنا.").group(
                9, "بائعات الزعفران", but: "قالت واحدة إنها لا تريد الكلام أصلًا، وهذا حقها."
            ).key("sellers").at("السوق القديم").open(.everyone).spoken(),
            .said(155, "fr", "Le président répète ce que j’ai dit, en mieux. On l’applaudit.").key("applause").at("Place du marché"),
            .said(154, "ar", "لا أعرف أسماء الأوراق: محضر، ميزانية، بند. أخجل أن أسأل.").key("words").at("القرية العليا"),
            .said(153, "ar", "عددتُ: سبعة وأربعون دقيقة للرجال، ست دقائق لنا.", by: .person("leila")).key("minutes").at("السوق القديم")
                .knows(
                    as: .measurement
                ).open(.everyone),
            .said(152, "fr", "Ma belle-mère parle, et très bien. Il faut avoir soixante ans et une dot remboursée.").key("sixty").at(
                "Place du marché"
            ),
            .said(151, "ar", "المكان ضيق، والباب عند الرجال.").key("door").at("السوق القديم").spoken(),
            .said(150, "ar", "لا شيء يمنعهنّ. لم نمنع أحدًا.", by: .named("عضو في اللجنة")).key("nothing").at(
                "السوق القديم"
            ).open(.everyone),
            .said(149, "fr", "J’anime ces réunions. Je n’avais jamais regardé la montre. Je la regarde.", by: .person("fatou")).key("watch")
                .at(
                    "Place du marché"
                ).knows(as: .practitioner, for: "Delta Bridge"),
        ],
        insights: [
            DemoInsight(
                key: "clock", day: 130, by: "halima", claim: "الساعة والميكروفون يُسكتان النساء قبل أن يُسكتهن أحد.",
                limits: "اجتماع سوق واحد، قبل الحصاد. لم تُسأل العاملات الموسميات.", state: "checked", confidence: .moderate,
                because: "تتفق النساء وقياس الدقائق وكلام من تدير الاجتماع.", reviewer: "fatou", openness: .everyone,
                translations: [
                    "fr": "L’heure et le micro font taire les femmes avant que quiconque ne le fasse.",
                    "en": "The hour and the microphone silence women before anybody does.",
                ],
                evidence: [
                    .supports("hand", "cooking", "keys", "sellers", "applause", why: "يصفن الساعة والدور ومن يمسك الميكروفون."),
                    .supports("minutes", why: "سبع وأربعون دقيقة مقابل ست."), .supports("watch", why: "من تدير الاجتماع رأت ذلك."),
                    .contradicts("nothing", why: "يقول إن أحدًا لم يُمنع."), .complicates("silent", "sixty", why: "والبيت أيضًا له صوت."),
                ],
                dissents: [
                    DemoDissent(
                        day: 127, language: "ar", text: "لا تجعلوها مسألة ميكروفون. من تتكلم تدفع الثمن في البيت.",
                        instead: "اسألوا عمّا يحدث في البيت بعد الاجتماع.",
                        by: .nobody, state: "open")
                ]),
            DemoInsight(
                key: "paperwords", day: 128, by: "leila", claim: "كلمات الأوراق تُخجل من لم يتعلّمها.", openness: .circle,
                evidence: [.supports("words", why: "تخجل أن تسأل عن معنى البند.")]),
        ],
        decisions: [
            DemoDecision(
                key: "first", day: 120, by: "halima", what: "يبدأ الاجتماع بعد صلاة العصر، وتبدأ به النساء بعشرين دقيقة.",
                decidedBy: "لجنة السوق",
                level: .community, type: .differently, from: "clock", why: "الساعة أرخص من كل حلّ آخر.",
                expected: "نصف الكلام للنساء قبل الربيع.",
                state: "applied", happened: "ثلاثة اجتماعات: تسع عشرة دقيقة، ثم إحدى وعشرون، ثم نسي الرئيس أن يوقفنا.", checkIn: 25,
                translations: [
                    "fr": "La réunion commence après la prière de l’après-midi, par vingt minutes des femmes.",
                    "en": "The meeting begins after afternoon prayer, with twenty minutes of the women.",
                ])
        ],
        promises: [
            DemoPromise(
                day: 119, who: "حليمة", what: "شرح كلمات المحضر في نصف صفحة", organisation: "Saffron Valley Women's Network",
                from: "paperwords",
                dueIn: -90, person: "halima", state: "fulfilled", happened: "علّقناها عند الباب. سأل عنها رجلان."),
            DemoPromise(
                day: 119, who: "لجنة السوق", what: "ميكروفون ثانٍ يبقى عند النساء", organisation: "Market committee", from: "first",
                dueIn: -60,
                needs: [.money], amount: 60, currency: "USD", secured: .no, state: "not_fulfilled", lapse: .resources,
                because: "اشترت اللجنة مظلّة بدل الميكروفون."),
            DemoPromise(
                day: 118, who: "ليلى", what: "عدّ الدقائق في كل اجتماع", organisation: "Saffron Valley Women's Network", from: "clock",
                dueIn: 30,
                person: "leila", state: "under_way"),
            DemoPromise(
                day: 118, who: "عمر", what: "رعاية الصغار ساعة الاجتماع", organisation: "Saffron Valley Women's Network", from: "first",
                dueIn: -30,
                person: "omar", needs: [.permission], state: "fulfilled", happened: "أربعة عشر طفلًا وقطة. القطة تأتي وحدها."),
            DemoPromise(
                day: 117, who: "Fatou", what: "Venir une fois comme observatrice, sans parler", organisation: "Delta Bridge", from: "clock",
                dueIn: -20, person: "fatou", state: "partly", language: "fr", lapse: .other, because: "J’ai parlé.",
                happened: "Venue, et assise presque tout du long."),
        ],
        tellings: [
            DemoTelling(
                day: 72, by: "halima", language: "ar",
                text: "قلتنّ إن الميكروفون يمرّ من فوق أيديكنّ. صار الاجتماع بعد العصر ويبدأ بكنّ. الميكروفون الثاني لم يُشترَ.",
                unreachable: 3),
            DemoTelling(
                day: 72, by: "fatou", language: "fr",
                text: "La réunion commence par vous, vingt minutes, après la prière de l’après-midi. Le second micro n’a pas été acheté.",
                unreachable: 0),
        ],
        corrections: [
            DemoCorrection(
                day: 66, language: "ar", text: "قلت إنني سكتّ سنة. لم أقل إنني خفت. كنت غاضبة.", voice: "silent", insight: "clock",
                state: "answered")
        ])

    private static let hearing = DemoStory(
        key: "hearing", place: "saffron", asked: 15, by: "halima", language: "ar",
        text: "كيف نريد أن نسمع النتائج: في السوق أم في البيت أم بالهاتف؟",
        translations: [
            "fr": "Comment voulons-nous entendre les résultats : au marché, à la maison ou par téléphone ?",
            "en": "How do we want to hear the results: at the market, at home or by phone?",
        ],
        reader: "Halima", hearIn: 20, reach: ["ar": .meeting, "fr": .mail], grewFrom: "first",
        voices: [
            .said(14, "ar", "بالهاتف لا. هاتفي في جيب ابني.").key("phone").at("القرية العليا").open(.everyone),
            .said(13, "ar", "في الفرن صباحًا. كل الأخبار تخرج من هناك ساخنة.").key("bakery").at("السوق القديم").open(.everyone).spoken(),
            .said(12, "fr", "Par message vocal. Je l’écoute en triant, les mains dans le safran.").key("sorting").at("Place du marché")
                .open(
                    .everyone),
            .said(10, "ar", "في البيت، من امرأة أعرفها، لا من ورقة.").key("known").at("القرية العليا"),
            .said(8, "ar", "نحن أربع لا نقرأ. كل ورقة تصلنا تصل أولًا إلى غيرنا.").group(4, "أربع جارات").key("fournoread").at(
                "القرية العليا"
            )
            .spoken(),
            .said(7, "fr", "Dites-le sur la place, fort, pour que mon mari l’entende aussi.").key("loud").at("Place du marché"),
            .said(5, "ar", "لا يهمّني أين. يهمّني ألا يتأخر.", by: .member).at("السوق القديم").open(.everyone),
            .said(3, "fr", "À la radio après les prix du jour. Tout le monde écoute les prix.").key("prices").at("Place du marché"),
            .said(1, "ar", "لا تخبروا زوجي أنني كتبت هنا.").at("القرية العليا").held(),
        ],
        insights: [],
        promises: [
            DemoPromise(
                day: 4, who: "Halima", what: "التحدث مع صاحبة الفرن", organisation: "Saffron Valley Women's Network", from: "hearing",
                dueIn: 4,
                person: "halima", state: "made")
        ])
}
