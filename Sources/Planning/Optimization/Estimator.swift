// SPDX-License-Identifier: Apache-2.0

import Expressions
import Schemas
import Values

/// Estimates rows and costs, in PostgreSQL's unit, from what ANALYZE found and with PostgreSQL's
/// defaults where it never ran.
struct Estimator {
    let catalog: any CatalogReader
    /// What constants are computed in.
    let context: EvaluationContext
    /// Where the columns of the statement come from.
    var origins = ColumnOrigins()

    /// What one row, and one operator on it, costs.
    static let rowCost = 0.01
    static let operatorCost = 0.0025
    /// What fetching a row by its id costs: a seek, where a scan only steps.
    static let fetchCost = 0.03
    /// What entering a row into a hash table costs.
    static let hashCost = 0.015

    /// How many rows `table` is thought to have.
    func rows(of table: TableDescription) -> Double {
        max(catalog.estimatedRowCount(of: table.oid), 1)
    }

    /// Bytes per row of `columns`.
    func width(_ columns: [Plan.Output]) -> Int {
        columns.reduce(0) { sum, column in
            switch column.type.representation {
            case .bool: sum + 1
            case .int16: sum + 2
            case .int32, .oid, .float32: sum + 4
            case .int64, .float64: sum + 8
            case .text, .value:
                switch column.type.oid {
                case .vector: sum + 4 * Int(max(column.type.modifier, 8)) + 8
                case .halfvec: sum + 2 * Int(max(column.type.modifier, 16)) + 8
                case .uuid: sum + 16
                default: sum + 32
                }
            }
        }
    }

    /// `plan` with the estimate that follows from its inputs.
    func estimated(_ plan: Plan) -> Plan {
        var plan = plan
        plan.estimate = estimate(plan)
        plan.estimate.width = width(plan.columns)
        return plan
    }

    private func estimate(_ plan: Plan) -> Plan.Estimate {
        switch plan.node {
        case .values(let node):
            let rows = Double(node.rows.count)
            return Plan.Estimate(totalCost: rows * Self.rowCost, rows: rows)
        case .tableScan(let node):
            let all = rows(of: node.target.table)
            let filters = node.target.filter.conjuncts
            let work = Self.rowCost + Self.operatorCost * Double(filters.count)
            return Plan.Estimate(
                totalCost: all * work,
                rows: max(1, (all * selectivity(filters)).rounded())
            )
        case .indexScan(let node): return estimate(node)
        case .vectorSearch(let node):
            if case .index = node.access { return estimateIndexSearch(node) }
            let all = rows(of: node.target.table)
            let filters = node.target.filter.conjuncts
            let matching = all * selectivity(filters)
            let wanted = node.limit.flatMap(\.integer) ?? 10
            // Distances are computed a column of vectors at a time: cheaper than row by row.
            let work = Self.rowCost * 0.9 + Self.operatorCost * Double(filters.count)
            let total = all * work + matching * Self.operatorCost
            return Plan.Estimate(
                startupCost: total,
                totalCost: total,
                rows: max(1, min(matching, wanted))
            )
        case .functionScan(let node):
            let isSet = node.functions.contains {
                if case .set = $0.source { true } else { false }
            }
            return Plan.Estimate(totalCost: 1, rows: isSet ? 100 : 1)
        case .catalogScan(let node):
            let rows = max(1, (500 * selectivity(node.filter.conjuncts)).rounded())
            return Plan.Estimate(totalCost: 500 * Self.rowCost, rows: rows)
        case .commonTableScan(let node):
            let rows = max(1, (1_000 * selectivity(node.filter.conjuncts)).rounded())
            return Plan.Estimate(totalCost: 1_000 * Self.rowCost, rows: rows)
        default: return estimateOperator(plan)
        }
    }

    private func estimate(_ scan: Plan.IndexScan) -> Plan.Estimate {
        let found = foundRows(scan)
        let filters = scan.target.filter.conjuncts
        let perRow =
            (scan.isIndexOnly ? Self.rowCost : Self.fetchCost)
            + Self.operatorCost * Double(filters.count)
        return Plan.Estimate(
            startupCost: 0.1,
            totalCost: 0.1 + max(found, 1) * perRow,
            rows: max(1, (found * selectivity(filters)).rounded())
        )
    }
}

extension Estimator {
    /// How many rows the ranges of an index scan are thought to have.
    func foundRows(_ scan: Plan.IndexScan) -> Double {
        let isPoint =
            scan.index.isUnique && scan.prefix.count == scan.index.keys.count
            && scan.prefix.allSatisfy { if case .equal = $0 { true } else { false } }
        return isPoint ? 1 : rows(of: scan.target.table) * selectivity(scan.conditions)
    }
}

extension Function {
    /// The operator it is written as, or its name.
    var operatorName: String {
        if case .operator(let name, _) = notation { name } else { name }
    }
}

extension Expression {
    /// The number a constant integer is.
    var integer: Double? {
        switch constantValue {
        case .int16(let value)?: Double(value)
        case .int32(let value)?: Double(value)
        case .int64(let value)?: Double(value)
        default: nil
        }
    }
}
