import Database

/// Every table change since the beginning, append only: a change that has landed is never edited, only followed.
/// Types are the portable ones of `Database.Change`; days and milliseconds are integers.
enum Schema {
    static let changes: [Change] =
        Jobs.changes + spine + people + path + turn + polls + slips + turnouts + shutOut + trust + identity + agreements + waysIn
        + moderation + accounts + sharing + consent + audited + shared + hands + sealing + purposes + times + forms
        + uptake + alone + papers + coding + correcting + agenda + following + weighing + panels + assisting + journeys + reports

    private static let spine: [Change] = [
        Change(
            "spine: items, texts and links",
            """
            CREATE TABLE items (
                id TEXT NOT NULL PRIMARY KEY, kind TEXT NOT NULL, space_id TEXT NOT NULL, author_id TEXT, pseudonym TEXT,
                language TEXT NOT NULL, sensitivity INTEGER NOT NULL, tlp TEXT NOT NULL, state TEXT NOT NULL,
                version INTEGER NOT NULL, audience INTEGER NOT NULL, day INTEGER NOT NULL, made_at INTEGER,
                shown_from INTEGER NOT NULL, shown_until INTEGER NOT NULL) WITHOUT ROWID
            """,
            "CREATE INDEX items_by_space ON items (space_id, kind, audience, day, id)",
            "CREATE INDEX items_by_author ON items (author_id, kind) WHERE author_id IS NOT NULL",
            """
            CREATE TABLE texts (
                item_id TEXT NOT NULL REFERENCES items (id) ON DELETE CASCADE, field TEXT NOT NULL, language TEXT NOT NULL,
                version INTEGER NOT NULL, body TEXT NOT NULL, origin TEXT NOT NULL, engine TEXT, made_on INTEGER NOT NULL,
                checked_by TEXT, source_hash TEXT, is_current INTEGER NOT NULL,
                PRIMARY KEY (item_id, field, language, version)) WITHOUT ROWID
            """,
            """
            CREATE TABLE links (
                from_id TEXT NOT NULL REFERENCES items (id) ON DELETE CASCADE, relation TEXT NOT NULL,
                to_id TEXT NOT NULL REFERENCES items (id) ON DELETE CASCADE, why TEXT, by_id TEXT, day INTEGER NOT NULL,
                PRIMARY KEY (from_id, relation, to_id)) WITHOUT ROWID
            """,
            "CREATE INDEX links_by_target ON links (to_id, relation, from_id)",
            """
            CREATE TABLE shares (
                item_id TEXT NOT NULL REFERENCES items (id) ON DELETE CASCADE, space_id TEXT NOT NULL, by_id TEXT NOT NULL,
                shared_on INTEGER NOT NULL, until INTEGER, stopped_on INTEGER, PRIMARY KEY (item_id, space_id)) WITHOUT ROWID
            """,
            """
            CREATE TABLE grants (
                item_id TEXT NOT NULL REFERENCES items (id) ON DELETE CASCADE, person_id TEXT NOT NULL, by_id TEXT,
                granted_on INTEGER NOT NULL, PRIMARY KEY (item_id, person_id)) WITHOUT ROWID
            """,
            "CREATE TABLE tallies (space_id TEXT NOT NULL, audience INTEGER NOT NULL, kind TEXT NOT NULL, state TEXT NOT NULL,"
                + " n INTEGER NOT NULL, PRIMARY KEY (space_id, audience, kind, state)) WITHOUT ROWID"),
        Change(
            "spine: duties, audit, forms sent once, the withdrawal ledger",
            """
            CREATE TABLE duties (
                id TEXT NOT NULL PRIMARY KEY, space_id TEXT NOT NULL, kind TEXT NOT NULL,
                item_id TEXT NOT NULL REFERENCES items (id) ON DELETE CASCADE, language TEXT NOT NULL, door TEXT NOT NULL,
                due INTEGER NOT NULL, minutes INTEGER NOT NULL, people INTEGER NOT NULL, owner_id TEXT, state TEXT NOT NULL,
                because TEXT, postponed_on INTEGER, done_on INTEGER, reminded INTEGER NOT NULL,
                UNIQUE (kind, item_id, language, door)) WITHOUT ROWID
            """,
            "CREATE INDEX duties_by_space ON duties (space_id, state, due, id)",
            """
            CREATE TABLE audit (
                id TEXT NOT NULL PRIMARY KEY, item_id TEXT, space_id TEXT, actor_id TEXT, act TEXT NOT NULL, day INTEGER NOT NULL,
                made_at INTEGER, seal INTEGER) WITHOUT ROWID
            """,
            "CREATE INDEX audit_by_item ON audit (item_id, day, id)",
            "CREATE INDEX audit_by_seal ON audit (seal, id)",
            "CREATE TABLE audit_reasons (audit_id TEXT NOT NULL PRIMARY KEY REFERENCES audit (id) ON DELETE CASCADE, reason TEXT NOT NULL) WITHOUT ROWID",
            "CREATE TABLE seals (number INTEGER NOT NULL PRIMARY KEY, day INTEGER NOT NULL, entries INTEGER NOT NULL, digest TEXT NOT NULL)",
            "CREATE TABLE nonces (digest TEXT NOT NULL PRIMARY KEY, answer TEXT NOT NULL, day INTEGER NOT NULL) WITHOUT ROWID",
            "CREATE TABLE ledger (item_id TEXT NOT NULL PRIMARY KEY, act TEXT NOT NULL, day INTEGER NOT NULL) WITHOUT ROWID",
            "CREATE TABLE settings (name TEXT NOT NULL PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID",
            """
            CREATE TABLE files (
                item_id TEXT NOT NULL REFERENCES items (id) ON DELETE CASCADE, hash TEXT NOT NULL, kind TEXT NOT NULL,
                type TEXT NOT NULL, size INTEGER NOT NULL, seconds INTEGER, PRIMARY KEY (item_id, hash)) WITHOUT ROWID
            """,
            "CREATE INDEX files_by_hash ON files (hash)"),
    ]

