// SPDX-License-Identifier: Apache-2.0

import Expressions
import Values

/// The rows of functions in FROM, side by side.
final class FunctionScanOperator: Operator {
    /// One function and its columns.
    struct Item: Sendable {
        let source: Source
        let types: [SQLType]
    }

    /// What makes the rows of an item.
    enum Source: Sendable {
        case set(SetCall)
        case scalar(Evaluator)
    }

    private let items: [Item]
    private let hasOrdinality: Bool
    private let filter: ScanFilter
    /// The rows of each item; nil before the functions have been called.
    private var readers: [SeriesReader]?
    private var position = 0

    init(_ frame: PlanFrame, _ items: [Item], hasOrdinality: Bool, _ filter: ScanFilter) {
        self.items = items
        self.hasOrdinality = hasOrdinality
        self.filter = filter
        super.init(frame)
    }

    override func next() throws(DatabaseError) -> Batch? {
        if readers == nil { readers = try call() }
        while let batch = try nextRows() {
            if let result = try filter.apply(batch, frame) { return result }
        }
        return nil
    }

    private func nextRows() throws(DatabaseError) -> Batch? {
        try run.checkInterrupts()
        var pieces: [Batch] = []
        for reader in readers ?? [] { pieces.append(try reader.take(Batch.capacity)) }
        let count = pieces.map(\.count).max() ?? 0
        guard count > 0 else { return nil }
        var columns = pieces.flatMap { $0.padded(to: count).columns }
        if hasOrdinality {
            let start = Int64(position)
            columns.append(Column(.int8, .int64((1...Int64(count)).map { start + $0 })))
        }
        position += count
        return Batch(columns: columns, count: count)
    }

    private func call() throws(DatabaseError) -> [SeriesReader] {
        var readers: [SeriesReader] = []
        for item in items {
            switch item.source {
            case .set(let call):
                var values: [Value] = []
                for argument in call.arguments { values.append(try argument.value(context)) }
                readers.append(try call.reader(values, context))
            case .scalar(let evaluator):
                let value = try evaluator.value(context)
                readers.append(SeriesReader(row: item.fields(of: value), item.types))
            }
        }
        return readers
    }

    override func rescan() {
        readers = nil
        position = 0
    }
}

extension FunctionScanOperator.Item {
    /// The values of the item's columns in the row that a scalar makes.
    fileprivate func fields(of value: Value) -> [Value] {
        guard types.count > 1 else { return [value] }
        if case .record(let record) = value, record.values.count == types.count {
            return record.values
        }
        return types.map { _ in .null }
    }
}
