import Foundation
import HTML
import Language

/// A journey as a file that others can work with.
enum JourneyFile {
    private struct Whole: Codable {
        var issue: String
        var language: String
        var state: String
        var from: String
        var until: String
        var months: Int
        var questions: [String]
        var ownTeams: [String]
        var outsideTeams: [String]
        /// Empty for who is not of the place.
        var people: [String: String]
        var rhythm: String
        var sessions: [Session]
        var looks: [Look]
    }

    private struct Session: Codable {
        var number: Int
        var day: String
        var state: String
        var purpose: String
        var evidence: String
        var practice: String
        var came: Int?
        var outputs: String
        var wentIn: [Record]
        var cameOut: [Record]
    }

    private struct Record: Codable {
        var kind: String
        var words: String
        var address: String
    }

    private struct Look: Codable {
        var months: Int
        var due: String
        var lookedOn: String?
        var found: String
    }

    static func json(_ view: JourneyView, withNames: Bool) throws -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
        let journey = view.journey
        let people = withNames ? Dictionary(uniqueKeysWithValues: Journey.Role.allCases.map { ($0.rawValue, journey.name($0)) }) : [:]
        let whole = Whole(
            issue: journey.words("issue"), language: journey.item.language.description, state: journey.state.rawValue,
            from: journey.starts.text, until: journey.ends.text, months: journey.length.months,
            questions: view.questions.map { $0.text?.body ?? "" }, ownTeams: journey.own, outsideTeams: journey.outside, people: people,
            rhythm: journey.rhythm.rawValue, sessions: view.sessions.map(session),
            looks: view.looks.map {
                Look(
                    months: $0.months, due: $0.due.text, lookedOn: $0.lookedOn?.text, found: journey.words(JourneyLook.field($0.months)))
            })
        return Array(try encoder.encode(whole))
    }

    private static func session(_ session: JourneySession) -> Session {
        let activity = session.activity
        return Session(
            number: activity.number, day: activity.on.text, state: activity.state.rawValue, purpose: activity.words("purpose"),
            evidence: activity.words("evidence"), practice: activity.words("practice"), came: activity.came,
            outputs: activity.words("outputs"), wentIn: passedOn(session.around.into).map(record),
            cameOut: passedOn(session.around.out).map(record))
    }

    /// What somebody said leaves in a file of its own, for those who allowed that; not here.
    private static func passedOn(_ joined: [Joined]) -> [Joined] { joined.filter { $0.item.kind != .voice } }

    private static func record(_ joined: Joined) -> Record {
        Record(kind: joined.item.kind.rawValue, words: joined.text?.body ?? "", address: Href.to(joined.item).text)
    }

    /// One line a session, as CSV (RFC 4180), with heads in the reader's language.
    static func csv(_ view: JourneyView, in tongue: Tongue) -> String {
        let heads: [Phrase] = [
            Phrase("Session"), Phrase("Day"), Phrase("Where it stands"), Phrase("What is it for?"), Phrase("Evidence"), Phrase("Practice"),
            Phrase("How many came?"), Phrase("What went in"), Phrase("What came out"), Phrase("Records that came out"),
        ]
        let rows = view.sessions.map { session -> [String] in
            let activity = session.activity
            return [
                "\(activity.number)", activity.on.text, activity.state.words.plain(in: tongue), activity.words("purpose"),
                activity.words("evidence"), activity.words("practice"), activity.came.map { "\($0)" } ?? "",
                passedOn(session.around.into).compactMap(\.text?.body).joined(separator: "\n"), activity.words("outputs"),
                passedOn(session.around.out).compactMap(\.text?.body).joined(separator: "\n"),
            ]
        }
        return ([heads.map { $0.plain(in: tongue) }] + rows).map { $0.map(cell).joined(separator: ",") + "\r\n" }.joined()
    }

    /// Words come from people: none of them is ever taken for a formula.
    private static func cell(_ text: String) -> String {
        let safe = text.first.map { "=+-@\t\r".contains($0) } == true ? "'" + text : text
        return "\"" + safe.replacing("\"", with: "\"\"") + "\""
    }
}
