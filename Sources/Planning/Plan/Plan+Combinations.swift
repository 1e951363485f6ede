// SPDX-License-Identifier: Apache-2.0

public import Expressions

extension Plan {
    /// Pairs of rows of two inputs.
    public struct Join: Sendable {
        /// Which kind.
        public var kind: Kind
        /// The left side.
        public var left: Plan
        /// The right side.
        public var right: Plan
        /// Equalities to hash by; without any the join is a nested loop.
        public var keys: [Key]
        /// What a pair must also meet to match, over both inputs' columns.
        ///
        /// For outer joins it decides on matching, not on output.
        public var condition: Expression?
        /// When not empty the right side is a frame: it runs once per left row with the values of
        /// these expressions over the left columns as its `Expression.outer` values.
        ///
        /// Only with ``Kind/inner``, ``Kind/left``, ``Kind/semi`` and ``Kind/anti``, and without
        /// ``keys``.
        public var arguments: [Expression]

        /// Which rows come out.
        public enum Kind: Sendable {
            /// Matching pairs.
            case inner
            /// And the left rows without match, the right columns NULL.
            case left
            /// And the right rows without match, the left columns NULL.
            case right
            /// Both.
            case full
            /// The left rows with a match, once.
            case semi
            /// The left rows without a match.
            case anti
        }

        /// One equality: a pair matches when `equality(left, right)` is true.
        public struct Key: Sendable {
            /// The left side.
            public var left: Expression
            /// The right side.
            public var right: Expression
            /// What compares them.
            public var equality: Function
            /// Whether two NULLs match (IS NOT DISTINCT FROM).
            public var nullsMatch: Bool

            package init(
                left: Expression,
                right: Expression,
                equality: Function,
                nullsMatch: Bool = false
            ) {
                self.left = left
                self.right = right
                self.equality = equality
                self.nullsMatch = nullsMatch
            }
        }

        package init(
            kind: Kind,
            left: Plan,
            right: Plan,
            keys: [Key] = [],
            condition: Expression? = nil,
            arguments: [Expression] = []
        ) {
            self.kind = kind
            self.left = left
            self.right = right
            self.keys = keys
            self.condition = condition
            self.arguments = arguments
        }
    }

    /// The rows of all inputs, one input after the other (UNION ALL).
    ///
    /// Columns correspond by position; the types are equal.
    public struct Append: Sendable {
        /// The plans whose rows are read.
        public var inputs: [Plan]

        package init(inputs: [Plan]) { self.inputs = inputs }
    }

    /// INTERSECT and EXCEPT.
    ///
    /// Columns correspond by position; NULLs are equal.
    public struct SetOperation: Sendable {
        /// Which kind.
        public var kind: Kind
        /// Whether duplicates are counted rather than dropped.
        public var isAll: Bool
        /// The left side.
        public var left: Plan
        /// The right side.
        public var right: Plan

        /// Which operation.
        public enum Kind: Sendable { case intersect, except }

        package init(kind: Kind, isAll: Bool, left: Plan, right: Plan) {
            self.kind = kind
            self.isAll = isAll
            self.left = left
            self.right = right
        }
    }

    /// Defines common tables for its body, for their own definitions further on in the list, and for
    /// the subplans of both.
    ///
    /// A table is computed when first scanned, at most once per run of this node, and kept while
    /// the node runs; those that change data are run to the end whether scanned or not, before the
    /// body's own changes.
    public struct With: Sendable {
        /// What is defined.
        public var tables: [CommonTable]
        /// The query that uses it.
        public var body: Plan

        package init(tables: [CommonTable], body: Plan) {
            self.tables = tables
            self.body = body
        }
    }

    /// One common table.
    public struct CommonTable: Sendable {
        /// Unique within the statement.
        public var number: Int
        /// Its name.
        public var name: String
        /// What computes it.
        public var plan: Plan
        /// The names of its columns, for EXPLAIN.
        public var columnNames: [String]
        /// Whether AS MATERIALIZED was written: it stays a table even when scanned only once.
        public var isMaterialized: Bool

        package init(
            number: Int,
            name: String,
            plan: Plan,
            columnNames: [String] = [],
            isMaterialized: Bool = false
        ) {
            self.number = number
            self.name = name
            self.plan = plan
            self.columnNames = columnNames
            self.isMaterialized = isMaterialized
        }
    }

    /// The rows of common table `number`, or, inside the step of a recursive union of that number,
    /// the rows of its working table.
    public struct CommonTableScan: Sendable {
        /// Its number within the statement.
        public var number: Int
        /// Whether the working table of a recursive query is read.
        public var isWorkTable: Bool
        /// The query's name for it, for EXPLAIN.
        public var alias: String
        /// Which of the table's columns (by position, from 0) become which ids.
        public var fetched: [(id: ColumnID, position: Int)]
        /// Only rows for which it is true count.
        public var filter: Expression?

        package init(
            number: Int,
            isWorkTable: Bool,
            alias: String,
            fetched: [(id: ColumnID, position: Int)],
            filter: Expression? = nil
        ) {
            self.number = number
            self.isWorkTable = isWorkTable
            self.alias = alias
            self.fetched = fetched
            self.filter = filter
        }
    }

    /// WITH RECURSIVE: the rows of `base`, then those of `step` run over the previous rows (its
    /// working table, scanned as common table ``number``), until there are none.
    ///
    /// Columns correspond by position.
    public struct RecursiveUnion: Sendable {
        /// Its number within the statement.
        public var number: Int
        /// The rows to start from.
        public var base: Plan
        /// What makes further rows.
        public var step: Plan
        /// UNION ALL; otherwise rows that have been seen are dropped.
        public var isAll: Bool

        package init(number: Int, base: Plan, step: Plan, isAll: Bool) {
            self.number = number
            self.base = base
            self.step = step
            self.isAll = isAll
        }
    }
}
