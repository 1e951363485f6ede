// SPDX-License-Identifier: Apache-2.0

import Expressions
import Parsing
import Planning
import Relations
import Schemas
import Values

/// CREATE INDEX.
///
/// Source: PostgreSQL 15 manual, reference page "CREATE INDEX"; the order of the checks is that of
/// its server.
extension DefinitionExecutor {
    func createIndex(_ create: Syntax.CreateIndex) throws(DatabaseError) {
        guard let (index, table) = try newIndex(create) else { return }
        try build(index, on: table, command: "CREATE INDEX")
    }

    /// The index that `create` describes, its table locked and its name claimed; nil, after a
    /// NOTICE, when IF NOT EXISTS finds one.
    func newIndex(
        _ create: Syntax.CreateIndex
    ) throws(DatabaseError) -> (IndexDescription, TableDescription)? {
        let table = try indexedTable(create.relation)
        guard let schema = catalog.schema(table.schema) else { return nil }
        if let tablespace = create.tablespace, tablespace != "pg_default" {
            throw DatabaseError(
                .undefinedObject,
                "tablespace \"\(tablespace)\" does not exist"
            )
        }
        let method = try accessMethod(create)
        let predicate = try create.filter.map { filter throws(DatabaseError) in
            try planner.predicateSQL(filter, of: table)
        }
        let options = try indexOptions(create.options, method: method.name)
        var keys: [IndexDescription.Key] = []
        for element in create.elements { keys.append(try key(element, of: table, method)) }
        let included = try create.including.map { element throws(DatabaseError) in
            try includedColumn(element, of: table)
        }
        let name: String
        if let given = create.name {
            guard try claim(given, in: schema, ifNotExists: create.ifNotExists) else { return nil }
            name = given
        } else {
            let parts = create.elements.map(keyName)
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
            method: method.name,
            keys: keys,
            included: included,
            isUnique: create.isUnique,
            predicateSQL: predicate,
            nullsNotDistinct: create.nullsNotDistinct,
            options: options,
            storageID: transaction.makeStorageID()
        )
        return (index, table)
    }

    /// The table to index, locked.
    private func indexedTable(
        _ name: Syntax.RelationName
    ) throws(DatabaseError) -> TableDescription {
        let relation = try planner.relation(name)
        guard case .table = relation else {
            let kind: String
            switch relation {
            case .view: kind = "views"
            case .sequence: kind = "sequences"
            default: kind = "indexes"
            }
            throw DatabaseError(
                .wrongObjectType,
                "cannot create index on relation \"\(relation.name)\"",
                detail: "This operation is not supported for \(kind)."
            )
        }
        return try lockedTable(name)
    }

    /// The access method, when it can do what `create` wants.
    private func accessMethod(
        _ create: Syntax.CreateIndex
    ) throws(DatabaseError) -> AccessMethod {
        let known = VectorIndexParameters.Method(rawValue: create.accessMethod) != nil
        let isThere =
            create.accessMethod == "btree" || create.accessMethod == "alex"
            || known && catalog.extensions().contains { $0.name == "vector" }
        guard isThere, let method = AccessMethod.named(create.accessMethod) else {
            throw DatabaseError(
                .undefinedObject,
                "access method \"\(create.accessMethod)\" does not exist"
            )
        }
        if create.isUnique, !method.isOrdered { throw method.unsupported("unique indexes") }
        if !method.hasSeveralColumns {
            if !create.including.isEmpty { throw method.unsupported("included columns") }
            if create.elements.count > 1 { throw method.unsupported("multicolumn indexes") }
        }
        guard create.elements.count + create.including.count <= 32 else {
            throw DatabaseError(
                .tooManyColumns,
                "cannot use more than 32 columns in an index"
            )
        }
        return method
    }

    /// What a key contributes to the name of its index.
    private func keyName(_ element: Syntax.IndexElement) -> String {
        switch element.key {
        case .column(let name): name
        case .expression(let expression): planner.suggestedName(of: expression) ?? "expr"
        }
    }

    /// Catalogues a new index and fills it from the rows of its table.
    ///
    /// `command` is what `pg_stat_progress_create_index` says is being done.
    func build(
        _ index: IndexDescription,
        on table: TableDescription,
        command: String = "CREATE INDEX"
    ) throws(DatabaseError) {
        if index.isVectorIndex {
            try requireSuitable(index)
            try requireMemory(index, on: table)
        }
        try transaction.put(.relation(.index(index)))
        transaction.noteBuild(of: index, on: table)
        defer { reportBuild(nil) }
        if index.isVectorIndex, !index.keepsKeysInEntries {
            try requireIndexableRows(index, of: table)
        } else {
            try fillEntries(index, on: table, command)
        }
        if index.isVectorIndex {
            let progress = BuildNotices(index, command, self)
            try transaction.buildVectorIndex(index, on: table) { done throws(DatabaseError) in
                try progress.report(done)
            }
            try warnOfLittleData(index, table)
        }
    }

    private func fillEntries(
        _ index: IndexDescription,
        on table: TableDescription,
        _ command: String
    ) throws(DatabaseError) {
        let source = try IndexKeySource(index.oid, planner.tableExpressions(table))
        let cursor = try transaction.scan(table, columns: source.columns)
        let context = self.context
        let progress = BuildNotices(index, command, self)
        let total = Int(catalog.estimatedRowCount(of: table.oid))
        var builder = EntryBuilder(transaction, table, index)
        var done = 0
        while let batch = try cursor.next(limit: Batch.capacity) {
            try session.checkInterrupts()
            let rows = Batch(columns: batch.columns, count: batch.rowIDs.count)
            try builder.add(rowIDs: batch.rowIDs, source.keys(rows, context))
            done += rows.count
            try progress.report(
                VectorBuildProgress(
                    phase: "building index: scanning table",
                    rowsDone: done,
                    rowsTotal: max(total, done)
                )
            )
        }
        try builder.finish()
    }
}
