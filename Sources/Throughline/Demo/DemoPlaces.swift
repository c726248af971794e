import Language

/// The six places of the demonstration and who lives in them, all invented.
struct DemoPlace: Sendable {
    let slug: String
    let name: String
    let team: String
    let languages: [LanguageTag]
    let zone: String
    let accent: Accent
    /// Members beyond the named people. The last `dormant` of them have joined and given no sign of life since.
    let members: [String]
    let dormant: Int

    static let all = [
        DemoPlace(
            slug: "lower-delta", name: "Lower Delta learning circle", team: "Riverbend",
            languages: ["en", "pt", "seh", "sw", "fr", "es", "ar", "ru"], zone: "Africa/Maputo", accent: .teal,
            members: [
                "Celeste", "Tito", "Inês", "Abílio", "Graça", "Zito", "Marta", "Paulino", "Esperança", "Joaquim", "Neuza", "Dinis",
                "Catarina",
                "Salomão", "Lurdes", "Armindo", "Felizarda", "Jorge", "Amélia", "Baptista", "Teresa", "Nelson", "Rute", "Isaías",
            ], dormant: 4),
        DemoPlace(
            slug: "upper-valley", name: "Upper Valley circle", team: "Upper Valley", languages: ["tg", "prs", "ru", "en"],
            zone: "Asia/Dushanbe", accent: .moss,
            members: [
                "Гулноз", "Фаррух", "Мадина", "Шамс", "Парвина", "Ҷамшед", "Сабрина", "Рустам", "Зебо", "Далер", "Манижа", "Сухроб", "Лола",
                "Икром", "Шабнам", "Навруз", "Тахмина", "Комрон",
            ], dormant: 3),
        DemoPlace(
            slug: "osh", name: "Osh group", team: "Osh", languages: ["ru", "ky", "tg", "en"], zone: "Asia/Bishkek", accent: .ink,
            members: [
                "Айгуль", "Бакыт", "Светлана", "Марат", "Жылдыз", "Виктор", "Гульнара", "Эрлан", "Назгуль", "Тимур", "Динара", "Кубан",
                "Асель",
                "Рамиль", "Чолпон", "Игорь", "Бермет", "Санжар",
            ], dormant: 2),
        DemoPlace(
            slug: "saffron", name: "Saffron Valley Women's Network", team: "Saffron", languages: ["ar", "fr", "en"],
            zone: "Africa/Casablanca", accent: .plum,
            members: [
                "فاطمة", "خديجة", "سعاد", "نجاة", "زهرة", "إبراهيم", "مليكة", "رشيدة", "عائشة", "حسن", "نعيمة", "لطيفة", "كريمة", "سلمى",
                "ياسين",
                "حفيظة", "بشرى", "إدريس",
            ], dormant: 2),
        DemoPlace(
            slug: "border-studies", name: "Institute for Border Studies", team: "Border Studies", languages: ["es", "en", "fr", "pt"],
            zone: "America/Bogota", accent: .rust,
            members: [
                "Marisol", "Jairo", "Luz", "Ramiro", "Yolanda", "Óscar", "Pilar", "Wilmer", "Nubia", "Efraín", "Doris", "Álvaro", "Milena",
                "Hernán",
            ], dormant: 2),
        DemoPlace(
            slug: "delta-bridge", name: "Delta Bridge and Northlight", team: "Delta Bridge",
            languages: ["fr", "en", "es", "ar", "ru", "pt"],
            zone: "Africa/Dakar", accent: .plum,
            members: [
                "Mariama", "Ousmane", "Aïcha", "Bertrand", "Salimata", "Issa", "Colette", "Moussa", "Rokia", "Étienne", "Adama", "Hélène",
                "Seydou", "Awa",
            ], dormant: 2),
    ]
}

/// One of the people with a name in the stories (domain 0.4), who can sign in.
struct DemoPerson: Sendable {
    let key: String
    let name: String
    let language: LanguageTag
    /// nil for somebody who has a phone and no mail address.
    let mail: String?
    let roles: [(place: String, role: Role)]
    /// Where they are trusted with what is for the safety lead alone.
    var isSafetyLeadOf: String?

