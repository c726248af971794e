import Database

/// What stands for stretches of the audit that are told outside, or cut.
extension Schema {
    static let audited: [Change] = [
        Change(
            "signed marks of the audit's chain",
            """
            CREATE TABLE audit_marks (
                number INTEGER NOT NULL PRIMARY KEY, day INTEGER NOT NULL, digest TEXT NOT NULL, is_cut INTEGER NOT NULL, made_on INTEGER NOT NULL,
                key TEXT NOT NULL, signature TEXT NOT NULL)
            """)
    ]
}
