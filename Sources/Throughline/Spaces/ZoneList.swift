import Foundation
import Language

/// The world's clocks as one can choose them: IANA names by their part of the world, from the computer's own list.
enum ZoneList {
    struct Region: Sendable {
        let name: String
        /// Names such as `Africa/Maputo`, by city.
        let zones: [(name: String, city: String)]
    }

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
