import Database
import Foundation
import Language

/// What `check` says of the audit's signed marks, and of a letter somebody kept.
enum AuditCheck {
    static func look(_ storage: Storage, _ head: String?, _ report: inout CheckReport) async throws {
        let file = storage.folder + "/keys.json"
        let keys = FileManager.default.fileExists(atPath: file) ? try? Keys.load(file: file) : nil
        let (marks, end) = try await storage.db.read { tx in (try AuditMarks(tx).all(), try Seals(tx).head()) }
        if let keys { try await signatures(storage, keys, marks, &report) }
        if let cut = marks.last(where: \.isCut) {
            report.note("The audit up to seal \(cut.number) of \(cut.day.text) is older than 24 months and was cut.")
        }
        if let end { report.note("The audit ends with seal \(end.number) of \(end.day.text): \(end.words) (\(end.digest)).") }
        guard let head else { return }
        if let found = try await storage.db.read({ try Seals($0).find(head) }) {
            report.fine("The head you were sent is seal \(found.number) of \(found.day.text), and still in the chain.")
        } else {
            report.wrong(
                "The head you were sent is not in the chain.",
                do: "Compare with others who got the letter; if they have the same, the audit was written anew.")
        }
    }

    private static func signatures(_ storage: Storage, _ keys: Keys, _ marks: [AuditMark], _ report: inout CheckReport) async throws {
        guard !marks.isEmpty else { return }
        let (wrong, unknown) = try await storage.db.read { try AuditMarks($0).problems(keys) }
        for problem in wrong { report.wrong(problem, do: "Compare the audit with letters people kept, and with a backup.") }
        if unknown > 0 {
            report.note("\(unknown) marks of the audit were signed with keys that are not here; letters people kept can still be compared.")
        }
        if wrong.isEmpty && unknown == 0 { report.fine("The audit's \(marks.count) signed marks are ours.") }
    }
}
