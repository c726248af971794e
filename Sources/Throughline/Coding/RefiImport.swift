import Database
import Foundation
import Language

extension Instance {
    /// Brings in a project of another program, from a file on this machine: its codes, its texts as answers to a question, their passages.
    /// Gives a summary to print. Throws ``CarryError`` and ``DatabaseError``.
    public func importProject(_ path: String, to question: ImportQuestion, _ choices: ImportChoices, report: CarryReport) async throws
        -> String
    {
        guard let data = FileManager.default.contents(atPath: path) else { throw CarryError("\(path) cannot be read.") }
        let project: RefiProject
        do { project = try RefiProject.read([UInt8](data)) } catch {
            throw CarryError("\(path) is no REFI-QDA project we can read, or larger than \(RefiProject.largest / 1_000_000) MB.")
        }
        let places = try await house.db.read { try PlaceStore($0).all() }
        let asked = try await Self.asked(question, house)
        var choices = choices
        if let asked { choices.space = places.first { $0.id == asked.space }?.slug }
        let landing = try ImportLanding(choices, usually: .team, in: places)
        // Codes alone need no question.
        var item = asked
        if asked == nil, !project.sources.isEmpty { item = try await Self.ask(question, landing, house) }
        let id = item?.id
        let (act, place, now) = (house.act(by: nil), landing.place, house.clock())
        report.progress("\(project.sources.count) texts, \(project.codes.count) codes")
        let came = try await house.writePatiently { tx in
            let question = try id.map { try QuestionStore(tx).find($0, for: .stranger, in: place.language, at: now) }
            if try !CodeStore(tx).isOn(in: place.id) { try CodeStore(tx).begin(in: place.id, by: act) }
            return try RefiExchange(tx).bringIn(project, to: question, in: place, by: act)
        }
        return "Codes: \(came.codes). Answers: \(came.answers). Passages: \(came.passages). Left out or here already: \(came.leftOut)."
    }
}
