// SPDX-License-Identifier: Apache-2.0

public import Expressions
public import Values

extension Plan {
    /// The input's rows for which a condition is true.
    public struct Filter: Sendable {
        public var input: Plan
        public var condition: Expression

        public init(input: Plan, condition: Expression) {
            self.input = input
            self.condition = condition
        }
    }

    /// The input's rows with computed columns added.
    public struct Projection: Sendable {
        public var input: Plan
        /// Computed from the input's columns; they do not refer to each other.
        public var expressions: [NamedExpression]

        public init(input: Plan, expressions: [NamedExpression]) {
            self.input = input
            self.expressions = expressions
        }
    }

    /// Set-returning functions of a select list: for each input row as many rows as the longest of
    /// them returns, the others filled with NULLs; none when all are empty.
    public struct SetProjection: Sendable {
        public var input: Plan
        public var functions: [Item]

        /// One call; the column receives its value, a record when it has several output columns.
        public struct Item: Sendable {
            public var id: ColumnID
            public var function: Function
            public var arguments: [Expression]
            public var type: SQLType

            public init(
                id: ColumnID,
                function: Function,
                arguments: [Expression],
                type: SQLType
            ) {
                self.id = id
                self.function = function
                self.arguments = arguments
                self.type = type
            }
        }

        public init(input: Plan, functions: [Item]) {
            self.input = input
            self.functions = functions
        }
    }

    /// The input's rows in order; equal rows in any order.
    public struct Sort: Sendable {
        public var input: Plan
        public var keys: [SortKey]

        public init(input: Plan, keys: [SortKey]) {
            self.input = input
            self.keys = keys
        }
    }

    /// Sort and limit in one: keeps only the first `limit + offset` rows.
    public struct TopN: Sendable {
        public var input: Plan
        public var keys: [SortKey]
        public var bounds: Bounds

        public init(input: Plan, keys: [SortKey], bounds: Bounds) {
            self.input = input
            self.keys = keys
            self.bounds = bounds
        }
    }

    /// The LIMIT and OFFSET of a query. Both are bigints evaluated once per run, refer to no columns,
    /// and mean "all" and 0 when NULL. Negative: 2201W and 2201X.
    public struct Bounds: Sendable {
        public var limit: Expression?
        public var offset: Expression?

        public init(limit: Expression?, offset: Expression?) {
            self.limit = limit
            self.offset = offset
        }
    }

    /// The input's rows after the first `offset`, at most `limit` of them.
    public struct Limit: Sendable {
        public var input: Plan
        public var bounds: Bounds
        /// WITH TIES: the keys the input is ordered by; rows equal to the last one follow it.
        public var tiesKeys: [SortKey]?

        public init(input: Plan, bounds: Bounds, tiesKeys: [SortKey]? = nil) {
            self.input = input
            self.bounds = bounds
            self.tiesKeys = tiesKeys
        }
    }

    /// The first row of each run of rows with equal keys (NULLs are equal): DISTINCT ON over sorted
    /// input.
    public struct Unique: Sendable {
        public var input: Plan
        public var keys: [Expression]

        public init(input: Plan, keys: [Expression]) {
            self.input = input
            self.keys = keys
        }
    }

    /// FOR UPDATE and its like: locks rows, waiting for their holders, before passing them on.
    ///
    /// READ COMMITTED: when a row has changed meanwhile, its latest version is read, its columns
    /// replace those of the input row, and ``Target/recheck`` decides whether the row still counts.
    public struct RowLocking: Sendable {
        public var input: Plan
        public var targets: [Target]

        /// One table whose rows are locked.
        public struct Target: Sendable {
            public var row: RowReference
            public var strength: Strength
            public var wait: Wait

            public init(row: RowReference, strength: Strength, wait: Wait) {
                self.row = row
                self.strength = strength
                self.wait = wait
            }
        }

        /// How strongly, weakest first.
        public enum Strength: Int, Sendable {
            case keyShare, share, noKeyUpdate, update
        }

        /// What to do about a row that another transaction has locked.
        public enum Wait: Sendable {
            case block, skipLocked, noWait
        }

        public init(input: Plan, targets: [Target]) {
            self.input = input
            self.targets = targets
        }
    }
}
