// SPDX-License-Identifier: Apache-2.0

import Values

extension Value {
    /// What functions of type void return.
    static var void: Value { .text("") }
}

/// Functions that tell about the session and change it.
///
/// Source: PostgreSQL 15 manual, sections 9.26 and 9.27.
extension RegistryBuilder {
    mutating func addSessionInformation() {
        session(861, "current_database", .name) { .text($0.currentDatabase) }
        session(745, "current_user", .name) { .text($0.currentUser) }
        session(746, "session_user", .name) { .text($0.sessionUser) }
        session(1402, "current_schema", .name) {
            $0.currentSchemas(implicit: false).first.map(Value.text) ?? .null
        }
        add(
            1403,
            "current_schemas",
            [.bool],
            .nameArray,
            .stable,
            .values {
                (context, arguments) throws(DatabaseError) in
                let implicit = try Bool.unwrap(arguments[0])
                let schemas = context.evaluation.session.currentSchemas(implicit: implicit)
                return .array(ArrayValue(elementType: .name, schemas.map(Value.text)))
            }
        )
        session(2026, "pg_backend_pid", .int4) { .int32($0.backendPID) }
        for (number, name) in [(810, "pg_client_encoding"), (1039, "getdatabaseencoding")]
            as [(UInt32, String)]
        {
            session(number, name, .name) { _ in .text("UTF8") }
        }
        for (number, name, type) in [
            (2196, "inet_client_addr", OID.inet), (2197, "inet_client_port", .int4),
            (2198, "inet_server_addr", .inet), (2199, "inet_server_port", .int4),
        ] as [(UInt32, String, OID)] {
            session(number, name, type, .stableNullable) { _ in .null }
        }
        session(3163, "pg_trigger_depth", .int4) { _ in .int32(0) }
        session(315, "pg_jit_available", .bool, .volatile) { _ in .bool(false) }
        session(3810, "pg_is_in_recovery", .bool, .volatile) { _ in .bool(false) }
        session(2854, "pg_my_temp_schema", .oid) { _ in .oid(0) }
        session(2849, "pg_current_wal_lsn", .pgLSN, .volatile) { _ in .int64(0) }
        session(3820, "pg_last_wal_receive_lsn", .pgLSN, .volatile) { _ in .null }
        session(3821, "pg_last_wal_replay_lsn", .pgLSN, .volatile) { _ in .null }
        session(3296, "pg_notification_queue_usage", .float8, .volatile) { _ in .float64(0) }
        addSettings()
        addWaiting()
        addTypeNames()
    }

    /// A function without arguments that asks the session.
    private mutating func session(
        _ number: UInt32,
        _ name: String,
        _ type: OID,
        _ options: FunctionOptions = .stable,
        _ compute: @escaping @Sendable (any SessionEnvironment) -> Value
    ) {
        add(
            number,
            name,
            [],
            type,
            options,
            .values { (context, _) in
                compute(context.evaluation.session)
            }
        )
    }

    private mutating func addSettings() {
        add(
            2077,
            "current_setting",
            [.text],
            .text,
            .stable,
            .values {
                (context, arguments) throws(DatabaseError) in
                try Self.setting(context, arguments, isOptional: false)
            }
        )
        add(
            3294,
            "current_setting",
            [.text, .bool],
            .text,
            .stable,
            .values {
                (context, arguments) throws(DatabaseError) in
                try Self.setting(context, arguments, isOptional: Bool.unwrap(arguments[1]))
            }
        )
        add(
            2078,
            "set_config",
            [.text, .text, .bool],
            .text,
            FunctionOptions(isStrict: false, volatility: .volatile),
            .values { (context, arguments) throws(DatabaseError) in
                guard case .text(let name) = arguments[0] else {
                    throw DatabaseError(
                        .nullValueNotAllowed,
                        "SET requires parameter name"
                    )
                }
                let session = context.evaluation.session
                let value = try String?.unwrap(arguments[1]) ?? ""
                let isLocal = try Bool?.unwrap(arguments[2]) ?? false
                try session.setSetting(name, to: value, isLocal: isLocal)
                return try session.setting(name).map(Value.text) ?? .null
            }
        )
        add(2621, "pg_reload_conf", [], .bool, .volatile, .each { _ in true })
    }

    private static func setting(
        _ context: CallContext,
        _ arguments: [Value],
        isOptional: Bool
    ) throws(DatabaseError) -> Value {
        let name = try String.unwrap(arguments[0])
        if let value = try context.evaluation.session.setting(name) { return .text(value) }
        if isOptional { return .null }
        throw DatabaseError(
            .undefinedObject,
            "unrecognized configuration parameter \"\(name)\""
        )
    }

