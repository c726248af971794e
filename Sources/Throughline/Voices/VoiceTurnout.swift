import Database
import Language

/// How many answered a question: kept with every change, so that no page counts voices. Voices, people and held ones are those that
/// stand; withdrawn ones are counted apart, rejected ones nowhere. Nor is what is for the safety lead alone: a number that is one more than
/// what can be read would tell a team that somebody went past it.
struct Turnout: Sendable, Equatable {
    var voices = 0
    var people = 0
    var held = 0
    var takenBack = 0

    /// What one voice adds in a state.
    init(_ state: String, people: Int, for openness: Openness) {
        switch state {
        case "ready" where openness == .safety, "held" where openness == .safety: break
        case "ready": (voices, self.people) = (1, people)
        // For one person, whatever it says, until the team has looked.
        case "held": (voices, self.people, held) = (1, 1, 1)
        case "withdrawn": takenBack = 1
        default: break
        }
    }

    init(voices: Int = 0, people: Int = 0, held: Int = 0, takenBack: Int = 0) {
        (self.voices, self.people, self.held, self.takenBack) = (voices, people, held, takenBack)
    }

    static func - (left: Turnout, right: Turnout) -> Turnout {
        Turnout(
            voices: left.voices - right.voices, people: left.people - right.people, held: left.held - right.held,
            takenBack: left.takenBack - right.takenBack)
    }
}

extension VoiceStore {
    /// How many answers came to a question, and how many people spoke in them. Withdrawn ones do not count, nor those for the safety lead.
    func count(of question: ID<Item>) throws -> (voices: Int, people: Int, held: Int) {
        let row = try tx.run("SELECT voices, people, held FROM turnouts WHERE question_id = \(question)").first
        return try (row?.int("voices") ?? 0, row?.int("people") ?? 0, row?.int("held") ?? 0)
    }

    /// How many answers to a question were taken back, and the last day somebody did.
    func takenBack(from question: ID<Item>) throws -> (voices: Int, last: Day)? {
        let row = try tx.run(
            "SELECT taken_back, taken_back_on FROM turnouts WHERE question_id = \(question) AND taken_back > 0 AND taken_back_on IS NOT NULL"
        ).first
        return try row.map { try ($0.int("taken_back"), $0.day("taken_back_on")) }
    }

    /// The questions of a space with answers that wait to be let through by this reader.
    func held(in space: ID<Space>, for reader: Reader, at now: Moment, limit: Int = 50) throws -> [(question: ID<Item>, voices: Int)] {
        // Word for word the condition of the index items_held.
        try tx.run(
            """
            SELECT v.question_id, COUNT(*) AS n FROM items i JOIN voices v ON v.id = i.id
            WHERE i.space_id = \(space) AND i.kind = 'voice' AND i.state = 'held' AND \(Visibility.inSpace(space, for: reader, at: now))
            GROUP BY v.question_id ORDER BY v.question_id LIMIT \(limit)
            """
        ).map { try ($0.id("question_id"), $0.int("n")) }
    }

    /// A voice changed its state; a day that the ledger knows better is the ledger's.
    func moved(_ voice: Item, to state: String, on day: Day) throws {
        guard let row = try tx.run("SELECT question_id, people, openness FROM voices WHERE id = \(voice.id)").first else { return }
        let (people, openness) = (try row.int("people"), Openness(rawValue: try row.text("openness")) ?? .team)
        let change = Turnout(state, people: people, for: openness) - Turnout(voice.state, people: people, for: openness)
        let takenBack = try change.takenBack > 0 ? LineStore(tx).takenBack(voice.id) ?? day : nil
        try tally(change, on: row.id("question_id"), takenBack: takenBack)
    }

    /// For this table's own writers only.
    func tally(_ change: Turnout, on question: ID<Item>, takenBack: Day? = nil) throws {
        guard change != Turnout() else { return }
        try tx.run(
            """
            INSERT INTO turnouts (question_id, voices, people, held, taken_back, taken_back_on)
            VALUES (\(question), \(change.voices), \(change.people), \(change.held), \(change.takenBack), \(takenBack))
            ON CONFLICT (question_id) DO UPDATE SET voices = turnouts.voices + excluded.voices, people = turnouts.people + excluded.people,
                held = turnouts.held + excluded.held, taken_back = turnouts.taken_back + excluded.taken_back,
                taken_back_on = CASE WHEN turnouts.taken_back_on IS NULL OR turnouts.taken_back_on < excluded.taken_back_on
                    THEN coalesce(excluded.taken_back_on, turnouts.taken_back_on) ELSE turnouts.taken_back_on END
            """)
    }

    /// How many questions' numbers differ from what counting their voices gives; for `check`.
    func crookedTurnouts() throws -> Int {
        let kept: SQL = """
            SELECT question_id, voices, people, held, taken_back FROM turnouts WHERE voices <> 0 OR people <> 0 OR held <> 0 OR taken_back <> 0
            """
        let counted: SQL = "\(Self.counting) GROUP BY v.question_id"
        return try tx.run(
            """
            SELECT COUNT(DISTINCT d.question_id) AS n FROM (
                SELECT * FROM (\(kept) EXCEPT \(counted)) AS a UNION ALL SELECT * FROM (\(counted) EXCEPT \(kept)) AS b) AS d
            """
        ).first?.int("n") ?? 0
    }

    private static let counting: SQL = """
        SELECT v.question_id, SUM(CASE WHEN i.state = 'withdrawn' THEN 0 ELSE 1 END) AS voices,
            SUM(CASE i.state WHEN 'withdrawn' THEN 0 WHEN 'held' THEN 1 ELSE v.people END) AS people, SUM(CASE WHEN i.state = 'held' THEN 1 ELSE 0 END) AS held,
            SUM(CASE WHEN i.state = 'withdrawn' THEN 1 ELSE 0 END) AS taken_back
        FROM voices v JOIN items i ON i.id = v.id WHERE i.state = 'withdrawn' OR (i.state IN ('ready', 'held') AND v.openness <> 'safety')
        """
}
