// SPDX-License-Identifier: Apache-2.0

import Expressions
import Planning
import Schemas
import Values
import Vectors

extension ExecutionBuilder {
    /// An exact search over stored vectors where the vector is a column kept out of the row;
    /// anything else, such as bit strings and computed vectors, is scanned and sorted.
    mutating func vectorSearch(
        _ node: Plan.VectorSearch,
        _ plan: Plan
    ) throws(DatabaseError) -> OperatorMaker {
        guard let (column, metric) = node.storedColumn else {
            return try maker(node.sortedScan(plan))
        }
        let target = node.target
        var layout = Layout()
        var fetched: [Plan.ScanColumn] = []
        for item in target.fetched where plan.columns.contains(where: { $0.id == item.id }) {
            layout.add(item.id, item.type)
            fetched.append(item)
        }
        if let distance = node.distanceColumn { layout.add(distance, .float8) }
        var filter: (source: ScanSource, condition: Evaluator)?
        if let condition = target.filter {
            let needed = condition.referencedColumns
            let columns = target.fetched.filter { needed.contains($0.id) }
            filter = (
                ScanSource(target.table, columns), try evaluator(condition, Layout(columns))
            )
        }
        let specification = VectorSearchOperator.Specification(
            column: column,
            metric: metric,
            query: try evaluator(node.query),
            limit: try evaluator(node.limit),
            isNotNull: target.table.column(numbered: column)?.isNotNull ?? false,
            filter: filter,
            output: ScanSource(target.table, fetched),
            hasDistance: node.distanceColumn != nil,
            slots: try outputSlots(plan, layout),
            id: plan.id
        )
        return { (frame) throws(DatabaseError) in VectorSearchOperator(frame, specification) }
    }
}

extension Plan.VectorSearch {
    /// The column searched and the metric, when vectors can be scored as they are stored.
    fileprivate var storedColumn: (Int16, Metric)? {
        guard case .column(let id, _) = vector,
            let fetched = target.fetched.first(where: { $0.id == id }),
            case .column(let number) = fetched.source,
            target.table.column(numbered: number)?.isStoredOutOfRow == true,
            let metric = Metric.allCases.first(where: { $0.operatorName == operatorName }),
            !metric.measuresBits
        else { return nil }
        return (number, metric)
    }

    /// The same rows from a scan, a projection of the distance, and a sort.
    fileprivate func sortedScan(_ plan: Plan) -> Plan {
        let fetched = target.fetched.map { Plan.Output($0.id, $0.type) }
        let scan = Plan(.tableScan(Plan.TableScan(target: target)), fetched)
        // Ids of a statement are counted from 0, so this one is not taken.
        let distanceID = distanceColumn ?? ColumnID(.min)
        let distance = NamedExpression(
            distanceID,
            .call(self.distance, [vector, query], .float8)
        )
        let projection = Plan(
            .project(Plan.Projection(input: scan, expressions: [distance])),
            fetched + [Plan.Output(distanceID, .float8)]
        )
        let keys = [SortKey(.column(distanceID, .float8))]
        guard let limit else {
            return Plan(.sort(Plan.Sort(input: projection, keys: keys)), plan.columns)
        }
        let bounds = Plan.Bounds(limit: limit, offset: nil)
        return Plan(
            .topN(Plan.TopN(input: projection, keys: keys, bounds: bounds)),
            plan.columns
        )
    }
}
