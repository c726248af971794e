extension Jobs {
    /// How many jobs wait or are under way, and how many were given up.
    public static func counts(on connection: any Connection) throws -> (waiting: Int, failed: Int) {
        let row = try connection.run("SELECT count(*) AS n, count(failed_at) AS failed FROM jobs").first
        let (all, failed) = (try row?.int("n") ?? 0, try row?.int("failed") ?? 0)
        return (all - failed, failed)
    }
}
