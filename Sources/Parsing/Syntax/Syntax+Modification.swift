// SPDX-License-Identifier: Apache-2.0

extension Syntax {
    /// INSERT.
    public struct Insert: Sendable {
        /// What OVERRIDING says about identity columns.
        public enum Overriding: Sendable {
            case none
            case user
            case system
        }
        /// WITH.
        public var with: With?
        /// The table.
        public var relation: RelationName
        /// The columns; empty when none are named.
        public var columns: [AssignmentTarget]
        /// The rows: VALUES or a query; nil for DEFAULT VALUES.
        public var source: Query?
        /// OVERRIDING.
        public var overriding: Overriding
        /// ON CONFLICT.
        public var onConflict: OnConflict?
        /// RETURNING.
        public var returning: [Target]
    }

    /// A column that a value goes into: `name`, `name.field`, `name[1]`.
    public struct AssignmentTarget: Sendable {
        /// The column.
        public var name: String
        /// The part of it; empty for the whole column.
        public var indirection: [Indirection]
        /// Where it begins.
        public var position: Int?
    }

    /// `target = value` of SET.
    public struct Assignment: Sendable {
        /// Where the value goes.
        public var target: AssignmentTarget
        /// The value; a ``Expression/multiAssignment(_:)`` for `(a, b) = …`.
        public var value: Expression
    }

    /// ON CONFLICT.
    public struct OnConflict: Sendable {
        /// Which conflict is meant.
        public enum Arbiter: Sendable {
            /// Any.
            case any
            /// (columns or expressions) [WHERE …].
            case columns([IndexElement], filter: Expression?)
            /// ON CONSTRAINT name.
            case constraint(String)
        }
        /// What is done.
        public enum Action: Sendable {
            case nothing
            case update([Assignment], filter: Expression?)
        }
        /// Which conflict is meant.
        public var arbiter: Arbiter
        /// What is done.
        public var action: Action
        /// Where the arbiter stands.
        public var arbiterPosition: Int?
        /// Where ON CONFLICT stands.
        public var position: Int?
    }

    /// UPDATE.
    public struct Update: Sendable {
        /// WITH.
        public var with: With?
        /// The table.
        public var relation: RelationName
        /// SET.
        public var assignments: [Assignment]
        /// FROM.
        public var from: [FromItem]
        /// WHERE.
        public var filter: Expression?
        /// RETURNING.
        public var returning: [Target]
    }

    /// DELETE.
    public struct Delete: Sendable {
        /// WITH.
        public var with: With?
        /// The table.
        public var relation: RelationName
        /// USING.
        public var using: [FromItem]
        /// WHERE.
        public var filter: Expression?
        /// RETURNING.
        public var returning: [Target]
    }
}
