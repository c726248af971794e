import HTML
import Language

/// The way back from a person's own pages to the places they take part in.
enum WayBack {
    static func to(_ places: [Place]) -> Markup {
        "\(each: places, { "<p class=\"go\"><a href=\"\($0.home)\">\(say: "Back to \("place", $0.name)")</a></p>" })"
    }
}
