// SPDX-License-Identifier: Apache-2.0

import Values

/// Functions that describe what the catalog holds; the session answers most of them.
///
/// Source: PostgreSQL 15 manual, sections 9.26.3 to 9.26.7.
extension RegistryBuilder {
    mutating func addCatalogInformation() {
        addDefinitions()
        addVisibility()
        addDescriptions()
        addSizes()
        addNameLookups()
        addAbsentObjects()
    }

    /// A function that the session answers, which knows the catalog.
    mutating func catalog(
        _ number: UInt32,
        _ name: String,
        _ arguments: [OID],
        _ result: OID,
        _ volatility: Function.Volatility = .stable
    ) {
        add(
            number,
            name,
            arguments,
            result,
            FunctionOptions(volatility: volatility),
            .values { (context, arguments) throws(DatabaseError) in
                try context.evaluation.session.catalogFunction(name, arguments)
            }
        )
    }

    private mutating func addDefinitions() {
        catalog(89, "version", [], .text)
        catalog(2560, "pg_postmaster_start_time", [], .timestamptz)
        catalog(2034, "pg_conf_load_time", [], .timestamptz)
        catalog(1643, "pg_get_indexdef", [.oid], .text)
        catalog(2507, "pg_get_indexdef", [.oid, .int4, .bool], .text)
        catalog(1387, "pg_get_constraintdef", [.oid], .text)
        catalog(2508, "pg_get_constraintdef", [.oid, .bool], .text)
        catalog(1640, "pg_get_viewdef", [.text], .text)
        catalog(1641, "pg_get_viewdef", [.oid], .text)
        catalog(2505, "pg_get_viewdef", [.text, .bool], .text)
        catalog(2506, "pg_get_viewdef", [.oid, .bool], .text)
        catalog(3159, "pg_get_viewdef", [.oid, .int4], .text)
        catalog(1716, "pg_get_expr", [.pgNodeTree, .oid], .text)
        catalog(2509, "pg_get_expr", [.pgNodeTree, .oid, .bool], .text)
        catalog(1642, "pg_get_userbyid", [.oid], .name)
        catalog(1665, "pg_get_serial_sequence", [.text, .text], .text)
        catalog(2943, "txid_current", [], .int8)
        catalog(3348, "txid_current_if_assigned", [], .int8)
        catalog(5059, "pg_current_xact_id", [], OID(5069))
        catalog(3809, "pg_export_snapshot", [], .text, .volatile)
        catalog(2171, "pg_cancel_backend", [.int4], .bool, .volatile)
        add(
            2096,
            "pg_terminate_backend",
            [.int4, .int8],
            .bool,
            FunctionOptions(
                volatility: .volatile,
                defaults: [.int64(0)],
                argumentNames: ["pid", "timeout"]
            ),
            .values { (context, arguments) throws(DatabaseError) in
                try context.evaluation.session.catalogFunction("pg_terminate_backend", arguments)
            }
        )
        add(
            817,
            "current_query",
            [],
            .text,
            FunctionOptions(isStrict: false, volatility: .volatile),
            .values { (context, arguments) throws(DatabaseError) in
                try context.session.catalogFunction("current_query", arguments)
            }
        )
        catalog(3537, "pg_describe_object", [.oid, .oid, .int4], .text)
        catalog(4032, "pg_sequence_last_value", [.regclass], .int8, .volatile)
    }

    private mutating func addVisibility() {
        catalog(2079, "pg_table_is_visible", [.oid], .bool)
        add(
            2080,
            "pg_type_is_visible",
            [.oid],
            .bool,
            .stable,
            .values {
                (context, arguments) throws(DatabaseError) in
                let oid = OID(try UInt32.unwrap(arguments[0]))
                guard let type = TypeDescription(oid: oid) else { return .null }
                return .bool(context.isVisible(type.isExtension ? "public" : "pg_catalog"))
            }
        )
        add(
            2081,
            "pg_function_is_visible",
            [.oid],
            .bool,
            .stable,
            .values {
                (context, arguments) throws(DatabaseError) in
                let oid = OID(try UInt32.unwrap(arguments[0]))
                return Registry.builtin.schema(ofRoutine: oid).map { .bool(context.isVisible($0)) }
                    ?? .null
            }
        )
        add(
            2082,
            "pg_operator_is_visible",
            [.oid],
            .bool,
            .stable,
            .values {
                (context, arguments) throws(DatabaseError) in
                let oid = OID(try UInt32.unwrap(arguments[0]))
                return Registry.builtin.operator(oid).map { .bool(context.isVisible($0.schema)) }
                    ?? .null
            }
        )
        for (number, name) in [
            (2083, "pg_opclass_is_visible"), (3829, "pg_opfamily_is_visible"),
            (2093, "pg_conversion_is_visible"), (3815, "pg_collation_is_visible"),
            (3756, "pg_ts_parser_is_visible"), (3757, "pg_ts_dict_is_visible"),
            (3758, "pg_ts_config_is_visible"), (3768, "pg_ts_template_is_visible"),
            (3403, "pg_statistics_obj_is_visible"),
        ] as [(UInt32, String)] {
            add(number, name, [.oid], .bool, .stable, .each { (_: UInt32) in true })
        }
    }

