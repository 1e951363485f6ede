// SPDX-License-Identifier: Apache-2.0

public import Expressions
public import Values

extension Plan {
    /// Groups of rows: GROUP BY, and DISTINCT when there are no calls.
    public struct Aggregation: Sendable {
        public var input: Plan
        /// The grouping keys; NULLs are equal. Each is output as its column.
        public var keys: [NamedExpression]
        /// GROUPING SETS: each set lists positions in ``keys``; keys outside of a set are NULL in
        /// its rows. Nil for one set of all keys. An empty set yields a row even without input.
        public var sets: [[Int]]?
        /// Receives, as an integer, which keys (by position, most significant first) are *not* in
        /// the row's grouping set.
        public var groupings: [Grouping]
        public var calls: [Call]
        public var strategy: Strategy

        /// One GROUPING(…).
        public struct Grouping: Sendable {
            public var id: ColumnID
            public var keys: [Int]

            public init(id: ColumnID, keys: [Int]) {
                self.id = id
                self.keys = keys
            }
        }

        /// One aggregate call.
        public struct Call: Sendable {
            public var id: ColumnID
            public var aggregate: Aggregate
            /// Evaluated per row; after them, for ordered-set aggregates, the WITHIN GROUP keys.
            public var arguments: [Expression]
            public var isDistinct: Bool
            /// The order rows are fed in.
            public var orderBy: [SortKey]
            public var filter: Expression?
            public var type: SQLType

            public init(
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

        public init(
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

    /// Window functions that share one window. The input is ordered by partition, then by order.
    public struct Window: Sendable {
        public var input: Plan
        public var partition: [Expression]
        public var order: [SortKey]
        public var frame: Frame
        public var calls: [Call]

        /// One window function call.
        public struct Call: Sendable {
            public var id: ColumnID
            public var function: Function
            public var arguments: [Expression]
            public var filter: Expression?
            public var type: SQLType

            public init(
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
            public var mode: Mode
            public var start: Bound
            public var end: Bound
            public var exclusion: Exclusion

            /// What bounds count.
            public enum Mode: Sendable { case range, rows, groups }

            /// One end. Offsets are evaluated once and refer to no columns: bigints for rows and
            /// groups; for range they are what is added to or taken from the order key.
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
                public var value: Expression
                public var subtract: Expressions.Function?
                public var add: Expressions.Function?

                public init(
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

            public init(mode: Mode, start: Bound, end: Bound, exclusion: Exclusion = .none) {
                self.mode = mode
                self.start = start
                self.end = end
                self.exclusion = exclusion
            }
        }

        public init(
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
