// SPDX-License-Identifier: Apache-2.0

/// Every setting there is.
///
/// Settings that merely steer PostgreSQL's planner or storage and can change no result here are
/// listed with the values that are honoured; anything else is refused. Those that drivers and dumps
/// set although what they steer is not here are taken without effect, and marked.
enum SettingCatalog {
    /// All settings, by lower-case name.
    static let byName: [String: SettingDefinition] = Dictionary(
        uniqueKeysWithValues: (client + transactions + limits + server + maintenance + planner
            + vectors)
            .map { ($0.name.lowercased(), $0) }
    )

    private static let milliseconds = SettingDefinition.Kind.integer(0...2_147_483_647, unit: "ms")

    private static let client: [SettingDefinition] = [
        .init("application_name", .text, "", reported: true, "Sets the application name."),
        .init(
            "client_encoding",
            .special(.clientEncoding),
            "UTF8",
            reported: true,
            "Sets the client's character set encoding."
        ),
        .init(
            "client_min_messages",
            .choice(
                [
                    "debug5", "debug4", "debug3", "debug2", "debug1", "log", "notice", "warning",
                    "error",
                ],
                hidden: ["debug": "debug2", "info": "notice"]
            ),
            "notice",
            "Sets the message levels that are sent to the client."
        ),
        .init(
            "DateStyle",
            .special(.dateStyle),
            "ISO, MDY",
            reported: true,
            "Sets the display format for date and time values."
        ),
        .init(
            "IntervalStyle",
            .choice(["postgres", "postgres_verbose", "sql_standard", "iso_8601"], hidden: [:]),
            "postgres",
            reported: true,
            "Sets the display format for interval values."
        ),
        .init(
            "TimeZone",
            .special(.timeZone),
            "UTC",
            reported: true,
            "Sets the time zone for displaying and interpreting time stamps."
        ),
        .init(
            "extra_float_digits",
            .integer(-15...3, unit: ""),
            "1",
            "Sets the number of digits displayed for floating-point values."
        ),
        .init(
            "bytea_output",
            .choice(["hex", "escape"], hidden: [:]),
            "hex",
            "Sets the output format for bytea."
        ),
        .init(
            "search_path",
            .names,
            "\"$user\", public",
            "Sets the schema search order for names that are not schema-qualified."
        ),
        .init(
            "standard_conforming_strings",
            .choice(["on"], hidden: ["true": "on", "1": "on"]),
            "on",
            reported: true,
            "Causes '...' strings to treat backslashes literally."
        ),
        .init(
            "escape_string_warning",
            .boolean,
            "on",
            isInert: true,
            "Warn about backslash escapes in ordinary string literals."
        ),
        .init(
            "backslash_quote",
            .choice(["safe_encoding"], hidden: [:]),
            "safe_encoding",
            "Sets whether \"\\'\" is allowed in string literals."
        ),
        .init(
            "array_nulls",
            .choice(["on"], hidden: ["true": "on", "1": "on"]),
            "on",
            "Enable input of NULL elements in arrays."
        ),
        .init(
            "lc_messages",
            .text,
            "C",
            isInert: true,
            "Sets the language in which messages are displayed."
        ),
        .init(
            "lc_monetary",
            .text,
            "C",
            isInert: true,
            "Sets the locale for formatting monetary amounts."
        ),
        .init("lc_numeric", .text, "C", isInert: true, "Sets the locale for formatting numbers."),
        .init(
            "lc_time",
            .text,
            "C",
            isInert: true,
            "Sets the locale for formatting date and time values."
        ),
        .init(
            "xmloption",
            .choice(["content", "document"], hidden: [:]),
            "content",
            isInert: true,
            "Sets whether XML data is to be considered as documents or content fragments."
        ),
        .init("row_security", .boolean, "on", isInert: true, "Enable row security."),
        .init(
            "check_function_bodies",
            .boolean,
            "on",
            isInert: true,
            "Check routine bodies during CREATE FUNCTION and CREATE PROCEDURE."
        ),
        .init(
            "default_tablespace",
            .choice([""], hidden: ["pg_default": ""]),
            "",
            "Sets the default tablespace to create tables and indexes in."
        ),
        .init(
            "default_table_access_method",
            .choice(["heap"], hidden: [:]),
            "heap",
            "Sets the default table access method for new tables."
        ),
        .init(
            "default_text_search_config",
            .text,
            "pg_catalog.english",
            isInert: true,
            "Sets default text search configuration."
        ),
        .init(
            "session_replication_role",
            .choice(["origin", "replica", "local"], hidden: [:]),
            "origin",
            isInert: true,
            "Sets the session's behavior for triggers and rewrite rules."
        ),
        .init(
            "seed",
            .special(.seed),
            "unavailable",
            "Sets the seed for random-number generation."
        ),
    ]