    private mutating func addWaiting() {
        add(
            2626,
            "pg_sleep",
            [.float8],
            .void,
            .volatile,
            .values {
                (context, arguments) throws(DatabaseError) in
                try context.evaluation.session.sleep(seconds: Double.unwrap(arguments[0]))
                return .void
            }
        )
        add(
            3036,
            "pg_notify",
            [.text, .text],
            .void,
            FunctionOptions(isStrict: false, volatility: .volatile),
            .values { (context, arguments) throws(DatabaseError) in
                let channel = try String?.unwrap(arguments[0]) ?? ""
                let payload = try String?.unwrap(arguments[1]) ?? ""
                if channel.isEmpty {
                    throw DatabaseError(
                        .invalidParameterValue,
                        "channel name cannot be empty"
                    )
                }
                if channel.utf8.count > 63 {
                    throw DatabaseError(.invalidParameterValue, "channel name too long")
                }
                if payload.utf8.count >= 8_000 {
                    throw DatabaseError(.invalidParameterValue, "payload string too long")
                }
                try context.evaluation.session.notify(channel: channel, payload: payload)
                return .void
            }
        )
    }

    private mutating func addTypeNames() {
        add(
            1619,
            "pg_typeof",
            [.any],
            .regtype,
            .stableNullable,
            .values { (context, _) in
                .oid(context.argumentTypes[0].oid.rawValue)
            }
        )
        add(
            1081,
            "format_type",
            [.oid, .int4],
            .text,
            .stableNullable,
            .values { (context, arguments) throws(DatabaseError) in
                guard !arguments[0].isNull else { return .null }
                let hasModifier = !arguments[1].isNull
                let type = SQLType(
                    OID(try UInt32.unwrap(arguments[0])),
                    modifier: hasModifier ? try Int32.unwrap(arguments[1]) : -1
                )
                let name = type.formatted(
                    withModifier: hasModifier,
                    isQualified: !context.isVisible("public")
                )
                return .text(name)
            }
        )
        add(
            3162,
            "pg_collation_for",
            [.any],
            .text,
            .stableNullable,
            .values { (context, _) in
                TypeDescription(oid: context.argumentTypes[0].oid).map {
                    $0.collation == .invalid ? .null : .text("\"default\"")
                } ?? .null
            }
        )
        add(
            1597,
            "pg_encoding_to_char",
            [.int4],
            .name,
            .stable,
            .each { (encoding: Int32) in
                Encodings.name(encoding)
            }
        )
        add(
            1264,
            "pg_char_to_encoding",
            [.name],
            .int4,
            .stable,
            .each { (name: String) in
                Encodings.number(name)
            }
        )
        add(
            6210,
            "pg_input_is_valid",
            [.text, .text],
            .bool,
            .stable,
            .values {
                (context, arguments) throws(DatabaseError) in
                let name = try String.unwrap(arguments[1])
                guard let type = TypeDescription(sqlName: name) else {
                    throw DatabaseError(.undefinedObject, "type \"\(name)\" does not exist")
                }
                let text = try String.unwrap(arguments[0])
                let value = try? TextForm.read(text, as: SQLType(type.oid), context.evaluation)
                return .bool(value != nil)
            }
        )
    }
}

/// The character encodings that the catalog numbers.
///
/// Source: PostgreSQL 15 manual, section 24.3.1, and `pg_wchar.h`.
enum Encodings {
    private static let names = [
        "SQL_ASCII", "EUC_JP", "EUC_CN", "EUC_KR", "EUC_TW", "EUC_JIS_2004", "UTF8",
        "MULE_INTERNAL", "LATIN1", "LATIN2", "LATIN3", "LATIN4", "LATIN5", "LATIN6", "LATIN7",
        "LATIN8", "LATIN9", "LATIN10", "WIN1256", "WIN1258", "WIN866", "WIN874", "KOI8R",
        "WIN1251", "WIN1252", "ISO_8859_5", "ISO_8859_6", "ISO_8859_7", "ISO_8859_8", "WIN1250",
        "WIN1253", "WIN1254", "WIN1255", "WIN1257", "KOI8U", "SJIS", "BIG5", "GBK", "UHC",
        "GB18030", "JOHAB", "SHIFT_JIS_2004",
    ]

    static func name(_ number: Int32) -> String {
        names.indices.contains(Int(number)) ? names[Int(number)] : ""
    }

    static func number(_ name: String) -> Int32 {
        let wanted = Text.upper(name).utf8.filter { $0 != 0x2D && $0 != 0x5F }
        let found = names.firstIndex { $0.utf8.filter { $0 != 0x5F }.elementsEqual(wanted) }
        return found.map { Int32($0) } ?? -1
    }
}
