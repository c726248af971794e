import HTML
import Language

/// Choosing a clock: first a part of the world, where that has many cities some of them by the alphabet, then a city, so that nobody is
/// sent the whole world's list.
enum ZoneChoice {
    /// How far somebody has come in choosing.
    enum Step: Sendable {
        /// Not at all: the clock as it is, in words.
        case folded
        /// The parts of the world, each a link.
        case parts
        /// The lists of a part that has many cities, each a link.
        case lists(ZoneList.Region)
        /// The cities of one list.
        case cities(ZoneList.Cities)

        /// `asked` is what stands in the address: nothing, `all`, a part, or a list of it.
        init(_ asked: String?) {
            guard let asked else {
                self = .folded
                return
            }
            self = ZoneList.cities(asked).map(Step.cities) ?? ZoneList.region(asked).map(Step.lists) ?? .parts
        }

        /// Where a clock that was refused is chosen again.
        func refused(_ value: String) -> Step {
            if case .cities = self { return self }
            return ZoneList.cities(around: value).map(Step.cities) ?? .parts
        }
    }

    /// `page` is the address of the form; the step stands in its query as `zone`. `none` is what stands for "no clock of one's own".
    static func draw(
        _ label: Phrase, _ step: Step, value: String, none: Phrase? = nil, page: Href, hint: Phrase? = nil, problem: Phrase? = nil
    ) -> Markup {
        switch problem == nil ? step : step.refused(value) {
        case .folded:
            """
            <div><p><b>\(say: label)</b> \(words(value, none)) <a href="\(page.with(query: "zone", "all"))">\(say: "Choose another clock")</a></p>\
            \(Form.hidden("zone", value))</div>
            """
        case .parts: links(parts(page), label, value, none, problem)
        case .lists(let region): links(lists(of: region, page), label, value, none, problem)
        case .cities(let cities):
            """
            \(Form.choice(
                "zone", label, value: cities.zones.first { $0.name == value }?.city ?? value, options: others(than: cities, value, none),
                plain: cities.zones.map(\.city), hint: hint, problem: problem))\
            <p class="go"><a href="\(page.with(query: "zone", "all"))">\(say: "Another part of the world")</a></p>\
            \(Form.hidden("zone_part", cities.name))
            """
        }
    }

    /// The clock that was chosen: a list sends its cities by their words, which weighs half.
    static func chosen(_ fields: Fields) -> String {
        let sent = fields["zone"]
        return ZoneList.cities(fields["zone_part"])?.zones.first { $0.city == sent }?.name ?? sent
    }

    private static func links(_ links: Markup, _ label: Phrase, _ value: String, _ none: Phrase?, _ problem: Phrase?) -> Markup {
        """
        <div\(if: problem != nil, " class=\"bad\" id=\"zone\"")><p><b>\(say: label)</b> \(words(value, none))\(Form.problemWords("zone", label, problem))</p>\
        \(links)\(Form.hidden("zone", value))</div>
        """
    }

    /// The parts of the world, each leading to its cities.
    static func parts(_ page: Href) -> Markup {
        "<ul class=\"list\">\(each: ZoneList.regions, { "<li><a href=\"\(page.with(query: "zone", $0.name))\">\(say: words(ofPart: $0.name))</a></li>" })</ul>"
    }

    /// The lists of one part, each called by its first and last city.
    static func lists(of region: ZoneList.Region, _ page: Href) -> Markup {
        """
        <ul class="list">\(each: region.lists, {
            "<li><a href=\"\(page.with(query: "zone", $0.name))\">\(say: Phrase("\("first", $0.ends.first) – \("last", $0.ends.last)"))</a></li>"
        })</ul>
        """
    }

    /// A clock as people call it: by its city.
    static func words(_ zone: String, _ none: Phrase? = nil) -> Markup {
        if zone.isEmpty, let none { return "\(say: none)" }
        return zone == "UTC" ? "\(say: "World time, UTC")" : "<bdi>\(ZoneList.city(of: zone))</bdi>"
    }

    /// What stands above the cities: none, the clock as it is, and the world's.
    private static func others(than cities: ZoneList.Cities, _ value: String, _ none: Phrase?) -> [(value: String, words: Markup)] {
        let isThere = cities.zones.contains { $0.name == value } || value == "UTC"
        let kept: [(value: String, words: Markup)] = isThere || value.isEmpty ? [] : [(value, words(value))]
        let first: (value: String, words: Markup) = ("", none.map { "\(say: $0)" } ?? "\(say: "Choose a city")")
        return [first] + kept + (none == nil ? [("UTC", "\(say: "World time, UTC")")] : [])
    }

    private static func words(ofPart name: String) -> Phrase {
        switch name {
        case "Africa": Phrase("Africa")
        case "America": Phrase("The Americas")
        case "Antarctica": Phrase("Antarctica")
        case "Arctic": Phrase("The Arctic")
        case "Asia": Phrase("Asia")
        case "Atlantic": Phrase("Islands of the Atlantic")
        case "Australia": Phrase("Australia")
        case "Europe": Phrase("Europe")
        case "Indian": Phrase("Islands of the Indian Ocean")
        case "Pacific": Phrase("Islands of the Pacific")
        default: Phrase("\("part", name)")
        }
    }
}
