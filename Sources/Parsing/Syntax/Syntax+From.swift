// SPDX-License-Identifier: Apache-2.0

extension Syntax {
    /// An element of FROM.
    public indirect enum FromItem: Sendable {
        /// A table, view or common table.
        case relation(RelationName)
        /// (query) AS name.
        case subquery(DerivedTable)
        /// function(…) AS name, and ROWS FROM.
        case function(TableFunction)
        /// A join.
        case join(Join)
        /// item TABLESAMPLE method (arguments).
        case sample(TableSample)
    }

    /// A query in FROM.
    public struct DerivedTable: Sendable {
        /// Whether LATERAL was written.
        public var isLateral: Bool
        /// The query.
        public var query: Query
        /// Its name.
        public var alias: Alias?
    }

    /// Functions in FROM.
    public struct TableFunction: Sendable {
        /// One function of it.
        public struct Item: Sendable {
            /// A call, or a construct such as CURRENT_DATE.
            public var call: Expression
            /// AS (name type, …) inside ROWS FROM.
            public var columns: [ColumnDefinition]
        }
        /// Whether LATERAL was written.
        public var isLateral: Bool
        /// Whether WITH ORDINALITY was written.
        public var hasOrdinality: Bool
        /// Whether ROWS FROM was written.
        public var isRowsFrom: Bool
        /// The functions; one unless ROWS FROM was written.
        public var functions: [Item]
        /// Its name.
        public var alias: Alias?
        /// AS name (column type, …).
        public var columns: [ColumnDefinition]
    }

    /// A join.
    public struct Join: Sendable {
        /// The kinds; CROSS JOIN is inner without a condition.
        public enum Kind: Sendable {
            case inner
            case left
            case right
            case full
        }
        /// Which rows match.
        public enum Condition: Sendable {
            /// CROSS JOIN.
            case none
            /// ON.
            case on(Expression)
            /// USING (columns) [AS name].
            case using([String], alias: Alias?)
            /// NATURAL.
            case natural
        }
        /// Which kind.
        public var kind: Kind
        /// The left side.
        public var left: FromItem
        /// The right side.
        public var right: FromItem
        /// Which rows match.
        public var condition: Condition
        /// The name of the whole join: (a JOIN b) AS name.
        public var alias: Alias?
    }

    /// TABLESAMPLE.
    public struct TableSample: Sendable {
        /// What is sampled.
        public var relation: FromItem
        /// The method's name.
        public var method: ObjectName
        /// Its arguments.
        public var arguments: [Expression]
        /// REPEATABLE (seed).
        public var seed: Expression?
        /// Where the method stands.
        public var position: Int?
    }
}