    private static let people: [Change] = [
        Change(
            "people, spaces and how they come in",
            """
            CREATE TABLE spaces (
                id TEXT NOT NULL PRIMARY KEY, slug TEXT NOT NULL UNIQUE, name TEXT NOT NULL, team TEXT NOT NULL, language TEXT NOT NULL,
                languages TEXT NOT NULL, zone TEXT NOT NULL, accent TEXT NOT NULL, holds_unnamed INTEGER NOT NULL,
                flooded INTEGER NOT NULL, open_home INTEGER NOT NULL, made_on INTEGER NOT NULL, version INTEGER NOT NULL) WITHOUT ROWID
            """,
            """
            CREATE TABLE people (
                id TEXT NOT NULL PRIMARY KEY, name TEXT NOT NULL, name_key TEXT, language TEXT NOT NULL, zone TEXT, email TEXT UNIQUE,
                email_proved INTEGER NOT NULL, password TEXT, phrase_mac TEXT, shared_phone INTEGER NOT NULL, made_on INTEGER NOT NULL,
                notice_channel TEXT NOT NULL, notice_language TEXT, notice_every TEXT NOT NULL, quiet_from INTEGER NOT NULL,
                quiet_to INTEGER NOT NULL, told_on INTEGER, version INTEGER NOT NULL) WITHOUT ROWID
            """,
            "CREATE INDEX people_by_name ON people (name_key, made_on, id)",
            """
            CREATE TABLE memberships (
                person_id TEXT NOT NULL REFERENCES people (id) ON DELETE CASCADE, space_id TEXT NOT NULL REFERENCES spaces (id) ON DELETE CASCADE,
                role TEXT NOT NULL, invited_by TEXT, joined_on INTEGER NOT NULL, PRIMARY KEY (person_id, space_id)) WITHOUT ROWID
            """,
            "CREATE INDEX memberships_by_space ON memberships (space_id, role, person_id)",
            """
            CREATE TABLE sessions (
                mac TEXT NOT NULL PRIMARY KEY, person_id TEXT NOT NULL REFERENCES people (id) ON DELETE CASCADE, started_on INTEGER NOT NULL,
                until INTEGER NOT NULL, shared_phone INTEGER NOT NULL) WITHOUT ROWID
            """,
            "CREATE INDEX sessions_by_person ON sessions (person_id)",
            """
            CREATE TABLE invitations (
                id TEXT NOT NULL PRIMARY KEY, space_id TEXT NOT NULL REFERENCES spaces (id) ON DELETE CASCADE, role TEXT NOT NULL,
                by_id TEXT NOT NULL, note TEXT NOT NULL, until INTEGER NOT NULL, uses INTEGER NOT NULL, uses_left INTEGER NOT NULL,
                made_on INTEGER NOT NULL, ended_on INTEGER) WITHOUT ROWID
            """,
            "CREATE INDEX invitations_by_space ON invitations (space_id, until, id)")
    ]

