// SPDX-License-Identifier: Apache-2.0

import Expressions
import Schemas
import Values

/// What the columns of a statement are called in EXPLAIN.
struct ExplainNames {
    /// What a column is.
    enum Name {
        /// A column of something in FROM.
        case column(relation: String, String)
        /// A computed value.
        case computed(Expression)
        /// The call of an aggregate or window function, written out.
        case call(Plan.Aggregation.Call)
        case window(Plan.Window.Call)
        case set(Function, [Expression])
        case text(String)
    }

    private(set) var names: [ColumnID: Name] = [:]
    /// How many relations the whole statement reads: with several, columns are qualified.
    private(set) var relationCount = 0
    private var tableColumns: [Int: [String]] = [:]
    /// The names of common tables, by number.
    private(set) var tableNames: [Int: String] = [:]

    init(_ statement: PlannedStatement) {
        collectTables(statement.plan)
        for subplan in statement.subplans { collectTables(subplan.plan) }
        collect(statement.plan)
        for subplan in statement.subplans { collect(subplan.plan) }
    }

    private mutating func collectTables(_ plan: Plan) {
        if case .with(let node) = plan.node {
            for table in node.tables {
                tableColumns[table.number] = table.columnNames
                tableNames[table.number] = table.name
            }
        }
        for input in plan.inputs { collectTables(input) }
    }

    private mutating func collect(_ plan: Plan) {
        switch plan.node {
        case .tableScan(let node): collect(node.target)
        case .indexScan(let node):
            collect(node.target)
            for column in node.conditionColumns {
                name(column, node.target.alias, node.target.table)
            }
        case .vectorSearch(let node):
            collect(node.target)
            if let column = node.distanceColumn {
                names[column] = .computed(
                    .call(node.distance, [node.vector, node.query], SQLType(.float8))
                )
            }
        case .catalogScan(let node):
            relationCount += 1
            for fetched in node.fetched {
                let system = CatalogRelation.systemColumns.first {
                    $0.position == fetched.position
                }
                let name = system?.name ?? node.relation.columns[fetched.position].name
                names[fetched.id] = .column(relation: node.alias, name)
            }
        case .commonTableScan(let node):
            relationCount += 1
            let columns = tableColumns[node.number] ?? []
            for fetched in node.fetched {
                let name =
                    fetched.position < columns.count
                    ? columns[fetched.position] : "column\(fetched.position + 1)"
                names[fetched.id] = .column(relation: node.alias, name)
            }
        case .functionScan(let node): collect(node)
        case .values(let node):
            guard node.rows.count != 1 || !plan.columns.isEmpty else { break }
            for (position, column) in plan.columns.enumerated() {
                names[column.id] = .column(relation: "\"*VALUES*\"", "column\(position + 1)")
            }
        case .project(let node):
            for item in node.expressions { names[item.id] = .computed(item.expression) }
        case .projectSet(let node):
            for item in node.functions { names[item.id] = .set(item.function, item.arguments) }
        case .aggregate(let node):
            for key in node.keys where key.expression.columns.contains(key.id) == false {
                names[key.id] = .computed(key.expression)
            }
            for call in node.calls { names[call.id] = .call(call) }
            for grouping in node.groupings { names[grouping.id] = .text("GROUPING(…)") }
        case .window(let node):
            for call in node.calls { names[call.id] = .window(call) }
        case .append(let node):
            for (position, column) in plan.columns.enumerated() {
                guard let first = node.inputs.first, position < first.columns.count else {
                    continue
                }
                names[column.id] = .computed(first.columns[position].expression)
            }
        case .setOperation(let node):
            for (column, input) in zip(plan.columns, node.left.columns) {
                names[column.id] = .computed(input.expression)
            }
        case .recursiveUnion(let node):
            for (column, input) in zip(plan.columns, node.base.columns) {
                names[column.id] = .computed(input.expression)
            }
        case .insert(let node):
            relationCount += 1
            collect(node)
        case .update(let node):
            for column in node.table.row { name(column, node.target.alias, node.table.table) }
        default: break
        }
        for input in plan.inputs { collect(input) }
    }

    private mutating func collect(_ target: Plan.ScanTarget) {
        relationCount += 1
        for column in target.fetched { name(column, target.alias, target.table) }
    }

    private mutating func name(
        _ column: Plan.ScanColumn,
        _ alias: String,
        _ table: TableDescription
    ) {
        let text: String =
            switch column.source {
            case .column(let number): table.column(numbered: number)?.name ?? "?column?"
            case .rowID, .ctid: "ctid"
            case .tableOID: "tableoid"
            case .transaction(let name): name
            }
        names[column.id] = .column(relation: alias, text)
    }

    private mutating func collect(_ node: Plan.FunctionScan) {
        relationCount += 1
        for item in node.functions {
            var declared: [String] = []
            if case .set(let function, _, _) = item.source {
                declared = function.outputs.map(\.name)
            }
            for (position, column) in item.columns.enumerated() {
                let name =
                    position < declared.count
                    ? declared[position]
                    : item.columns.count == 1 ? node.alias : "column\(position + 1)"
                names[column.id] = .column(relation: node.alias, name)
            }
        }
        if let column = node.ordinality {
            names[column] = .column(relation: node.alias, "ordinality")
        }
    }

    private mutating func collect(_ node: Plan.Insert) {
        for column in node.table.row {
            name(column, node.table.table.name, node.table.table)
        }
        guard let update = node.onConflict?.update else { return }
        for column in update.existing { name(column, node.table.table.name, node.table.table) }
        for column in update.excluded { name(column, "excluded", node.table.table) }
    }
}
