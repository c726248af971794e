import HTML
import Language

/// One voice in a list: the words first, then who said them and how many they speak for, as far as they chose to say.
enum VoiceCard {
    /// `canBeFlagged`: whether its last line ends with the way to say that something is wrong with it.
    static func draw(_ voice: Voice, canBeFlagged: Bool = false) -> Markup {
        """
        \(voice.text.map(Records.words) ?? "")\(each: voice.text?.isLocked == true ? [] : voice.files, media)<p class="soft">\(say: source(voice))\(if: voice.disagreed != nil, ". \(say: "Somebody there disagreed:") <span dir=\"auto\">\(voice.disagreed ?? "")</span>")\(if: canBeFlagged, Records.flagSign(voice.item))</p>
        """
    }

    /// The same for the team, which also reads who said yes for somebody under 18.
    static func drawForTeam(_ voice: Voice) -> Markup {
        guard let guardian = voice.guardian else { return draw(voice) }
        return
            "\(draw(voice))<p class=\"soft\">\(say: "Under 18, as they say. Who said yes:") <span dir=\"auto\">\(guardian)</span></p>"
    }

    /// That it was written down by somebody else, for the team alone: a neighbour could know who cannot write.
    static func written(_ down: WrittenDown) -> Markup { "<p class=\"soft\">\(say: down.words)</p>" }

    /// The same in the reader's language, under the words as they were said.
    static func brought(_ text: BroughtText) -> Markup { "\(Records.words(text.text))\(Records.brought(text.text, from: text.original))" }

    /// Who said it, where and when, as far as they chose to say.
    static func source(_ voice: Voice) -> Parts {
        Parts(signature(voice), voice.place.map(Self.where), Phrase("\("day", voice.item.day)"))
    }

    static func `where`(_ place: String) -> Markup { "<span dir=\"auto\">\(place)</span>" }

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
    static func media(_ file: VoiceFile) -> Markup {
        let size = max(file.size / 1024, 1)
        let n = file.seconds ?? 0
        let words: Phrase =
            file.kind == "sound"
            ? Phrase.counted(
                n, one: "Listen, \("seconds", n) second, \("size", size) KB", other: "Listen, \("seconds", n) seconds, \("size", size) KB")
            : Phrase("See the photo, \("size", size) KB")
        return "<p><a class=\"button quiet\" href=\"/media/\(file.hash)\">\(say: words)</a></p>"
    }
}
