// SPDX-License-Identifier: Apache-2.0

import Expressions
import Parsing
import Planning
import Relations
import Schemas
import Values

/// Constraints of tables: CHECK, PRIMARY KEY, UNIQUE.
extension DefinitionExecutor {
    /// Does what `pending` asks for, on a table whose columns are catalogued.
    func finish(
        _ pending: PendingConstraints,
        _ table: inout TableDescription
    ) throws(DatabaseError) {
        for (column, expression) in pending.generated {
            table.columns[column].defaultSQL = try planner.generatedSQL(
                expression,
                column: table.columns[column],
                of: table
            )
            table.columns[column].isGenerated = true
        }
        // Checks come first, so that keys see the whole table.
        for (constraint, column) in pending.constraints {
            if case .check(let expression) = constraint.kind {
                try addCheck(expression, constraint, column: column, to: &table)
            }
        }
        // A key's columns become NOT NULL before its index is made.
        for (constraint, column) in pending.constraints {
            guard case .primaryKey(let key) = constraint.kind else { continue }
            try markNotNull(key.columns.isEmpty ? [column ?? ""] : key.columns, &table)
        }
        try transaction.put(.relation(.table(table)))
        for (constraint, column) in pending.constraints {
            try addKey(constraint, column: column, to: table)
        }
        for (source, index) in pending.copiedIndexes { try copy(index, of: source, to: table) }
    }

    private func markNotNull(
        _ names: [String],
        _ table: inout TableDescription
    ) throws(DatabaseError) {
        for name in names {
            guard let column = table.column(named: name) else {
                throw DatabaseError(
                    .undefinedColumn,
                    "column \"\(name)\" named in key does not exist"
                )
            }
            table.columns[Int(column.number) - 1].isNotNull = true
        }
    }

    /// Adds a CHECK constraint to the description.
    func addCheck(
        _ expression: Syntax.Expression,
        _ constraint: Syntax.Constraint,
        column: String?,
        to table: inout TableDescription
    ) throws(DatabaseError) {
        let (sql, columns) = try planner.checkSQL(expression, of: table)
        let taken = Set(table.constraints.map(\.name))
        if let name = constraint.name, taken.contains(name) {
            throw DatabaseError(
                .duplicateObject,
                "constraint \"\(name)\" for relation \"\(table.name)\" already exists"
            )
        }
        let only = column ?? (columns.count == 1 ? columns.first : nil)
        let name =
            constraint.name
            ?? generatedName(table.name, only, "check", in: table.schema, taken: taken)
        table.constraints.append(
            ConstraintDescription(
                oid: transaction.makeOID(),
                name: name,
                kind: .check(sql: sql)
            )
        )
    }

    /// Adds PRIMARY KEY or UNIQUE, each an index; CHECK is done already.
    func addKey(
        _ constraint: Syntax.Constraint,
        column: String?,
        to table: TableDescription
    ) throws(DatabaseError) {
        let key: Syntax.KeyConstraint
        let kind: IndexDescription.Constraint
        var nullsNotDistinct = false
        switch constraint.kind {
        case .primaryKey(let primary):
            key = primary
            kind = .primaryKey
            if catalog.indexes(of: table.oid).contains(where: { $0.constraint == .primaryKey }) {
                throw DatabaseError(
                    .invalidTableDefinition,
                    "multiple primary keys for table \"\(table.name)\" are not allowed",
                    position: constraint.position
                )
            }
        case .unique(let unique, let notDistinct):
            key = unique
            kind = .unique
            nullsNotDistinct = notDistinct
        case .foreignKey:
            throw DatabaseError(
                .featureNotSupported,
                "foreign key constraints are not supported",
                position: constraint.position
            )
        case .exclusion:
            throw DatabaseError(
                .featureNotSupported,
                "exclusion constraints are not supported",
                position: constraint.position
            )
        case .check, .null, .notNull, .default, .identity, .generated: return
        }
        if constraint.isDeferrable || constraint.isInitiallyDeferred {
            throw DatabaseError(
                .featureNotSupported,
                "deferrable constraints are not supported",
                position: constraint.position
            )
        }
        if let indexName = key.indexName {
            return try adopt(indexName, as: kind, name: constraint.name, of: table)
        }
        let names = key.columns.isEmpty ? [column ?? ""] : key.columns
        let name =
            constraint.name
            ?? (kind == .primaryKey
                ? generatedName(table.name, nil, "pkey", in: table.schema)
                : generatedName(
                    table.name,
                    names.joined(separator: "_"),
                    "key",
                    in: table.schema
                ))
        guard let schema = catalog.schema(table.schema) else { return }
        _ = try claim(name, in: schema)
        let index = IndexDescription(
            oid: transaction.makeOID(),
            schema: table.schema,
            table: table.oid,
            name: name,
            method: "btree",
            keys: try keys(names, of: table, kind),
            included: try key.including.map { name throws(DatabaseError) in
                try columnNumber(name, of: table)
            },
            isUnique: true,
            constraint: kind,
            constraintOID: transaction.makeOID(),
            nullsNotDistinct: nullsNotDistinct,
            storageID: transaction.makeStorageID()
        )
        try build(index, on: table)
    }

