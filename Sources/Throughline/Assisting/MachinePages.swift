import HTML
import Language

/// What a machine picked or drafted, always beside the words it comes from.
enum MachinePages {
    static func show(_ summary: MachineSummary, _ outside: OutsideView, on today: Day, invalid: Invalid? = nil) -> Page {
        let question = summary.heard.question
        return Page(
            "\(say: "What a machine picks out")", in: summary.heard.place,
            """
            <p class="eyebrow">\(say: "What a machine picks out")</p><h1 lang="\(question.text.language)" dir="auto">\(question.text.body)</h1>\
            \(if: summary.heard.usesHere, picked(summary, on: today))\(if: outside.isUsed, drafted(outside, question, summary.heard.place, invalid))
            <p><a href="\(Href.to(question.item))">\(say: "Back to the question")</a></p>
            """
        ).secretly
    }

    private static func picked(_ summary: MachineSummary, on today: Day) -> Markup {
        let n = summary.heard.voices.count
        guard n >= Gist.fewest else {
            return """
                <p>\(say: "A machine may read \("n", n) of the answers you can read. From \("fewest", Gist.fewest) on it picks sentences; fewer are read by a person in no time.")</p>\
                \(left(summary.heard))
                """
        }
        if let reading = summary.reading { return "<p>\(say: Comparison.waiting(reading.done, of: reading.of))</p>" }
        return """
            <p class="turn">\(say: "Put together by a machine on \("day", today), by \("engine", summary.engine). Nobody has checked it.")</p>\
            <p class="soft">\(say: "Each sentence is as somebody said it. Groups of answers that are near to each other come first, the largest at the top; last comes what is farthest from all others.")\
            \(if: summary.engine == Comparison.byWords, " \(say: "It compares words, so it finds nothing across languages.")")\
            \(if: summary.isInstead, " \(say: "The program that compares meanings did not answer.")")</p>
            <ol class="list">\(each: summary.lines, { "<li>\(line($0))</li>" })</ol>
            <p class="soft">\(say: Phrase.counted(summary.unshown, one: "It read \("n", summary.unshown) more answer and shows nothing of it.", other: "It read \("n", summary.unshown) more answers and shows nothing of them."))</p>\
            \(left(summary.heard))\(learn(summary))
            """
    }

    private static func left(_ heard: MachineReading.Heard) -> Markup {
        guard heard.left > 0 else { return "" }
        return """
            <p class="soft">\(say: Phrase.counted(heard.left, one: "\("n", heard.left) answer it did not read: what could harm somebody, what its speaker keeps from machines, and what is older than the newest \("most", MachineReading.most).", other: "\("n", heard.left) answers it did not read: what could harm somebody, what speakers keep from machines, and what is older than the newest \("most", MachineReading.most)."))</p>
            """
    }

    private static func line(_ line: MachineSummary.Line) -> Markup {
        let near: Phrase =
            line.isAlone
            ? Phrase("Far from what all others said.")
            : Phrase.counted(
                line.answers, one: "\("n", line.answers) answer says something near to this.",
                other: "\("n", line.answers) answers say something near to this.")
        return """
            <blockquote lang="\(line.voice.item.language)" dir="auto">\(line.words)</blockquote>\
            <p class="soft">\(say: near) <a href="/voices/\(line.voice.id)">\(say: VoiceCard.source(line.voice))</a></p>\
            \(line.brought.map { "<details><summary>\(say: "The whole answer in your language")</summary>\(VoiceCard.brought($0))</details>" as Markup })
            """
    }

    /// A person may begin from here; the sentence they write is theirs.
    private static func learn(_ summary: MachineSummary) -> Markup {
        let voices = summary.lines.map(\.voice.id.description)
        guard !voices.isEmpty else { return "" }
        let href = Href("/questions/\(summary.heard.question.id)/insights/new").with(query: "voices", voices.joined(separator: "."))
        return """
            <p class="go"><a href="\(href)">\(say: Phrase.counted(voices.count, one: "Write what we learned, with this \("n", voices.count) answer", other: "Write what we learned, with these \("n", voices.count) answers"))</a></p>
            """
    }

