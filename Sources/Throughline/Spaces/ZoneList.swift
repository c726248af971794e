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

    /// `Buenos Aires, Argentina` of `America/Argentina/Buenos_Aires`.
    private static func city(_ name: String, in region: String) -> String {
        let parts = name.dropFirst(region.count + 1).split(separator: "/").map { $0.replacing("_", with: " ") }
        return parts.reversed().joined(separator: ", ")
    }
}
