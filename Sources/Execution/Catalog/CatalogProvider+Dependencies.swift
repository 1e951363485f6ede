// SPDX-License-Identifier: Apache-2.0

import Expressions
import Planning
import Schemas
import Values

extension CatalogProvider {
    /// What depends on what: sequences on columns, indexes on constraints and columns, and the
    /// extension's objects on the extension.
    static let dependencies: [String: CatalogProvider] = [
        "pg_depend": CatalogProvider { source throws(DatabaseError) in
            source.sequences.flatMap { sequenceDependencies($0, source) }
                + source.indexes.flatMap(indexDependencies)
                + extensionDependencies(source)
        }
    ]

    private static func dependency(
        _ relation: OID,
        _ object: OID,
        on referenced: OID,
        _ target: OID,
        column: Int16 = 0,
        _ kind: Character
    ) -> CatalogRow {
        [
            "classid": .id(relation), "objid": .id(object), "refclassid": .id(referenced),
            "refobjid": .id(target), "refobjsubid": .int32(Int32(column)),
            "deptype": .letter(kind),
        ]
    }

    private static func sequenceDependencies(
        _ sequence: SequenceDescription,
        _ source: CatalogSource
    ) -> [CatalogRow] {
        var rows: [CatalogRow] = []
        let relations = CatalogOID.classRelation
        if let owner = sequence.ownedBy {
            // An identity column's sequence is internal to it; a serial column's is automatic.
            rows.append(
                dependency(
                    relations,
                    sequence.oid,
                    on: relations,
                    owner.table,
                    column: owner.column,
                    sequence.isIdentity ? "i" : "a"
                )
            )
            let column = source.table(owner.table)?.column(numbered: owner.column)
            if column?.defaultSQL != nil {
                rows.append(
                    dependency(
                        CatalogOID.defaultRelation,
                        CatalogOID.columnDefault(owner.table, owner.column),
                        on: relations,
                        sequence.oid,
                        "n"
                    )
                )
            }
        }
        return rows
    }

    @Sendable private static func indexDependencies(_ index: IndexDescription) -> [CatalogRow] {
        let relations = CatalogOID.classRelation
        let columns = index.keys.compactMap(\.column)
        guard index.constraint != nil else {
            return columns.map {
                dependency(relations, index.oid, on: relations, index.table, column: $0, "a")
            }
        }
        let constraints = CatalogOID.constraintRelation
        return [
            dependency(relations, index.oid, on: constraints, index.constraintOID, "i")
        ]
            + columns.map {
                dependency(
                    constraints,
                    index.constraintOID,
                    on: relations,
                    index.table,
                    column: $0,
                    "a"
                )
            }
    }

    private static func extensionDependencies(_ source: CatalogSource) -> [CatalogRow] {
        guard let item = source.vectorExtension else { return [] }
        let registry = Registry.builtin
        let functions =
            registry.functions.map(\.oid) + registry.aggregates.map(\.oid)
            + registry.windowFunctions.map(\.oid)
        let members: [(OID, [OID])] = [
            (CatalogOID.typeRelation, TypeDescription.all.map(\.oid)),
            (CatalogOID.procRelation, functions),
            (CatalogOID.operatorRelation, registry.operators.map(\.oid)),
            (CatalogOID.castRelation, registry.casts.map(\.oid)),
            (CatalogOID.methodRelation, AccessMethod.all.map(\.oid)),
            (CatalogOID.operatorClassRelation, OperatorClass.all.map(\.oid)),
            (CatalogOID.operatorFamilyRelation, OperatorFamily.all.map(\.oid)),
        ]
        return members.flatMap { relation, objects in
            objects.filter { $0 >= .firstUser }.map {
                dependency(relation, $0, on: CatalogOID.extensionRelation, item.oid, "e")
            }
        }
    }
}
