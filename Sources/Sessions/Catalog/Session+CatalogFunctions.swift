// SPDX-License-Identifier: Apache-2.0

import Execution
import Expressions
import Planning
import Relations
import Schemas
import Storage
public import Values

/// The functions that describe catalogued objects.
///
/// Source: PostgreSQL 15 manual, section 9.26 "System Information Functions".
extension Session {
    /// Answers a function that describes catalogued objects or the server.
    public func catalogFunction(
        _ name: String,
        _ arguments: [Value]
    ) throws(DatabaseError) -> Value {
        let catalog = try openTransaction().catalog
        let oid = arguments.first.flatMap { $0.asOID } ?? .invalid
        switch name {
        case "pg_get_indexdef":
            guard case .index(let kept)? = catalog.relation(oid),
                case .table(let table)? = catalog.relation(kept.table)
            else { return .null }
            let index = planner(catalog).shown(kept, of: table)
            let isPretty = if case .bool(true)? = arguments.last { true } else { false }
            if arguments.count > 1, case .int32(let position) = arguments[1], position > 0 {
                let key = DefinitionText.indexKey(index, Int(position), table, isPretty: isPretty)
                return .text(key)
            }
            let isVisible = names?.isVisible(.table(table)) ?? false
            let schema = isPretty && isVisible ? nil : catalog.schema(table.schema)?.name ?? ""
            let text = DefinitionText.index(
                index,
                table,
                schema: schema,
                namesExtension: !currentSchemas(implicit: true).contains("public"),
                isPretty: isPretty
            )
            return .text(text)
        case "pg_get_constraintdef": return constraintDefinition(oid, catalog)
        case "pg_get_viewdef":
            var target = oid
            if case .text(let viewName)? = arguments.first {
                target = try resolve(.relation, viewName) ?? .invalid
            }
            guard case .view(let view)? = catalog.relation(target) else { return .null }
            let query = planner(catalog).shown(view)
            return .text(query.hasSuffix(";") ? query : query + ";")
        case "pg_get_expr":
            guard case .text(let kept)? = arguments.first else { return .null }
            let sql: String
            if arguments.count > 1, let relation = arguments[1].asOID,
                case .table(let table)? = catalog.relation(relation)
            {
                sql = planner(catalog).shown(kept, of: table)
            } else {
                sql = kept
            }
            if case .bool(true)? = arguments.last { return .text(DefinitionText.bare(sql)) }
            return .text(sql)
        case "pg_get_userbyid":
            let role = catalog.roles().first { $0.oid == oid }
            return .text(role?.name ?? "unknown (OID=\(oid.rawValue))")
        case "pg_get_serial_sequence": return try serialSequence(arguments, catalog)
        case "pg_table_is_visible":
            if let system = CatalogRelations.relation(oid) {
                return .bool(system.schema == "pg_catalog")
            }
            guard let relation = catalog.relation(oid) else { return .null }
            return .bool(names?.isVisible(relation) ?? false)
        case "obj_description", "shobj_description", "col_description":
            return description(name, arguments, catalog)
        case "pg_sequence_last_value":
            guard case .sequence(let sequence)? = catalog.relation(oid) else { return .null }
            let state = try openTransaction().currentValue(sequence)
            return state.isCalled ? .int64(state.last) : .null
        case "pg_describe_object":
            return names?.name(.relation, oid).map { .text($0) } ?? .null
        default: return try sizeFunction(name, oid, arguments, catalog)
        }
    }

    private func constraintDefinition(_ oid: OID, _ catalog: CatalogView) -> Value {
        for relation in catalog.relations() {
            switch relation {
            case .index(let index) where index.constraint != nil && index.constraintOID == oid:
                guard case .table(let table)? = catalog.relation(index.table) else { continue }
                return .text(DefinitionText.constraint(index, table))
            case .table(let table):
                guard var found = table.constraints.first(where: { $0.oid == oid }) else {
                    continue
                }
                if case .check(let sql) = found.kind {
                    found.kind = .check(sql: planner(catalog).shown(sql, of: table))
                }
                return .text(
                    DefinitionText.constraint(found, table) { oid in
                        guard case .table(let target)? = catalog.relation(oid) else { return nil }
                        return (self.name(.relation, of: oid) ?? target.name, target)
                    }
                )
            default: continue
            }
        }
        return .null
    }

