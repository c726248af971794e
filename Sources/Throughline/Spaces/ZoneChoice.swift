import HTML
import Language

/// Choosing a clock: every city of the world's list, by its part of the world.
enum ZoneChoice {
    /// `none` is what stands for "no clock of one's own", where that may be chosen.
    static func draw(_ label: Phrase, value: String, none: Phrase? = nil, hint: Phrase? = nil, problem: Phrase? = nil) -> Markup {
        let isListed = value.isEmpty || value == "UTC" || ZoneList.regions.contains { $0.zones.contains { $0.name == value } }
        return """
            <div\(if: problem != nil, " class=\"bad\"")><label for="zone">\(say: label)\
            \(if: problem != nil, " <strong id=\"zone-problem\">\(say: problem ?? "")</strong>")\
            \(if: hint != nil, " <span class=\"hint\">\(say: hint ?? "")</span>")</label>\
            <select id="zone" name="zone"\(if: problem != nil, " aria-invalid=\"true\" aria-describedby=\"zone-problem\"")>\
            \(if: none != nil, "<option value=\"\"\(flag: "selected", value.isEmpty)>\(say: none ?? "")</option>")\
            <option value="UTC"\(flag: "selected", value == "UTC")>UTC</option>\
            \(if: !isListed, "<option value=\"\(value)\" selected>\(value)</option>")\
            \(each: ZoneList.regions, { region in
                """
                <optgroup label="\(region.name)">\(each: region.zones, { zone in
                    "<option value=\"\(zone.name)\"\(flag: "selected", zone.name == value)>\(zone.city)</option>" })</optgroup>
                """
            })</select></div>
            """
    }

    /// The clock in words, with the way to another one: the long list is sent only to whoever asks for it.
    static func folded(_ label: Phrase, value: String, none: Phrase? = nil, another: Href) -> Markup {
        """
        <div><p><b>\(say: label)</b> \(if: value.isEmpty && none != nil, "\(say: none ?? "")", else: "\(value)") \
        <a href="\(another)">\(say: "Choose another clock")</a></p>\(Form.hidden("zone", value))</div>
        """
    }
}