    private static let transactions: [SettingDefinition] = [
        .init(
            "default_transaction_isolation",
            .special(.isolation),
            "read committed",
            "Sets the transaction isolation level of each new transaction."
        ),
        .init(
            "default_transaction_read_only",
            .boolean,
            "off",
            reported: true,
            "Sets the default read-only status of new transactions."
        ),
        .init(
            "default_transaction_deferrable",
            .boolean,
            "off",
            isInert: true,
            "Sets the default deferrable status of new transactions."
        ),
        .init(
            "transaction_isolation",
            .special(.isolation),
            "read committed",
            "Sets the current transaction's isolation level."
        ),
        .init(
            "transaction_read_only",
            .boolean,
            "off",
            "Sets the current transaction's read-only status."
        ),
        .init(
            "transaction_deferrable",
            .boolean,
            "off",
            isInert: true,
            "Whether to defer a read-only serializable transaction."
        ),
        .init(
            "synchronous_commit",
            .choice(
                ["local", "remote_write", "remote_apply", "on", "off"],
                hidden: [
                    "true": "on", "yes": "on", "1": "on", "false": "off", "no": "off",
                    "0": "off",
                ]
            ),
            "on",
            "Sets the current transaction's synchronization level."
        ),
    ]

    private static let limits: [SettingDefinition] = [
        .init(
            "statement_timeout",
            milliseconds,
            "0",
            "Sets the maximum allowed duration of any statement."
        ),
        .init(
            "transaction_timeout",
            // Dumps by pg_dump 17 and later turn it off, which it always is.
            .integer(0...0, unit: "ms"),
            "0",
            "Sets the maximum allowed duration of any transaction within a session."
        ),
        .init(
            "lock_timeout",
            milliseconds,
            "0",
            "Sets the maximum allowed duration of any wait for a lock."
        ),
        .init(
            "idle_in_transaction_session_timeout",
            milliseconds,
            "0",
            "Sets the maximum allowed idle time between queries, when in a transaction."
        ),
        .init(
            "idle_session_timeout",
            milliseconds,
            "0",
            "Sets the maximum allowed idle time between queries, when not in a transaction."
        ),
        .init(
            "work_mem",
            .integer(64...2_147_483_647, unit: "kB"),
            "4MB",
            "Sets the maximum memory to be used for query workspaces."
        ),
        .init(
            "maintenance_work_mem",
            .integer(1_024...2_147_483_647, unit: "kB"),
            "64MB",
            "Sets the maximum memory to be used for maintenance operations."
        ),
    ]

