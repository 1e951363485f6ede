// SPDX-License-Identifier: Apache-2.0

import Expressions
import Values

/// A session without a server: fixed clock, no catalog.
final class TestSession: SessionEnvironment {
    let randomNumbers = RandomNumbers()
    var transactionTimestamp: Int64 = 700_000_000_000_000
    var statementTimestamp: Int64 = 700_000_000_000_000
    var clockTimestamp: Int64 = 700_000_000_000_000
    var formatting = Formatting()
    var settings: [String: String] = ["server_version": "15.0", "search_path": "\"$user\", public"]
    var notices: [DatabaseError] = []
    var sequences: [OID: Int64] = [:]
    var lastSequence: OID?

    func setting(_ name: String) throws(DatabaseError) -> String? { settings[name] }
    func setSetting(_ name: String, to value: String, isLocal: Bool) throws(DatabaseError) {
        settings[name] = value
    }

    var currentUser: String { "postgres" }
    var sessionUser: String { "postgres" }
    var currentDatabase: String { "postgres" }
    func currentSchemas(implicit: Bool) -> [String] {
        implicit ? ["pg_catalog", "public"] : ["public"]
    }
    var backendPID: Int32 { 4_711 }

    func nextValue(ofSequence oid: OID) throws(DatabaseError) -> Int64 {
        let value = (sequences[oid] ?? 0) + 1
        sequences[oid] = value
        lastSequence = oid
        return value
    }
    func currentValue(ofSequence oid: OID) throws(DatabaseError) -> Int64 {
        guard let value = sequences[oid] else {
            throw DatabaseError(.objectNotInPrerequisiteState, "currval is not yet defined")
        }
        return value
    }
    func lastValue() throws(DatabaseError) -> Int64 {
        guard let lastSequence, let value = sequences[lastSequence] else {
            throw DatabaseError(
                .objectNotInPrerequisiteState,
                "lastval is not yet defined in this session"
            )
        }
        return value
    }
    func setValue(ofSequence oid: OID, to value: Int64, isCalled: Bool) throws(DatabaseError) {
        sequences[oid] = isCalled ? value : value - 1
    }

    func resolve(_ kind: RegisteredName, _ name: String) throws(DatabaseError) -> OID? {
        switch kind {
        case .relation: name == "t_id_seq" ? OID(20_001) : nil
        case .type: TypeDescription(sqlName: name)?.oid
        default: nil
        }
    }
    func name(_ kind: RegisteredName, of oid: OID) -> String? {
        switch kind {
        case .relation: oid == OID(20_001) ? "t_id_seq" : nil
        case .type: SQLType(oid).name
        default: nil
        }
    }

    func catalogFunction(
        _ name: String,
        _ arguments: [Value]
    ) throws(DatabaseError) -> Value {
        .text("\(name)/\(arguments.count)")
    }

    func sleep(seconds: Double) throws(DatabaseError) {}
    /// How many more polls a statement survives; nil for any number.
    var pollsLeft: Int?

    func checkInterrupts() throws(DatabaseError) {
        guard let left = pollsLeft else { return }
        if left == 0 {
            throw DatabaseError(.queryCanceled, "canceling statement due to user request")
        }
        pollsLeft = left - 1
    }
    func notice(_ notice: DatabaseError) { notices.append(notice) }
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
