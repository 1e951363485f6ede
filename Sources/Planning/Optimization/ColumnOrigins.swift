// SPDX-License-Identifier: Apache-2.0

import Expressions
import Schemas
import Values

/// Where the columns of a statement come from, for finding out what is known of their values.
struct ColumnOrigins {
    /// The tables that are read; a statement reads few, so they are looked through.
    private var scans: [Plan.ScanTarget] = []
    /// What computed columns are computed from.
    private var definitions: [ColumnID: Expression] = [:]
    /// Expressions that are keys of indexes, where ANALYZE has looked at them.
    private var keys: [(expression: Expression, scan: Int, statistics: ColumnStatistics)] = []

    /// A column of a table.
    struct Origin {
        let table: TableDescription
        let column: Int16
    }

    /// No columns.
    init() {}

    /// The columns of the scan `target` alone.
    init(_ target: Plan.ScanTarget) { scans = [target] }

    /// Takes the columns of `plan` and everything below.
    ///
    /// `bind` gives the keys of an index over the columns of a scan.
    mutating func collect(
        _ plan: Plan,
        _ catalog: any CatalogReader,
        _ bind: (IndexDescription, Plan.ScanTarget) -> [Expression]?
    ) {
        switch plan.node {
        case .tableScan(let node): add(node.target, catalog, bind)
        case .project(let node): define(node.expressions)
        case .aggregate(let node): define(node.keys)
        default: break
        }
        for input in plan.inputs { collect(input, catalog, bind) }
    }

    private mutating func define(_ expressions: [NamedExpression]) {
        for item in expressions {
            // A column may keep its id where it is passed on.
            if case .column(item.id, _) = item.expression { continue }
            definitions[item.id] = item.expression
        }
    }

    private mutating func add(
        _ target: Plan.ScanTarget,
        _ catalog: any CatalogReader,
        _ bind: (IndexDescription, Plan.ScanTarget) -> [Expression]?
    ) {
        scans.append(target)
        guard let statistics = catalog.statistics(of: target.table.oid),
            !statistics.indexKeys.isEmpty
        else { return }
        for index in catalog.indexes(of: target.table.oid) {
            guard statistics.indexKeys.contains(where: { $0.index == index.oid }),
                let expressions = bind(index, target)
            else { continue }
            for (position, expression) in expressions.enumerated() {
                guard let known = statistics.key(Int16(position + 1), of: index.oid) else {
                    continue
                }
                keys.append((expression, scans.count - 1, known))
            }
        }
    }

    /// The column of a table that `expression` is, perhaps under another name of its type.
    func origin(of expression: Expression) -> Origin? {
        switch expression {
        case .column(let id, _):
            for scan in scans {
                if let found = scan.fetched.first(where: { $0.id == id }) {
                    guard case .column(let number) = found.source else { return nil }
                    return Origin(table: scan.table, column: number)
                }
            }
            return definitions[id].flatMap { origin(of: $0) }
        case .call(let function, let operands, _)
        where operands.count == 1 && function.name == "relabel":
            return origin(of: operands[0])
        default: return nil
        }
    }

    /// What is known of `expression`, the key of an index, and the table.
    func key(_ expression: Expression) -> (ColumnStatistics, TableDescription)? {
        let found = keys.first { expression.isKey($0.expression) }
        return found.map { ($0.statistics, scans[$0.scan].table) }
    }
}
