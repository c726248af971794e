import Database

/// What people point at, what moderators do about it, and what is told in confidence.
extension Schema {
    static let moderation: [Change] = [
        Change(
            "flags, moderation with a second person and an appeal, and a note that goes where the record goes",
            "ALTER TABLE items ADD COLUMN label TEXT",
            """
            CREATE TABLE flags (
                id TEXT NOT NULL PRIMARY KEY, item_id TEXT NOT NULL, space_id TEXT NOT NULL REFERENCES spaces (id) ON DELETE CASCADE,
                reason TEXT NOT NULL, words TEXT, receipt TEXT NOT NULL, day INTEGER NOT NULL, outcome TEXT, answer TEXT,
                answered_on INTEGER) WITHOUT ROWID
            """,
            "CREATE INDEX flags_open ON flags (space_id, item_id) WHERE outcome IS NULL",
            "CREATE INDEX flags_by_receipt ON flags (receipt)",
            "CREATE INDEX flags_by_item ON flags (item_id)",
            """
            CREATE TABLE moderation_acts (
                id TEXT NOT NULL PRIMARY KEY, item_id TEXT NOT NULL REFERENCES items (id) ON DELETE CASCADE, space_id TEXT NOT NULL,
                log_id TEXT NOT NULL, act TEXT NOT NULL, reason TEXT NOT NULL, words TEXT NOT NULL, label TEXT, source TEXT,
                by_id TEXT NOT NULL, second_id TEXT, day INTEGER NOT NULL, due_on INTEGER, was_state TEXT NOT NULL, state TEXT NOT NULL,
                appeal TEXT, appealed_on INTEGER, decided_by TEXT, decided_on INTEGER, answer TEXT) WITHOUT ROWID
            """,
            "CREATE INDEX moderation_acts_by_item ON moderation_acts (item_id, state)",
            "CREATE INDEX moderation_acts_by_space ON moderation_acts (space_id, state)",
            """
            CREATE TABLE moderation_log (
                id TEXT NOT NULL PRIMARY KEY, space_id TEXT NOT NULL REFERENCES spaces (id) ON DELETE CASCADE, act TEXT NOT NULL,
                reason TEXT NOT NULL, day INTEGER NOT NULL, is_appealed INTEGER NOT NULL, outcome TEXT) WITHOUT ROWID
            """,
            "CREATE INDEX moderation_log_by_space ON moderation_log (space_id, day)"),
        Change(
            "talks that are opened by a code, for those who hear about harm and for those who lead",
            """
            CREATE TABLE sealed_talks (
                id TEXT NOT NULL PRIMARY KEY, mac TEXT NOT NULL UNIQUE, space_id TEXT NOT NULL REFERENCES spaces (id) ON DELETE CASCADE,
                kind TEXT NOT NULL, sealed TEXT NOT NULL, state TEXT NOT NULL, day INTEGER NOT NULL, due_on INTEGER NOT NULL,
                seen_on INTEGER, kept_until INTEGER NOT NULL) WITHOUT ROWID
            """,
            "CREATE INDEX sealed_talks_by_space ON sealed_talks (space_id, kind, state, due_on)",
            """
            CREATE TABLE sealed_letters (
                talk_id TEXT NOT NULL REFERENCES sealed_talks (id) ON DELETE CASCADE, n INTEGER NOT NULL, from_sender INTEGER NOT NULL,
                sealed TEXT NOT NULL, day INTEGER NOT NULL, PRIMARY KEY (talk_id, n)) WITHOUT ROWID
            """,
            """
            CREATE TABLE talk_promises (
                space_id TEXT NOT NULL PRIMARY KEY REFERENCES spaces (id) ON DELETE CASCADE, days INTEGER NOT NULL) WITHOUT ROWID
            """,
            """
            CREATE TABLE public_answers (
                id TEXT NOT NULL PRIMARY KEY, space_id TEXT NOT NULL REFERENCES spaces (id) ON DELETE CASCADE, asked TEXT NOT NULL,
                answer TEXT NOT NULL, language TEXT NOT NULL, day INTEGER NOT NULL) WITHOUT ROWID
            """,
            "CREATE INDEX public_answers_by_space ON public_answers (space_id, day)"),
    ]
}
