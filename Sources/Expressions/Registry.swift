// SPDX-License-Identifier: Apache-2.0

public import Values

/// Every built-in function, operator, cast, aggregate and window function.
///
/// Immutable; made once. The arrays are what `pg_proc`, `pg_operator`, `pg_cast` and `pg_aggregate`
/// list. Look-ups by name or number cost one hash.
public final class Registry: Sendable {
    /// The one registry.
    public static let builtin = Registry(RegistryBuilder.builtin())

    /// The rows of `pg_proc` that are functions of single values or return sets.
    public let functions: [Function]
    /// The rows of `pg_operator`.
    public let operators: [Operator]
    /// The rows of `pg_cast`.
    public let casts: [Cast]
    /// The rows of `pg_proc` that are aggregates.
    public let aggregates: [Aggregate]
    /// The rows of `pg_proc` that are window functions.
    public let windowFunctions: [WindowFunction]

    private let functionsByName: [String: [Function]]
    private let functionsByOID: [OID: Function]
    private let operatorsByName: [String: [Operator]]
    private let operatorsByOID: [OID: Operator]
    private let castsByTypes: [TypePair: Cast]
    private let aggregatesByName: [String: [Aggregate]]
    private let windowFunctionsByName: [String: [WindowFunction]]

    private struct TypePair: Hashable {
        let source: OID
        let target: OID
    }

    init(_ builder: consuming RegistryBuilder) {
        functions = builder.functions
        operators = builder.operators
        casts = builder.casts
        aggregates = builder.aggregates
        windowFunctions = builder.windowFunctions
        functionsByName = Dictionary(grouping: functions) { $0.name }
        functionsByOID = Dictionary(functions.map { ($0.oid, $0) }) { first, _ in first }
        operatorsByName = Dictionary(grouping: operators) { $0.name }
        operatorsByOID = Dictionary(operators.map { ($0.oid, $0) }) { first, _ in first }
        castsByTypes = Dictionary(
            casts.map { (TypePair(source: $0.source, target: $0.target), $0) }
        ) { first, _ in first }
        aggregatesByName = Dictionary(grouping: aggregates) { $0.name }
        windowFunctionsByName = Dictionary(grouping: windowFunctions) { $0.name }
    }

    /// The functions called `name`, of all schemas.
    public func functions(named name: String) -> [Function] { functionsByName[name] ?? [] }

    /// The function with that row in `pg_proc`; aggregates and window functions are apart.
    public func function(_ oid: OID) -> Function? { functionsByOID[oid] }

    /// The operators called `name`, of all schemas, binary and prefix.
    public func operators(named name: String) -> [Operator] { operatorsByName[name] ?? [] }

    /// The operator with that row in `pg_operator`.
    public func `operator`(_ oid: OID) -> Operator? { operatorsByOID[oid] }

    /// The operator called `name` of `schema` for exactly those operand types.
    public func `operator`(
        named name: String,
        left: OID,
        right: OID,
        schema: String? = nil
    ) -> Operator? {
        operators(named: name).first {
            $0.left == left && $0.right == right && (schema == nil || $0.schema == schema)
        }
    }

    /// The cast from `source` to `target`, when `pg_cast` has one.
    public func cast(from source: OID, to target: OID) -> Cast? {
        castsByTypes[TypePair(source: source, target: target)]
    }

    /// The aggregates called `name`, of all schemas.
    public func aggregates(named name: String) -> [Aggregate] { aggregatesByName[name] ?? [] }

    /// The window functions called `name`.
    public func windowFunctions(named name: String) -> [WindowFunction] {
        windowFunctionsByName[name] ?? []
    }
}
