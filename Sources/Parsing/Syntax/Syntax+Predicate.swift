// SPDX-License-Identifier: Apache-2.0

extension Syntax {
    /// `operand [NOT] IN (elements)`.
    public struct Membership: Sendable {
        /// What is looked for.
        public var operand: Expression
        /// Among what, at least one.
        public var elements: [Expression]
        /// Whether NOT was written.
        public var isNegated: Bool
        /// Where IN stands.
        public var position: Int?
    }

    /// `operand [NOT] BETWEEN [SYMMETRIC] lower AND upper`.
    public struct Between: Sendable {
        /// The value in question.
        public var operand: Expression
        /// The first bound.
        public var lower: Expression
        /// The second bound.
        public var upper: Expression
        /// Whether the bounds may come in either order.
        public var isSymmetric: Bool
        /// Whether NOT was written.
        public var isNegated: Bool
        /// Where BETWEEN stands.
        public var position: Int?
    }

    /// LIKE, ILIKE and SIMILAR TO.
    ///
    /// As in PostgreSQL, the pattern of SIMILAR TO is already wrapped in a call of
    /// `pg_catalog.similar_to_escape`, and that of LIKE with ESCAPE in `pg_catalog.like_escape`.
    public struct PatternMatch: Sendable {
        /// The kinds of pattern.
        public enum Kind: Sendable {
            case like
            case ilike
            case similar
        }
        /// Which kind.
        public var kind: Kind
        /// The operator it stands for: `~~`, `!~~`, `~~*`, `!~~*`, `~`, `!~`.
        public var name: OperatorName
        /// The text to match.
        public var operand: Expression
        /// The pattern.
        public var pattern: Expression
        /// Whether NOT was written.
        public var isNegated: Bool
        /// Where LIKE stands.
        public var position: Int?
    }

    /// `left operator ANY (array)` and ALL.
    public struct Quantified: Sendable {
        /// Which operator.
        public var name: OperatorName
        /// ALL rather than ANY or SOME.
        public var isAll: Bool
        /// The left operand.
        public var left: Expression
        /// The array.
        public var array: Expression
        /// Where the operator stands.
        public var position: Int?
    }

    /// A query inside an expression.
    public struct Subquery: Sendable {
        /// What is made of the query's rows.
        public enum Kind: Sendable {
            /// EXISTS (query).
            case exists
            /// (query): one value or NULL.
            case scalar
            /// ARRAY(query).
            case array
            /// `left operator ANY (query)`; IN is this with a nil operator, meaning `=`.
            case any(Expression, OperatorName?)
            /// `left operator ALL (query)`.
            case all(Expression, OperatorName)
        }
        /// What is made of the rows.
        public var kind: Kind
        /// The query.
        public var query: Query
        /// Where the construct stands.
        public var position: Int?
    }

    /// `ROW(a, b)` or `(a, b)`.
    public struct Row: Sendable {
        /// The fields.
        public var elements: [Expression]
        /// Whether ROW was written.
        public var isExplicit: Bool
        /// Where it begins.
        public var position: Int?
    }

    /// Selections behind an expression: `(e).f[1]`.
    public struct IndirectionChain: Sendable {
        /// What is selected from.
        public var base: Expression
        /// The selections, at least one, in the order written.
        public var steps: [Indirection]
        /// Where the base begins.
        public var position: Int? { base.position }
    }

    /// One selection.
    public enum Indirection: Sendable {
        /// `.name`
        case field(String)
        /// `.*`
        case star
        /// `[index]`
        case element(Expression)
        /// `[lower:upper]`, either of which may be absent.
        case slice(lower: Expression?, upper: Expression?)
    }

    /// `operand COLLATE name`.
    public struct Collate: Sendable {
        /// The text.
        public var operand: Expression
        /// The collation.
        public var name: ObjectName
        /// Where COLLATE stands.
        public var position: Int?
    }

    /// A niladic function of the SQL standard.
    public struct ValueFunction: Sendable {
        /// The functions; those of time have a precision when one is written.
        public enum Kind: Hashable, Sendable {
            case currentDate
            case currentTime(Int32?)
            case currentTimestamp(Int32?)
            case localTime(Int32?)
            case localTimestamp(Int32?)
            case currentRole
            case currentUser
            case user
            case sessionUser
            case currentCatalog
            case currentSchema
        }
        /// Which function.
        public var kind: Kind
        /// Where it stands.
        public var position: Int?
    }

    /// `name => value`.
    public struct NamedArgument: Sendable {
        /// The argument's name.
        public var name: String
        /// Its value.
        public var value: Expression
        /// Where it begins.
        public var position: Int?
    }

    /// DEFAULT.
    public struct Default: Sendable {
        /// Where it stands.
        public var position: Int?
    }

    /// CURRENT OF.
    public struct CurrentOf: Sendable {
        /// The cursor's name.
        public var cursor: String
    }

    /// One target's share of `(a, b) = source`.
    public struct MultiAssignment: Sendable {
        /// The row or query assigned; the same in each share.
        public var source: Expression
        /// Which column of it, from 0.
        public var index: Int
        /// How many targets there are.
        public var count: Int
    }
}