    private static let path: [Change] = [
        Change(
            "questions and what people said",
            """
            CREATE TABLE questions (
                id TEXT NOT NULL PRIMARY KEY REFERENCES items (id) ON DELETE CASCADE, purpose TEXT NOT NULL, hear_by INTEGER NOT NULL,
                doors TEXT NOT NULL, decision_by INTEGER, reader TEXT NOT NULL, decider TEXT NOT NULL, decider_mail TEXT,
                flooded INTEGER NOT NULL, closed_on INTEGER) WITHOUT ROWID
            """,
            """
            CREATE TABLE voices (
                id TEXT NOT NULL PRIMARY KEY REFERENCES items (id) ON DELETE CASCADE,
                question_id TEXT NOT NULL REFERENCES items (id) ON DELETE CASCADE, openness TEXT NOT NULL, quotable INTEGER NOT NULL,
                people INTEGER NOT NULL, speaks_for TEXT, disagreed TEXT, place TEXT, door TEXT NOT NULL, told_language TEXT NOT NULL,
                told_to TEXT, told_on INTEGER, organisation TEXT, role TEXT, source TEXT) WITHOUT ROWID
            """,
            "CREATE INDEX voices_by_question ON voices (question_id, id)",
            "CREATE TABLE receipts (mac TEXT NOT NULL PRIMARY KEY, voice_id TEXT NOT NULL REFERENCES items (id) ON DELETE CASCADE, day INTEGER NOT NULL) WITHOUT ROWID",
            "CREATE INDEX receipts_by_voice ON receipts (voice_id)",
            """
            CREATE TABLE statements (
                id TEXT NOT NULL PRIMARY KEY REFERENCES items (id) ON DELETE CASCADE,
                question_id TEXT NOT NULL REFERENCES items (id) ON DELETE CASCADE, number INTEGER NOT NULL, agree INTEGER NOT NULL,
                disagree INTEGER NOT NULL, pass INTEGER NOT NULL) WITHOUT ROWID
            """,
            "CREATE INDEX statements_by_question ON statements (question_id, number, id)",
            """
            CREATE TABLE votes (
                statement_id TEXT NOT NULL REFERENCES items (id) ON DELETE CASCADE, voter TEXT NOT NULL, vote INTEGER NOT NULL, day INTEGER NOT NULL,
                PRIMARY KEY (statement_id, voter)) WITHOUT ROWID
            """)
    ]