    private static let server: [SettingDefinition] = [
        .init(
            "server_version",
            .text,
            ServerVersion.text,
            context: .internal,
            reported: true,
            "Shows the server version."
        ),
        .init(
            "server_version_num",
            .text,
            ServerVersion.number,
            context: .internal,
            "Shows the server version as an integer."
        ),
        .init(
            "server_encoding",
            .text,
            "UTF8",
            context: .internal,
            reported: true,
            "Shows the server (database) character set encoding."
        ),
        .init(
            "integer_datetimes",
            .text,
            "on",
            context: .internal,
            reported: true,
            "Shows whether datetimes are integer based."
        ),
        .init(
            "is_superuser",
            .text,
            "on",
            context: .internal,
            reported: true,
            "Shows whether the current user is a superuser."
        ),
        .init("role", .text, "none", "Sets the current role."),
        .init(
            "session_authorization",
            .text,
            "postgres",
            context: .internal,
            reported: true,
            "Shows the session user name."
        ),
        .init(
            "in_hot_standby",
            .text,
            "off",
            context: .internal,
            reported: true,
            "Shows whether hot standby is currently active."
        ),
        .init("lc_collate", .text, "C", context: .internal, "Shows the collation order locale."),
        .init(
            "lc_ctype",
            .text,
            "C",
            context: .internal,
            "Shows the character classification and case conversion locale."
        ),
        .init(
            "max_identifier_length",
            .text,
            "63",
            context: .internal,
            "Shows the maximum identifier length."
        ),
        .init(
            "max_index_keys",
            .text,
            "32",
            context: .internal,
            "Shows the maximum number of index keys."
        ),
        .init("block_size", .text, "8192", context: .internal, "Shows the size of a disk block."),
        .init(
            "wal_segment_size",
            .text,
            "16MB",
            context: .internal,
            "Shows the size of write ahead log segments."
        ),
        .init(
            "data_directory_mode",
            .text,
            "0700",
            context: .internal,
            "Shows the mode of the data directory."
        ),
        .init(
            "max_connections",
            .integer(1...262_143, unit: ""),
            "100",
            context: .postmaster,
            "Sets the maximum number of concurrent connections."
        ),
        .init(
            "port",
            .integer(1...65_535, unit: ""),
            "5433",
            context: .postmaster,
            "Sets the TCP port the server listens on."
        ),
        .init(
            "password_encryption",
            .choice(["scram-sha-256"], hidden: [:]),
            "scram-sha-256",
            "Chooses the algorithm for encrypting passwords."
        ),
        .init("ssl", .text, "off", context: .postmaster, "Enables SSL connections."),
        .init("fsync", .text, "on", context: .postmaster, "Forces synchronization of updates."),
        .init(
            "wal_level",
            .text,
            "replica",
            context: .postmaster,
            "Sets the level of information written to the WAL."
        ),
    ]

    private static let maintenance: [SettingDefinition] = [
        .init(
            "autovacuum",
            .boolean,
            "on",
            context: .sighup,
            "Starts the autovacuum subprocess."
        ),
        .init(
            "autovacuum_analyze_threshold",
            .integer(0...2_147_483_647, unit: ""),
            "50",
            context: .sighup,
            "Minimum number of tuple inserts, updates, or deletes prior to analyze."
        ),
        .init(
            "autovacuum_analyze_scale_factor",
            .real(0...100),
            "0.1",
            context: .sighup,
            "Number of tuple inserts, updates, or deletes prior to analyze as a fraction of "
                + "reltuples."
        ),
        .init(
            "autovacuum_naptime",
            .integer(1...2_147_483, unit: "s"),
            "1min",
            context: .sighup,
            "Time to sleep between autovacuum runs."
        ),
        .init(
            "default_statistics_target",
            .integer(1...10_000, unit: ""),
            "100",
            "Sets the default statistics target."
        ),
    ]