    static let all = [
        DemoPerson(
            key: "amina", name: "Amina", language: "en", mail: "amina@riverbend.example",
            roles: [("lower-delta", .steward), ("border-studies", .analyst), ("delta-bridge", .member)]),
        DemoPerson(
            key: "diego", name: "Diego", language: "es", mail: "diego@border-studies.example",
            roles: [("border-studies", .steward), ("lower-delta", .analyst)]),
        DemoPerson(
            key: "rosa", name: "Rosa", language: "pt", mail: "rosa@lower-delta.example", roles: [("lower-delta", .weaver)],
            isSafetyLeadOf: "lower-delta"),
        DemoPerson(key: "yusuf", name: "Yusuf", language: "en", mail: nil, roles: [("lower-delta", .weaver), ("upper-valley", .member)]),
        DemoPerson(
            key: "leila", name: "Leila", language: "en", mail: "leila@thursday.example",
            roles: [("lower-delta", .member), ("saffron", .analyst)]),
        DemoPerson(key: "omar", name: "Omar", language: "ar", mail: "omar@saffron.example", roles: [("saffron", .member)]),
        DemoPerson(
            key: "nigina", name: "Nigina", language: "ru", mail: "nigina@upper-valley.example",
            roles: [("upper-valley", .weaver), ("osh", .member)]),
        DemoPerson(key: "zarina", name: "Zarina", language: "ru", mail: "zarina@upper-valley.example", roles: [("upper-valley", .steward)]),
        DemoPerson(key: "nurlan", name: "Nurlan", language: "ru", mail: "nurlan@osh.example", roles: [("osh", .analyst)]),
        DemoPerson(key: "andrei", name: "Andrei", language: "ru", mail: "andrei@osh.example", roles: [("osh", .steward)]),
        DemoPerson(
            key: "halima", name: "Halima", language: "ar", mail: "halima@saffron.example",
            roles: [("saffron", .steward), ("delta-bridge", .member)]),
        DemoPerson(
            key: "fatou", name: "Fatou", language: "fr", mail: "fatou@delta-bridge.example",
            roles: [("delta-bridge", .weaver), ("saffron", .analyst)]),
        DemoPerson(
            key: "kadiatou", name: "Kadiatou", language: "fr", mail: "kadiatou@delta-bridge.example", roles: [("delta-bridge", .steward)]),
        DemoPerson(key: "ingrid", name: "Ingrid", language: "en", mail: "ingrid@northlight.example", roles: [("delta-bridge", .analyst)]),
    ]
}

/// The lines of the promise every question makes (what we ask and who pays, how to complain), in the languages of the places.
enum DemoPromiseLines {
    static let ask: [LanguageTag: String] = [
        "en": "We ask for about two minutes. It costs you nothing, and nobody is paid for it.",
        "fr": "Nous demandons environ deux minutes. Cela ne vous coûte rien, et personne n’est payé pour cela.",
        "es": "Pedimos unos dos minutos. No le cuesta nada, y a nadie se le paga por ello.",
        "pt": "Pedimos cerca de dois minutos. Não lhe custa nada, e ninguém é pago por isso.",
        "ru": "Мы просим около двух минут. Вам это ничего не стоит, и никому за это не платят.",
        "ar": "نطلب نحو دقيقتين. لا يكلّفك ذلك شيئًا، ولا يُدفع لأحد مقابله.",
        "tg": "Мо тақрибан ду дақиқа вақт мехоҳем. Барои шумо ройгон аст ва ба касе пул дода намешавад.",
    ]
    /// "At the Thursday meeting", for the stories whose people meet then.
    static let thursday: [LanguageTag: String] = [
        "pt": "na reunião de quinta-feira", "sw": "kwenye mkutano wa Alhamisi", "fr": "à la réunion du jeudi",
        "es": "en la reunión del jueves", "ar": "في اجتماع الخميس", "ru": "на встрече в четверг",
    ]
    static let complain: [LanguageTag: String] = [
        "en": "If something is not right, tell any of us, or the place next door, and you will hear within a week.",
        "fr": "Si quelque chose ne va pas, dites-le à l’un de nous ou au groupe voisin ; réponse en une semaine.",
        "es": "Si algo no está bien, dígaselo a cualquiera de nosotros o al grupo vecino; responderemos en una semana.",
        "pt": "Se algo não estiver bem, diga a qualquer um de nós ou ao grupo vizinho; respondemos numa semana.",
        "ru": "Если что-то не так, скажите любому из нас или соседней группе; ответим в течение недели.",
        "ar": "إن كان هناك خطأ فأخبروا أيًّا منا أو المجموعة المجاورة، وسنردّ خلال أسبوع.",
        "tg": "Агар чизе нодуруст бошад, ба ҳар яки мо ё ба гурӯҳи ҳамсоя гӯед; дар як ҳафта ҷавоб медиҳем.",
    ]
}
