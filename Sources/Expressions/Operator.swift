// SPDX-License-Identifier: Apache-2.0

public import Values

/// An operator as `pg_operator` has it.
public final class Operator: Sendable {
    /// Its row in `pg_operator`.
    public let oid: OID
    /// `pg_catalog`, or `public` for those of the vector types.
    public let schema: String
    /// The name: one or more of `+-*/<>=~!@#%^&|`?`.
    public let name: String
    /// The type of the left operand; ``OID/invalid`` for a prefix operator.
    public let left: OID
    /// The type of the right operand, or of the only one.
    public let right: OID
    /// What computes it, written as this operator.
    public let function: Function
    /// The operator that gives the same with operands exchanged; ``OID/invalid`` when none.
    public let commutator: OID
    /// The operator that gives the opposite; ``OID/invalid`` when none.
    public let negator: OID

    /// The type of the result; may be polymorphic.
    public var result: OID { function.result }

    /// The operator that `function`, under its own name, computes.
    public init(
        oid: OID,
        name: String,
        left: OID,
        right: OID,
        function: Function,
        commutator: OID = .invalid,
        negator: OID = .invalid
    ) {
        self.oid = oid
        schema = function.schema
        self.name = name
        self.left = left
        self.right = right
        self.function = function.written(as: .operator(name: name, oid: oid))
        self.commutator = commutator
        self.negator = negator
    }
}

/// A cast as `pg_cast` has it.
public struct Cast: Sendable {
    /// Its row in `pg_cast`.
    public let oid: OID
    /// The type that is converted.
    public let source: OID
    /// The type it becomes.
    public let target: OID
    /// The loosest context that applies the cast without being asked by name.
    public let context: CoercionContext
    /// What the cast does.
    public let method: Method

    /// What a cast does.
    public enum Method: Sendable {
        /// Calls a function of one to three arguments: the value, the target's modifier, and
        /// whether the cast is explicit.
        case function(Function)
        /// Nothing: both types have the same representation.
        case binaryCoercible
        /// Through the text form.
        case inputOutput
    }

    /// A cast as `pg_cast` has it.
    public init(
        oid: OID,
        source: OID,
        target: OID,
        context: CoercionContext,
        method: Method
    ) {
        self.oid = oid
        self.source = source
        self.target = target
        self.context = context
        self.method = method
    }
}

/// Where a conversion happens, strictest first: what the SQL text asked for decides which casts
/// apply.
public enum CoercionContext: Int, Sendable, Comparable {
    /// In an expression, unasked.
    case implicit
    /// When a value is stored into a column.
    case assignment
    /// `CAST` and `::`.
    case explicit

    /// Orders them from the strictest to the loosest.
    public static func < (left: CoercionContext, right: CoercionContext) -> Bool {
        left.rawValue < right.rawValue
    }

    /// The letter of `pg_cast.castcontext`.
    public var letter: Character {
        switch self {
        case .implicit: "i"
        case .assignment: "a"
        case .explicit: "e"
        }
    }
}
