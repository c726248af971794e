import Database
import DatabaseTesting
import HTMLTesting
import HTTPTypes
import Language
import Testing

@testable import Throughline

struct SetupTests {
    private static func link(_ house: House) -> String { "/setup?key=" + house.keys.token("setup", for: .setup) + "&zone=Asia.1" }

    private static let typed = [
        ("place_name", "Круг долины Нарына"), ("team", "the Naryn team"), ("languages", "Kyrgyz, Русский, sw"), ("zone", "Bishkek"),
        ("person", "Aizada"), ("phrase", "three apples fall late"),
    ]

    @Test(arguments: TestEngine.available)
    func aizadaBeginsAPlaceAndItsFirstScreenSaysWhatIsNext(_ engine: TestEngine) async throws {
        try await withEmptyHouse(engine) { house in
            let phone = Phone(house)
            #expect(try await phone.get("/").headers[.location] == "/setup")
            #expect(try await phone.get("/setup").says("Whoever started Throughline finds a link"))
            let page = try await phone.get(Self.link(house), in: "fr-FR,sw;q=0.8")
            #expect(page.body.contains("value=\"Français, Kiswahili\""))
            let english = try await phone.get(Self.link(house))
            let done = try await phone.press("Begin", on: english, typing: Self.typed)
            #expect(done.status == 303)
            let home = try await phone.follow(done)
            #expect(try home.says("This place is ready") && home.says("What should this place change?"))
            #expect(try home.says("You will hear by 19 February 2027"))
            #expect(try home.link("Invite people") == "/spaces/krug-doliny-naryna/invitations")
            let place = try await house.db.read { try PlaceStore($0).find(slug: "krug-doliny-naryna") }
            #expect(place.languages == ["ky", "ru", "sw"] && place.zone.name == "Asia/Bishkek" && place.team == "the Naryn team")
            let more = try await phone.get("/spaces/krug-doliny-naryna/more")
            #expect(try more.says("Settings") && more.says("Invite") && more.says("Signed in as Aizada"))
        }
    }

    /// A part of the world with many cities is read in lists by the alphabet, the first time too.
    @Test func wherePeopleLiveIsFoundInThreeTapsAtMost() async throws {
        try await withEmptyHouse(.sqlite) { house in
            let phone = Phone(house)
            let key = house.keys.token("setup", for: .setup)
            let parts = try await phone.get("/setup?key=\(key)&zone=all")
            let lists = try await phone.get(parts.link("The Americas"))
            #expect(try lists.link("Another part of the world").contains("zone=all"))
            let page = try await phone.get(lists.link("Grenada – Panama"))
            let done = try await phone.press("Begin", on: page, typing: Self.typed.map { $0.0 == "zone" ? ("zone", "La Paz") : $0 })
            #expect(done.status == 303)
            #expect(try await house.db.read { try PlaceStore($0).all().map(\.zone.name) } == ["America/La_Paz"])
        }
    }

    @Test(arguments: TestEngine.available)
    func theLinkWorksOnce(_ engine: TestEngine) async throws {
        try await withEmptyHouse(engine) { house in
            let (aizada, stranger) = (Phone(house), Phone(house))
            let page = try await aizada.get(Self.link(house))
            let late = try await stranger.get(Self.link(house))
            #expect(try await aizada.press("Begin", on: page, typing: Self.typed).status == 303)
            let refused = try await stranger.press("Begin", on: late, typing: Self.typed)
            #expect(try refused.status == 409 && refused.says("This place is set up already"))
            #expect(try await stranger.get(Self.link(house)).status == 409)
            #expect(stranger.session == nil)
        }
    }

    @Test(arguments: TestEngine.available)
    func ofTwoWhoBeginAtOnceOneDoes(_ engine: TestEngine) async throws {
        try await withEmptyHouse(engine) { house in
            let phones = [Phone(house), Phone(house)]
            let pages = [try await phones[0].get(Self.link(house)), try await phones[1].get(Self.link(house))]
            async let first = phones[0].press("Begin", on: pages[0], typing: Self.typed)
            async let second = phones[1].press("Begin", on: pages[1], typing: Self.typed)
            let statuses = try await [first.status, second.status].sorted()
            #expect(statuses == [303, 409])
            let counts = try await house.db.read { tx in
                try ["spaces", "people", "memberships", "questions"].map {
                    try tx.run(SQL(verbatim: "SELECT count(*) AS n FROM \($0)"))[0].int("n")
                }
            }
            #expect(counts == [1, 1, 1, 1])
        }
    }

