// SPDX-License-Identifier: Apache-2.0

public import Expressions
public import Values

extension Plan {
    /// The input's rows for which a condition is true.
    public struct Filter: Sendable {
        /// The plan whose rows it reads.
        public var input: Plan
        /// What must be true.
        public var condition: Expression

        package init(input: Plan, condition: Expression) {
            self.input = input
            self.condition = condition
        }
    }

    /// The input's rows with computed columns added.
    public struct Projection: Sendable {
        /// The plan whose rows it reads.
        public var input: Plan
        /// Computed from the input's columns; they do not refer to each other.
        public var expressions: [NamedExpression]

        package init(input: Plan, expressions: [NamedExpression]) {
            self.input = input
            self.expressions = expressions
        }
    }

    /// Set-returning functions of a select list: for each input row as many rows as the longest of
    /// them returns, the others filled with NULLs; none when all are empty.
    public struct SetProjection: Sendable {
        /// The plan whose rows it reads.
        public var input: Plan
        /// The functions.
        public var functions: [Item]

        /// One call; the column receives its value, a record when it has several output columns.
        public struct Item: Sendable {
            /// The column that receives the value.
            public var id: ColumnID
            /// What is called.
            public var function: Function
            /// The arguments, evaluated per row.
            public var arguments: [Expression]
            /// The type of the result.
            public var type: SQLType

            /// The fields of the record, when the function has several output columns.
            public var fields: [RecordField]

            package init(
                id: ColumnID,
                function: Function,
                arguments: [Expression],
                type: SQLType,
                fields: [RecordField] = []
            ) {
                self.id = id
                self.function = function
                self.arguments = arguments
                self.type = type
                self.fields = fields
            }
        }

        package init(input: Plan, functions: [Item]) {
            self.input = input
            self.functions = functions
        }
    }

    /// The input's rows in order; equal rows in any order.
    public struct Sort: Sendable {
        /// The plan whose rows it reads.
        public var input: Plan
        /// The keys.
        public var keys: [SortKey]

        package init(input: Plan, keys: [SortKey]) {
            self.input = input
            self.keys = keys
        }
    }

    /// Sort and limit in one: keeps only the first `limit + offset` rows.
    public struct TopN: Sendable {
        /// The plan whose rows it reads.
        public var input: Plan
        /// The keys.
        public var keys: [SortKey]
        /// How many rows, after how many.
        public var bounds: Bounds

        package init(input: Plan, keys: [SortKey], bounds: Bounds) {
            self.input = input
            self.keys = keys
            self.bounds = bounds
        }
    }

    /// The LIMIT and OFFSET of a query.
    ///
    /// Both are bigints evaluated once per run, refer to no columns, and mean "all" and 0 when
    /// NULL. Negative: 2201W and 2201X.
    public struct Bounds: Sendable {
        /// How many rows; nil for all.
        public var limit: Expression?
        /// After how many; nil for none.
        public var offset: Expression?

        package init(limit: Expression?, offset: Expression?) {
            self.limit = limit
            self.offset = offset
        }
    }

    /// The input's rows after the first `offset`, at most `limit` of them.
    public struct Limit: Sendable {
        /// The plan whose rows it reads.
        public var input: Plan
        /// How many rows, after how many.
        public var bounds: Bounds
        /// WITH TIES: the keys the input is ordered by; rows equal to the last one follow it.
        public var tiesKeys: [SortKey]?

        package init(input: Plan, bounds: Bounds, tiesKeys: [SortKey]? = nil) {
            self.input = input
            self.bounds = bounds
            self.tiesKeys = tiesKeys
        }
    }

    /// The first row of each run of rows with equal keys (NULLs are equal): DISTINCT ON over sorted
    /// input.
    public struct Unique: Sendable {
        /// The plan whose rows it reads.
        public var input: Plan
        /// The keys.
        public var keys: [Expression]

        package init(input: Plan, keys: [Expression]) {
            self.input = input
            self.keys = keys
        }
    }

    /// FOR UPDATE and its like: locks rows, waiting for their holders, before passing them on.
    ///
    /// READ COMMITTED: when a row has changed meanwhile, its latest version is read, its columns
    /// replace those of the input row, and ``Target/recheck`` decides whether the row still counts.
    public struct RowLocking: Sendable {
        /// The plan whose rows it reads.
        public var input: Plan
        /// The tables whose rows are locked.
        public var targets: [Target]

        /// One table whose rows are locked.
        public struct Target: Sendable {
            /// The row.
            public var row: RowReference
            /// How strongly.
            public var strength: Strength
            /// What to do about rows that others hold.
            public var wait: Wait

            package init(row: RowReference, strength: Strength, wait: Wait) {
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

        package init(input: Plan, targets: [Target]) {
            self.input = input
            self.targets = targets
        }
    }
}
