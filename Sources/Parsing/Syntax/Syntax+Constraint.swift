// SPDX-License-Identifier: Apache-2.0

extension Syntax {
    /// A constraint of a column, table or domain.
    public struct Constraint: Sendable {
        /// The kinds; a column's constraint has no column names of its own.
        public enum Kind: Sendable {
            case null
            case notNull
            case `default`(Expression)
            /// GENERATED … AS IDENTITY (sequence options).
            case identity(always: Bool, options: [Option])
            /// GENERATED ALWAYS AS (expression) STORED.
            case generated(Expression)
            case check(Expression)
            case primaryKey(KeyConstraint)
            case unique(KeyConstraint, nullsNotDistinct: Bool)
            case foreignKey(ForeignKey)
            /// EXCLUDE.
            case exclusion(ExclusionConstraint)
        }
        /// CONSTRAINT name.
        public var name: String?
        /// Which kind.
        public var kind: Kind
        /// DEFERRABLE; for a column, the attributes that follow are merged in.
        public var isDeferrable: Bool
        /// INITIALLY DEFERRED.
        public var isInitiallyDeferred: Bool
        /// NOT VALID.
        public var skipsValidation: Bool
        /// NO INHERIT.
        public var isNoInherit: Bool
        /// Where it begins.
        public var position: Int?
    }

    /// PRIMARY KEY and UNIQUE.
    public struct KeyConstraint: Sendable {
        /// The key's columns; empty for a column's constraint.
        public var columns: [String]
        /// INCLUDE.
        public var including: [String]
        /// WITH (…).
        public var options: [Option]
        /// USING INDEX name.
        public var indexName: String?
        /// USING INDEX TABLESPACE.
        public var tablespace: String?
    }

    /// FOREIGN KEY and REFERENCES.
    public struct ForeignKey: Sendable {
        /// What happens to referencing rows.
        public enum Action: Sendable {
            case noAction
            case restrict
            case cascade
            case setNull
            case setDefault
        }
        /// How NULLs in the key match.
        public enum Match: Sendable {
            case simple
            case full
            case partial
        }
        /// The referencing columns; empty for a column's constraint.
        public var columns: [String]
        /// The referenced table.
        public var relation: RelationName
        /// The referenced columns; empty means its primary key.
        public var referencedColumns: [String]
        /// MATCH.
        public var match: Match
        /// ON UPDATE.
        public var onUpdate: Action
        /// ON DELETE.
        public var onDelete: Action
        /// The columns of ON DELETE SET NULL (columns).
        public var onDeleteColumns: [String]
    }

    /// EXCLUDE USING method (element WITH operator, …).
    public struct ExclusionConstraint: Sendable {
        /// The index method.
        public var accessMethod: String?
        /// Elements and their operators.
        public var elements: [(element: IndexElement, operator: OperatorName)]
        /// WHERE.
        public var filter: Expression?
        /// WITH (…).
        public var options: [Option]
    }
}