    private func serialSequence(
        _ arguments: [Value],
        _ catalog: CatalogView
    ) throws(DatabaseError) -> Value {
        guard arguments.count == 2, case .text(let tableName) = arguments[0],
            case .text(let columnName) = arguments[1]
        else { return .null }
        guard let oid = try resolve(.relation, tableName),
            case .table(let table)? = catalog.relation(oid)
        else {
            throw DatabaseError(
                .undefinedTable,
                "relation \"\(tableName)\" does not exist"
            )
        }
        guard let column = table.column(named: columnName) else {
            throw DatabaseError(
                .undefinedColumn,
                "column \"\(columnName)\" of relation \"\(table.name)\" does not exist"
            )
        }
        let owner = ColumnReference(table: oid, column: column.number)
        for relation in catalog.relations() {
            guard case .sequence(let sequence) = relation, sequence.ownedBy == owner else {
                continue
            }
            let schema = catalog.schema(sequence.schema)?.name ?? ""
            return .text(
                "\(SQLText.identifier(schema)).\(SQLText.identifier(sequence.name))"
            )
        }
        return .null
    }

    private func description(
        _ name: String,
        _ arguments: [Value],
        _ catalog: CatalogView
    ) -> Value {
        guard let object = arguments.first?.asOID else { return .null }
        var column: Int32 = 0
        var systemCatalog = OID(1_259)
        if name == "col_description" {
            guard arguments.count > 1, case .int32(let number) = arguments[1], number != 0 else {
                return .null
            }
            column = number
        } else if arguments.count > 1, case .text(let catalogName) = arguments[1] {
            guard let found = CatalogRelations.relation(named: catalogName, in: "pg_catalog") else {
                return .null
            }
            systemCatalog = found.oid
        } else {
            // The one-argument form looks in every catalog.
            let text = catalog.comments().first { $0.object == object && $0.column == 0 }?.text
            return text.map { .text($0) } ?? .null
        }
        return catalog.comment(on: object, in: systemCatalog, column: column)
            .map { .text($0) } ?? .null
    }

    /// Sizes of relations, as the storage engine estimates them.
    private func sizeFunction(
        _ name: String,
        _ oid: OID,
        _ arguments: [Value],
        _ catalog: CatalogView
    ) throws(DatabaseError) -> Value {
        func bytes(_ relation: Relation) -> Int {
            switch relation {
            case .table(let table): cluster.approximateBytes(ofStorage: table.storageID)
            case .index(let index) where index.isVectorIndex:
                cluster.vectorIndexBytes(index)
            case .index(let index): cluster.approximateBytes(ofStorage: index.storageID)
            case .sequence: 8_192
            case .view: 0
            }
        }
        func indexBytes() -> Int {
            catalog.indexes(of: oid).reduce(0) { $0 + bytes(.index($1)) }
        }
        switch name {
        case "pg_relation_size", "pg_table_size":
            return catalog.relation(oid).map { .int64(Int64(bytes($0))) } ?? .null
        case "pg_indexes_size":
            return catalog.relation(oid).map { _ in .int64(Int64(indexBytes())) } ?? .null
        case "pg_total_relation_size":
            return catalog.relation(oid).map { .int64(Int64(bytes($0) + indexBytes())) } ?? .null
        case "pg_database_size":
            return .int64(Int64(cluster.storageStatistics.tableBytes))
        default: return try serverFunction(name, arguments)
        }
    }
}

extension Value {
    /// The OID in a value of an object identifier type or an integer.
    fileprivate var asOID: OID? {
        switch self {
        case .oid(let number): OID(number)
        case .int32(let number): OID(UInt32(bitPattern: number))
        case .int64(let number): UInt32(exactly: number).map { OID($0) }
        default: nil
        }
    }
}
