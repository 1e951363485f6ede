// SPDX-License-Identifier: Apache-2.0

import Planning
import Relations
import Values

/// The rows of a relation of `pg_catalog` or `information_schema`, or of a sequence.
final class CatalogScanOperator: Operator {
    private let relation: CatalogRelation
    private let positions: [Int]
    private let filter: ScanFilter
    /// All rows, in batches of any size; nil before they have been computed.
    private var parts: [Batch]?
    private var part = 0
    private var position = 0

    init(
        _ frame: PlanFrame,
        _ relation: CatalogRelation,
        _ positions: [Int],
        _ filter: ScanFilter
    ) {
        self.relation = relation
        self.positions = positions
        self.filter = filter
        super.init(frame)
    }

    override func next() throws(DatabaseError) -> Batch? {
        if parts == nil { parts = try compute() }
        guard let parts else { return nil }
        while part < parts.count {
            guard position < parts[part].count else {
                part += 1
                position = 0
                continue
            }
            try run.checkInterrupts()
            let end = min(position + Batch.capacity, parts[part].count)
            let rows = parts[part].slice(position..<end)
            position = end
            if let result = try filter.apply(rows, frame) { return result }
        }
        return nil
    }

    private func compute() throws(DatabaseError) -> [Batch] {
        guard let provider = CatalogProvider.provider(of: relation) else { return [] }
        var parts: [Batch] = []
        if let fixed = provider.fixed {
            let all = fixed.batch(relation)
            let system = relation.batch(
                Array(repeating: [:], count: all.count),
                positions.filter { $0 < 0 }
            )
            var next = 0
            let columns = positions.map { position -> Column in
                if position >= 0 { return all.columns[position] }
                next += 1
                return system.columns[next - 1]
            }
            parts.append(Batch(columns: columns, count: all.count))
        }
        let source = CatalogSource(
            catalog: run.environment.catalog,
            session: run.environment.session,
            transaction: run.transaction
        )
        parts.append(relation.batch(try provider.rows(source), positions))
        return parts
    }

    // The catalog does not change within a statement, so rows once computed serve again.
    override func rescan() {
        part = 0
        position = 0
    }
}
