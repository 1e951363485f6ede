// SPDX-License-Identifier: Apache-2.0

public import Values

/// Finds the operator, function or conversion that a piece of SQL means, by PostgreSQL's rules.
///
/// Made for one statement. What it returns is ready to evaluate: every coercion is a call.
/// Literals of unknown type are converted here, with the settings of the session, so bad ones are
/// reported when the statement is bound; the binder adds the position to errors.
///
/// Source: PostgreSQL 15 manual, chapter 10 "Type Conversion".
public struct Resolver {
    /// What there is to choose from.
    public let registry: Registry
    /// The session whose settings and catalog literals are read with.
    public let context: EvaluationContext
    /// The types of the statement's parameters, found as they are used.
    public let parameters: ParameterTypes
    /// The schemas searched for functions and operators without a schema, first match first.
    public let searchPath: [String]

    /// A resolver for one statement of `context`'s session.
    public init(
        context: EvaluationContext,
        parameters: ParameterTypes = ParameterTypes(),
        registry: Registry = .builtin
    ) {
        self.registry = registry
        self.context = context
        self.parameters = parameters
        searchPath = context.session.currentSchemas(implicit: true)
    }
}

/// The types of `$1`, `$2`, …: given by the client, or found from where a parameter is used.
public final class ParameterTypes {
    /// The types so far; ``SQLType/unknown`` where not determined.
    public private(set) var types: [SQLType]
    /// Whether parameters beyond the given ones may appear; not in PREPARE with a type list.
    public let isOpen: Bool

    /// The most parameters a statement may have, as the protocol counts them in 16 bits.
    public static let maximum = 65_535

    /// Parameters with the types a client gave; unknown ones are inferred.
    public init(_ types: [SQLType] = [], isOpen: Bool = true) {
        self.types = types
        self.isOpen = isOpen
    }

    /// The expression for `$number`, noting that the statement has it.
    ///
    /// - Throws: 42P02 when there is no such parameter.
    public func reference(_ number: Int) throws(DatabaseError) -> Expression {
        guard number >= 1, number <= Self.maximum, isOpen || number <= types.count else {
            throw DatabaseError(.undefinedParameter, "there is no parameter $\(number)")
        }
        while types.count < number { types.append(.unknown) }
        return .parameter(number, types[number - 1])
    }

    /// Decides that `$number` has `type`, unless it is decided.
    ///
    /// - Throws: 42P08 when it was decided to be of another type.
    func decide(_ number: Int, _ type: SQLType) throws(DatabaseError) {
        guard number >= 1, number <= types.count else {
            throw DatabaseError(.undefinedParameter, "there is no parameter $\(number)")
        }
        if types[number - 1].oid == .unknown {
            types[number - 1] = type.unmodified
        } else if types[number - 1].oid != type.oid {
            let (old, new) = (types[number - 1].oid.displayName, type.oid.displayName)
            throw DatabaseError(
                .ambiguousParameter,
                "inconsistent types deduced for parameter $\(number)",
                detail: "\(old) versus \(new)"
            )
        }
    }

    /// The types of all parameters, once the whole statement is bound.
    ///
    /// - Throws: 42P18 when one was never used where a type could be seen.
    public func decided() throws(DatabaseError) -> [SQLType] {
        for (index, type) in types.enumerated() where type.oid == .unknown {
            throw DatabaseError(
                .indeterminateDatatype,
                "could not determine data type of parameter $\(index + 1)"
            )
        }
        return types
    }
}
