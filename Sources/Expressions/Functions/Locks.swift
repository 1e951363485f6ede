// SPDX-License-Identifier: Apache-2.0

import Values

/// Sequences, advisory locks and privileges.
///
/// Source: PostgreSQL 15 manual, sections 9.17, 9.27.10 and 9.26.2.
extension RegistryBuilder {
    mutating func addSequences() {
        add(
            1574,
            "nextval",
            [.regclass],
            .int8,
            .volatile,
            .values {
                (context, arguments) throws(DatabaseError) in
                .int64(try context.session.nextValue(ofSequence: OID(UInt32.unwrap(arguments[0]))))
            }
        )
        add(
            1575,
            "currval",
            [.regclass],
            .int8,
            .volatile,
            .values {
                (context, arguments) throws(DatabaseError) in
                .int64(
                    try context.session.currentValue(ofSequence: OID(UInt32.unwrap(arguments[0])))
                )
            }
        )
        add(
            2559,
            "lastval",
            [],
            .int8,
            .volatile,
            .values { (context, _) throws(DatabaseError) in
                .int64(try context.session.lastValue())
            }
        )
        let set = Function.Body.values { (context, arguments) throws(DatabaseError) in
            let value = try Int64.unwrap(arguments[1])
            let isCalled = arguments.count > 2 ? try Bool.unwrap(arguments[2]) : true
            try context.session.setValue(
                ofSequence: OID(UInt32.unwrap(arguments[0])),
                to: value,
                isCalled: isCalled
            )
            return .int64(value)
        }
        add(1576, "setval", [.regclass, .int8], .int8, .volatile, set)
        add(1765, "setval", [.regclass, .int8, .bool], .int8, .volatile, set)
    }

    mutating func addAdvisoryLocks() {
        for (number, pair, name, shared, transaction, wait) in [
            (2880, 2886, "pg_advisory_lock", false, false, true),
            (2881, 2887, "pg_advisory_lock_shared", true, false, true),
            (2882, 2888, "pg_try_advisory_lock", false, false, false),
            (2883, 2889, "pg_try_advisory_lock_shared", true, false, false),
            (3089, 3093, "pg_advisory_xact_lock", false, true, true),
            (3090, 3094, "pg_advisory_xact_lock_shared", true, true, true),
            (3091, 3095, "pg_try_advisory_xact_lock", false, true, false),
            (3092, 3096, "pg_try_advisory_xact_lock_shared", true, true, false),
        ] as [(UInt32, UInt32, String, Bool, Bool, Bool)] {
            let body = Function.Body.values { (context, arguments) throws(DatabaseError) in
                let key = try Self.lockKey(arguments)
                let isHeld = try context.session.advisoryLock(
                    key,
                    shared: shared,
                    transaction: transaction,
                    wait: wait
                )
                return wait ? .void : .bool(isHeld)
            }
            add(number, name, [.int8], wait ? .void : .bool, .volatile, body)
            add(pair, name, [.int4, .int4], wait ? .void : .bool, .volatile, body)
        }
        for (number, pair, name, shared) in [
            (2884, 2890, "pg_advisory_unlock", false),
            (2885, 2891, "pg_advisory_unlock_shared", true),
        ] as [(UInt32, UInt32, String, Bool)] {
            let body = Function.Body.values { (context, arguments) throws(DatabaseError) in
                .bool(
                    context.session.advisoryUnlock(
                        try Self.lockKey(arguments),
                        shared: shared
                    )
                )
            }
            add(number, name, [.int8], .bool, .volatile, body)
            add(pair, name, [.int4, .int4], .bool, .volatile, body)
        }
        add(
            2892,
            "pg_advisory_unlock_all",
            [],
            .void,
            .volatile,
            .values { (context, _) in
                context.session.advisoryUnlockAll()
                return .void
            }
        )
    }

    private static func lockKey(_ arguments: [Value]) throws(DatabaseError) -> AdvisoryLockKey {
        arguments.count == 1
            ? .number(try Int64.unwrap(arguments[0]))
            : .pair(try Int32.unwrap(arguments[0]), try Int32.unwrap(arguments[1]))
    }

    /// `has_…_privilege`: whoever is connected may do everything.
    mutating func addPrivileges() {
        let objects: [(String, UInt32, [OID])] = [
            ("has_table_privilege", 1922, [.text, .oid]),
            ("has_sequence_privilege", 2181, [.text, .oid]),
            ("has_database_privilege", 2250, [.text, .oid]),
            ("has_function_privilege", 2256, [.text, .oid]),
            ("has_language_privilege", 2262, [.text, .oid]),
            ("has_schema_privilege", 2268, [.text, .oid]),
            ("has_tablespace_privilege", 2390, [.text, .oid]),
            ("has_foreign_data_wrapper_privilege", 3000, [.text, .oid]),
            ("has_server_privilege", 3006, [.text, .oid]),
            ("has_any_column_privilege", 3024, [.text, .oid]),
            ("has_type_privilege", 3138, [.text, .oid]),
            ("pg_has_role", 2705, [.name, .oid]),
        ]
        let yes = Function.Body.values { (_, _) in .bool(true) }
        for (name, first, kinds) in objects {
            var number = first
            for user in [OID.name, .oid] {
                for object in kinds {
                    add(number, name, [user, object, .text], .bool, .stable, yes)
                    number += 1
                }
            }
            for object in kinds {
                add(number, name, [object, .text], .bool, .stable, yes)
                number += 1
            }
        }
        var number: UInt32 = 3012
        for user in [[OID.name], [.oid], []] {
            for table in [OID.text, .oid] {
                for column in [OID.text, .int2] {
                    let arguments = user + [table, column, .text]
                    add(number, "has_column_privilege", arguments, .bool, .stable, yes)
                    number += 1
                }
            }
        }
    }
}

extension CallContext {
    /// The session of the running statement.
    var session: any SessionEnvironment { evaluation.session }
}
