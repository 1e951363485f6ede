// SPDX-License-Identifier: Apache-2.0

import Parsing
import Planning
import Relations
import Schemas
import Values

/// CREATE TABLE AS and SELECT INTO.
extension DefinitionExecutor {
    /// SELECT … INTO: the same by another spelling.
    func selectInto(
        _ query: Syntax.Query,
        parameters: [Value]
    ) throws(DatabaseError) -> String {
        guard case .select(let select) = query.body, let target = select.into else {
            throw DatabaseError(.featureNotSupported, "this SELECT cannot be run as a command")
        }
        return try createTable(
            target,
            from: .select(query),
            ifNotExists: false,
            parameters: parameters
        )
    }

    func createTable(
        _ create: Syntax.CreateTableAs,
        parameters: [Value]
    ) throws(DatabaseError) -> String {
        guard create.kind == .table else {
            throw DatabaseError(
                .featureNotSupported,
                "materialized views are not supported"
            )
        }
        return try createTable(
            create.target,
            from: create.source,
            ifNotExists: create.ifNotExists,
            parameters: parameters
        )
    }

    /// Creates the table and fills it; returns the command tag with the number of rows.
    private func createTable(
        _ target: Syntax.IntoTarget,
        from source: Syntax.Statement,
        ifNotExists: Bool,
        parameters: [Value]
    ) throws(DatabaseError) -> String {
        if case .temporary = target.relation.persistence {
            throw DatabaseError(.featureNotSupported, "temporary tables are not supported")
        }
        let schema = try schemaForCreation(target.relation.name)
        let name = target.relation.name.name
        guard try claim(name, in: schema, ifNotExists: ifNotExists) else {
            return "CREATE TABLE AS"
        }
        // The query sees what any other of the transaction would.
        transaction.beginStatement()
        let planned = try plan(source)
        guard target.columns.count <= planned.outputs.count else {
            throw DatabaseError(.syntaxError, "too many column names were specified")
        }
        var table = TableDescription(
            oid: transaction.makeOID(),
            schema: schema.oid,
            name: name,
            owner: owner,
            columns: [],
            storageID: transaction.makeStorageID(),
            persistence: Self.persistence(target.relation.persistence),
            options: try Self.storageOptions(target.options)
        )
        for (index, output) in planned.outputs.enumerated() {
            let given = target.columns.indices.contains(index)
            let columnName = given ? target.columns[index] : output.name
            if table.column(named: columnName) != nil {
                throw DatabaseError(
                    .duplicateColumn,
                    "column \"\(columnName)\" specified more than once"
                )
            }
            let type = output.type.oid == .unknown ? SQLType.text : output.type
            table.columns.append(
                ColumnDescription(number: Int16(index + 1), name: columnName, type: type)
            )
        }
        try transaction.put(.relation(.table(table)))
        if target.skipsData { return "CREATE TABLE AS" }
        // Claiming the table's name has read beyond that.
        transaction.beginStatement()
        var environment = makeEnvironment(transaction)
        environment.parameters = parameters
        let running = try ExecutablePlan(planned).start(in: environment)
        defer { running.close() }
        let filler = try TableFiller(try planner.tableExpressions(table))
        var rows = 0
        while let batch = try running.next() {
            var given: [Int16: Column] = [:]
            for (column, values) in zip(table.columns, batch.columns) {
                given[column.number] = values
            }
            try filler.insert(given, count: batch.count, context, transaction)
            rows += batch.count
        }
        return "SELECT \(rows)"
    }

    private func plan(_ source: Syntax.Statement) throws(DatabaseError) -> PlannedStatement {
        switch try planner.plan(source) {
        case .query(let planned), .utility(_, let planned?): return planned
        case .utility(_, nil):
            throw DatabaseError(
                .featureNotSupported,
                "CREATE TABLE AS \(source.commandTag) is not supported"
            )
        }
    }
}
