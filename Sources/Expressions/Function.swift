// SPDX-License-Identifier: Apache-2.0

public import Values

/// A function as the catalog knows it, with what computes it; operators and casts refer to one.
///
/// Immutable and compared by identity: the registry holds one object for each row of `pg_proc`.
public final class Function: Sendable {
    /// Its row in `pg_proc`.
    public let oid: OID
    public let name: String
    /// The types of the arguments; may be polymorphic.
    public let arguments: [OID]
    /// The type of the result; may be polymorphic.
    public let result: OID
    /// Whether the last argument type repeats (VARIADIC).
    public let isVariadic: Bool
    /// How many trailing arguments may be left out.
    public let defaults: Int
    /// Whether any NULL argument makes the result NULL without a call.
    public let isStrict: Bool
    public let volatility: Volatility
    public let body: Body

    /// How far a result may be reused, as `pg_proc.provolatile` spells it.
    public enum Volatility: Character, Sendable {
        case immutable = "i"
        case stable = "s"
        case volatile = "v"
    }

    /// What computes the function. Strictness is the evaluator's business: a strict body never sees
    /// a NULL argument; a `columns` body may see NULL rows and must leave them alone, the evaluator
    /// masks them.
    public enum Body: Sendable {
        /// One row at a time.
        case values(@Sendable (CallContext, [Value]) throws(DatabaseError) -> Value)
        /// A batch at a time, for what runs often.
        case columns(@Sendable (CallContext, [Column], Int) throws(DatabaseError) -> Column)
        /// Set-returning: the rows of one call, each with the function's output columns.
        case rows(@Sendable (CallContext, [Value]) throws(DatabaseError) -> [[Value]])
        /// Catalogued but not callable here (type input functions, index handlers…).
        case unavailable
    }

    /// Output columns of a set-returning function that has more than one, or named ones.
    public let outputs: [(name: String, type: OID)]

    /// Whether the function returns a set.
    public var returnsSet: Bool {
        if case .rows = body { true } else { false }
    }

    public init(
        oid: OID,
        name: String,
        arguments: [OID],
        result: OID,
        isVariadic: Bool = false,
        defaults: Int = 0,
        isStrict: Bool = true,
        volatility: Volatility = .immutable,
        outputs: [(name: String, type: OID)] = [],
        body: Body
    ) {
        self.oid = oid
        self.name = name
        self.arguments = arguments
        self.result = result
        self.isVariadic = isVariadic
        self.defaults = defaults
        self.isStrict = isStrict
        self.volatility = volatility
        self.outputs = outputs
        self.body = body
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

    public init(evaluation: EvaluationContext, argumentTypes: [SQLType], resultType: SQLType) {
        self.evaluation = evaluation
        self.argumentTypes = argumentTypes
        self.resultType = resultType
    }
}
