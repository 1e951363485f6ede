// SPDX-License-Identifier: Apache-2.0

import Expressions
import Planning
import Schemas
import Values

extension CatalogProvider {
    /// Functions, operators, casts, aggregates and languages: what the registry holds.
    static let routines: [String: CatalogProvider] = [
        "pg_proc": CatalogProvider(fixed: {
            procedures(isExtension: false, CatalogOID.pgCatalog)
        }) { source throws(DatabaseError) in
            guard source.vectorExtension != nil else { return [] }
            return procedures(isExtension: true, source.extensionSchema)
        },
        "pg_operator": CatalogProvider(fixed: {
            operators(isExtension: false, CatalogOID.pgCatalog)
        }) { source throws(DatabaseError) in
            guard source.vectorExtension != nil else { return [] }
            return operators(isExtension: true, source.extensionSchema)
        },
        "pg_cast": CatalogProvider(fixed: {
            Registry.builtin.casts.filter { $0.oid < .firstUser }.map(castRow)
        }) { source throws(DatabaseError) in
            guard source.vectorExtension != nil else { return [] }
            return Registry.builtin.casts.filter { $0.oid >= .firstUser }.map(castRow)
        },
        "pg_aggregate": CatalogProvider(fixed: {
            Registry.builtin.aggregates.map { aggregate in
                [
                    "aggfnoid": .id(aggregate.oid),
                    "aggkind": .letter(aggregate.directArguments == nil ? "n" : "o"),
                    "aggnumdirectargs": .int16(
                        Int16(truncatingIfNeeded: aggregate.directArguments ?? 0)
                    ),
                    "aggfinalmodify": .letter("r"), "aggmfinalmodify": .letter("r"),
                ]
            }
        }),
        "pg_language": CatalogProvider(fixed: {
            [
                ["oid": .oid(12), "lanname": .text("internal"), "lanowner": .oid(10)],
                ["oid": .oid(13), "lanname": .text("c"), "lanowner": .oid(10)],
                [
                    "oid": .oid(14), "lanname": .text("sql"), "lanowner": .oid(10),
                    "lanpltrusted": .bool(true),
                ],
            ]
        }),
    ]

    private static func procedures(isExtension: Bool, _ schema: OID) -> [CatalogRow] {
        let registry = Registry.builtin
        func belongs(_ oid: OID) -> Bool { oid != .invalid && (oid >= .firstUser) == isExtension }
        let functions = registry.functions.filter { belongs($0.oid) }.map { function in
            var row = procedure(
                function.oid,
                function.name,
                schema,
                "f",
                function.arguments,
                function.result,
                isVariadic: function.isVariadic
            )
            row.fields += [
                ("prorows", .float32(function.returnsSet ? 1_000 : 0)),
                ("proisstrict", .bool(function.isStrict)),
                ("proretset", .bool(function.returnsSet)),
                (
                    "pronargdefaults",
                    .int16(Int16(truncatingIfNeeded: function.defaults.count))
                ),
            ]
            row["provolatile"] = .letter(function.volatility.rawValue)
            addOutputs(function, to: &row)
            return row
        }
        let aggregates = registry.aggregates.filter { belongs($0.oid) }.map {
            procedure(
                $0.oid,
                $0.name,
                schema,
                "a",
                $0.arguments,
                $0.result,
                isVariadic: $0.isVariadic
            )
        }
        let windows = registry.windowFunctions.filter { belongs($0.oid) }.map {
            procedure($0.oid, $0.name, schema, "w", $0.arguments, $0.result, isVariadic: false)
        }
        return functions + aggregates + windows
    }

    private static func procedure(
        _ oid: OID,
        _ name: String,
        _ schema: OID,
        _ kind: Character,
        _ arguments: [OID],
        _ result: OID,
        isVariadic: Bool
    ) -> CatalogRow {
        let isExtension = oid >= .firstUser
        let last = arguments.last ?? .invalid
        let variadic = last == .any ? OID.any : last.elementType ?? .anyelement
        return [
            "oid": .id(oid), "proname": .text(name), "pronamespace": .id(schema),
            "proowner": .oid(10),
            "prolang": .id(isExtension ? CatalogOID.cLanguage : CatalogOID.internalLanguage),
            "procost": .float32(1), "provariadic": .id(isVariadic ? variadic : .invalid),
            "prokind": .letter(kind), "provolatile": .letter("i"), "proparallel": .letter("s"),
            "pronargs": .int16(Int16(truncatingIfNeeded: arguments.count)),
            "prorettype": .id(result), "proargtypes": .vector(arguments), "prosrc": .text(name),
        ]
    }

    private static func addOutputs(_ function: Function, to row: inout CatalogRow) {
        let outputs = function.outputs
        guard !outputs.isEmpty || !function.argumentNames.isEmpty else { return }
        let names =
            function.arguments.indices.map { index in
                index < function.argumentNames.count ? function.argumentNames[index] : ""
            } + outputs.map(\.name)
        row.fields.append(
            (
                "proargnames",
                .array(ArrayValue(elementType: .text, names.map { .text($0) }))
            )
        )
        guard !outputs.isEmpty else { return }
        let types = function.arguments + outputs.map(\.type)
        let modes =
            function.arguments.map { _ in Value.letter("i") }
            + outputs.map { _ in Value.letter(function.returnsSet ? "t" : "o") }
        row.fields += [
            (
                "proallargtypes",
                .array(ArrayValue(elementType: .oid, types.map { .id($0) }))
            ),
            ("proargmodes", .array(ArrayValue(elementType: .char, modes))),
        ]
    }

    private static func operators(isExtension: Bool, _ schema: OID) -> [CatalogRow] {
        Registry.builtin.operators.filter { ($0.oid >= .firstUser) == isExtension }.map { item in
            let isEquality = item.name == "="
            return [
                "oid": .id(item.oid), "oprname": .text(item.name), "oprnamespace": .id(schema),
                "oprowner": .oid(10), "oprkind": .letter(item.left == .invalid ? "l" : "b"),
                "oprcanmerge": .bool(isEquality), "oprcanhash": .bool(isEquality),
                "oprleft": .id(item.left), "oprright": .id(item.right),
                "oprresult": .id(item.result), "oprcom": .id(item.commutator),
                "oprnegate": .id(item.negator), "oprcode": .id(item.function.oid),
            ]
        }
    }

    @Sendable private static func castRow(_ cast: Cast) -> CatalogRow {
        let (function, method): (OID, Character) =
            switch cast.method {
            case .function(let function): (function.oid, "f")
            case .binaryCoercible: (.invalid, "b")
            case .inputOutput: (.invalid, "i")
            }
        return [
            "oid": .id(cast.oid), "castsource": .id(cast.source), "casttarget": .id(cast.target),
            "castfunc": .id(function), "castcontext": .letter(cast.context.letter),
            "castmethod": .letter(method),
        ]
    }
}
