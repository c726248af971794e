import Foundation
import HTML
import Language

/// What was delivered, what was accepted, what came late and why: to print, as a table and as data, each with what came out of it.
enum PlanReport {
    /// One line of the report: something delivered, or what is owed.
    private struct Line: Codable {
        var list: String
        var task: String
        var seenBy: String
        var due: String?
        var state: String
        var delivered: String?
        var accepted: String?
        var daysLate: Int?
        var what: String
        var why: String
        var record: String?
        var recordWords: String?
    }

    static func page(_ view: PlanView) -> Page {
        let given = view.tasks.flatMap { task in task.deliveries.map { (task: task, delivery: $0) } }
        let owed = view.tasks.filter { [.notStarted, .underWay].contains($0.state) }
        let accepted = given.count { $0.delivery.acceptedOn != nil }
        return Page(
            "\(say: "Report on the plan")", in: view.place,
            """
            <p class="eyebrow"><a href="\(Href.to(view.plan.item))">\(PlanPages.words(view.plan.texts["programme"]))</a></p><h1>\(say: "Report on the plan")</h1>\
            <p>\(say: Phrase("\("delivered", given.count) delivered, \("accepted", accepted) of them accepted; \("late", given.count { $0.delivery.wasLate }) came late. \("owed", owed.count) still to come."))</p>\
            \(PlanPages.standing(view))<section aria-labelledby="given"><h2 id="given">\(say: Phrase("Delivered", context: "a task"))</h2>\
            \(Records.list(given, empty: Phrase("Nothing so far.")) { entry in delivered(entry.task, entry.delivery, view) })</section>
            <section aria-labelledby="owed"><h2 id="owed">\(say: "Still to come")</h2>\(Records.list(owed, empty: Phrase("Nothing.")) { task in
                "<b>\(PlanPages.words(task.texts["task"]))</b><br>\(say: PlanPages.standing(task, on: view.today))"
            })</section>
            <p class="row go screen"><a href="/partner-plans/\(view.plan.id)/table">\(say: "As a table (CSV)")</a> <a href="/partner-plans/\(view.plan.id)/data">\(say: "As data (JSON)")</a></p>
            """)
    }

    static func delivered(_ task: PlanTask, _ delivery: PlanTask.Delivery, _ view: PlanView) -> Markup {
        "<b>\(PlanPages.words(task.texts["task"]))</b><br>\(facts(task, delivery, view.records))"
    }

    /// One delivery in words, with its reason where it came late and the record that came out of it.
    static func facts(_ task: PlanTask, _ delivery: PlanTask.Delivery, _ records: [ID<Item>: Joined]) -> Markup {
        """
        \(say: when(delivery))<br>\(PlanPages.words(task.texts[delivery.whatField]))\
        \(if: !task.words(delivery.whyField).isEmpty, "<br><span class=\"soft\">\(say: "Why it came late:")</span> \(PlanPages.words(task.texts[delivery.whyField]))")\
        \(delivery.record.flatMap { records[$0] }.map { "<br>\(PlanPages.link($0))" as Markup })
        """
    }

    private static func when(_ delivery: PlanTask.Delivery) -> Phrase {
        let accepted: Phrase = delivery.acceptedOn.map { Phrase("accepted on \("day", $0)") } ?? Phrase("not accepted yet")
        guard delivery.wasLate, let due = delivery.due else {
            return Phrase("Delivered on \("day", delivery.deliveredOn), \("accepted", accepted).")
        }
        let late = delivery.deliveredOn - due
        let days = Phrase.counted(late, one: "\("n", late) day late", other: "\("n", late) days late")
        return Phrase("Delivered on \("day", delivery.deliveredOn), \("late", days), \("accepted", accepted).")
    }

    private static func lines(_ view: PlanView) -> [Line] {
        view.tasks.flatMap { task -> [Line] in
            let given = task.deliveries.map { delivery in
                let record = delivery.record.flatMap { view.records[$0] }
                return Line(
                    list: task.bucket.rawValue, task: task.words("task"), seenBy: task.audience.rawValue, due: delivery.due?.text,
                    state: delivery.acceptedOn == nil ? "delivered" : "accepted", delivered: delivery.deliveredOn.text,
                    accepted: delivery.acceptedOn?.text,
                    daysLate: delivery.wasLate ? delivery.due.map { delivery.deliveredOn - $0 } : nil, what: task.words(delivery.whatField),
                    why: task.words(delivery.whyField), record: record.map { Href.to($0.item).text }, recordWords: record?.text?.body)
            }
            guard [.notStarted, .underWay].contains(task.state) else { return given }
            let isLate = task.isLate(on: view.today)
            return given + [
                Line(
                    list: task.bucket.rawValue, task: task.words("task"), seenBy: task.audience.rawValue, due: task.due?.text,
                    state: isLate ? "late" : task.state.rawValue, daysLate: isLate ? task.due.map { view.today - $0 } : nil, what: "",
                    why: "")
            ]
        }
    }

    static func json(_ view: PlanView) throws -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
        return Array(try encoder.encode(lines(view)))
    }

    /// As CSV (RFC 4180), with heads in the reader's language.
    static func csv(_ view: PlanView, in tongue: Tongue) -> String {
        let heads: [Phrase] = [
            Phrase("List"), Phrase("Task"), Phrase("Seen by"), Phrase("Due", context: "a task"), Phrase("Where it stands"),
            Phrase("Delivered", context: "a task"), Phrase("Accepted"), Phrase("Days late"), Phrase("What was delivered"),
            Phrase("Why it came late:"),
            Phrase("What came out of it"),
        ]
        func said(_ state: String) -> String {
            state == "late"
                ? Phrase("late", context: "a task").plain(in: tongue) : PlanTask.State(rawValue: state)?.words.plain(in: tongue) ?? state
        }
        let rows = lines(view).map { line in
            [
                PlanTask.Bucket(rawValue: line.list)?.words.plain(in: tongue) ?? "", line.task,
                PlanTask.Audience(rawValue: line.seenBy)?.words.plain(in: tongue) ?? "", line.due ?? "", said(line.state),
                line.delivered ?? "", line.accepted ?? "", line.daysLate.map { "\($0)" } ?? "", line.what, line.why,
                line.recordWords ?? line.record ?? "",
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
