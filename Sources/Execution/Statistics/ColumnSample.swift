// SPDX-License-Identifier: Apache-2.0

import Schemas
import Values

/// The sampled values of a column, as far as statistics need them.
///
/// Source: PostgreSQL's `analyze.c`, whose rules this follows so that both estimate alike.
struct ColumnSample {
    /// Values wider than this are counted but not looked at.
    private static let widest = 1_024

    let number: Int16
    let type: SQLType
    /// Rows in the sample.
    private var count = 0
    private var nullCount = 0
    /// Values too wide to keep.
    private var wideCount = 0
    private var totalWidth = 0
    /// The values kept, and the id of the row of each.
    private var values: Column
    private var rowIDs: [UInt64] = []

    init(number: Int16, type: SQLType) {
        self.number = number
        self.type = type
        values = Column(type)
    }

    /// Adds the values of more rows.
    mutating func append(_ column: Column, _ rowIDs: [UInt64]) {
        count += rowIDs.count
        let fixed = type.fixedWidth
        for (row, rowID) in rowIDs.enumerated() {
            if column.isNull(row) {
                nullCount += 1
                continue
            }
            let value = column[row]
            let width = fixed ?? value.storedWidth(type)
            totalWidth += width
            if width > Self.widest {
                wideCount += 1
            } else {
                values.append(value)
                self.rowIDs.append(rowID)
            }
        }
    }

    /// Adds rows whose values, if they have one, are `width` bytes wide and not looked at.
    mutating func append(presence: Column, width: Int) {
        count += presence.count
        for row in 0..<presence.count {
            if presence.isNull(row) {
                nullCount += 1
            } else {
                wideCount += 1
                totalWidth += width
            }
        }
    }

    /// The statistics of a column in a table of `rowCount` rows, with at most `target` common
    /// values and parts of the histogram.
    mutating func statistics(rowCount: Double, target: Int) -> ColumnStatistics {
        var result = ColumnStatistics(number: number, type: type)
        guard count > 0 else { return result }
        result.nullFraction = Float(Double(nullCount) / Double(count))
        let fixed = type.fixedWidth
        let present = count - nullCount
        guard present > 0 else {
            result.averageWidth = Int32(fixed ?? 0)
            return result
        }
        result.averageWidth = Int32(
            clamping: fixed ?? totalWidth / present
        )
        guard values.count > 0 else {
            // Nothing but wide values: they are taken to be all different.
            result.distinctCount = -(1 - result.nullFraction)
            return result
        }
        orderByRow()
        var keys = SortKeyBytes()
        let order = SortKeyBytes.Order(isDescending: false, nullsFirst: false)
        do throws(DatabaseError) {
            try keys.append([values], [order], count: values.count)
        } catch {
            // The type has no order, and so no equality either: nothing else can be said.
            return result
        }
        let sorted = keys.sortedRows()
        let runs = Runs(sorted, keys)
        result.distinctCount = distinctCount(runs, rowCount)
        let common = commonRuns(runs, result, rowCount, target)
        result.commonValues = common.map { values[sorted[$0.start]] }
        result.commonFrequencies = common.map { Float(Double($0.count) / Double(count)) }
        result.histogram = histogram(sorted, runs, common, target)
        result.correlation = correlation(sorted)
        return result
    }

    /// Brings the values into the order of their rows, which equal ones then keep when sorted.
    private mutating func orderByRow() {
        let order = rowIDs.indices.sorted { rowIDs[$0] < rowIDs[$1] }
        values = Column(type, values: order.map { values[$0] })
        rowIDs = order.map { rowIDs[$0] }
    }

    /// Haas and Stokes 1998, "Estimating the Number of Classes in a Finite Population", the
    /// estimator Duj1; as a share of the rows when it grows with them.
    private func distinctCount(_ runs: Runs, _ rowCount: Double) -> Float {
        let share = 1 - Double(nullCount) / Double(count)
        if runs.repeated == 0 { return Float(-share) }
        var distinct = Double(runs.count)
        if wideCount > 0 || runs.repeated < runs.count {
            let once = Double(runs.count - runs.repeated + wideCount)
            let found = once + Double(runs.repeated)
            let sampled = Double(count - nullCount)
            let all = rowCount * share
            guard all > 0 else { return 0 }
            distinct = sampled * found / (sampled - once + once * sampled / all)
            distinct = min(max(distinct, found), all)
            distinct = (distinct + 0.5).rounded(.down)
        }
        return Float(distinct > 0.1 * rowCount ? -distinct / rowCount : distinct)
    }

