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
            var rows = source.sequences.flatMap(sequenceDependencies)
            rows += source.indexes.flatMap(indexDependencies)
            rows += source.tables.flatMap { defaultDependencies($0, source.planner) }
            rows += source.views.flatMap { viewDependencies($0, source.planner) }
            return rows + extensionDependencies(source)
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

    @Sendable private static func sequenceDependencies(
        _ sequence: SequenceDescription
    ) -> [CatalogRow] {
        guard let owner = sequence.ownedBy else { return [] }
        // An identity column's sequence is internal to it; a serial column's is automatic.
        return [
            dependency(
                CatalogOID.classRelation,
                sequence.oid,
                on: CatalogOID.classRelation,
                owner.table,
                column: owner.column,
                sequence.isIdentity ? "i" : "a"
            )
        ]
    }

    /// Defaults depend on the sequences they draw from.
    private static func defaultDependencies(
        _ table: TableDescription,
        _ planner: Planner
    ) -> [CatalogRow] {
        table.liveColumns.flatMap { column in
            planner.relations(namedIn: column.defaultSQL ?? "").sorted().map { sequence in
                dependency(
                    CatalogOID.defaultRelation,
                    CatalogOID.columnDefault(table.oid, column.number),
                    on: CatalogOID.classRelation,
                    sequence,
                    "n"
                )
            }
        }
    }

    /// The rule that a view is depends on what it reads, and is internal to the view.
    private static func viewDependencies(
        _ view: ViewDescription,
        _ planner: Planner
    ) -> [CatalogRow] {
        let relations = CatalogOID.classRelation
        let rewrites = CatalogOID.rewriteRelation
        let rule = CatalogOID.columnDefault(view.oid, 0)
        let read = planner.relations(readBy: view).sorted()
        return [dependency(rewrites, rule, on: relations, view.oid, "i")]
            + read.map { dependency(rewrites, rule, on: relations, $0, "n") }
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
