import Database

/// Learning journeys, what is done to learn, and the plans of learning partners.
extension Schema {
    static let journeys: [Change] = [
        Change(
            "learning journeys, and what is done to learn",
            """
            CREATE TABLE journeys (
                id TEXT NOT NULL PRIMARY KEY REFERENCES items (id) ON DELETE CASCADE, starts INTEGER NOT NULL, ends INTEGER NOT NULL,
                rhythm TEXT NOT NULL, forms TEXT NOT NULL, functions TEXT NOT NULL, sponsor_id TEXT, lead_id TEXT, facilitator_id TEXT,
                checked_on INTEGER, closed_on INTEGER) WITHOUT ROWID
            """,
            """
            CREATE TABLE journey_looks (
                journey_id TEXT NOT NULL REFERENCES items (id) ON DELETE CASCADE, months INTEGER NOT NULL, due INTEGER NOT NULL,
                looked_on INTEGER, PRIMARY KEY (journey_id, months)) WITHOUT ROWID
            """,
            """
            CREATE TABLE activities (
                id TEXT NOT NULL PRIMARY KEY REFERENCES items (id) ON DELETE CASCADE, kind TEXT NOT NULL,
                journey_id TEXT REFERENCES items (id) ON DELETE CASCADE, number INTEGER NOT NULL, held_on INTEGER NOT NULL, lead_id TEXT,
                asked INTEGER NOT NULL, minutes INTEGER NOT NULL, cost INTEGER, currency TEXT NOT NULL, came INTEGER) WITHOUT ROWID
            """,
            "CREATE INDEX activities_by_journey ON activities (journey_id) WHERE journey_id IS NOT NULL"),
        Change(
            "the plans of learning partners",
            """
            CREATE TABLE partner_plans (
                id TEXT NOT NULL PRIMARY KEY REFERENCES items (id) ON DELETE CASCADE, starts INTEGER NOT NULL, commissioner_id TEXT,
                partner_id TEXT) WITHOUT ROWID
            """,
            """
            CREATE TABLE plan_tasks (
                id TEXT NOT NULL PRIMARY KEY REFERENCES items (id) ON DELETE CASCADE,
                plan_id TEXT NOT NULL REFERENCES items (id) ON DELETE CASCADE, bucket TEXT NOT NULL, place INTEGER NOT NULL, cadence TEXT,
                due INTEGER) WITHOUT ROWID
            """,
            "CREATE INDEX plan_tasks_by_plan ON plan_tasks (plan_id)",
            """
            CREATE TABLE plan_deliveries (
                id TEXT NOT NULL PRIMARY KEY, task_id TEXT NOT NULL REFERENCES items (id) ON DELETE CASCADE, due INTEGER,
                delivered_on INTEGER NOT NULL, accepted_on INTEGER, record_id TEXT) WITHOUT ROWID
            """,
            "CREATE INDEX plan_deliveries_by_task ON plan_deliveries (task_id)"),
    ]
}