    /// The runs of values common enough to be listed, most frequent first.
    private func commonRuns(
        _ runs: Runs,
        _ found: ColumnStatistics,
        _ rowCount: Double,
        _ target: Int
    ) -> [Runs.Run] {
        var common = runs.mostFrequent(target)
        if common.count == runs.count, wideCount == 0, found.distinctCount > 0 {
            // Every value is in the sample, it seems.
            return common
        }
        let sampled = Double(count)
        // With every row in the sample the frequencies are exact.
        if sampled == rowCount || rowCount <= 1 { return common }
        let distinct = found.distinctCount(among: rowCount) ?? 0
        var listed = common.dropLast().reduce(0.0) { $0 + Double($1.count) }
        while let last = common.last {
            // How frequent the last one would be thought to be if it were not listed.
            var expected = min(max(1 - listed / sampled - Double(found.nullFraction), 0), 1)
            let others = distinct - Double(common.count - 1)
            if others > 1 { expected /= others }
            // The deviation of a hypergeometric distribution: draws without replacement.
            let likely = rowCount * Double(last.count) / sampled
            let variance =
                sampled * likely * (rowCount - likely) * (rowCount - sampled)
                / (rowCount * rowCount * (rowCount - 1))
            let bound = expected * sampled + 2 * max(variance, 0).squareRoot() + 0.5
            if Double(last.count) > bound { break }
            common.removeLast()
            if let next = common.last { listed -= Double(next.count) }
        }
        return common
    }

    /// Values that divide those that are not `common` into parts with as many rows each.
    private func histogram(
        _ sorted: [Int],
        _ runs: Runs,
        _ common: [Runs.Run],
        _ target: Int
    ) -> [Value] {
        let bounds = min(runs.count - common.count, target + 1)
        guard bounds >= 2 else { return [] }
        var rest: [Int] = []
        rest.reserveCapacity(sorted.count)
        var start = 0
        for run in common.sorted(by: { $0.start < $1.start }) {
            rest += sorted[start..<run.start]
            start = run.start + run.count
        }
        rest += sorted[start...]
        return (0..<bounds).map { values[rest[$0 * (rest.count - 1) / (bounds - 1)]] }
    }

    /// Pearson's coefficient of the places of values in their order and in the table's.
    private func correlation(_ sorted: [Int]) -> Float? {
        guard sorted.count > 1 else { return nil }
        let n = Double(sorted.count)
        var products = 0.0
        for (position, row) in sorted.enumerated() { products += Double(position) * Double(row) }
        let sum = (n - 1) * n / 2
        let squares = (n - 1) * n * (2 * n - 1) / 6
        return Float((n * products - sum * sum) / (n * squares - sum * sum))
    }
}

/// Runs of equal values among sorted ones.
private struct Runs {
    struct Run {
        /// Where it starts among the sorted values.
        var start: Int
        var count: Int
    }

    /// Runs of more than one value.
    private var several: [Run] = []
    /// How many runs there are.
    private(set) var count = 0
    /// How many of them have more than one value.
    var repeated: Int { several.count }

    init(_ sorted: [Int], _ keys: SortKeyBytes) {
        var start = 0
        while start < sorted.count {
            var end = start + 1
            while end < sorted.count, keys.isEqual(sorted[start], keys, sorted[end]) { end += 1 }
            count += 1
            if end - start > 1 { several.append(Run(start: start, count: end - start)) }
            start = end
        }
    }

    /// The longest runs, at most `limit`, longest first and in order among equals.
    func mostFrequent(_ limit: Int) -> [Run] {
        let ordered = several.sorted {
            $0.count == $1.count ? $0.start < $1.start : $0.count > $1.count
        }
        return Array(ordered.prefix(limit))
    }
}
