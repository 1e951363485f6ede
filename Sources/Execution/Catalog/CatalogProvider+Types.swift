// SPDX-License-Identifier: Apache-2.0

import Expressions
import Planning
import Schemas
import Values

extension CatalogProvider {
    /// Types, collations, and what belongs to them.
    static let types: [String: CatalogProvider] = [
        "pg_type": CatalogProvider(fixed: {
            TypeDescription.all.filter { !$0.isExtension }.map {
                typeRow($0, CatalogOID.pgCatalog)
            }
        }) { source throws(DatabaseError) in
            guard source.vectorExtension != nil else { return [] }
            return TypeDescription.all.filter(\.isExtension).map {
                typeRow($0, source.extensionSchema)
            }
        },
        "pg_collation": CatalogProvider(fixed: {
            let rows: [(UInt32, String, Character, Int32, String?)] = [
                (100, "default", "d", -1, nil), (950, "C", "c", -1, "C"),
                (951, "POSIX", "c", -1, "POSIX"), (962, "ucs_basic", "c", 6, "C"),
            ]
            return rows.map { oid, name, provider, encoding, locale in
                [
                    "oid": .oid(oid), "collname": .text(name), "collnamespace": .oid(11),
                    "collowner": .oid(10), "collprovider": .letter(provider),
                    "collisdeterministic": .bool(true), "collencoding": .int32(encoding),
                    "collcollate": .optional(locale), "collctype": .optional(locale),
                ]
            }
        }),
        "pg_range": CatalogProvider(fixed: {
            let rows: [(UInt32, UInt32, UInt32, UInt32)] = [
                (3904, 23, 4451, 1978), (3906, 1700, 4532, 3125), (3908, 1114, 4533, 3128),
                (3910, 1184, 4534, 3127), (3912, 1082, 4535, 3122), (3926, 20, 4536, 3124),
            ]
            return rows.map { type, element, multirange, operatorClass in
                [
                    "rngtypid": .oid(type), "rngsubtype": .oid(element),
                    "rngmultitypid": .oid(multirange), "rngsubopc": .oid(operatorClass),
                ]
            }
        }),
    ]

    private static func typeRow(_ type: TypeDescription, _ schema: OID) -> CatalogRow {
        [
            "oid": .id(type.oid), "typname": .text(type.name), "typnamespace": .id(schema),
            "typowner": .oid(10), "typlen": .int16(type.length),
            "typbyval": .bool(type.isByValue),
            "typtype": .letter(Character(Unicode.Scalar(type.kind.rawValue))),
            "typcategory": .letter(type.category), "typispreferred": .bool(type.isPreferred),
            "typisdefined": .bool(true),
            "typdelim": .letter(Character(Unicode.Scalar(type.delimiter))),
            "typsubscript": routine(type.subscriptHandler), "typelem": .id(type.element),
            "typarray": .id(type.array), "typinput": routine(type.input),
            "typoutput": routine(type.output), "typreceive": routine(type.receive),
            "typsend": routine(type.send), "typmodin": routine(type.modifierInput),
            "typmodout": routine(type.modifierOutput), "typanalyze": routine(type.analyze),
            "typalign": .letter(type.alignment), "typstorage": .letter(type.storage),
            "typtypmod": .int32(-1), "typcollation": .id(type.collation),
        ]
    }

    /// The function called `name`, as a regproc: 0 when there is none.
    private static func routine(_ name: String) -> Value {
        if name.isEmpty { return .oid(0) }
        return .id(Registry.builtin.functions(named: name).first?.oid ?? .invalid)
    }
}
