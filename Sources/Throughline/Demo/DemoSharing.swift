import Database
import Language

/// The delta shows the valley what it learned about its clubs, has named a partner, and a link for a guest is good for some days yet.
struct DemoSharing {
    let tx: any Connection
    let days: DemoDays
    let writing: DemoWriting
    let house: House

    func write() throws {
        let (valley, bridge) = (try writing.cast.place("upper-valley"), try writing.cast.place("delta-bridge"))
        let (amina, rosa) = (try writing.cast.person("amina"), try writing.cast.person("rosa"))
        let learned = try writing.item("earn")
        try PartnerStore(tx).add(bridge.id, to: learned.space, by: days.act(60, by: amina))
        guard learned.canBeShown else { return }
        try LineStore(tx).show(learned, to: valley.id, by: days.act(30, by: rosa))
        // Nobody was given this one: it is there to be found in the list, and ended.
        let secret = hex(house.keys.mac("demo", for: .guestLinks))
        try GuestLinkStore(tx).add(secret, to: learned, days: GuestLink.usualDays, keys: house.keys, by: days.act(1, by: rosa))
    }
}
