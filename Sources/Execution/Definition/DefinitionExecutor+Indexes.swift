// SPDX-License-Identifier: Apache-2.0

import Expressions
import Parsing
import Planning
import Relations
import Schemas
import Values

/// CREATE INDEX and REINDEX.
///
/// Source: PostgreSQL 15 manual, reference page "CREATE INDEX".
extension DefinitionExecutor {
    func createIndex(_ create: Syntax.CreateIndex) throws(DatabaseError) {
        guard create.accessMethod == "btree" else {
            throw DatabaseError(
                .undefinedObject,
                "access method \"\(create.accessMethod)\" does not exist"
            )
        }
        let table = try lockedTable(create.relation)
        guard let schema = catalog.schema(table.schema) else { return }
        var keys: [IndexDescription.Key] = []
        var parts: [String] = []
        for element in create.elements {
            let key = try key(element, of: table)
            keys.append(key)
            parts.append(key.column.flatMap { table.column(numbered: $0)?.name } ?? "expr")
        }
        guard keys.count <= 32 else {
            throw DatabaseError(
                .tooManyColumns,
                "cannot use more than 32 columns in an index"
            )
        }
        let name: String
        if let given = create.name {
            guard try claim(given, in: schema, ifNotExists: create.ifNotExists) else { return }
            name = given
        } else {
            name = generatedName(
                table.name,
                parts.joined(separator: "_"),
                "idx",
                in: table.schema
            )
            _ = try claim(name, in: schema)
        }
        let index = IndexDescription(
            oid: transaction.makeOID(),
            schema: table.schema,
            table: table.oid,
            name: name,
            method: create.accessMethod,
            keys: keys,
            included: try create.including.map { element throws(DatabaseError) in
                try includedColumn(element, of: table)
            },
            isUnique: create.isUnique,
            predicateSQL: try create.filter.map { filter throws(DatabaseError) in
                try planner.predicateSQL(filter, of: table)
            },
            nullsNotDistinct: create.nullsNotDistinct,
            options: try indexOptions(create.options),
            storageID: transaction.makeStorageID()
        )
        try build(index, on: table)
    }

    private func key(
        _ element: Syntax.IndexElement,
        of table: TableDescription
    ) throws(DatabaseError) -> IndexDescription.Key {
        let isDescending: Bool
        if case .descending = element.direction {
            isDescending = true
        } else {
            isDescending = false
        }
        let nullsFirst: Bool
        switch element.nulls {
        case .first: nullsFirst = true
        case .last: nullsFirst = false
        case .unspecified: nullsFirst = isDescending
        }
        let operatorClass = element.operatorClass?.name
        switch element.key {
        case .column(let name):
            guard let column = table.column(named: name) else {
                throw DatabaseError(.undefinedColumn, "column \"\(name)\" does not exist")
            }
            try requireOrder(column.type)
            return IndexDescription.Key(
                column: column.number,
                type: column.type,
                operatorClass: operatorClass,
                isDescending: isDescending,
                nullsFirst: nullsFirst
            )
        case .expression(let expression):
            let (sql, type) = try planner.indexExpressionSQL(expression, of: table)
            try requireOrder(type)
            return IndexDescription.Key(
                column: nil,
                expressionSQL: sql,
                type: type,
                operatorClass: operatorClass,
                isDescending: isDescending,
                nullsFirst: nullsFirst
            )
        }
    }

    private func includedColumn(
        _ element: Syntax.IndexElement,
        of table: TableDescription
    ) throws(DatabaseError) -> Int16 {
        guard case .column(let name) = element.key else {
            throw DatabaseError(
                .featureNotSupported,
                "expressions are not supported in included columns"
            )
        }
        guard let column = table.column(named: name) else {
            throw DatabaseError(.undefinedColumn, "column \"\(name)\" does not exist")
        }
        return column.number
    }

    private func indexOptions(_ options: [Syntax.Option]) throws(DatabaseError) -> [String] {
        var kept: [String] = []
        for option in options {
            guard option.name == "fillfactor" || option.name == "deduplicate_items" else {
                throw DatabaseError(
                    .invalidParameterValue,
                    "unrecognized parameter \"\(option.name)\""
                )
            }
            kept.append("\(option.name)=\(option.value?.text ?? "true")")
        }
        return kept
    }

    /// Catalogues a new index and fills it from the rows of its table.
    func build(_ index: IndexDescription, on table: TableDescription) throws(DatabaseError) {
        try transaction.put(.relation(.index(index)))
        let filler = try TableFiller(try planner.tableExpressions(table))
        let cursor = try transaction.scan(table, columns: table.liveColumns.map(\.number))
        let context = self.context
        while let batch = try cursor.next(limit: Batch.capacity) {
            try session.checkInterrupts()
            let rows = Batch(columns: batch.columns, count: batch.rowIDs.count)
            guard let keys = try filler.keys(ofIndex: index.oid, rows, context) else { return }
            try transaction.buildEntries(table, rowIDs: batch.rowIDs, keys)
        }
    }

    func reindex(_ reindex: Syntax.Reindex) throws(DatabaseError) {
        var indexes: [IndexDescription] = []
        switch reindex.kind {
        case .index:
            guard let name = reindex.relation,
                case .index(let index) = try planner.relation(name)
            else {
                throw DatabaseError(
                    .wrongObjectType,
                    "\"\(reindex.relation?.name.name ?? "")\" is not an index"
                )
            }
            indexes = [index]
        case .table:
            guard let name = reindex.relation else { return }
            indexes = catalog.indexes(of: try lockedTable(name).oid)
        case .schema, .system, .database:
            for relation in catalog.relations() {
                guard case .index(let index) = relation else { continue }
                if reindex.kind == .schema,
                    catalog.schema(index.schema)?.name != reindex.name
                {
                    continue
                }
                indexes.append(index)
            }
        }
        for index in indexes {
            try transaction.lockForDefinition(index.table)
            guard case .table(let table)? = catalog.relation(index.table),
                case .index(var fresh)? = catalog.relation(index.oid)
            else { continue }
            try transaction.purge(storageID: fresh.storageID)
            fresh.storageID = transaction.makeStorageID()
            try build(fresh, on: table)
        }
    }
}
