// SPDX-License-Identifier: Apache-2.0

import Expressions
import Values

/// The input's rows between OFFSET and LIMIT; WITH TIES, also those equal to the last one.
final class LimitOperator: Operator {
    private let input: Operator
    private let bounds: RowBounds
    private let ties: SortSpecification?
    private let slots: [Int]?

    /// Rows still to skip and to hand out; nil before the bounds have been evaluated.
    private var skipped: Int?
    private var remaining: Int?
    /// The keys of the last row within the limit, as a batch of one.
    private var last: SortKeyBytes?
    private var isDone = false

    init(
        _ frame: PlanFrame,
        _ input: Operator,
        _ bounds: RowBounds,
        _ ties: SortSpecification?,
        _ slots: [Int]?
    ) {
        self.input = input
        self.bounds = bounds
        self.ties = ties
        self.slots = slots
        super.init(frame)
    }

    override func next() throws(DatabaseError) -> Batch? {
        if skipped == nil {
            let (offset, limit) = try bounds.values(context)
            skipped = offset
            remaining = limit
        }
        if let remaining, remaining == 0, last == nil { isDone = true }
        while !isDone, let batch = try input.next() {
            let skip = min(skipped ?? 0, batch.count)
            skipped = (skipped ?? 0) - skip
            guard skip < batch.count else { continue }
            if let rows = try take(batch.slice(skip..<batch.count)) {
                return rows.selecting(slots)
            }
        }
        return nil
    }

    /// The rows of `batch` within the limit; nil when none is.
    private func take(_ batch: Batch) throws(DatabaseError) -> Batch? {
        guard let remaining else { return batch }
        var count = min(remaining, batch.count)
        self.remaining = remaining - count
        guard count == remaining else { return batch }
        guard let ties else {
            isDone = true
            return batch.slice(0..<count)
        }
        var keys = SortKeyBytes()
        try ties.append(batch, context, to: &keys)
        if count > 0 {
            var lastKey = keys
            lastKey.keep([count - 1])
            last = lastKey
        }
        guard let last else { return nil }
        while count < batch.count, keys.isEqual(count, last, 0) { count += 1 }
        if count < batch.count { isDone = true }
        return count == 0 ? nil : batch.slice(0..<count)
    }

    override func rescan() throws(DatabaseError) {
        skipped = nil
        remaining = nil
        last = nil
        isDone = false
        try input.rescan()
    }

    override func close() { input.close() }
}
