// SPDX-License-Identifier: Apache-2.0

public import Values

/// A function as the catalog knows it, with what computes it; operators and casts refer to one.
///
/// Immutable. One row of `pg_proc` may stand behind several objects that differ only in
/// ``notation``, so functions compare by ``oid``.
public final class Function: Sendable {
    /// Its row in `pg_proc`; 0 for conversions that have none.
    public let oid: OID
    /// `pg_catalog`, or `public` for those of the vector types.
    public let schema: String
    /// The name in `pg_proc`.
    public let name: String
    /// The types of the arguments; may be polymorphic.
    public let arguments: [OID]
    /// The names of the arguments, for `f(name => value)`; empty when they have none.
    public let argumentNames: [String]
    /// The type of the result, of each row when it returns a set; may be polymorphic.
    public let result: OID
    /// Whether the last argument type repeats (VARIADIC).
    public let isVariadic: Bool
    /// The values of the trailing arguments that may be left out.
    public let defaults: [Value]
    /// Whether any NULL argument makes the result NULL without a call.
    public let isStrict: Bool
    /// How far a result may be reused.
    public let volatility: Volatility
    /// How a call of it is written in SQL.
    public let notation: Notation
    /// What computes the function.
    public let body: Body

    /// How far a result may be reused, as `pg_proc.provolatile` spells it.
    public enum Volatility: Character, Sendable, Comparable {
        case immutable = "i"
        case stable = "s"
        case volatile = "v"

        private var rank: Int {
            switch self {
            case .immutable: 0
            case .stable: 1
            case .volatile: 2
            }
        }

        /// Orders them from the most to the least reusable.
        public static func < (left: Volatility, right: Volatility) -> Bool {
            left.rank < right.rank
        }
    }

    /// How a call is written in SQL.
    public enum Notation: Sendable, Hashable {
        /// `name(arguments)`.
        case call
        /// `left name right`, or `name right`: an operator and its row in `pg_operator`.
        case `operator`(name: String, oid: OID)
        /// `argument::type`; implicit ones are left out where PostgreSQL leaves them out.
        case cast(implicit: Bool)
    }

    /// What computes the function.
    ///
    /// Strictness is the evaluator's business: a strict body never sees
    /// a NULL argument, except that `columns` bodies may see NULL rows and must ignore them: the
    /// evaluator masks them.
    public enum Body: Sendable {
        /// One row at a time.
        case values(@Sendable (CallContext, [Value]) throws(DatabaseError) -> Value)
        /// A batch at a time, for what runs often; the last argument is the number of rows.
        case columns(@Sendable (CallContext, [Operand], Int) throws(DatabaseError) -> Column)
        /// Set-returning: the rows of one call, each with the function's output columns.
        case rows(@Sendable (CallContext, [Value]) throws(DatabaseError) -> [[Value]])
        /// Set-returning, for what may return many rows: they are made as they are asked for.
        case series(@Sendable (CallContext, [Value]) throws(DatabaseError) -> any RowSeries)
        /// Catalogued but not callable from SQL (type input functions, index handlers…).
        case unavailable
    }

    /// Output columns of a function that has several, or named ones.
    public let outputs: [(name: String, type: OID)]

    /// Whether the function returns a set.
    public var returnsSet: Bool {
        switch body {
        case .rows, .series: true
        case .values, .columns, .unavailable: false
        }
    }

    /// The function as `pg_proc` has it, with what computes it.
    public init(
        oid: OID,
        schema: String = "pg_catalog",
        name: String,
        arguments: [OID],
        argumentNames: [String] = [],
        result: OID,
        isVariadic: Bool = false,
        defaults: [Value] = [],
        isStrict: Bool = true,
        volatility: Volatility = .immutable,
        outputs: [(name: String, type: OID)] = [],
        notation: Notation = .call,
        body: Body
    ) {
        self.oid = oid
        self.schema = schema
        self.name = name
        self.arguments = arguments
        self.argumentNames = argumentNames
        self.result = result
        self.isVariadic = isVariadic
        self.defaults = defaults
        self.isStrict = isStrict
        self.volatility = volatility
        self.outputs = outputs
        self.notation = notation
        self.body = body
    }

    /// The same function written as `notation`.
    public func written(as notation: Notation) -> Function {
        Function(
            oid: oid,
            schema: schema,
            name: name,
            arguments: arguments,
            argumentNames: argumentNames,
            result: result,
            isVariadic: isVariadic,
            defaults: defaults,
            isStrict: isStrict,
            volatility: volatility,
            outputs: outputs,
            notation: notation,
            body: body
        )
    }
}

/// An argument of a call over a batch: a column with a row for each, or one value for all rows.
public struct Operand: Sendable {
    /// The rows, or the single row that stands for all of them.
    public let column: Column
    /// Whether ``column`` is one row that stands for all.
    public let isConstant: Bool

    /// A column with a row for each row of the batch.
    public init(_ column: Column) {
        self.column = column
        isConstant = false
    }

    /// `value` for every row.
    public init(constant value: Value, _ type: SQLType) {
        column = Column(type, values: [value])
        isConstant = true
    }

    init(_ column: Column, isConstant: Bool) {
        self.column = column
        self.isConstant = isConstant
    }

    /// The value of `row`.
    public subscript(row: Int) -> Value { column[isConstant ? 0 : row] }

    /// A column of `count` rows.
    public func expanded(to count: Int) -> Column {
        isConstant ? Column(column.type, repeating: column[0], count: count) : column
    }
}

/// What a function's body may look at besides its arguments.
public struct CallContext {
    /// The running statement.
    public let evaluation: EvaluationContext
    /// The actual types of the arguments, where the declared ones are polymorphic.
    public let argumentTypes: [SQLType]
    /// The type of the result, with its modifier.
    public let resultType: SQLType

    /// A call with arguments and a result of those types.
    public init(evaluation: EvaluationContext, argumentTypes: [SQLType], resultType: SQLType) {
        self.evaluation = evaluation
        self.argumentTypes = argumentTypes
        self.resultType = resultType
    }
}
