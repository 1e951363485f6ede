// SPDX-License-Identifier: Apache-2.0

import Platform
import Values

/// Counts rows, loops and time of another operator, for EXPLAIN ANALYZE.
final class MeasuredOperator: Operator {
    private let node: Operator
    private let id: Int
    private var isStarted = false

    init(_ node: Operator, _ id: Int) {
        self.node = node
        self.id = id
        super.init(node.frame)
    }

    override func next() throws(DatabaseError) -> Batch? {
        let start = MonotonicTime.now
        let batch = try node.next()
        let elapsed = MonotonicTime.now.nanoseconds(since: start)
        guard id < run.counters.count else { return batch }
        if !isStarted {
            isStarted = true
            run.counters[id].loops += 1
            run.counters[id].startupNanoseconds += elapsed
        }
        run.counters[id].totalNanoseconds += elapsed
        run.counters[id].rows += batch?.count ?? 0
        return batch
    }

    override func rescan() throws(DatabaseError) {
        isStarted = false
        try node.rescan()
    }

    override func close() { node.close() }
}