    private func keys(
        _ names: [String],
        of table: TableDescription,
        _ kind: IndexDescription.Constraint
    ) throws(DatabaseError) -> [IndexDescription.Key] {
        var keys: [IndexDescription.Key] = []
        for name in names {
            let number = try columnNumber(name, of: table)
            if keys.contains(where: { $0.column == number }) {
                let what = kind == .primaryKey ? "primary key" : "unique"
                throw DatabaseError(
                    .duplicateColumn,
                    "column \"\(name)\" appears twice in \(what) constraint"
                )
            }
            guard let type = table.column(numbered: number)?.type else { continue }
            try requireOrder(type, "btree")
            keys.append(IndexDescription.Key(column: number, type: type))
        }
        return keys
    }

    private func columnNumber(
        _ name: String,
        of table: TableDescription
    ) throws(DatabaseError) -> Int16 {
        guard let column = table.column(named: name) else {
            throw DatabaseError(
                .undefinedColumn,
                "column \"\(name)\" named in key does not exist"
            )
        }
        return column.number
    }

    /// ADD CONSTRAINT … USING INDEX.
    private func adopt(
        _ indexName: String,
        as kind: IndexDescription.Constraint,
        name: String?,
        of table: TableDescription
    ) throws(DatabaseError) {
        guard case .index(var index)? = catalog.relation(named: indexName, in: table.schema),
            index.table == table.oid
        else {
            throw DatabaseError(.undefinedObject, "index \"\(indexName)\" does not exist")
        }
        guard index.isUnique, index.predicateSQL == nil,
            index.keys.allSatisfy({ $0.column != nil })
        else {
            throw DatabaseError(
                .wrongObjectType,
                "\"\(indexName)\" is not a unique index that a constraint can use"
            )
        }
        index.constraint = kind
        index.constraintOID = transaction.makeOID()
        if let name { index.name = name }
        try transaction.put(.relation(.index(index)))
    }

    private func copy(
        _ index: IndexDescription,
        of source: TableDescription,
        to table: TableDescription
    ) throws(DatabaseError) {
        var copy = index
        copy.oid = transaction.makeOID()
        copy.table = table.oid
        copy.schema = table.schema
        copy.storageID = transaction.makeStorageID()
        let columns = index.keys.compactMap { key in
            key.column.flatMap { source.column(numbered: $0)?.name }
        }
        copy.keys = []
        for key in index.keys {
            var key = key
            if let number = key.column, let name = source.column(numbered: number)?.name {
                key.column = table.column(named: name)?.number
            }
            copy.keys.append(key)
        }
        switch index.constraint {
        case .primaryKey:
            copy.name = generatedName(table.name, nil, "pkey", in: table.schema)
        case .unique:
            copy.name = generatedName(
                table.name,
                columns.joined(separator: "_"),
                "key",
                in: table.schema
            )
        case nil:
            copy.name = generatedName(
                table.name,
                columns.joined(separator: "_"),
                "idx",
                in: table.schema
            )
        }
        if index.constraint != nil { copy.constraintOID = transaction.makeOID() }
        try build(copy, on: table)
    }

    /// Fails with 42704 when values of `type` cannot be ordered by an index of `method`.
    func requireOrder(_ type: SQLType, _ method: String) throws(DatabaseError) {
        if Registry.builtin.ordering(of: type.oid) != nil { return }
        throw Self.noDefaultClass(type, method)
    }
}
