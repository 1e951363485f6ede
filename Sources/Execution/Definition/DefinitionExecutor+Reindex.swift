// SPDX-License-Identifier: Apache-2.0

import Parsing
import Planning
import Relations
import Schemas
import Values

/// REINDEX.
///
/// Source: PostgreSQL 15 manual, reference page "REINDEX".
extension DefinitionExecutor {
    func reindex(_ reindex: Syntax.Reindex) throws(DatabaseError) {
        for index in try indexes(named: reindex) {
            try transaction.lockForDefinition(index.table)
            guard case .table(let table)? = catalog.relation(index.table),
                case .index(var fresh)? = catalog.relation(index.oid)
            else { continue }
            try transaction.purge(storageID: fresh.storageID)
            fresh.storageID = transaction.makeStorageID()
            fresh.isValid = true
            try build(fresh, on: table, command: "REINDEX")
        }
    }

    /// The indexes that `reindex` means.
    func indexes(
        named reindex: Syntax.Reindex
    ) throws(DatabaseError) -> [IndexDescription] {
        switch reindex.kind {
        case .index:
            guard let name = reindex.relation else { return [] }
            guard case .index(let index) = try planner.relation(name) else {
                throw DatabaseError(.wrongObjectType, "\"\(name.name.name)\" is not an index")
            }
            return [index]
        case .table:
            guard let name = reindex.relation else { return [] }
            guard case .table(let table) = try planner.relation(name) else {
                throw DatabaseError(
                    .wrongObjectType,
                    "\"\(name.name.name)\" is not a table or materialized view"
                )
            }
            let indexes = catalog.indexes(of: table.oid)
            if indexes.isEmpty {
                notice(
                    .successfulCompletion,
                    "table \"\(name.name.name)\" has no indexes to reindex"
                )
            }
            return indexes
        case .schema, .system, .database:
            if reindex.kind == .schema, let name = reindex.name,
                catalog.schema(named: name) == nil
            {
                throw DatabaseError(
                    .invalidSchemaName,
                    "schema \"\(name)\" does not exist"
                )
            }
            return catalog.relations().compactMap { relation in
                guard case .index(let index) = relation else { return nil }
                return reindex.kind != .schema || catalog.schema(index.schema)?.name == reindex.name
                    ? index : nil
            }
        }
    }
}
