// SPDX-License-Identifier: Apache-2.0

extension Syntax {
    /// A query: SELECT, VALUES or a set operation, with what surrounds them.
    public struct Query: Sendable {
        /// WITH.
        public var with: With?
        /// What makes the rows.
        public var body: QueryBody
        /// ORDER BY.
        public var orderBy: [SortItem]
        /// LIMIT or FETCH FIRST; LIMIT ALL is a NULL constant.
        public var limit: Expression?
        /// Whether FETCH FIRST … WITH TIES was written.
        public var isWithTies: Bool
        /// OFFSET.
        public var offset: Expression?
        /// FOR UPDATE and its like, in the order written.
        public var locking: [LockingClause]
    }

    /// What makes a query's rows.
    public indirect enum QueryBody: Sendable {
        /// SELECT.
        case select(Select)
        /// VALUES: rows of expressions.
        case values([[Expression]])
        /// UNION, INTERSECT, EXCEPT.
        case setOperation(SetOperation)
    }

    /// SELECT … FROM … WHERE … GROUP BY … HAVING … WINDOW.
    public struct Select: Sendable {
        /// What becomes of equal rows.
        public enum Distinct: Sendable {
            /// All rows are kept.
            case all
            /// DISTINCT.
            case distinct
            /// DISTINCT ON (expressions).
            case on([Expression])
        }
        /// DISTINCT.
        public var distinct: Distinct
        /// The output columns.
        public var targets: [Target]
        /// SELECT … INTO.
        public var into: IntoTarget?
        /// FROM; its items are joined crosswise.
        public var from: [FromItem]
        /// WHERE.
        public var filter: Expression?
        /// GROUP BY.
        public var groupBy: [GroupingItem]
        /// Whether GROUP BY DISTINCT was written.
        public var isGroupDistinct: Bool
        /// HAVING.
        public var having: Expression?
        /// WINDOW.
        public var windows: [WindowDefinition]
    }

    /// An output column of SELECT or RETURNING.
    public struct Target: Sendable {
        /// The name given with AS.
        public var alias: String?
        /// The value.
        public var value: Expression
        /// Where it begins.
        public var position: Int?
    }

    /// One UNION, INTERSECT or EXCEPT.
    public struct SetOperation: Sendable {
        /// The operations.
        public enum Kind: Sendable {
            case union
            case intersect
            case except
        }
        /// Which operation.
        public var kind: Kind
        /// Whether ALL was written.
        public var isAll: Bool
        /// The left query.
        public var left: Query
        /// The right query.
        public var right: Query
    }

    /// An element of GROUP BY.
    public indirect enum GroupingItem: Sendable {
        /// One expression.
        case expression(Expression)
        /// `()`.
        case empty(position: Int?)
        /// ROLLUP (…); an element is one expression or a row.
        case rollup([Expression], position: Int?)
        /// CUBE (…).
        case cube([Expression], position: Int?)
        /// GROUPING SETS (…).
        case sets([GroupingItem], position: Int?)
    }

    /// An element of ORDER BY.
    public struct SortItem: Sendable {
        /// The direction written.
        public enum Direction: Sendable {
            case unspecified
            case ascending
            case descending
            /// USING operator.
            case using(OperatorName)
        }
        /// Where NULLs go.
        public enum Nulls: Sendable {
            /// Last when ascending, first when descending.
            case unspecified
            case first
            case last
        }
        /// The key: a column number, an output name or an expression.
        public var value: Expression
        /// The direction.
        public var direction: Direction
        /// Where NULLs go.
        public var nulls: Nulls
        /// Where the operator of USING stands.
        public var position: Int?
    }

    /// FOR UPDATE and its like.
    public struct LockingClause: Sendable {
        /// How strongly rows are locked, weakest first.
        public enum Strength: Int, Sendable {
            case keyShare
            case share
            case noKeyUpdate
            case update
        }
        /// What is done about rows that others have locked.
        public enum Wait: Sendable {
            case block
            case skipLocked
            case noWait
        }
        /// How strongly.
        public var strength: Strength
        /// OF these tables; empty means all.
        public var relations: [RelationName]
        /// What is done about locked rows.
        public var wait: Wait
    }

    /// WITH.
    public struct With: Sendable {
        /// Whether RECURSIVE was written.
        public var isRecursive: Bool
        /// The queries, at least one.
        public var queries: [CommonTable]
        /// Where WITH stands.
        public var position: Int?
    }

    /// One query of WITH.
    public struct CommonTable: Sendable {
        /// Whether the query is computed once.
        public enum Materialization: Sendable {
            case unspecified
            case always
            case never
        }
        /// Its name.
        public var name: String
        /// Its column names; empty when none are given.
        public var columns: [String]
        /// Whether it is computed once.
        public var materialization: Materialization
        /// SELECT, INSERT, UPDATE or DELETE.
        public var statement: Statement
        /// Whether SEARCH or CYCLE was written.
        public var hasSearchOrCycle: Bool
        /// Where it begins.
        public var position: Int?
    }
}
