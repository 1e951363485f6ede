// SPDX-License-Identifier: Apache-2.0

import Expressions
import Planning
import Values

extension ExecutionBuilder {
    mutating func functionScan(
        _ node: Plan.FunctionScan,
        _ plan: Plan
    ) throws(DatabaseError) -> OperatorMaker {
        var layout = Layout()
        var items: [FunctionScanOperator.Item] = []
        for item in node.functions {
            let types = item.columns.map(\.type)
            for column in item.columns { layout.add(column.id, column.type) }
            switch item.source {
            case .set(let function, let arguments, let type):
                if function.volatility == .volatile { noteVolatile() }
                let call = SetCall(
                    function,
                    try evaluators(arguments),
                    arguments.map(\.type),
                    type,
                    columnTypes: types
                )
                items.append(FunctionScanOperator.Item(source: .set(call), types: types))
            case .scalar(let expression):
                items.append(
                    FunctionScanOperator.Item(
                        source: .scalar(try evaluator(expression)),
                        types: types
                    )
                )
            }
        }
        if let ordinality = node.ordinality { layout.add(ordinality, .int8) }
        let filter = try scanFilter(node.filter, layout, plan)
        let (compiled, hasOrdinality) = (items, node.ordinality != nil)
        return { (frame) throws(DatabaseError) in
            FunctionScanOperator(frame, compiled, hasOrdinality: hasOrdinality, filter)
        }
    }

    mutating func catalogScan(
        _ node: Plan.CatalogScan,
        _ plan: Plan
    ) throws(DatabaseError) -> OperatorMaker {
        var layout = Layout()
        for (id, position) in node.fetched {
            let system = CatalogRelation.systemColumns.first { $0.position == position }
            layout.add(id, system?.type ?? node.relation.columns[position].type)
        }
        let filter = try scanFilter(node.filter, layout, plan)
        let positions = node.fetched.map(\.position)
        let relation = node.relation
        return { (frame) throws(DatabaseError) in
            CatalogScanOperator(frame, relation, positions, filter)
        }
    }

    mutating func commonTableScan(
        _ node: Plan.CommonTableScan,
        _ plan: Plan
    ) throws(DatabaseError) -> OperatorMaker {
        // Types of columns that are only filtered by are not listed in the plan's output; the
        // filter names them itself.
        var layout = Layout()
        let types = Dictionary(
            (plan.columns.map { ($0.id, $0.type) }) + (node.filter?.columnTypes ?? [])
        ) { first, _ in first }
        for (id, _) in node.fetched { layout.add(id, types[id] ?? .unknown) }
        let filter = try scanFilter(node.filter, layout, plan)
        let positions = node.fetched.map(\.position)
        let (number, isWorkTable) = (node.number, node.isWorkTable)
        return { (frame) throws(DatabaseError) in
            if isWorkTable { return WorkTableScanOperator(frame, number, positions, filter) }
            return CommonTableScanOperator(frame, number, positions, filter)
        }
    }

    /// What a scan does with the rows it has fetched.
    mutating func scanFilter(
        _ filter: Expression?,
        _ layout: Layout,
        _ plan: Plan
    ) throws(DatabaseError) -> ScanFilter {
        ScanFilter(
            condition: try evaluator(filter, layout),
            slots: try outputSlots(plan, layout),
            id: plan.id
        )
    }
}

/// The last steps of every scan: drop rows that do not meet its filter, then output its columns.
struct ScanFilter: Sendable {
    let condition: Evaluator?
    let slots: [Int]?
    /// The plan node, for the counter of dropped rows.
    let id: Int

    /// The rows of `batch` that count; nil when none does.
    func apply(_ batch: Batch, _ frame: PlanFrame) throws(DatabaseError) -> Batch? {
        guard batch.count > 0 else { return nil }
        guard let condition else { return batch.selecting(slots) }
        let rows = try condition.matches(batch, frame.evaluation)
        frame.run.countFiltered(batch.count - rows.count, id)
        return rows.isEmpty ? nil : batch.selecting(slots).keeping(rows)
    }
}