    private static let turn: [Change] = [
        Change(
            "what we learned, decisions and promises, what became of it",
            """
            CREATE TABLE insights (
                id TEXT NOT NULL PRIMARY KEY REFERENCES items (id) ON DELETE CASCADE, question_id TEXT, strength TEXT NOT NULL,
                sources INTEGER NOT NULL, against INTEGER NOT NULL, withdrawn INTEGER NOT NULL, withdrawn_on INTEGER,
                confidence TEXT, review_on INTEGER, wording INTEGER NOT NULL DEFAULT 1) WITHOUT ROWID
            """,
            "CREATE INDEX insights_by_question ON insights (question_id, id)",
            """
            CREATE TABLE evidence (
                insight_id TEXT NOT NULL REFERENCES items (id) ON DELETE CASCADE, source_id TEXT NOT NULL REFERENCES items (id) ON DELETE CASCADE,
                relation TEXT NOT NULL, kind TEXT NOT NULL, organisation TEXT, event TEXT, document TEXT, context TEXT, added_by TEXT,
                day INTEGER NOT NULL, PRIMARY KEY (insight_id, source_id)) WITHOUT ROWID
            """,
            "CREATE INDEX evidence_by_source ON evidence (source_id, insight_id)",
            """
            CREATE TABLE reviews (
                insight_id TEXT NOT NULL REFERENCES items (id) ON DELETE CASCADE, person_id TEXT NOT NULL, wording INTEGER NOT NULL,
                confidence TEXT NOT NULL, from_context INTEGER NOT NULL, from_elsewhere INTEGER NOT NULL,
                day INTEGER NOT NULL, PRIMARY KEY (insight_id, person_id, wording)) WITHOUT ROWID
            """,
            """
            CREATE TABLE insight_authors (
                insight_id TEXT NOT NULL REFERENCES items (id) ON DELETE CASCADE, person_id TEXT NOT NULL, day INTEGER NOT NULL,
                PRIMARY KEY (insight_id, person_id)) WITHOUT ROWID
            """,
            """
            CREATE TABLE decisions (
                id TEXT NOT NULL PRIMARY KEY REFERENCES items (id) ON DELETE CASCADE, question_id TEXT, type TEXT NOT NULL, decided_by TEXT NOT NULL,
                level TEXT NOT NULL, decided_on INTEGER NOT NULL, starts_on INTEGER, check_on INTEGER, result TEXT,
                on_behalf INTEGER NOT NULL, confirmed_on INTEGER, applied_on INTEGER, checked_on INTEGER, ended_on INTEGER) WITHOUT ROWID
            """,
            "CREATE INDEX decisions_by_question ON decisions (question_id, id)",
            """
            CREATE TABLE commitments (
                id TEXT NOT NULL PRIMARY KEY REFERENCES items (id) ON DELETE CASCADE, question_id TEXT, who TEXT NOT NULL, person_id TEXT,
                organisation TEXT NOT NULL, due INTEGER NOT NULL, needs TEXT NOT NULL, amount INTEGER, currency TEXT, days INTEGER,
                secured TEXT NOT NULL, lapse TEXT, still_engaged TEXT, settled_on INTEGER) WITHOUT ROWID
            """,
            "CREATE INDEX commitments_by_question ON commitments (question_id, id)",
            """
            CREATE TABLE asked_deciders (
                id TEXT NOT NULL PRIMARY KEY, question_id TEXT NOT NULL REFERENCES items (id) ON DELETE CASCADE, name TEXT NOT NULL, mail TEXT NOT NULL,
                language TEXT NOT NULL, asked_by TEXT NOT NULL, asked_on INTEGER NOT NULL, reply TEXT, replied_on INTEGER, because TEXT,
                again_on INTEGER, confirms INTEGER NOT NULL, decision_id TEXT) WITHOUT ROWID
            """,
            "CREATE INDEX asked_deciders_by_question ON asked_deciders (question_id, id)",
            """
            CREATE TABLE tellings (
                id TEXT NOT NULL PRIMARY KEY REFERENCES items (id) ON DELETE CASCADE, question_id TEXT NOT NULL, duty_id TEXT NOT NULL,
                language TEXT NOT NULL, door TEXT NOT NULL, told_on INTEGER, people INTEGER NOT NULL, told INTEGER NOT NULL,
                unreachable INTEGER NOT NULL, quote_gone_on INTEGER) WITHOUT ROWID
            """,
            "CREATE INDEX tellings_by_question ON tellings (question_id, id)",
            """
            CREATE TABLE replies (
                voice_id TEXT NOT NULL REFERENCES items (id) ON DELETE CASCADE, question_id TEXT NOT NULL, reply TEXT NOT NULL, day INTEGER NOT NULL,
                PRIMARY KEY (voice_id)) WITHOUT ROWID
            """,
            "CREATE TABLE unheld_files (hash TEXT NOT NULL PRIMARY KEY, seen_on INTEGER NOT NULL) WITHOUT ROWID",
            """
            CREATE TABLE imported (
                source TEXT NOT NULL, key TEXT NOT NULL, item_id TEXT NOT NULL, PRIMARY KEY (source, key)) WITHOUT ROWID
            """)
    ]

