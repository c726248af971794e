import Foundation
import Language

/// A survey as Polis exports it: a folder with `summary.csv`, `comments.csv` and `votes.csv`, each maybe as `.gz` or with a longer name.
struct PolisExport: Sendable {
    struct Comment: Sendable {
        let number: Int
        let text: String
        let isRejected: Bool
        let day: Day
    }

    /// Who voted on what; numbers of the export, which are not kept.
    struct Cast: Hashable, Sendable {
        let comment: Int
        let voter: String
    }

    let topic: String
    let about: String
    /// The survey's address, or the folder's name: what makes a second import the same one.
    let address: String
    let comments: [Comment]
    /// Each person's last vote on each statement.
    let votes: [(cast: Cast, vote: Vote, day: Day)]
    /// How many votes a later one of the same person replaced.
    let replaced: Int

    init(folder: String, report: CarryReport) throws(CarryError) {
        let summary = try Self.summary(Self.find("summary.csv", in: folder))
        let name = (folder as NSString).lastPathComponent
        topic = summary["topic"]?.settled.nonEmpty ?? name
        about = summary["conversation-description"]?.settled ?? ""
        address = summary["url"]?.settled.nonEmpty ?? name
        comments = try Self.comments(Self.find("comments.csv", in: folder), report)
        (votes, replaced) = try Self.votes(Self.find("votes.csv", in: folder), on: Set(comments.map(\.number)), report)
    }

    private static func find(_ ending: String, in folder: String) throws(CarryError) -> String {
        guard let names = try? FileManager.default.contentsOfDirectory(atPath: folder) else {
            throw CarryError("\(folder) is not a folder that can be read.")
        }
        for name in [ending, ending + ".gz"] where names.contains(name) { return folder + "/" + name }
        // Newer exports put a date and the survey's name before.
        let longer = names.filter { ($0.hasSuffix("-" + ending) || $0.hasSuffix("-\(ending).gz")) && !$0.contains("participants-votes") }
        guard let only = longer.first, longer.count == 1 else {
            throw CarryError("\(folder) has no \(ending). A Polis export has comments.csv, votes.csv and summary.csv.")
        }
        return folder + "/" + only
    }

    /// Names and values, one pair a line; its first line is one of them.
    private static func summary(_ path: String) throws(CarryError) -> [String: String] {
        let file = try CSVFile(path)
        var found: [String: String] = [:]
        if file.columns.count >= 2 { found[file.columns[0]] = file.columns[1] }
        while let row = try file.next() {
            if row.values.count >= 2 { found[row.values[0].settled] = row.values[1] }
        }
        return found
    }

    private static func comments(_ path: String, _ report: CarryReport) throws(CarryError) -> [Comment] {
        let file = try CSVFile(path)
        try file.require(["timestamp", "comment-id", "moderated", "comment-body"])
        var comments: [Comment] = []
        var seen: Set<Int> = []
        while let row = try file.next() {
            if let problem = row.problem {
                report.refuse(file.name, line: row.line, problem)
                continue
            }
            let text = file.value(row, "comment-body").settled
            guard let number = Int(file.value(row, "comment-id")), number >= 0 else {
                report.refuse(file.name, line: row.line, "its comment-id is not a number")
                continue
            }
            guard let day = day(file.value(row, "timestamp")) else {
                report.refuse(file.name, line: row.line, "its timestamp is not milliseconds since 1970")
                continue
            }
            guard !text.isEmpty, text.count <= AnswerDraft.longest else {
                report.refuse(
                    file.name, line: row.line, text.isEmpty ? "it has no text" : "its text is longer than \(AnswerDraft.longest) characters"
                )
                continue
            }
            guard seen.insert(number).inserted else {
                report.refuse(file.name, line: row.line, "the comment-id \(number) is there already")
                continue
            }
            comments.append(Comment(number: number, text: text, isRejected: file.value(row, "moderated") == "-1", day: day))
        }
        return comments
    }

    private static func votes(_ path: String, on known: Set<Int>, _ report: CarryReport) throws(CarryError) -> (
        last: [(cast: Cast, vote: Vote, day: Day)], replaced: Int
    ) {
        let file = try CSVFile(path)
        try file.require(["timestamp", "comment-id", "voter-id", "vote"])
        var last: [Cast: (at: Int, vote: Vote)] = [:]
        var replaced = 0
        while let row = try file.next() {
            if let problem = row.problem {
                report.refuse(file.name, line: row.line, problem)
                continue
            }
            guard let comment = Int(file.value(row, "comment-id")), known.contains(comment) else {
                report.refuse(file.name, line: row.line, "the statement it votes on is not in the comments")
                continue
            }
            guard let at = Int(file.value(row, "timestamp")), day("\(at)") != nil else {
                report.refuse(file.name, line: row.line, "its timestamp is not milliseconds since 1970")
                continue
            }
            guard let vote = Int(file.value(row, "vote")).flatMap(Vote.init) else {
                report.refuse(file.name, line: row.line, "its vote is not 1, 0 or -1")
                continue
            }
            let cast = Cast(comment: comment, voter: file.value(row, "voter-id"))
            if let held = last[cast] {
                replaced += 1
                if held.at > at { continue }
            }
            last[cast] = (at, vote)
        }
        return (last.map { ($0.key, $0.value.vote, Moment(milliseconds: $0.value.at).day(in: .utc)) }, replaced)
    }

    private static func day(_ milliseconds: String) -> Day? {
        guard let number = Int(milliseconds), (0...LineStore.forever).contains(number) else { return nil }
        return Moment(milliseconds: number).day(in: .utc)
    }
}
