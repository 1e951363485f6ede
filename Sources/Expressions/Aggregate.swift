// SPDX-License-Identifier: Apache-2.0

public import Values

/// An aggregate function: its signature and what makes its accumulator.
public final class Aggregate: Sendable {
    /// Its row in `pg_proc`.
    public let oid: OID
    /// `pg_catalog`, or `public` for those of the vector types.
    public let schema: String
    /// The name in `pg_proc`.
    public let name: String
    /// The types of the arguments, which may be polymorphic; `count(*)` has none.
    public let arguments: [OID]
    /// The type of the result; may be polymorphic.
    public let result: OID
    /// Whether the last argument type repeats (VARIADIC).
    public let isVariadic: Bool
    /// How many of the arguments stand before WITHIN GROUP; nil for ordinary aggregates.
    public let directArguments: Int?
    /// Makes an accumulator for actual argument types and a result type.
    public let makeAccumulator:
        @Sendable (_ context: EvaluationContext, _ arguments: [SQLType], _ result: SQLType) ->
            any GroupAccumulator

    /// The aggregate as `pg_proc` has it, with what makes its accumulators.
    public init(
        oid: OID,
        schema: String = "pg_catalog",
        name: String,
        arguments: [OID],
        result: OID,
        isVariadic: Bool = false,
        directArguments: Int? = nil,
        makeAccumulator:
            @escaping @Sendable (EvaluationContext, [SQLType], SQLType) -> any GroupAccumulator
    ) {
        self.oid = oid
        self.schema = schema
        self.name = name
        self.arguments = arguments
        self.result = result
        self.isVariadic = isVariadic
        self.directArguments = directArguments
        self.makeAccumulator = makeAccumulator
    }
}

/// The running states of one aggregate over many groups.
///
/// The executor has already dropped the rows that FILTER excludes, removed duplicates for DISTINCT
/// and put rows into the order the aggregate asks for.
public protocol GroupAccumulator: AnyObject {
    /// Makes sure states exist for groups `0..<count`.
    func reserve(groups count: Int)
    /// Adds row `r` of `arguments` to group `groups[r]`. NULLs are the accumulator's business.
    func accumulate(_ arguments: [Column], groups: [Int]) throws(DatabaseError)
    /// The result of each group, in order.
    func finish() throws(DatabaseError) -> Column
}
