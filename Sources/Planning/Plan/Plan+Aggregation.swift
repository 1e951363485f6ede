// SPDX-License-Identifier: Apache-2.0

public import Expressions
public import Values

extension Plan {
    /// Groups of rows: GROUP BY, and DISTINCT when there are no calls.
    public struct Aggregation: Sendable {
        /// The plan whose rows it reads.
        public var input: Plan
        /// The grouping keys; NULLs are equal.
        ///
        /// Each is output as its column.
        public var keys: [NamedExpression]
        /// GROUPING SETS: each set lists positions in ``keys``; keys outside of a set are NULL in
        /// its rows.
        ///
        /// Nil for one set of all keys. An empty set yields a row even without input.
        public var sets: [[Int]]?
        /// Receives, as an integer, which keys (by position, most significant first) are *not* in
        /// the row's grouping set.
        public var groupings: [Grouping]
        /// What is computed.
        public var calls: [Call]
        /// How groups are found.
        public var strategy: Strategy

        /// One GROUPING(…).
        public struct Grouping: Sendable {
            /// The column that receives the value.
            public var id: ColumnID
            /// The keys.
            public var keys: [Int]

            package init(id: ColumnID, keys: [Int]) {
                self.id = id
                self.keys = keys
            }
        }

        /// One aggregate call.
        public struct Call: Sendable {
            /// The column that receives the value.
            public var id: ColumnID
            /// The aggregate function.
            public var aggregate: Aggregate
            /// Evaluated per row; after them, for ordered-set aggregates, the WITHIN GROUP keys.
            public var arguments: [Expression]
            /// Whether equal arguments count once.
            public var isDistinct: Bool
            /// The order rows are fed in.
            public var orderBy: [SortKey]
            /// Only rows for which it is true count.
            public var filter: Expression?
            /// The type of the result.
            public var type: SQLType

            package init(
                id: ColumnID,
                aggregate: Aggregate,
                arguments: [Expression],
                isDistinct: Bool = false,
                orderBy: [SortKey] = [],
                filter: Expression? = nil,
                type: SQLType
            ) {
                self.id = id
                self.aggregate = aggregate
                self.arguments = arguments
                self.isDistinct = isDistinct
                self.orderBy = orderBy
                self.filter = filter
                self.type = type
            }
        }

        /// How groups are found.
        public enum Strategy: Sendable {
            /// No keys: one group, also without input.
            case plain
            /// By hashing, in any order.
            case hashed
            /// The input is ordered by the keys; output keeps that order.
            case sorted
        }

        package init(
            input: Plan,
            keys: [NamedExpression],
            sets: [[Int]]? = nil,
            groupings: [Grouping] = [],
            calls: [Call],
            strategy: Strategy
        ) {
            self.input = input
            self.keys = keys
            self.sets = sets
            self.groupings = groupings
            self.calls = calls
            self.strategy = strategy
        }
    }

    /// Window functions that share one window.
    ///
    /// The input is ordered by partition, then by order.
    public struct Window: Sendable {
        /// The plan whose rows it reads.
        public var input: Plan
        /// What tells partitions apart.
        public var partition: [Expression]
        /// The order within a partition.
        public var order: [SortKey]
        /// The rows around each row that calls see.
        public var frame: Frame
        /// What is computed.
        public var calls: [Call]

        /// One window function call.
        public struct Call: Sendable {
            /// The column that receives the value.
            public var id: ColumnID
            /// What is called.
            public var function: Function
            /// The arguments, evaluated per row.
            public var arguments: [Expression]
            /// Only rows for which it is true count.
            public var filter: Expression?
            /// The type of the result.
            public var type: SQLType

            package init(
                id: ColumnID,
                function: Function,
                arguments: [Expression],
                filter: Expression? = nil,
                type: SQLType
            ) {
                self.id = id
                self.function = function
                self.arguments = arguments
                self.filter = filter
                self.type = type
            }
        }

        /// What a call computes.
        public enum Function: Sendable {
            case aggregate(Aggregate)
            case window(WindowFunction)
        }

        /// The rows around the current one that aggregates and first, last and nth value see.
        public struct Frame: Sendable {
            /// What the bounds count.
            public var mode: Mode
            /// The first row.
            public var start: Bound
            /// The last row.
            public var end: Bound
            /// What is left out.
            public var exclusion: Exclusion

            /// What bounds count.
            public enum Mode: Sendable { case range, rows, groups }

            /// One end.
            ///
            /// Offsets are evaluated once and refer to no columns: bigints for rows and groups; for
            /// range they are what is added to or taken from the order key.
            public enum Bound: Sendable {
                case unboundedPreceding
                case preceding(RangeOffset)
                case currentRow
                case following(RangeOffset)
                case unboundedFollowing
            }

            /// An offset; for range frames with the functions that subtract it from and add it to
            /// the order key.
            public struct RangeOffset: Sendable {
                /// Its value.
                public var value: Expression
                /// Subtracts it from the order key.
                public var subtract: Expressions.Function?
                /// Adds it to the order key.
                public var add: Expressions.Function?

                package init(
                    _ value: Expression,
                    subtract: Expressions.Function? = nil,
                    add: Expressions.Function? = nil
                ) {
                    self.value = value
                    self.subtract = subtract
                    self.add = add
                }
            }

            /// What is left out around the current row.
            public enum Exclusion: Sendable { case none, currentRow, group, ties }

            package init(mode: Mode, start: Bound, end: Bound, exclusion: Exclusion = .none) {
                self.mode = mode
                self.start = start
                self.end = end
                self.exclusion = exclusion
            }
        }

        package init(
            input: Plan,
            partition: [Expression],
            order: [SortKey],
            frame: Frame,
            calls: [Call]
        ) {
            self.input = input
            self.partition = partition
            self.order = order
            self.frame = frame
            self.calls = calls
        }
    }
}
