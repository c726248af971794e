#pragma once
// Swift cannot call sqlite3_config, which takes any number of arguments. Declared here and not included: GRDB has its own sqlite3.h.
int sqlite3_config(int option, ...);

/// Stops SQLite from counting its memory, which takes one lock for all connections at every allocation. Only before its first use.
static inline int sqlite_count_no_memory(void) { return sqlite3_config(9 /* SQLITE_CONFIG_MEMSTATUS */, 0); }
