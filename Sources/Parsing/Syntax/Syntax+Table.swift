// SPDX-License-Identifier: Apache-2.0

extension Syntax {
    /// CREATE TABLE, and CREATE FOREIGN TABLE's share of it.
    public struct CreateTable: Sendable {
        /// What happens to a temporary table at COMMIT.
        public enum OnCommit: Sendable {
            case unspecified
            case preserveRows
            case deleteRows
            case drop
        }
        /// The table.
        public var relation: RelationName
        /// Columns, constraints and LIKE, in the order written.
        public var elements: [TableElement]
        /// INHERITS.
        public var inherits: [RelationName]
        /// OF type.
        public var ofType: TypeName?
        /// PARTITION BY.
        public var partitionBy: PartitionSpecification?
        /// PARTITION OF: the parent is the one element of `inherits`.
        public var partitionBound: PartitionBound?
        /// WITH (…).
        public var options: [Option]
        /// ON COMMIT.
        public var onCommit: OnCommit
        /// TABLESPACE.
        public var tablespace: String?
        /// USING method.
        public var accessMethod: String?
        /// IF NOT EXISTS.
        public var ifNotExists: Bool
    }

    /// What stands between the parentheses of CREATE TABLE.
    public indirect enum TableElement: Sendable {
        case column(ColumnDefinition)
        case constraint(Constraint)
        case like(TableLike)
    }

    /// A column of CREATE TABLE, ADD COLUMN, CREATE TYPE or of a function in FROM.
    public struct ColumnDefinition: Sendable {
        /// Its name.
        public var name: String
        /// Its type; nil where a typed table or partition gives it.
        public var type: TypeName?
        /// COLLATE.
        public var collation: ObjectName?
        /// STORAGE is not in this grammar's version; COMPRESSION is.
        public var compression: String?
        /// The USING expression of ALTER COLUMN TYPE.
        public var conversion: Expression?
        /// Constraints in the order written, DEFAULT among them.
        public var constraints: [Constraint]
        /// Where it begins.
        public var position: Int?
    }

    /// LIKE table [INCLUDING …].
    public struct TableLike: Sendable {
        /// What is copied.
        public struct Options: OptionSet, Sendable {
            /// One bit per option, numbered as PostgreSQL numbers them.
            public let rawValue: UInt32

            /// A set made of its bits.
            public init(rawValue: UInt32) { self.rawValue = rawValue }

            /// INCLUDING COMMENTS.
            public static let comments = Options(rawValue: 1 << 0)
            /// INCLUDING COMPRESSION.
            public static let compression = Options(rawValue: 1 << 1)
            /// INCLUDING CONSTRAINTS.
            public static let constraints = Options(rawValue: 1 << 2)
            /// INCLUDING DEFAULTS.
            public static let defaults = Options(rawValue: 1 << 3)
            /// INCLUDING GENERATED.
            public static let generated = Options(rawValue: 1 << 4)
            /// INCLUDING IDENTITY.
            public static let identity = Options(rawValue: 1 << 5)
            /// INCLUDING INDEXES.
            public static let indexes = Options(rawValue: 1 << 6)
            /// INCLUDING STATISTICS.
            public static let statistics = Options(rawValue: 1 << 7)
            /// INCLUDING STORAGE.
            public static let storage = Options(rawValue: 1 << 8)
        }
        /// The table that is copied.
        public var relation: RelationName
        /// What is copied beside names, types and NOT NULL.
        public var options: Options
    }

    /// PARTITION BY.
    public struct PartitionSpecification: Sendable {
        /// `list`, `range` or `hash`, as written.
        public var strategy: String
        /// The keys.
        public var keys: [IndexElement]
        /// Where it begins.
        public var position: Int?
    }

    /// FOR VALUES … and DEFAULT of a partition.
    public struct PartitionBound: Sendable {
        /// The kinds.
        public enum Kind: Sendable {
            case `default`
            case list([Expression])
            /// MINVALUE and MAXVALUE come as column references of those names.
            case range(from: [Expression], to: [Expression])
            case hash(modulus: Int, remainder: Int)
        }
        /// Which kind.
        public var kind: Kind
        /// Where it begins.
        public var position: Int?
    }

    /// CREATE TABLE AS, SELECT INTO, CREATE MATERIALIZED VIEW.
    public struct CreateTableAs: Sendable {
        /// What is created.
        public enum Kind: Sendable {
            case table
            case materializedView
        }
        /// What is created.
        public var kind: Kind
        /// Its name and options.
        public var target: IntoTarget
        /// A query or EXECUTE.
        public var source: Statement
        /// IF NOT EXISTS.
        public var ifNotExists: Bool
    }

    /// The table that a query creates.
    public struct IntoTarget: Sendable {
        /// Its name.
        public var relation: RelationName
        /// Its column names; empty when the query's are taken.
        public var columns: [String]
        /// USING method.
        public var accessMethod: String?
        /// WITH (…).
        public var options: [Option]
        /// ON COMMIT.
        public var onCommit: CreateTable.OnCommit
        /// TABLESPACE.
        public var tablespace: String?
        /// WITH NO DATA.
        public var skipsData: Bool
    }
}
