import HTML
import Language

/// A promise in a list: what, who, by when, and where it stands.
enum CommitmentCard {
    static func draw(_ promise: Commitment, on today: Day) -> Markup {
        let what = promise.words("what")
        return """
            <a href="\(Href.to(promise.item))" lang="\(what?.language ?? "und")" dir="auto">\(what?.body ?? "…")</a><br>\
            <span class="soft">\(say: maker(promise)). \(say: state(promise, on: today))\(if: !promise.lapse.isEmpty, " \(say: reasons(promise))")\
            \(if: promise.isOpen && promise.secured != .yes, " \(say: needs(promise))")</span>\
            \(promise.words("happened").map { "<br><span lang=\"\($0.language)\" dir=\"auto\">\($0.body)</span>" as Markup })
            """
    }

    /// Who promised, for whom, and by when.
    static func maker(_ promise: Commitment) -> Parts {
        Parts(
            "<bdi>\(say: Records.who(promise.who))</bdi>" as Markup, promise.organisation.nonEmpty.map(bdi),
            Phrase("by \("day", promise.due)"))
    }

    private static func bdi(_ name: String) -> Markup { "<bdi>\(name)</bdi>" }

    static func state(_ promise: Commitment, on today: Day) -> Phrase {
        switch promise.item.state {
        case "fulfilled": Phrase("Kept.")
        case "partly": Phrase("Partly kept.")
        case "not_fulfilled": Phrase("Not kept.")
        case "declined": Phrase("Declined.")
        case "released": Phrase("Released, by agreement.")
        case _ where promise.isLate(on: today): Phrase("Its day is over, and nobody has said what became of it.")
        case "under_way": Phrase("Under way.")
        case "accepted": Phrase("Accepted.")
        default: Phrase("Made, not accepted yet.")
        }
    }

    /// Why not, or why only in part.
    static func reasons(_ promise: Commitment) -> Phrase {
        let words = LapseReason.allCases.filter { promise.lapse.contains($0) }.map(\.words)
        return Phrase("Because \("reasons", Listed(words)).")
    }

    /// What it needs: "money (1,500 USD), time (6 days)".
    static func needs(_ promise: Commitment) -> Phrase {
        needs(
            PromiseNeeds(
                needs: promise.needs, amount: promise.amount, currency: promise.currency, days: promise.days, secured: promise.secured))
    }

    /// As it was typed, wherever that can be read.
    static func needs(_ draft: RewordingDraft) -> Phrase {
        var unread = Invalid()
        return needs(draft.wanted.checked(&unread))
    }

    private static func needs(_ all: PromiseNeeds) -> Phrase {
        let words = Need.allCases.filter { all.needs.contains($0) }.map { need -> Phrase in
            switch need {
            case .money: all.amount.map { Phrase("\("amount", $0) \("currency", all.currency ?? "")") } ?? need.words
            case .time: all.days.map { n in Phrase.counted(n, one: "\("n", n) day of work", other: "\("n", n) days of work") } ?? need.words
            default: need.words
            }
        }
        return words.isEmpty
            ? Phrase("It needs nothing more.") : Phrase("It needs \("things", Listed(words)). \("secured", all.secured.words)")
    }
}
