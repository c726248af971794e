import Database

/// What a place wants to learn: its agenda, the needs people raised, and what its questions are on it.
extension Schema {
    static let agenda: [Change] = [
        Change(
            "the learning agenda of a place",
            """
            CREATE TABLE agendas (
                space_id TEXT NOT NULL PRIMARY KEY REFERENCES spaces (id) ON DELETE CASCADE, title TEXT NOT NULL, level TEXT NOT NULL,
                stakeholders TEXT NOT NULL, why_not TEXT NOT NULL, theory TEXT NOT NULL, until_on INTEGER NOT NULL,
                review_every INTEGER NOT NULL, begun_on INTEGER NOT NULL, ended_on INTEGER, version INTEGER NOT NULL) WITHOUT ROWID
            """,
            """
            CREATE TABLE agenda_partners (
                space_id TEXT NOT NULL REFERENCES spaces (id) ON DELETE CASCADE,
                partner_id TEXT NOT NULL REFERENCES spaces (id) ON DELETE CASCADE, since INTEGER NOT NULL,
                PRIMARY KEY (space_id, partner_id)) WITHOUT ROWID
            """,
            "CREATE INDEX agenda_partners_back ON agenda_partners (partner_id, space_id)",
            """
            CREATE TABLE needs (
                id TEXT NOT NULL PRIMARY KEY REFERENCES items (id) ON DELETE CASCADE, relation TEXT NOT NULL, importance INTEGER NOT NULL,
                needed_by INTEGER, contributes TEXT NOT NULL) WITHOUT ROWID
            """,
            """
            CREATE TABLE need_days (
                need_id TEXT NOT NULL REFERENCES items (id) ON DELETE CASCADE, day INTEGER NOT NULL, state TEXT NOT NULL,
                importance INTEGER NOT NULL, PRIMARY KEY (need_id, day)) WITHOUT ROWID
            """,
            """
            CREATE TABLE agenda_questions (
                question_id TEXT NOT NULL PRIMARY KEY REFERENCES items (id) ON DELETE CASCADE, state TEXT NOT NULL, kind TEXT NOT NULL,
                set_by_kind TEXT NOT NULL, owner_id TEXT, decision_value INTEGER, stakes INTEGER, uncertainty INTEGER, feasibility INTEGER,
                override INTEGER, review_on INTEGER NOT NULL, worded_on INTEGER NOT NULL, adopted_on INTEGER, answer_id TEXT,
                merged_into TEXT, use_on INTEGER, use_status TEXT NOT NULL, version INTEGER NOT NULL) WITHOUT ROWID
            """,
            "CREATE INDEX agenda_questions_by_answer ON agenda_questions (answer_id) WHERE answer_id IS NOT NULL",
            """
            CREATE TABLE agenda_answers (
                question_id TEXT NOT NULL REFERENCES items (id) ON DELETE CASCADE,
                insight_id TEXT NOT NULL REFERENCES items (id) ON DELETE CASCADE, from_on INTEGER NOT NULL, until_on INTEGER, why TEXT,
                PRIMARY KEY (question_id, insight_id, from_on)) WITHOUT ROWID
            """,
            """
            CREATE TABLE agenda_words (
                question_id TEXT NOT NULL REFERENCES items (id) ON DELETE CASCADE, person_id TEXT NOT NULL, about TEXT NOT NULL,
                agrees INTEGER NOT NULL, words TEXT NOT NULL, outside INTEGER NOT NULL, day INTEGER NOT NULL,
                PRIMARY KEY (question_id, person_id, about)) WITHOUT ROWID
            """)
    ]
}
