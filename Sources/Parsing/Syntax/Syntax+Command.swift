// SPDX-License-Identifier: Apache-2.0

extension Syntax {
    /// COPY.
    public struct Copy: Sendable {
        /// What is copied.
        public enum Source: Sendable {
            /// A table and some of its columns; none named means all.
            case relation(RelationName, columns: [String])
            /// (query).
            case query(Statement)
        }
        /// The other end.
        public enum Destination: Sendable {
            /// STDIN or STDOUT.
            case client
            case file(String)
            case program(String)
        }
        /// What is copied.
        public var source: Source
        /// FROM rather than TO.
        public var isFrom: Bool
        /// The other end.
        public var destination: Destination
        /// WITH: `format`, `delimiter`, `null`, `header`, `quote`, `escape`, `force_quote` and so
        /// on.
        public var options: [Option]
        /// WHERE (FROM only).
        public var filter: Expression?
    }

    /// EXPLAIN.
    public struct Explain: Sendable {
        /// `analyze`, `verbose`, `format` and so on.
        public var options: [Option]
        /// What is explained.
        public var statement: Statement
    }

    /// VACUUM and ANALYZE.
    public struct Vacuum: Sendable {
        /// A table and some of its columns.
        public struct Table: Sendable {
            /// The table.
            public var relation: RelationName
            /// The columns; empty means all.
            public var columns: [String]
        }
        /// False for ANALYZE.
        public var isVacuum: Bool
        /// `analyze`, `full`, `verbose` and so on.
        public var options: [Option]
        /// The tables; empty means all.
        public var tables: [Table]
    }

    /// CLUSTER.
    public struct Cluster: Sendable {
        /// The table; nil means all that were clustered.
        public var relation: RelationName?
        /// USING index.
        public var index: String?
        /// VERBOSE.
        public var options: [Option]
    }

    /// DO.
    public struct Do: Sendable {
        /// `as` (the code) and `language`.
        public var options: [Option]
    }

    /// CALL.
    public struct Call: Sendable {
        /// The procedure and its arguments.
        public var call: FunctionCall
    }

    /// A statement that is parsed but has no tree.
    public struct Unsupported: Sendable {
        /// Its command tag: `CREATE FUNCTION`.
        public var commandTag: String
    }
}
