// SPDX-License-Identifier: Apache-2.0

/// Up to 1,024 rows moving through the executor, column by column.
public struct Batch: Sendable {
    /// How many rows operators aim to put into a batch.
    public static let capacity = 1_024

    /// The columns, each of ``count`` rows.
    public var columns: [Column]
    /// How many rows; a batch without columns still has rows.
    public var count: Int

    /// A batch of `count` rows.
    public init(columns: [Column], count: Int) {
        self.columns = columns
        self.count = count
    }

    /// The rows numbered by `rows`, in that order.
    public func gathering(_ rows: [Int]) -> Batch {
        Batch(columns: columns.map { $0.gathering(rows) }, count: rows.count)
    }

    /// The values of one row.
    public func row(_ index: Int) -> [Value] { columns.map { $0[index] } }
}
