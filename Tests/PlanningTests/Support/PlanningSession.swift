// SPDX-License-Identifier: Apache-2.0

import Expressions
import Schemas
import Values

/// A session without a server: fixed clock, and names from a ``SampleCatalog``.
final class PlanningSession: SessionEnvironment {
    let catalog: SampleCatalog
    var searchPath = ["pg_catalog", "public"]
    let randomNumbers = RandomNumbers()

    init(_ catalog: SampleCatalog) { self.catalog = catalog }

    var transactionTimestamp: Int64 { 700_000_000_000_000 }
    var statementTimestamp: Int64 { 700_000_000_000_000 }
    var clockTimestamp: Int64 { 700_000_000_000_000 }
    var formatting: Formatting { Formatting() }
    var currentUser: String { "postgres" }
    var sessionUser: String { "postgres" }
    var currentDatabase: String { "postgres" }
    var backendPID: Int32 { 1 }

    func setting(_ name: String) throws(DatabaseError) -> String? { nil }
    func setSetting(_ name: String, to value: String, isLocal: Bool) throws(DatabaseError) {}
    func currentSchemas(implicit: Bool) -> [String] {
        implicit ? searchPath : searchPath.filter { $0 != "pg_catalog" }
    }
    func nextValue(ofSequence oid: OID) throws(DatabaseError) -> Int64 { 1 }
    func currentValue(ofSequence oid: OID) throws(DatabaseError) -> Int64 { 1 }
    func lastValue() throws(DatabaseError) -> Int64 { 1 }
    func setValue(ofSequence oid: OID, to value: Int64, isCalled: Bool) throws(DatabaseError) {}

    func resolve(_ kind: RegisteredName, _ name: String) throws(DatabaseError) -> OID? {
        let last = name.split(separator: ".").last.map(String.init) ?? name
        switch kind {
        case .relation:
            if let relation = catalog.relation(named: last, in: SampleCatalog.publicSchema) {
                return relation.oid
            }
            return OID(1_259)
        case .type: return TypeDescription(sqlName: last)?.oid
        default: return OID(11)
        }
    }
    func name(_ kind: RegisteredName, of oid: OID) -> String? {
        kind == .relation ? catalog.relation(oid)?.name : nil
    }
    func catalogFunction(_ name: String, _ arguments: [Value]) throws(DatabaseError) -> Value {
        .null
    }
    func sleep(seconds: Double) throws(DatabaseError) {}
    func checkInterrupts() throws(DatabaseError) {}
    func notice(_ notice: DatabaseError) {}
    func advisoryLock(
        _ key: AdvisoryLockKey,
        shared: Bool,
        transaction: Bool,
        wait: Bool
    ) throws(DatabaseError) -> Bool { true }
    func advisoryUnlock(_ key: AdvisoryLockKey, shared: Bool) -> Bool { true }
    func advisoryUnlockAll() {}
    func notify(channel: String, payload: String) throws(DatabaseError) {}
}