    private static let polls: [Change] = [
        Change(
            "how big a survey is",
            """
            CREATE TABLE polls (
                question_id TEXT NOT NULL PRIMARY KEY REFERENCES items (id) ON DELETE CASCADE, statements INTEGER NOT NULL,
                votes INTEGER NOT NULL, voters INTEGER NOT NULL) WITHOUT ROWID
            """)
    ]

    private static let slips: [Change] = [
        Change(
            "pages that are shown once",
            "CREATE TABLE slips (name TEXT NOT NULL PRIMARY KEY, shown INTEGER NOT NULL, day INTEGER NOT NULL) WITHOUT ROWID")
    ]

    private static let turnouts: [Change] = [
        Change(
            "answers counted by question, and the ways in that were missing",
            """
            CREATE TABLE turnouts (
                question_id TEXT NOT NULL PRIMARY KEY REFERENCES items (id) ON DELETE CASCADE, voices INTEGER NOT NULL,
                people INTEGER NOT NULL, held INTEGER NOT NULL, taken_back INTEGER NOT NULL, taken_back_on INTEGER) WITHOUT ROWID
            """,
            """
            INSERT INTO turnouts (question_id, voices, people, held, taken_back, taken_back_on)
            SELECT v.question_id, SUM(CASE WHEN i.state = 'withdrawn' THEN 0 ELSE 1 END),
                SUM(CASE i.state WHEN 'withdrawn' THEN 0 WHEN 'held' THEN 1 ELSE v.people END), SUM(CASE WHEN i.state = 'held' THEN 1 ELSE 0 END),
                SUM(CASE WHEN i.state = 'withdrawn' THEN 1 ELSE 0 END), MAX(CASE WHEN i.state = 'withdrawn' THEN g.day END)
            FROM voices v JOIN items i ON i.id = v.id LEFT JOIN ledger g ON g.item_id = v.id
            WHERE i.state IN ('ready', 'held', 'withdrawn') GROUP BY v.question_id
            """,
            // What a team took back was in no ledger so far, and an older backup would have brought it to life.
            """
            INSERT INTO ledger (item_id, act, day) SELECT i.id, 'withdraw', i.day FROM items i
            WHERE i.state = 'withdrawn' AND NOT EXISTS (SELECT 1 FROM ledger g WHERE g.item_id = i.id)
            """,
            "CREATE INDEX items_taken_back ON items (state) WHERE state IN ('withdrawn', 'erased')",
            "CREATE INDEX items_held ON items (space_id, kind, id) WHERE state = 'held'",
            "CREATE INDEX tellings_by_duty ON tellings (duty_id)", "CREATE INDEX replies_by_question ON replies (question_id, reply)",
            "CREATE INDEX asked_deciders_by_decision ON asked_deciders (decision_id) WHERE decision_id IS NOT NULL",
            "CREATE INDEX jobs_failed ON jobs (failed_at, id) WHERE failed_at IS NOT NULL",
            "CREATE INDEX sessions_by_end ON sessions (until)",
            "CREATE INDEX people_by_mail ON people (id) WHERE notice_channel = 'mail'")
    ]
}
