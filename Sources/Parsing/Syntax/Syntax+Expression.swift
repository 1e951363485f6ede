// SPDX-License-Identifier: Apache-2.0

extension Syntax {
    /// An expression.
    public indirect enum Expression: Sendable {
        /// A literal.
        case constant(Constant)
        /// A column, possibly qualified, or `*`.
        case column(ColumnReference)
        /// `$1`.
        case parameter(Parameter)
        /// An operator with one or two operands.
        case operation(Operation)
        /// Two or more operands of AND, or of OR, or one of NOT.
        case logical(Logical)
        /// `expression::type` and `CAST(expression AS type)`.
        case cast(Cast)
        /// A function, aggregate or window function call.
        case call(FunctionCall)
        /// CASE.
        case `case`(Case)
        /// COALESCE.
        case coalesce(ExpressionList)
        /// GREATEST.
        case greatest(ExpressionList)
        /// LEAST.
        case least(ExpressionList)
        /// NULLIF.
        case nullIf(Comparison)
        /// IS DISTINCT FROM.
        case isDistinct(Comparison)
        /// IS NOT DISTINCT FROM.
        case isNotDistinct(Comparison)
        /// IS [NOT] NULL, TRUE, FALSE, UNKNOWN.
        case test(Test)
        /// `a IN (b, c)`; IN with a query is a ``Subquery``.
        case `in`(Membership)
        /// BETWEEN.
        case between(Between)
        /// LIKE, ILIKE, SIMILAR TO.
        case pattern(PatternMatch)
        /// `a = ANY (array)`; ANY with a query is a ``Subquery``.
        case quantified(Quantified)
        /// EXISTS, scalar, ARRAY, IN, ANY and ALL with a query.
        case subquery(Subquery)
        /// `ARRAY[a, b]`.
        case array(ExpressionList)
        /// `ROW(a, b)` and `(a, b)`.
        case row(Row)
        /// Field selections, subscripts and slices behind an expression.
        case indirection(IndirectionChain)
        /// COLLATE.
        case collate(Collate)
        /// CURRENT_DATE and its like.
        case valueFunction(ValueFunction)
        /// GROUPING(a, b).
        case grouping(ExpressionList)
        /// `name => value` among a call's arguments.
        case namedArgument(NamedArgument)
        /// DEFAULT as a value of INSERT and UPDATE.
        case `default`(Default)
        /// CURRENT OF cursor, the condition of a positioned UPDATE or DELETE.
        case currentOf(CurrentOf)
        /// Column `index` (from 0) out of `count` of a row assigned by `(a, b) = …` in UPDATE.
        case multiAssignment(MultiAssignment)
    }

    /// A literal.
    public struct Constant: Sendable {
        /// What is written.
        public enum Value: Hashable, Sendable {
            case null
            case boolean(Bool)
            /// An integer that fits 32 bits.
            case integer(Int32)
            /// Any other number, as written.
            case number(String)
            /// A string, whose type is not known yet.
            case string(String)
            /// Binary digits of `B'101'`.
            case binary(String)
            /// Hexadecimal digits of `X'1F'`.
            case hexadecimal(String)
        }
        /// What is written.
        public var value: Value
        /// Where it begins.
        public var position: Int?
    }

    /// A column as written: one to four names, the last possibly `*`.
    public struct ColumnReference: Sendable {
        /// The names, without the `*`.
        public var names: [String]
        /// Whether `*` follows the names (or stands alone).
        public var isStar: Bool
        /// Where it begins.
        public var position: Int?
    }

    /// `$number`.
    public struct Parameter: Sendable {
        /// The number as written, from 1 for a valid parameter.
        public var number: Int
        /// Where it begins.
        public var position: Int?
    }

    /// An operator applied to one operand (prefix, `left` nil) or two.
    public struct Operation: Sendable {
        /// Which operator.
        public var name: OperatorName
        /// The left operand; nil for a prefix operator.
        public var left: Expression?
        /// The right operand.
        public var right: Expression
        /// Where the operator stands.
        public var position: Int?
    }

    /// AND, OR and NOT; a chain of one connective is one node.
    public struct Logical: Sendable {
        /// The connectives.
        public enum Kind: Sendable {
            case and
            case or
            case not
        }
        /// Which connective.
        public var kind: Kind
        /// One operand for NOT, two or more otherwise.
        public var operands: [Expression]
        /// Where the (first) connective stands.
        public var position: Int?
    }

    /// A cast.
    public struct Cast: Sendable {
        /// What is cast.
        public var operand: Expression
        /// To which type.
        public var type: TypeName
        /// Where `::`, CAST or the type stands.
        public var position: Int?
    }

    /// CASE [operand] WHEN … THEN … [ELSE …] END.
    public struct Case: Sendable {
        /// One WHEN.
        public struct Branch: Sendable {
            /// A value to compare with the operand, or a condition when there is none.
            public var condition: Expression
            /// The value of the CASE.
            public var result: Expression
            /// Where WHEN stands.
            public var position: Int?
        }
        /// The value that each WHEN is compared with.
        public var operand: Expression?
        /// The WHENs in order, at least one.
        public var branches: [Branch]
        /// The ELSE.
        public var otherwise: Expression?
        /// Where CASE stands.
        public var position: Int?
    }

    /// Some expressions under one construct.
    public struct ExpressionList: Sendable {
        /// The expressions.
        public var elements: [Expression]
        /// Where the construct begins.
        public var position: Int?
    }

    /// Two expressions under one comparing construct.
    public struct Comparison: Sendable {
        /// The left one.
        public var left: Expression
        /// The right one.
        public var right: Expression
        /// Where the construct stands.
        public var position: Int?
    }

    /// IS [NOT] NULL and its like.
    public struct Test: Sendable {
        /// What is asked.
        public enum Kind: Sendable {
            case isNull
            case isNotNull
            case isTrue
            case isNotTrue
            case isFalse
            case isNotFalse
            case isUnknown
            case isNotUnknown
        }
        /// What is asked.
        public var kind: Kind
        /// Of which value.
        public var operand: Expression
        /// Where IS stands.
        public var position: Int?
    }
}
