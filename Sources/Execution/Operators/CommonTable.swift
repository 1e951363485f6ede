// SPDX-License-Identifier: Apache-2.0

import Values

/// The rows of a common table: read from its plan when first asked for, and kept.
final class CommonTable {
    private let source: Operator
    private var batches: [Batch] = []
    private var isComplete = false
    private var charged = 0

    init(_ source: Operator) { self.source = source }

    /// Batch number `index`, reading on when need be; nil after the last one.
    func batch(_ index: Int) throws(DatabaseError) -> Batch? {
        while index >= batches.count {
            guard !isComplete else { return nil }
            guard let batch = try source.next() else {
                isComplete = true
                return nil
            }
            try source.run.memory.take(batch.byteCount)
            charged += batch.byteCount
            batches.append(batch)
        }
        return batches[index]
    }

    /// Reads all rows: for tables that change data, whose changes happen in any case.
    func complete() throws(DatabaseError) {
        while try batch(batches.count) != nil {}
    }

    /// Forgets the rows and starts over.
    func rescan() throws(DatabaseError) {
        // A table never read has nothing to start over.
        if isComplete || !batches.isEmpty { try source.rescan() }
        forget()
        isComplete = false
    }

    func close() {
        forget()
        source.close()
    }

    private func forget() {
        source.run.memory.give(charged)
        charged = 0
        batches = []
    }
}

/// The rows of a common table.
final class CommonTableScanOperator: Operator {
    private let number: Int
    private let positions: [Int]
    private let filter: ScanFilter
    private var index = 0

    init(_ frame: PlanFrame, _ number: Int, _ positions: [Int], _ filter: ScanFilter) {
        self.number = number
        self.positions = positions
        self.filter = filter
        super.init(frame)
    }

    override func next() throws(DatabaseError) -> Batch? {
        guard let table = run.commonTables[number] else {
            throw DatabaseError(.internalError, "common table \(number) is not in scope")
        }
        while let batch = try table.batch(index) {
            index += 1
            try run.checkInterrupts()
            if let rows = try filter.apply(batch.selecting(positions), frame) { return rows }
        }
        return nil
    }

    override func rescan() { index = 0 }
}

/// The rows that the previous step of a recursive union has made.
final class WorkTableScanOperator: Operator {
    private let number: Int
    private let positions: [Int]
    private let filter: ScanFilter
    private var index = 0

    init(_ frame: PlanFrame, _ number: Int, _ positions: [Int], _ filter: ScanFilter) {
        self.number = number
        self.positions = positions
        self.filter = filter
        super.init(frame)
    }

    override func next() throws(DatabaseError) -> Batch? {
        guard let batches = run.workTables[number] else {
            throw DatabaseError(.internalError, "working table \(number) is not in scope")
        }
        while index < batches.count {
            let batch = batches[index]
            index += 1
            try run.checkInterrupts()
            if let rows = try filter.apply(batch.selecting(positions), frame) { return rows }
        }
        return nil
    }

    override func rescan() { index = 0 }
}
