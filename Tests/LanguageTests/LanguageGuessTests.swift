import Language
import Testing

/// What people write when they are asked: short, everyday, without much grammar.
struct LanguageGuessTests {
    static let said: [(LanguageTag, String)] = [
        ("fr", "Il n'y a pas assez d'eau au marché."), ("fr", "Le puits est loin et les filles ont peur la nuit."),
        ("fr", "La route est coupée depuis trois jours"), ("fr", "on veut une ecole plus proche"), ("fr", "de l'eau propre"),
        ("en", "We need a bridge before the rains come."), ("en", "The road to the market is flooded"), ("en", "More lights near the well"),
        ("en", "Teachers don’t come on Mondays"), ("es", "Necesitamos un puente antes de las lluvias."),
        ("es", "El camino al mercado está inundado"), ("es", "mas luz cerca del pozo"), ("pt", "Precisamos de uma ponte antes das chuvas."),
        ("pt", "A estrada para o mercado está alagada"), ("pt", "não temos água"), ("sw", "Barabara ya kwenda sokoni imejaa maji"),
        ("sw", "Tunahitaji daraja kabla ya mvua"), ("ha", "Muna bukatar gada kafin ruwan sama"), ("ha", "Hanyar kasuwa ta cika da ruwa"),
        ("ha", "babu ruwa mai tsabta"), ("ru", "Дорога на рынок затоплена."),
        ("ru", "Нам нужен мост до дождей, потому что дорога к рынку под водой"), ("ru", "воды нет"),
        ("uk", "Нам потрібен міст, бо дорога до ринку затоплена"), ("tg", "Мо ба пул ниёз дорем"), ("ky", "Бизге көпүрө керек"),
        ("ar", "الطريق إلى السوق مغمور بالماء"), ("ar", "نحتاج جسرا قبل الأمطار"), ("prs", "راه بازار زیر آب است"),
        ("prs", "ما به پل ضرورت داریم"),
    ]

    /// Four languages a place, always the true one among them.
    static let places: [[LanguageTag]] = [
        ["en", "ha", "ff", "fr"], ["en", "pt", "seh", "sw", "fr", "es", "ar", "ru"], ["tg", "prs", "ru", "en", "ky"],
        ["ar", "fr", "en", "es"],
        ["uk", "ru", "en"],
    ]

    @Test func everydaySentencesAreKnownAmongTheLanguagesOfTheirPlace() {
        for (language, words) in Self.said {
            for place in Self.places where place.contains(language) {
                #expect(LanguageTag.guess(words, among: place) == language, "\(words) among \(place)")
            }
        }
    }

    /// Where nobody speaks the language, or we have no words of it, nothing is guessed rather than something wrong.
    @Test func whatCannotBeToldIsNotGuessed() {
        for words in [
            "Njira yakuenda ku nsika yadzala na madzi", "Laawol luumo ngol heewi ndiyam", "Min njiɗi pont hade toɓo", "ok", "Merci",
            "Lamps.",
            "123 … !", "",
        ] {
            #expect(LanguageTag.guess(words, among: ["en", "ha", "ff", "fr", "seh"]) == nil, "\(words)")
        }
        #expect(LanguageTag.guess("Der Weg zum Markt ist überschwemmt", among: ["en", "fr", "es"]) == nil, "nobody here speaks German")
        #expect(LanguageTag.guess("Дорога", among: ["en", "fr"]) == nil)
        #expect(LanguageTag.guess("Базарга барган жол суу астында калды", among: ["tg", "ru", "en", "ky"]) != "ru")
    }

    @Test func aScriptThatOnlyOneLanguageHereIsWrittenInIsEnough() {
        let here: [LanguageTag] = ["en", "ar", "ru", "fr", "my", "am"]
        #expect(LanguageTag.guess("الطريق إلى السوق ok", among: here) == "ar")
        #expect(LanguageTag.guess("Дорога", among: here) == "ru")
        #expect(LanguageTag.guess("လမ်း", among: here) == "my")
        #expect(LanguageTag.guess("መንገድ", among: here) == "am")
        #expect(LanguageTag.guess("道を歩く", among: ["zh", "ja"]) == "ja")
    }

    @Test func aCountrysFormOfALanguageIsThatLanguage() {
        #expect(LanguageTag.guess("não temos água na aldeia", among: ["en", "pt-BR"]) == "pt-BR")
        #expect(LanguageTag.guess("nema vode i nema puta", among: ["sr-Latn", "en"]) == "sr-Latn")
    }
}
