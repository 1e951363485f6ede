// SPDX-License-Identifier: Apache-2.0

import Expressions
public import Parsing
import Schemas
public import Values

/// What COPY reads from and writes to.
extension Planner {
    /// The table and columns of COPY … FROM.
    ///
    /// - Throws: 42P01, 42703, 42701 and 42P10 for names, 42804 for the condition.
    public func copyTarget(_ copy: Syntax.Copy) throws(DatabaseError) -> CopyTarget {
        guard case .relation(let name, let columnNames) = copy.source else {
            throw DatabaseError(.syntaxError, "COPY FROM needs a table")
        }
        guard case .table(let table) = try relation(name) else {
            throw DatabaseError(
                .wrongObjectType,
                "cannot copy to \"\(name.name.name)\", which is no table"
            )
        }
        let columns = try columns(columnNames, of: table)
        for column in columns where column.isGenerated && !columnNames.isEmpty {
            throw DatabaseError(
                .invalidColumnReference,
                "column \"\(column.name)\" is a generated column",
                detail: "Generated columns cannot be used in COPY."
            )
        }
        let binder = makeBinder()
        let expressions = try binder.tableExpressions(table)
        var target = CopyTarget(
            table: expressions,
            columns: columns.filter { !$0.isGenerated }.map(\.number)
        )
        if let filter = copy.filter {
            let item = binder.rangeItem(table, expressions.row)
            target.filter = try binder.bind(written: filter, as: .copyWhere, .bool, item)
        }
        return target
    }

    /// The query whose rows COPY … TO writes.
    ///
    /// - Throws: 42P01, 42703 and 42701 for names, 42809 for what holds no rows.
    public func copySource(_ copy: Syntax.Copy) throws(DatabaseError) -> PlannedStatement {
        let statement: Syntax.Statement
        switch copy.source {
        case .query(let query): statement = query
        case .relation(let name, let columnNames):
            guard case .table(let table) = try relation(name) else {
                throw DatabaseError(
                    .wrongObjectType,
                    "cannot copy from \"\(name.name.name)\", which is no table",
                    hint: "Try the COPY (SELECT ...) TO variant."
                )
            }
            let columns = try columns(columnNames, of: table).filter { !$0.isGenerated }
            return try Statement(self, ParameterTypes([], isOpen: false)).plan(
                scanOf: table,
                columns
            )
        }
        switch try plan(statement) {
        case .query(let planned), .utility(_, let planned?): return planned
        case .utility(_, nil):
            throw DatabaseError(.featureNotSupported, "COPY query must have a RETURNING clause")
        }
    }

    private func columns(
        _ names: [String],
        of table: TableDescription
    ) throws(DatabaseError) -> [ColumnDescription] {
        if names.isEmpty { return table.liveColumns }
        var columns: [ColumnDescription] = []
        for name in names {
            guard let column = table.column(named: name) else {
                throw DatabaseError(
                    .undefinedColumn,
                    "column \"\(name)\" of relation \"\(table.name)\" does not exist"
                )
            }
            if columns.contains(column) {
                throw DatabaseError(
                    .duplicateColumn,
                    "column \"\(name)\" specified more than once"
                )
            }
            columns.append(column)
        }
        return columns
    }
}

extension Statement {
    /// The plan of `SELECT columns FROM ONLY table`.
    fileprivate func plan(
        scanOf table: TableDescription,
        _ columns: [ColumnDescription]
    ) throws(DatabaseError) -> PlannedStatement {
        let (scan, item) = binder.scan(table, alias: table.name, rowID: false)
        var query = BoundQuery(plan: scan, columns: [])
        for column in columns {
            guard let found = item.columns.first(where: { $0.origin?.attribute == column.number }),
                case .column(let id, let type) = found.expression
            else { continue }
            query.columns.append(
                QueryColumn(name: column.name, id: id, type: type, origin: found.origin)
            )
        }
        return try finish(&query, command: .select)
    }
}
