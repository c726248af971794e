import Language

/// A report with everything that follows from the record, as its readers may know it.
struct ReportView: Sendable {
    /// A question it is about, and what came of it.
    struct About: Sendable {
        let question: Question
        /// For whom it was asked; nil for the place's own team.
        let organisation: String?
        let people: Headcount
        let became: WhatBecame
        let changed: [Step]
        /// Decisions to keep something as it is, deliberately.
        let kept: Set<ID<Item>>
    }

    /// Something learned, with all that speaks for caution.
    struct Learned: Sendable {
        let insight: Insight
        /// In the words of those who looked at it, with the day.
        let reviews: [Review]
        /// Always printed, never smoothed away.
        let dissents: [Dissent]
        /// What contributors put right.
        let corrections: [Correction]
        /// What those said whose words it rests on, before others read it.
        let round: RoundStanding?
        let withdrawn: Headcount
        /// What does not fit together with it, and what would tell.
        let contradictions: [StandingContradiction]
    }

    let report: Report
    let place: Place
    /// Every edition this reader may see, the newest first.
    let editions: [Report]
    let about: [About]
    let learned: [Learned]
    /// Words whose speakers let them be quoted to its readers, today.
    let quotes: [Voice]
    /// Parts in which words stand that may not stand there today: they are on no page and in no file.
    let blocked: Set<ReportPart>
    /// Below so many people its readers are given no number.
    let fewest: Int
    let day: Day
    /// How this reader stands to it.
    var team: Team?

    /// What the team that wrote it can do.
    struct Team: Sendable {
        let isWriter: Bool
        /// Others here who could read it before it goes out.
        let others: Int
        /// A next edition is being written already.
        let next: Report?
    }

    func words(_ part: ReportPart) -> Text? { blocked.contains(part) ? nil : report.words(part) }

    /// The edition that stands in its place by now.
    var newer: Report? { report.item.state == "replaced" ? editions.first { $0.item.state == "published" } : nil }

    /// Who may publish it: after a second person has read it, or where there is no other who could.
    var mayGoOut: Bool { report.item.state == "checked" || team?.others == 0 }

    var records: [ID<Item>] { about.flatMap { $0.became.done.map(\.item.id) } }
}