    @Test(arguments: TestEngine.available)
    func withoutTheKeyNobodyBegins(_ engine: TestEngine) async throws {
        try await withEmptyHouse(engine) { (house) async throws in
            let phone = Phone(house)
            #expect(try await phone.get("/setup?key=setup.AAAAAAAAAAAAAAAAAAAAAA").says("Whoever started Throughline"))
            #expect(try await phone.post("/setup", Self.typed).status == 404)
            let metrics = house.keys.token("metrics", for: .setup)
            #expect(try await phone.post("/setup", Self.typed + [("key", metrics)]).status == 404)
            #expect(try await house.db.read { try PlaceStore($0).all().isEmpty })
        }
    }

    @Test(arguments: TestEngine.available)
    func whatIsWrongStandsBesideItsFieldAndNothingTypedIsLost(_ engine: TestEngine) async throws {
        try await withEmptyHouse(engine) { house in
            let phone = Phone(house)
            let page = try await phone.get(Self.link(house))
            let refused = try await phone.press(
                "Begin", on: page,
                typing: [("place_name", ""), ("team", "us"), ("languages", "Klingonese"), ("person", "Aizada"), ("phrase", "abc")])
            #expect(refused.status == 422)
            #expect(try refused.says("Give this place the name") && refused.says("We do not know the language “Klingonese”"))
            #expect(try refused.says("Use three words or more"))
            #expect(try refused.form(withButton: "Begin").value("person") == "Aizada")
            #expect(try await phone.press("Begin", on: refused, typing: Self.typed).status == 303)
        }
    }

    @Test(arguments: [
        ("Lower Delta learning circle", "lower-delta-learning-circle"), ("Saffron Valley Women's Network", "saffron-valley-womens-network"),
        ("Île-de-Paix & Amis", "ile-de-paix-amis"), ("Москва", "moskva"), ("🌱", "place"), ("", "place"),
        ("A very long name that goes on and on and on and on", "a-very-long-name-that-goes-on-and-on-and"),
    ])
    func everyNameHasAnAddress(_ name: String, _ slug: String) {
        #expect(Slug.of(name) == slug)
    }

    @Test func namesInEveryScriptHaveAnAddressOfPlainLetters() {
        for name in ["دلتا السفلى", "北京学习圈", "မြန်မာ", "ተማሪዎች"] {
            let slug = Slug.of(name)
            #expect(
                slug.utf8.allSatisfy { $0 == UInt8(ascii: "-") || ($0 | 0x20 >= 0x61 && $0 | 0x20 <= 0x7A) } && slug != "place",
                "\(name) \(slug)")
        }
        #expect(Slug.free("a", among: ["a", "a-2"]) == "a-3")
    }

    @Test func languagesAreReadAsPeopleWriteThem() {
        let read = LanguageList.read("Kiswahili, french; русский، العربية, Sena, pt-br, Français")
        #expect(read.tags == ["sw", "fr", "ru", "ar", "seh", "pt-BR"] && read.unknown.isEmpty)
        #expect(LanguageList.line(read.tags).hasPrefix("Kiswahili, Français, Русский"))
        #expect(LanguageList.read(LanguageList.line(read.tags)).tags == read.tags)
        // What a place's settings show can be sent back: Dari once could not.
        for tag in LanguageTag.named { #expect(LanguageList.read(LanguageList.line([tag])).tags == [tag], "\(tag)") }
        #expect(LanguageList.read("Sindarin").unknown == ["Sindarin"])
    }

    @Test func theWorldsClocksAreListedByPartsOfTheWorld() {
        let africa = ZoneList.regions.first { $0.name == "Africa" }
        #expect(africa?.zones.contains { $0.name == "Africa/Maputo" && $0.city == "Maputo" } == true)
        #expect(ZoneList.regions.flatMap(\.zones).count > 300)
        // A city is sent by its words: they name one clock of its list, and every clock is in one list.
        let lists = ZoneList.regions.flatMap(\.lists)
        #expect(lists.flatMap(\.zones).map(\.name) == ZoneList.regions.flatMap(\.zones).map(\.name))
        #expect(lists.allSatisfy { Set($0.zones.map(\.city)).count == $0.zones.count && $0.zones.count <= ZoneList.most })
        #expect(ZoneList.region("Africa")?.lists.count == 1 && ZoneList.region("America")?.lists.count == 3)
        #expect(ZoneList.regions.flatMap(\.zones).allSatisfy { Zone($0.name) != nil })
    }
}
