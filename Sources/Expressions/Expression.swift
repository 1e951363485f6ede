// SPDX-License-Identifier: Apache-2.0

public import Values

/// Names a column that some plan node produces; unique within one statement.
public struct ColumnID: Hashable, Sendable {
    /// The number that tells it from others of the statement.
    public let rawValue: Int

    /// The column numbered `rawValue`.
    public init(_ rawValue: Int) { self.rawValue = rawValue }
}

/// A bound expression: every name resolved, every type known, every coercion explicit.
///
/// Aggregates, window functions and set-returning functions are not expressions: the plan node that
/// computes one gives it a ``ColumnID``.
public indirect enum Expression: Sendable {
    /// A literal or folded value.
    case constant(Value, SQLType)
    /// A column that a plan node below produces.
    case column(ColumnID, SQLType)
    /// The column of the input batch with that position; Execution rewrites `column` into this.
    case input(Int, SQLType)
    /// `$n`, from 1.
    case parameter(Int, SQLType)
    /// The argument with that position, from 0, of the subquery this expression is inside of.
    case outer(Int, SQLType)
    /// A call of a function, operator or cast; the type is the result's, with its modifier.
    case call(Function, [Expression], SQLType)
    /// Three-valued AND over two or more operands.
    case and([Expression])
    /// Three-valued OR over two or more operands.
    case or([Expression])
    /// Three-valued NOT.
    case not(Expression)
    /// IS NULL, or IS NOT NULL when negated.
    case isNull(Expression, negated: Bool)
    /// IS [NOT] TRUE, FALSE or UNKNOWN: `truth` is nil for UNKNOWN.
    case isTruth(Expression, truth: Bool?, negated: Bool)
    /// IS DISTINCT FROM, or IS NOT DISTINCT FROM when negated, by an equality function.
    case isDistinct(Expression, Expression, equality: Function, negated: Bool)
    /// Searched CASE; the simple form is bound into this one.
    case conditional([Branch], otherwise: Expression?, SQLType)
    /// The first argument that is not NULL.
    case coalesce([Expression], SQLType)
    /// NULL when both are equal, else the first.
    case nullIf(Expression, Expression, equality: Function, SQLType)
    /// GREATEST, or LEAST: by the type's ordering, ignoring NULLs.
    case extremum([Expression], greatest: Bool, SQLType)
    /// ARRAY[…] of elements or, when `nested`, of arrays.
    case array([Expression], nested: Bool, SQLType)
    /// ROW(…).
    case row([Expression], SQLType)
    /// `left operator ANY (array)`, or ALL.
    case anyOrAll(Expression, Function, array: Expression, all: Bool)
    /// `array[i][j]` or a slice.
    case element(Expression, [Subscript], SQLType)
    /// A subquery by its number in the plan, run with `arguments` as its ``outer(_:_:)`` values.
    case subquery(Subquery)

    /// One WHEN … THEN ….
    public struct Branch: Sendable {
        /// When it is true, the result is taken.
        public var condition: Expression
        /// The value of the CASE.
        public var result: Expression

        /// `WHEN condition THEN result`.
        public init(condition: Expression, result: Expression) {
            self.condition = condition
            self.result = result
        }
    }

    /// One subscript: `[upper]`, or `[lower:upper]` when a slice, either bound absent.
    public struct Subscript: Sendable {
        /// The first subscript of a slice, absent for its beginning.
        public var lower: Expression?
        /// The subscript, or the last one of a slice, absent for its end.
        public var upper: Expression?
        /// Whether it was written with a colon.
        public var isSlice: Bool

        /// `[upper]`, or `[lower:upper]` when a slice.
        public init(lower: Expression?, upper: Expression?, isSlice: Bool) {
            self.lower = lower
            self.upper = upper
            self.isSlice = isSlice
        }
    }

    /// A use of a subquery inside an expression.
    public struct Subquery: Sendable {
        /// Its position among the statement's subplans.
        public var number: Int
        /// What becomes of its rows.
        public var kind: Kind
        /// The values of the enclosing query that it refers to.
        public var arguments: [Expression]
        /// The type of the value.
        public var type: SQLType
        /// How the fields of a row on the left are compared, in order; empty when it is no row.
        public var fields: [FieldComparison]

        /// How a field of one row is compared with that of another.
        public struct FieldComparison: Sendable {
            /// Whether the fields after it matter.
            public var equality: Function
            /// The operator itself.
            public var comparison: Function

            /// A comparison by `comparison`, undecided where `equality` holds.
            public init(equality: Function, comparison: Function) {
                self.equality = equality
                self.comparison = comparison
            }
        }

        /// What becomes of its rows.
        public enum Kind: Sendable {
            /// The one value of its one row, NULL when it has none.
            case scalar
            case exists
            /// `left operator ANY (subquery)`, or ALL, over its first column.
            case quantified(left: Expression, Function, all: Bool)
            /// ARRAY(subquery).
            case array
        }

        /// The use of subplan `number` as `kind` says.
        public init(
            number: Int,
            kind: Kind,
            arguments: [Expression],
            type: SQLType,
            fields: [FieldComparison] = []
        ) {
            self.number = number
            self.kind = kind
            self.arguments = arguments
            self.type = type
            self.fields = fields
        }
    }
}

extension Expression {
    /// The SQL type of the result.
    public var type: SQLType {
        switch self {
        case .constant(_, let type), .column(_, let type), .input(_, let type),
            .parameter(_, let type), .outer(_, let type), .call(_, _, let type),
            .conditional(_, _, let type), .coalesce(_, let type), .nullIf(_, _, _, let type),
            .extremum(_, _, let type), .array(_, _, let type), .row(_, let type),
            .element(_, _, let type):
            type
        case .and, .or, .not, .isNull, .isTruth, .isDistinct, .anyOrAll: .bool
        case .subquery(let subquery): subquery.type
        }
    }
}
