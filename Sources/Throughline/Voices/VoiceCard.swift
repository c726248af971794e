import HTML
import Language

/// One voice in a list: the words first, then who said them and how many they speak for, as far as they chose to say.
enum VoiceCard {
    static func draw(_ voice: Voice) -> Markup {
        """
        \(voice.text.map(Records.words) ?? "")\(each: voice.files, media)<p class="soft">\(say: signature(voice))\(if: voice.place != nil, ", <span dir=\"auto\">\(voice.place ?? "")</span>"), \
        \(voice.item.day)\(if: voice.disagreed != nil, ". \(say: "Somebody there disagreed:") <span dir=\"auto\">\(voice.disagreed ?? "")</span>")</p>
        """
    }

    static func signature(_ voice: Voice) -> Phrase {
        if voice.isGroup {
            let who = voice.speaksFor ?? voice.name ?? ""
            return who.isEmpty
                ? Phrase("A group of \("n", voice.people)") : Phrase("\("name", who), for a group of \("n", voice.people)")
        }
        guard let name = voice.name else { return Phrase("Without a name") }
        return Phrase("\("name", name)")
    }

    /// Media only on request, with its size on the button.
    private static func media(_ file: VoiceFile) -> Markup {
        let size = max(file.size / 1024, 1)
        let words: Phrase =
            file.kind == "sound"
            ? Phrase("Listen, \("seconds", file.seconds ?? 0) seconds, \("size", size) KB") : Phrase("See the photo, \("size", size) KB")
        return "<p><a class=\"button quiet\" href=\"/media/\(file.hash)\">\(say: words)</a></p>"
    }
}