    private static let planner: [SettingDefinition] = [
        .init("enable_seqscan", .boolean, "on", "Enables the planner's use of sequential scans."),
        .init("enable_indexscan", .boolean, "on", "Enables the planner's use of index scans."),
        .init(
            "enable_indexonlyscan",
            .boolean,
            "on",
            isInert: true,
            "Enables the planner's use of index-only scans."
        ),
        .init("enable_bitmapscan", .boolean, "on", "Enables the planner's use of bitmap scans."),
        .init(
            "enable_sort",
            .boolean,
            "on",
            isInert: true,
            "Enables the planner's use of explicit sort steps."
        ),
        .init(
            "enable_hashjoin",
            .boolean,
            "on",
            isInert: true,
            "Enables the planner's use of hash join plans."
        ),
        .init(
            "enable_hashagg",
            .boolean,
            "on",
            isInert: true,
            "Enables the planner's use of hashed aggregation plans."
        ),
        .init(
            "enable_mergejoin",
            .boolean,
            "on",
            isInert: true,
            "Enables the planner's use of merge join plans."
        ),
        .init(
            "enable_nestloop",
            .boolean,
            "on",
            isInert: true,
            "Enables the planner's use of nested-loop join plans."
        ),
        .init(
            "enable_material",
            .boolean,
            "on",
            isInert: true,
            "Enables the planner's use of materialization."
        ),
        .init("jit", .boolean, "off", isInert: true, "Allow JIT compilation."),
        .init(
            "plan_cache_mode",
            .choice(["auto", "force_generic_plan", "force_custom_plan"], hidden: [:]),
            "auto",
            isInert: true,
            "Controls the planner's selection of custom or generic plan."
        ),
        .init(
            "max_parallel_workers_per_gather",
            .integer(0...1_024, unit: ""),
            "0",
            isInert: true,
            "Sets the maximum number of parallel processes per executor node."
        ),
        .init(
            "max_parallel_maintenance_workers",
            .integer(0...1_024, unit: ""),
            "2",
            isInert: true,
            "Sets the maximum number of parallel processes per maintenance operation."
        ),
        .init(
            "max_parallel_workers",
            .integer(0...1_024, unit: ""),
            "8",
            isInert: true,
            "Sets the maximum number of parallel workers that can be active at one time."
        ),
        .init(
            "min_parallel_table_scan_size",
            .integer(0...715_827_882, unit: "8kB"),
            "8MB",
            isInert: true,
            "Sets the minimum amount of table data for a parallel scan."
        ),
        .init(
            "min_parallel_index_scan_size",
            .integer(0...715_827_882, unit: "8kB"),
            "512kB",
            isInert: true,
            "Sets the minimum amount of index data for a parallel scan."
        ),
        .init(
            "parallel_leader_participation",
            .boolean,
            "on",
            isInert: true,
            "Controls whether Gather and Gather Merge also run subplans."
        ),
        .init(
            "parallel_setup_cost",
            .real(0...Double.greatestFiniteMagnitude),
            "1000",
            isInert: true,
            "Sets the planner's estimate of the cost of starting up worker processes for parallel "
                + "query."
        ),
        .init(
            "parallel_tuple_cost",
            .real(0...Double.greatestFiniteMagnitude),
            "0.1",
            isInert: true,
            "Sets the planner's estimate of the cost of passing each tuple (row) from worker to "
                + "leader backend."
        ),
        .init(
            "synchronize_seqscans",
            .boolean,
            "on",
            isInert: true,
            "Enable synchronized sequential scans."
        ),
    ]

    private static let vectors: [SettingDefinition] = [
        .init(
            "hnsw.ef_search",
            .integer(1...1_000, unit: ""),
            "40",
            "Sets the size of the dynamic candidate list for search."
        ),
        .init(
            "hnsw.iterative_scan",
            .choice(["off", "relaxed_order", "strict_order"], hidden: [:]),
            "off",
            "Sets the mode for iterative scans."
        ),
        .init(
            "hnsw.max_scan_tuples",
            .integer(1...2_147_483_647, unit: ""),
            "20000",
            "Sets the max number of tuples to visit for iterative scans."
        ),
        .init(
            "hnsw.scan_mem_multiplier",
            .real(1...1_000),
            "1",
            "Sets the multiple of work_mem to use for iterative scans."
        ),
        .init(
            "ivfflat.probes",
            .integer(1...32_768, unit: ""),
            "1",
            "Sets the number of probes."
        ),
        .init(
            "ivfflat.iterative_scan",
            .choice(["off", "relaxed_order"], hidden: [:]),
            "off",
            "Sets the mode for iterative scans."
        ),
        .init(
            "ivfflat.max_probes",
            .integer(1...32_768, unit: ""),
            "32768",
            "Sets the max number of probes for iterative scans."
        ),
        .init(
            "needletail.target_recall",
            .real(0...1),
            "0",
            "Sets the share of the true nearest neighbors to find; 0 leaves it to hnsw.ef_search."
        ),
    ]
}
