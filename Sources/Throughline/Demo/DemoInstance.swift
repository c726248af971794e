import Database

/// What `throughline demo` prints when it is done.
public struct DemoReport: Sendable {
    /// One line a person: name, mail address where there is one, phrase, places.
    public let people: [(name: String, mail: String?, phrase: String, roles: String)]
    /// The five words that open the first voice of the main story.
    public let code: String
    /// The path of the main story's question.
    public let story: String
    /// The paths of the questions with exactly thirty generated voices, spread over the whole table.
    public let spread: [String]
}

/// Why a demonstration was not made.
public enum DemoError: Error, CustomStringConvertible {
    case notEmpty

    /// What happened and what to do.
    public var description: String {
        "There is something in this database already, and the demonstration does not mix with it. Choose an empty folder with --data."
    }
}

extension Instance {
    /// Fills an empty instance with the demonstration, and with as many generated texts as are asked for; together they all stand in one
    /// place, every twentieth with a code, and something was learned from every two-hundredth.
    /// - Throws: `DemoError.notEmpty` when there is anything in the database; nothing is changed then.
    public func fillWithDemo(texts: Int = 0, together: Bool = false, progress: @escaping @Sendable (String) -> Void) async throws
        -> DemoReport
    {
        let made: Demo.Made
        do {
            made = try await Demo.fill(house, progress: progress)
        } catch Demo.Problem.notEmpty {
            throw DemoError.notEmpty
        }
        let spread =
            texts > 0 ? try await DemoTexts(count: texts, seed: Demo.seed, isTogether: together).write(house, progress: progress) : []
        // Its months are over before any night seals them.
        let act = house.act(by: nil)
        try await house.db.write { tx in try Seals(tx).sealAll(by: act) }
        let people = made.people.map { person in
            (
                person.name, person.mail, person.phrase,
                person.roles.map { "\($0.role.rawValue) of \($0.place)" }.joined(separator: ", ")
            )
        }
        return DemoReport(people: people, code: made.code, story: "/questions/\(made.question)", spread: spread.map { "/questions/\($0)" })
    }
}
