import Hummingbird

/// The whole site: every feature puts its roads here, and nothing else is mounted.
struct Site {
    let house: House
    let roads: Roads

    init(house: House) {
        self.house = house
        roads = Roads(house: house)
        HomeRoutes(house: house).add(to: roads)
        QuestionRoutes(house: house).add(to: roads)
        VoiceRoutes(house: house).add(to: roads)
        StatementRoutes(house: house).add(to: roads)
    }

    var router: Router<Visit> { roads.router }
}
