// SPDX-License-Identifier: Apache-2.0

extension Syntax {
    /// CREATE INDEX.
    public struct CreateIndex: Sendable {
        /// Its name; nil lets the system choose.
        public var name: String?
        /// The table.
        public var relation: RelationName
        /// USING method; `btree` when none is written.
        public var accessMethod: String
        /// The keys.
        public var elements: [IndexElement]
        /// INCLUDE.
        public var including: [IndexElement]
        /// WITH (…).
        public var options: [Option]
        /// TABLESPACE.
        public var tablespace: String?
        /// WHERE.
        public var filter: Expression?
        /// UNIQUE.
        public var isUnique: Bool
        /// NULLS NOT DISTINCT.
        public var nullsNotDistinct: Bool
        /// CONCURRENTLY.
        public var isConcurrent: Bool
        /// IF NOT EXISTS.
        public var ifNotExists: Bool
    }

    /// A key of an index, of ON CONFLICT or of PARTITION BY.
    public struct IndexElement: Sendable {
        /// What is indexed.
        public enum Key: Sendable {
            case column(String)
            case expression(Expression)
        }
        /// What is indexed.
        public var key: Key
        /// COLLATE.
        public var collation: ObjectName?
        /// The operator class, when written.
        public var operatorClass: ObjectName?
        /// The operator class's options.
        public var operatorClassOptions: [Option]
        /// ASC or DESC.
        public var direction: SortItem.Direction
        /// NULLS FIRST or LAST.
        public var nulls: SortItem.Nulls
        /// Where it begins, where PostgreSQL keeps it (partition keys).
        public var position: Int?
    }

    /// REINDEX.
    public struct Reindex: Sendable {
        /// What is rebuilt.
        public enum Kind: Sendable {
            case index
            case table
            case schema
            case system
            case database
        }
        /// What is rebuilt.
        public var kind: Kind
        /// The index or table.
        public var relation: RelationName?
        /// The schema or database.
        public var name: String?
        /// CONCURRENTLY, VERBOSE, TABLESPACE.
        public var options: [Option]

        /// Whether CONCURRENTLY is among the options.
        public var isConcurrent: Bool {
            options.contains { option in
                guard option.name == "concurrently" else { return false }
                let text = option.value?.text?.lowercased() ?? "true"
                return !["false", "off", "0"].contains(text)
            }
        }
    }
}
