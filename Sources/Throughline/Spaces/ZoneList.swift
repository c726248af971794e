import Foundation
import Language

/// The world's clocks as one can choose them: IANA names by their part of the world, from the computer's own list.
enum ZoneList {
    struct Region: Sendable {
        let name: String
        /// Names such as `Africa/Maputo`, by city.
        let zones: [(name: String, city: String)]

        /// Its cities in lists of the same length, by the alphabet, none longer than a form bears.
        var lists: [Cities] {
            let count = (zones.count + ZoneList.most - 1) / ZoneList.most
            return (0..<count).map { n in
                let part = zones[(zones.count * n / count)..<(zones.count * (n + 1) / count)]
                return Cities(name: count == 1 ? name : "\(name).\(n + 1)", zones: Array(part))
            }
        }
    }

    /// One list of cities: a part of the world, or some of it.
    struct Cities: Sendable {
        /// `Africa`, or `America.2` where a part has several lists.
        let name: String
        let zones: [(name: String, city: String)]

        /// Its first and its last city.
        var ends: (first: String, last: String) { (zones.first?.city ?? "", zones.last?.city ?? "") }
    }

    /// The most cities in one list.
    static let most = 64

    static let regions: [Region] = {
        let names = TimeZone.knownTimeZoneIdentifiers.filter { $0.contains("/") && Zone($0) != nil }
        let grouped = Dictionary(grouping: names) { String($0.prefix { $0 != "/" }) }
        return grouped.keys.filter { $0 != "GMT" && $0 != "Etc" }.sorted().map { region in
            let zones = (grouped[region] ?? []).map { name in (name, city(name, in: region)) }
            return Region(name: region, zones: zones.sorted { $0.1 < $1.1 })
        }
    }()

    static func region(_ name: String) -> Region? { regions.first { $0.name == name } }

    /// The part of the world a clock is in.
    static func region(of zone: String) -> Region? { regions.first { $0.zones.contains { $0.name == zone } } }

    private static let lists = regions.flatMap(\.lists)

    static func cities(_ name: String) -> Cities? { lists.first { $0.name == name } }

    /// The list a clock stands in.
    static func cities(around zone: String) -> Cities? { lists.first { $0.zones.contains { $0.name == zone } } }

    /// `Niamey` of `Africa/Niamey`; the name itself where it is in no list.
    static func city(of zone: String) -> String {
        region(of: zone)?.zones.first { $0.name == zone }?.city ?? zone
    }

    /// The part of the world a browser's languages speak of, such as `fr-NE`; nil when they name no country.
    static func region(suggestedBy tags: [LanguageTag]) -> Region? {
        let parts = ["002": "Africa", "019": "America", "142": "Asia", "150": "Europe"]
        for tag in tags {
            guard let continent = Locale(identifier: tag.description).region?.continent?.identifier, let part = parts[continent] else {
                continue
            }
            return region(part)
        }
        return nil
    }

    /// `Buenos Aires, Argentina` of `America/Argentina/Buenos_Aires`.
    private static func city(_ name: String, in region: String) -> String {
        let parts = name.dropFirst(region.count + 1).split(separator: "/").map { $0.replacing("_", with: " ") }
        return parts.reversed().joined(separator: ", ")
    }
}
