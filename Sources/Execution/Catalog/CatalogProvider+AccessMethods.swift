// SPDX-License-Identifier: Apache-2.0

import Planning
import Schemas
import Values

extension CatalogProvider {
    /// Access methods with their operator classes, and the indexes that use them.
    static let accessMethods: [String: CatalogProvider] = [
        "pg_am": CatalogProvider(fixed: {
            AccessMethod.all.filter { !$0.isExtension }.map(methodRow)
        }) { source throws(DatabaseError) in
            guard source.vectorExtension != nil else { return [] }
            return AccessMethod.all.filter(\.isExtension).map(methodRow)
        },
        "pg_opclass": CatalogProvider(fixed: {
            OperatorClass.all.filter { !$0.isExtension }.map {
                classRow($0, CatalogOID.pgCatalog)
            }
        }) { source throws(DatabaseError) in
            guard source.vectorExtension != nil else { return [] }
            return OperatorClass.all.filter(\.isExtension).map {
                classRow($0, source.extensionSchema)
            }
        },
        "pg_opfamily": CatalogProvider(fixed: {
            OperatorFamily.all.filter { !$0.isExtension }.map {
                familyRow($0, CatalogOID.pgCatalog)
            }
        }) { source throws(DatabaseError) in
            guard source.vectorExtension != nil else { return [] }
            return OperatorFamily.all.filter(\.isExtension).map {
                familyRow($0, source.extensionSchema)
            }
        },
        "pg_amop": CatalogProvider(fixed: {
            FamilyOperator.all.filter { !$0.isExtension }.map(operatorRow)
        }) { source throws(DatabaseError) in
            guard source.vectorExtension != nil else { return [] }
            return FamilyOperator.all.filter(\.isExtension).map(operatorRow)
        },
        "pg_index": CatalogProvider { source throws(DatabaseError) in
            source.indexes.map(indexRow)
        },
    ]

    @Sendable private static func methodRow(_ method: AccessMethod) -> CatalogRow {
        [
            "oid": .id(method.oid), "amname": .text(method.name),
            "amtype": .letter(method.kind),
        ]
    }

    private static func classRow(_ item: OperatorClass, _ schema: OID) -> CatalogRow {
        [
            "oid": .id(item.oid), "opcmethod": .id(item.method), "opcname": .text(item.name),
            "opcnamespace": .id(schema), "opcowner": .oid(10), "opcfamily": .id(item.family),
            "opcintype": .id(item.type), "opcdefault": .bool(item.isDefault),
        ]
    }

    private static func familyRow(_ family: OperatorFamily, _ schema: OID) -> CatalogRow {
        [
            "oid": .id(family.oid), "opfmethod": .id(family.method),
            "opfname": .text(family.name), "opfnamespace": .id(schema), "opfowner": .oid(10),
        ]
    }

    @Sendable private static func operatorRow(_ item: FamilyOperator) -> CatalogRow {
        [
            "oid": .id(item.oid), "amopfamily": .id(item.family), "amoplefttype": .id(item.type),
            "amoprighttype": .id(item.type), "amopstrategy": .int16(item.strategy),
            "amoppurpose": .letter(item.sortFamily == nil ? "s" : "o"),
            "amopopr": .id(item.operator), "amopmethod": .id(item.method),
            "amopsortfamily": .id(item.sortFamily ?? .invalid),
        ]
    }

    @Sendable private static func indexRow(_ index: IndexDescription) -> CatalogRow {
        let method = AccessMethod.named(index.method)?.oid ?? .invalid
        let classes = index.keys.map { key in
            OperatorClass.of(key.type.oid, method: method, named: key.operatorClass)?.oid
                ?? .invalid
        }
        let collations = index.keys.map { key in
            TypeDescription(oid: key.type.oid)?.collation ?? .invalid
        }
        let options = index.keys.map { key in
            // Bit 0: descending; bit 1: NULLs first.
            Int16(key.isDescending ? 1 : 0) | Int16(key.nullsFirst ? 2 : 0)
        }
        let expressions = index.keys.compactMap(\.expressionSQL)
        return [
            "indexrelid": .id(index.oid), "indrelid": .id(index.table),
            "indnatts": .int16(Int16(index.keys.count + index.included.count)),
            "indnkeyatts": .int16(Int16(index.keys.count)),
            "indisunique": .bool(index.isUnique),
            "indnullsnotdistinct": .bool(index.nullsNotDistinct),
            "indisprimary": .bool(index.constraint == .primaryKey),
            "indimmediate": .bool(true), "indisvalid": .bool(index.isValid),
            "indisready": .bool(true), "indislive": .bool(true),
            "indkey": .vector(index.keys.map { $0.column ?? 0 } + index.included),
            "indcollation": .vector(collations), "indclass": .vector(classes),
            "indoption": .vector(options),
            "indexprs": .optional(
                expressions.isEmpty ? nil : expressions.joined(separator: ", ")
            ),
            "indpred": .optional(index.predicateSQL),
        ]
    }
}