    private mutating func addDescriptions() {
        catalog(1215, "obj_description", [.oid, .name], .text)
        catalog(1348, "obj_description", [.oid], .text)
        catalog(1216, "col_description", [.oid, .int4], .text)
        catalog(1993, "shobj_description", [.oid, .name], .text)
        add(2162, "pg_get_function_arguments", [.oid], .text, .stable, .each(Self.signature))
        add(
            2232,
            "pg_get_function_identity_arguments",
            [.oid],
            .text,
            .stable,
            .each(
                Self.signature
            )
        )
        add(
            2165,
            "pg_get_function_result",
            [.oid],
            .text,
            .stable,
            .each {
                (oid: UInt32) -> String? in
                let oid = OID(oid)
                if let function = Registry.builtin.function(oid) {
                    return (function.returnsSet ? "SETOF " : "") + function.result.displayName
                }
                return Registry.builtin.aggregates.first { $0.oid == oid }?.result.displayName
            }
        )
    }

    private static let signature: @Sendable (UInt32) -> String? = { number in
        let oid = OID(number)
        let registry = Registry.builtin
        let arguments =
            registry.function(oid)?.arguments
            ?? registry.aggregates.first { $0.oid == oid }?.arguments
            ?? registry.windowFunctions.first { $0.oid == oid }?.arguments
        return arguments?.map(\.displayName).joined(separator: ", ")
    }

    private mutating func addSizes() {
        catalog(2325, "pg_relation_size", [.regclass], .int8, .volatile)
        catalog(2332, "pg_relation_size", [.regclass, .text], .int8, .volatile)
        catalog(2286, "pg_total_relation_size", [.regclass], .int8, .volatile)
        catalog(2997, "pg_table_size", [.regclass], .int8, .volatile)
        catalog(2998, "pg_indexes_size", [.regclass], .int8, .volatile)
        catalog(2168, "pg_database_size", [.name], .int8, .volatile)
        catalog(2324, "pg_database_size", [.oid], .int8, .volatile)
        add(2288, "pg_size_pretty", [.int8], .text, .each(Sizes.pretty))
        add(3166, "pg_size_pretty", [.numeric], .text, .each(Sizes.prettyNumeric))
        add(3334, "pg_size_bytes", [.text], .int8, .each(Sizes.bytes))
        add(
            1269,
            "pg_column_size",
            [.any],
            .int4,
            .stable,
            .values {
                (context, arguments) throws(DatabaseError) in
                .int32(try Sizes.stored(arguments[0], context.argumentTypes[0], context.evaluation))
            }
        )
        add(2121, "pg_column_compression", [.any], .text, .stable, .values { (_, _) in .null })
    }

    private mutating func addNameLookups() {
        for (number, name, kind, type) in [
            (3495, "to_regclass", RegisteredName.relation, OID.regclass),
            (3493, "to_regtype", .type, .regtype), (3494, "to_regproc", .function, .regproc),
            (3479, "to_regprocedure", .functionSignature, .regprocedure),
            (3492, "to_regoper", .operator, .regoper),
            (3476, "to_regoperator", .operatorSignature, .regoperator),
            (4086, "to_regnamespace", .schema, .regnamespace),
            (4093, "to_regrole", .role, .regrole),
            (4195, "to_regcollation", .collation, .regcollation),
        ] as [(UInt32, String, RegisteredName, OID)] {
            add(
                number,
                name,
                [.text],
                type,
                .stable,
                .values {
                    (context, arguments) throws(DatabaseError) in
                    let text = try String.unwrap(arguments[0])
                    // A name that cannot be resolved for any reason is simply not there.
                    let found = try? context.evaluation.session.resolve(kind, text)
                    return found.map { .oid($0.rawValue) } ?? .null
                }
            )
        }
    }

