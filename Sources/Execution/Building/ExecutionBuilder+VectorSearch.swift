// SPDX-License-Identifier: Apache-2.0

import Expressions
import Planning
import Schemas
import Values
import Vectors

extension ExecutionBuilder {
    /// A search through a vector index, or of all stored vectors.
    mutating func vectorSearch(
        _ node: Plan.VectorSearch,
        _ plan: Plan
    ) throws(DatabaseError) -> OperatorMaker {
        guard case .index(let index) = node.access,
            let parameters = VectorIndexParameters(index)
        else { return try exactSearch(node, plan) }
        var output = Layout()
        var fetched: [Plan.ScanColumn] = []
        let needed = node.distanceColumn == nil ? nil : node.vector.referencedColumns
        for item in node.target.fetched {
            let isOutput = plan.columns.contains { $0.id == item.id }
            guard isOutput || needed?.contains(item.id) == true else { continue }
            output.add(item.id, item.type)
            fetched.append(item)
        }
        var distance: Evaluator?
        if let column = node.distanceColumn {
            distance = try evaluator(
                .call(node.distance, [node.vector, node.query], .float8),
                output
            )
            output.add(column, .float8)
        }
        let specification = VectorIndexScanOperator.Specification(
            table: node.target.table,
            index: index,
            parameters: parameters,
            query: try evaluator(node.query),
            limit: try evaluator(node.limit),
            isNotNull: node.isNeverNull,
            filter: try vectorFilter(node, plan),
            output: ScanSource(node.target.table, fetched),
            distance: distance,
            slots: try outputSlots(plan, output),
            exact: try exactSearch(node, plan),
            id: plan.id
        )
        return { (frame) throws(DatabaseError) in VectorIndexScanOperator(frame, specification) }
    }

    private mutating func vectorFilter(
        _ node: Plan.VectorSearch,
        _ plan: Plan
    ) throws(DatabaseError) -> VectorFilter? {
        guard let survey = try survey(node.target, plan) else { return nil }
        var matching: VectorFilter.Matching?
        if let scan = node.matching {
            matching = VectorFilter.Matching(
                index: scan.index,
                ranges: try ranges(scan),
                isWhole: scan.target.filter == nil,
                expectedRows: node.expected.found
            )
        }
        return VectorFilter(survey: survey, matching: matching, expected: node.expected)
    }

    private mutating func survey(
        _ target: Plan.ScanTarget,
        _ plan: Plan
    ) throws(DatabaseError) -> RowSurvey? {
        guard let condition = target.filter else { return nil }
        let needed = condition.referencedColumns
        let columns = target.fetched.filter { needed.contains($0.id) }
        return RowSurvey(
            source: ScanSource(target.table, columns),
            condition: try evaluator(condition, Layout(columns)),
            id: plan.id
        )
    }

    /// An exact search over stored vectors where the vector is a column kept out of the row;
    /// anything else, such as bit strings and computed vectors, is scanned and sorted.
    private mutating func exactSearch(
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
        let specification = VectorSearchOperator.Specification(
            column: column,
            metric: metric,
            query: try evaluator(node.query),
            limit: try evaluator(node.limit),
            isNotNull: node.isNeverNull,
            filter: try survey(target, plan),
            output: ScanSource(target.table, fetched),
            hasDistance: node.distanceColumn != nil,
            slots: try outputSlots(plan, layout)
        )
        return { (frame) throws(DatabaseError) in VectorSearchOperator(frame, specification) }
    }
}

extension Plan.VectorSearch {
    /// Whether every row has a vector: the column is NOT NULL, and under cosine distance an index
    /// may still leave vectors of length zero out.
    fileprivate var isNeverNull: Bool {
        guard case .column(let id, _) = vector, operatorName != Metric.cosine.operatorName,
            let fetched = target.fetched.first(where: { $0.id == id }),
            case .column(let number) = fetched.source
        else { return false }
        return target.table.column(numbered: number)?.isNotNull ?? false
    }

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
