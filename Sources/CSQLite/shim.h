#pragma once
// Swift cannot call functions that take any number of arguments. Declared here and not included: GRDB has its own sqlite3.h.
int sqlite3_config(int option, ...);
int sqlite3_db_config(void *connection, int option, ...);

/// Stops SQLite from counting its memory, which takes one lock for all connections at every allocation. Only before its first use.
static inline int sqlite_count_no_memory(void) { return sqlite3_config(9 /* SQLITE_CONFIG_MEMSTATUS */, 0); }

/// One plan for a statement, whatever values are bound to it. Without this, SQLite compares bound values with the conditions of partial
/// indexes and plans such a statement anew each time it is run.
static inline int sqlite_keep_plans(void *connection) {
    return sqlite3_db_config(connection, 1007 /* SQLITE_DBCONFIG_ENABLE_QPSG */, 1, (int *)0);
}