    /// Functions about kinds of object that do not exist here.
    private mutating func addAbsentObjects() {
        for (number, name, arguments, result) in [
            (1573, "pg_get_ruledef", [OID.oid], OID.text),
            (2504, "pg_get_ruledef", [.oid, .bool], .text),
            (1662, "pg_get_triggerdef", [.oid], .text),
            (2730, "pg_get_triggerdef", [.oid, .bool], .text),
            (2098, "pg_get_functiondef", [.oid], .text),
            (6197, "pg_get_function_sqlbody", [.oid], .text),
            (3808, "pg_get_function_arg_default", [.oid, .int4], .text),
            (3415, "pg_get_statisticsobjdef", [.oid], .text),
            (6174, "pg_get_statisticsobjdef_columns", [.oid], .text),
            (3352, "pg_get_partkeydef", [.oid], .text),
            (3408, "pg_get_partition_constraintdef", [.oid], .text),
            (6120, "pg_get_replica_identity_index", [.regclass], .regclass),
            (3034, "pg_relation_filepath", [.regclass], .text),
        ] as [(UInt32, String, [OID], OID)] {
            add(number, name, arguments, result, .stable, .values { (_, _) in .null })
        }
        add(3424, "pg_partition_root", [.regclass], .regclass, .values { (_, _) in .null })
        add(
            3448,
            "pg_collation_actual_version",
            [.oid],
            .text,
            .volatile,
            .values { (_, _) in
                .null
            }
        )
        add(3778, "pg_tablespace_location", [.oid], .text, .stable, .each { (_: UInt32) in "" })
        add(2999, "pg_relation_filenode", [.regclass], .oid, .stable, .each { (a: UInt32) in a })
        add(
            6121,
            "pg_relation_is_publishable",
            [.regclass],
            .bool,
            .stable,
            .each {
                (_: UInt32) in false
            }
        )
        add(3298, "row_security_active", [.oid], .bool, .stable, .each { (_: UInt32) in false })
        add(2855, "pg_is_other_temp_schema", [.oid], .bool, .stable, .each { (_: UInt32) in false })
        add(
            3943,
            "acldefault",
            [.char, .oid],
            OID(1034),
            .each { (_: String, _: UInt32) in
                ArrayValue(elementType: .aclitem, [])
            }
        )
        add(
            2561,
            "pg_blocking_pids",
            [.int4],
            .int4Array,
            .volatile,
            .each { (_: Int32) in
                ArrayValue(elementType: .int4, [])
            }
        )
        for (number, name, arguments) in [
            (636, "pg_indexam_has_property", [OID.oid, .text]),
            (637, "pg_index_has_property", [.regclass, .text]),
            (638, "pg_index_column_has_property", [.regclass, .int4, .text]),
        ] as [(UInt32, String, [OID])] {
            catalog(number, name, arguments, .bool)
        }
        addEmptySets()
    }

    private mutating func addEmptySets() {
        let none = Function.Body.rows { (_, _) in [] }
        func returning(
            _ columns: [(name: String, type: OID)],
            _ volatility: Function.Volatility = .stable
        ) -> FunctionOptions {
            FunctionOptions(volatility: volatility, outputs: columns)
        }
        add(
            3423,
            "pg_partition_tree",
            [.regclass],
            .record,
            returning(
                [
                    ("relid", .regclass), ("parentrelid", .regclass), ("isleaf", .bool),
                    ("level", .int4),
                ],
                .volatile
            ),
            none
        )
        add(
            3425,
            "pg_partition_ancestors",
            [.regclass],
            .regclass,
            returning([("relid", .regclass)], .volatile),
            none
        )
        add(
            6119,
            "pg_get_publication_tables",
            [.textArray],
            .record,
            FunctionOptions(
                volatility: .stable,
                isVariadic: true,
                outputs: [
                    ("pubid", .oid), ("relid", .oid), ("attrs", .int2vector),
                    ("qual", .pgNodeTree),
                ]
            ),
            none
        )
        add(
            1689,
            "aclexplode",
            [OID(1034)],
            .record,
            returning([
                ("grantor", .oid), ("grantee", .oid), ("privilege_type", .text),
                ("is_grantable", .bool),
            ]),
            none
        )
        add(
            2289,
            "pg_options_to_table",
            [.textArray],
            .record,
            returning([("option_name", .text), ("option_value", .text)]),
            .each { (options: ArrayValue) in
                options.elements.map { option in
                    guard case .text(let text) = option else { return [.null, .null] }
                    let halves = text.split(separator: "=", maxSplits: 1)
                    return [
                        .text(halves.first.map(String.init) ?? ""),
                        halves.count > 1 ? .text(String(halves[1])) : .null,
                    ]
                }
            }
        )
        add(
            1686,
            "pg_get_keywords",
            [],
            .record,
            returning([
                ("word", .text), ("catcode", .char), ("barelabel", .bool), ("catdesc", .text),
                ("baredesc", .text),
            ]),
            .rows { (_, _) in
                SQLText.reservedWords.sorted { Text.isBefore($0, $1) }.map {
                    [
                        .text($0), .text("R"), .bool(true), .text("reserved"),
                        .text("can be bare label"),
                    ]
                }
            }
        )
    }
}

extension CallContext {
    /// Whether objects of `schema` need no qualification.
    func isVisible(_ schema: String) -> Bool {
        evaluation.session.currentSchemas(implicit: true).contains(schema)
    }
}

extension Registry {
    /// The schema of the function, aggregate or window function with that row in `pg_proc`.
    func schema(ofRoutine oid: OID) -> String? {
        function(oid)?.schema ?? aggregates.first { $0.oid == oid }?.schema
            ?? (windowFunctions.contains { $0.oid == oid } ? "pg_catalog" : nil)
    }
}
