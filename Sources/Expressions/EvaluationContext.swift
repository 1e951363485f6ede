// SPDX-License-Identifier: Apache-2.0

public import Values

/// What the expressions of one running statement may refer to.
///
/// Confined to the session's thread.
public final class EvaluationContext {
    /// The values of the parameters, from `$1` on.
    public var parameters: [Value]
    /// The values of the enclosing query, inside of a subquery.
    public var outer: [Value]
    /// The session: its settings, clock and catalog.
    public let session: any SessionEnvironment
    /// Runs the statement's subqueries; nil where none can occur.
    public var subqueries: (any SubqueryRunner)?
    /// The shapes of the records the statement makes: the modifier of a `record` type is a
    /// position in it, -1 when the fields have no names.
    public var recordTypes: [[RecordField]]
    /// The patterns compiled so far.
    private(set) lazy var patterns = PatternCache()

    /// What a statement of `session` may refer to.
    public init(
        session: any SessionEnvironment,
        parameters: [Value] = [],
        outer: [Value] = [],
        subqueries: (any SubqueryRunner)? = nil,
        recordTypes: [[RecordField]] = []
    ) {
        self.session = session
        self.parameters = parameters
        self.outer = outer
        self.subqueries = subqueries
        self.recordTypes = recordTypes
    }

    /// The names of the fields of records of `type`; empty when they have none.
    public func fieldNames(of type: SQLType) -> [String] {
        let shape = Int(type.modifier)
        guard type.oid == .record, recordTypes.indices.contains(shape) else { return [] }
        return recordTypes[shape].map(\.name)
    }
}

/// Runs a subquery for an expression; implemented by Execution.
public protocol SubqueryRunner: AnyObject {
    /// The rows of subplan `number` for `arguments`; stops after `limit` rows.
    func rows(
        ofSubquery number: Int,
        arguments: [Value],
        limit: Int?
    ) throws(DatabaseError) -> Column
}

/// What functions may ask of the session; implemented by Sessions.
///
/// Called for functions such as `now()`, `nextval`, `current_setting`, `to_regclass` and
/// `pg_get_indexdef`, never per row of plain arithmetic.
public protocol SessionEnvironment: AnyObject {
    /// The start of the transaction and of the statement, microseconds since 2000-01-01 UTC.
    var transactionTimestamp: Int64 { get }
    var statementTimestamp: Int64 { get }
    /// Now, microseconds since 2000-01-01 UTC.
    var clockTimestamp: Int64 { get }
    /// How dates, times, intervals, floats and bytea are read and written.
    var formatting: Formatting { get }

    /// The value of setting `name`, nil when there is none of that name.
    func setting(_ name: String) throws(DatabaseError) -> String?
    /// SET: for the session, or for the transaction when `isLocal`.
    func setSetting(_ name: String, to value: String, isLocal: Bool) throws(DatabaseError)

    /// What `random()` draws from.
    var randomNumbers: RandomNumbers { get }

    var currentUser: String { get }
    var sessionUser: String { get }
    var currentDatabase: String { get }
    /// The existing schemas of the search path, in order; with `pg_catalog` when `implicit`.
    func currentSchemas(implicit: Bool) -> [String]
    var backendPID: Int32 { get }

    func nextValue(ofSequence oid: OID) throws(DatabaseError) -> Int64
    func currentValue(ofSequence oid: OID) throws(DatabaseError) -> Int64
    func lastValue() throws(DatabaseError) -> Int64
    func setValue(
        ofSequence oid: OID,
        to value: Int64,
        isCalled: Bool
    ) throws(DatabaseError)

    /// The object that `name` (possibly qualified, quoted as in SQL) refers to, for the `reg*`
    /// types and `to_reg*`; nil when there is none.
    func resolve(_ kind: RegisteredName, _ name: String) throws(DatabaseError) -> OID?
    /// The name of an object as its `reg*` type prints it; nil when there is none.
    func name(_ kind: RegisteredName, of oid: OID) -> String?

    /// Catalog functions that need the schema: `pg_get_indexdef`, `pg_get_constraintdef`,
    /// `format_type` of user types, `pg_table_is_visible`, `obj_description`, `pg_relation_size`…
    func catalogFunction(_ name: String, _ arguments: [Value]) throws(DatabaseError) -> Value

    /// Waits as `pg_sleep` does, ending early with 57014 when the statement is cancelled.
    func sleep(seconds: Double) throws(DatabaseError)
    /// Throws 57014 when the statement has been cancelled or has timed out.
    func checkInterrupts() throws(DatabaseError)
    /// Reports a NOTICE or WARNING to the client.
    func notice(_ notice: DatabaseError)
    /// `pg_notify` and advisory locks.
    func advisoryLock(
        _ key: AdvisoryLockKey,
        shared: Bool,
        transaction: Bool,
        wait: Bool
    ) throws(DatabaseError) -> Bool
    func advisoryUnlock(_ key: AdvisoryLockKey, shared: Bool) -> Bool
    func advisoryUnlockAll()
    func notify(channel: String, payload: String) throws(DatabaseError)
}

/// What an advisory lock is on: one number of 64 bits or two of 32, which are never the same.
public enum AdvisoryLockKey: Sendable, Hashable {
    case number(Int64)
    case pair(Int32, Int32)
}

/// The kinds of object that a `reg*` type names.
public enum RegisteredName: Sendable {
    case relation, type, function, functionSignature, `operator`, operatorSignature, schema, role
    case collation, textSearchConfiguration, textSearchDictionary
}
