// SPDX-License-Identifier: Apache-2.0

extension Syntax {
    /// A call of a function, aggregate or window function.
    ///
    /// Constructs with their own syntax are calls as well: AT TIME ZONE is `pg_catalog.timezone`,
    /// EXTRACT is `pg_catalog.extract`, and so on, with `usesSQLSyntax` set.
    public struct FunctionCall: Sendable {
        /// The function, possibly with its schema.
        public var name: ObjectName
        /// The arguments in order, named ones among them.
        public var arguments: [Expression]
        /// ORDER BY inside the parentheses, or of WITHIN GROUP.
        public var orderBy: [SortItem]
        /// Whether the order is WITHIN GROUP.
        public var isWithinGroup: Bool
        /// FILTER (WHERE …).
        public var filter: Expression?
        /// OVER.
        public var over: WindowReference?
        /// Whether the one argument is `*`.
        public var isStar: Bool
        /// Whether DISTINCT was written.
        public var isDistinct: Bool
        /// Whether the last argument is VARIADIC.
        public var isVariadic: Bool
        /// Whether a construct with its own syntax was written.
        public var usesSQLSyntax: Bool
        /// Where the name begins.
        public var position: Int?
    }

    /// What follows OVER.
    public enum WindowReference: Sendable {
        /// OVER name.
        case named(String, position: Int?)
        /// OVER (…).
        case inline(WindowDefinition)
    }

    /// A window: `[existing] [PARTITION BY …] [ORDER BY …] [frame]`.
    public struct WindowDefinition: Sendable {
        /// The name given to it in the WINDOW clause.
        public var name: String?
        /// The named window it starts from.
        public var base: String?
        /// PARTITION BY.
        public var partitionBy: [Expression]
        /// ORDER BY.
        public var orderBy: [SortItem]
        /// The frame; nil when none is written, which means RANGE UNBOUNDED PRECEDING.
        public var frame: WindowFrame?
        /// Where it begins.
        public var position: Int?
    }

    /// A window's frame.
    public struct WindowFrame: Sendable {
        /// What the bounds count.
        public enum Mode: Sendable {
            case range
            case rows
            case groups
        }
        /// One end.
        public enum Bound: Sendable {
            case unboundedPreceding
            case preceding(Expression)
            case currentRow
            case following(Expression)
            case unboundedFollowing
        }
        /// What is left out around the current row.
        public enum Exclusion: Sendable {
            case none
            case currentRow
            case group
            case ties
        }
        /// What the bounds count.
        public var mode: Mode
        /// The first row.
        public var start: Bound
        /// The last row; the current one when only a start is written.
        public var end: Bound
        /// What is left out.
        public var exclusion: Exclusion
    }
}