    private static func drafted(_ view: OutsideView, _ question: Question, _ place: Place, _ invalid: Invalid?) -> Markup {
        """
        <section aria-labelledby="outside"><h2 id="outside">\(say: "Sentences drafted by a machine outside")</h2>\(state(view, in: place))\(sending(view, question, invalid))</section>
        """
    }

    private static func sending(_ view: OutsideView, _ question: Question, _ invalid: Invalid?) -> Markup {
        guard let host = view.host else { return "<p>\(say: "Whoever runs this server has named no such machine.")</p>" }
        let goes: Phrase =
            view.isHere
            ? Phrase("They would go to \("model", view.model) on this server.")
            : Phrase("They would leave this server, to \("model", view.model) at \("host", host). What goes there cannot be called back.")
        guard view.sending >= Gist.fewest else {
            return """
                <p>\(say: "\("n", view.sending) of the answers may be sent to a machine outside. It is asked from \("fewest", Gist.fewest) on, so that nobody stands out.")</p>
                """
        }
        return """
            <p>\(say: Phrase.counted(view.sending, one: "\("n", view.sending) answer may be sent: its speaker said yes to a machine.", other: "\("n", view.sending) answers may be sent: their speakers said yes to a machine.")) \
            \(say: "Only their words go, without names, places and days.") \(say: goes)</p>\
            \(if: invalid?["answers"] != nil, "<p class=\"bad\">\(Form.problemWords("send", Phrase("Send them"), invalid?["answers"]))</p>")\
            \(Form.post("/questions/\(question.id)/machine", "\(Form.hidden("answers", view.mark))<div class=\"row\"><button class=\"quiet\" id=\"send\">\(say: "Send them and let it draft")</button></div>"))
            """
    }

    private static func state(_ view: OutsideView, in place: Place) -> Markup {
        switch view.state {
        case .none: ""
        case .waiting:
            "<p class=\"turn\" role=\"status\">\(say: "It was asked and has not answered yet. Open this page again in a minute.")</p>"
        case .failed(let problem): "<p class=\"turn\" role=\"status\">\(say: words(problem))</p>"
        case .drafted(let lines, let leftOut, let model, let host, let asked):
            """
            <p class="turn">\(say: "Drafted by a machine on \("day", asked.day(in: place.zone)): \("model", model) at \("host", host). Nobody has checked it.")</p>\
            <ul class="list">\(each: lines, draw)</ul>\
            \(if: lines.isEmpty, "<p>\(say: "Nothing it wrote could be found in the answers it named.")</p>")\
            <p class="soft">\(say: Phrase.counted(leftOut, one: "\("n", leftOut) sentence is not shown: it named no answers, or its words were not found in them.", other: "\("n", leftOut) sentences are not shown: they named no answers, or their words were not found in them.")) \
            \(say: "A machine can still leave out a “not”. Read the answers.") \(say: "This page forgets it within an hour.")</p>
            """
        }
    }

    private static func draw(_ line: OutsideView.Line) -> Markup {
        """
        <li><p dir="auto">\(line.words)</p><details><summary>\(say: Phrase.counted(line.voices.count, one: "The \("n", line.voices.count) answer it names", other: "The \("n", line.voices.count) answers it names"))</summary>\
        <ul class="list">\(each: line.voices, { "<li>\(VoiceCard.draw($0))<p class=\"soft\"><a href=\"/voices/\($0.id)\">\(say: "The whole answer")</a></p></li>" })</ul></details></li>
        """
    }

    private static func words(_ problem: MachineService.Problem) -> Phrase {
        switch problem {
        case .unreachable: Phrase("It could not be reached, or took too long. Nothing is lost; ask again later.")
        case .refused(401), .refused(403): Phrase("It did not let us in: whoever runs this server should look at its key.")
        case .refused(429): Phrase("It was asked too often just now. Wait a while.")
        case .refused: Phrase("It could not answer. Ask again later.")
        case .strange: Phrase("What it answered made no sense to us, and is not shown.")
        }
    }
}
