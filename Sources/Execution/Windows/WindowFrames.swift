// SPDX-License-Identifier: Apache-2.0

import Expressions
import Planning
import Values

/// The peers and the frame of each row of a partition.
///
/// Source: PostgreSQL 15 manual, section 4.2.8 "Window Function Calls".
struct WindowFrames {
    /// The first of each row's peers, and the row after the last.
    private(set) var firstPeer: [Int] = []
    private(set) var endOfPeers: [Int] = []
    /// The rows of each frame, without regard to ``exclusion``.
    private(set) var ranges: [Range<Int>] = []
    let exclusion: Plan.Window.Frame.Exclusion

    init(
        _ specification: WindowSpecification,
        _ rows: Batch,
        _ context: EvaluationContext
    ) throws(DatabaseError) {
        exclusion = specification.frame.exclusion
        var keys: [Column] = []
        for evaluator in specification.order.evaluators {
            keys.append(try evaluator.evaluate(rows, context))
        }
        findPeers(try KeyBytes(keys, count: rows.count), rows.count)
        var ends = FrameEnds(specification, keys, rows.count, firstPeer, endOfPeers)
        let starts = try ends.positions(specification.frame.start, isStart: true, context)
        let stops = try ends.positions(specification.frame.end, isStart: false, context)
        ranges = zip(starts, stops).map { $0..<max($0, $1) }
    }

    private mutating func findPeers(_ keys: KeyBytes, _ count: Int) {
        var first = 0
        for row in 0..<count {
            let isPeer =
                row > 0
                && keys.bytes[keys.range(row)].elementsEqual(keys.bytes[keys.range(row - 1)])
            if !isPeer { first = row }
            firstPeer.append(first)
        }
        endOfPeers = [Int](repeating: count, count: count)
        for row in (0..<count).reversed() {
            let isLast = row == count - 1 || firstPeer[row + 1] != firstPeer[row]
            endOfPeers[row] = isLast ? row + 1 : endOfPeers[row + 1]
        }
    }

    /// The rows of `row`'s frame that are not excluded.
    func rows(of row: Int) -> [Int] {
        let frame = ranges[row]
        let peers = firstPeer[row]..<endOfPeers[row]
        switch exclusion {
        case .none: return Array(frame)
        case .currentRow: return frame.filter { $0 != row }
        case .group: return frame.filter { !peers.contains($0) }
        case .ties: return frame.filter { $0 == row || !peers.contains($0) }
        }
    }
}

/// Where the frames of a partition begin or end.
private struct FrameEnds {
    private let specification: WindowSpecification
    private let keys: [Column]
    private let count: Int
    private let firstPeer: [Int]
    private let endOfPeers: [Int]

    init(
        _ specification: WindowSpecification,
        _ keys: [Column],
        _ count: Int,
        _ firstPeer: [Int],
        _ endOfPeers: [Int]
    ) {
        self.specification = specification
        self.keys = keys
        self.count = count
        self.firstPeer = firstPeer
        self.endOfPeers = endOfPeers
    }

    /// For each row the first row of its frame, or the row after the last one.
    mutating func positions(
        _ bound: WindowSpecification.Bound,
        isStart: Bool,
        _ context: EvaluationContext
    ) throws(DatabaseError) -> [Int] {
        let mode = specification.frame.mode
        switch bound {
        case .unboundedPreceding: return [Int](repeating: 0, count: count)
        case .unboundedFollowing: return [Int](repeating: count, count: count)
        case .currentRow:
            if mode == .rows { return (0..<count).map { isStart ? $0 : $0 + 1 } }
            return isStart ? firstPeer : endOfPeers
        case .preceding(let offset), .following(let offset):
            var isPreceding = false
            if case .preceding = bound { isPreceding = true }
            let value = try offset.value.value(context)
            if value.isNull {
                let name = isStart ? "starting" : "ending"
                throw DatabaseError(
                    .nullValueNotAllowed,
                    "frame \(name) offset must not be null"
                )
            }
            if mode == .range {
                return try rangePositions(offset, value, isPreceding, isStart, context)
            }
            return try countedPositions(value, isPreceding, isStart)
        }
    }

    // MARK: - ROWS and GROUPS

    private func countedPositions(
        _ value: Value,
        _ isPreceding: Bool,
        _ isStart: Bool
    ) throws(DatabaseError) -> [Int] {
        guard case .int64(let number) = value else {
            throw DatabaseError(.internalError, "frame offset is not a bigint")
        }
        guard number >= 0 else {
            let name = isStart ? "starting" : "ending"
            throw DatabaseError(
                .invalidPrecedingOrFollowingSize,
                "frame \(name) offset must not be negative"
            )
        }
        // More than the partition has is as good as all of it.
        let distance = Int(min(number, Int64(count) + 1)) * (isPreceding ? -1 : 1)
        if specification.frame.mode == .rows {
            return (0..<count).map { min(max($0 + distance + (isStart ? 0 : 1), 0), count) }
        }
        var starts: [Int] = []
        var group: [Int] = []
        for row in 0..<count {
            if firstPeer[row] == row { starts.append(row) }
            group.append(starts.count - 1)
        }
        starts.append(count)
        return (0..<count).map { row in
            let wanted = group[row] + distance + (isStart ? 0 : 1)
            return starts[min(max(wanted, 0), starts.count - 1)]
        }
    }

    // MARK: - RANGE

    private func rangePositions(
        _ offset: WindowSpecification.Offset,
        _ value: Value,
        _ isPreceding: Bool,
        _ isStart: Bool,
        _ context: EvaluationContext
    ) throws(DatabaseError) -> [Int] {
        guard let order = specification.order.orders.first, let column = keys.first,
            let function = isPreceding != order.isDescending ? offset.subtract : offset.add
        else { throw DatabaseError(.internalError, "range frame without a key") }
        if value.isNegative {
            throw DatabaseError(
                .invalidPrecedingOrFollowingSize,
                "invalid preceding or following size in window function"
            )
        }
        let type = SQLType(function.result)
        var sorted = SortKeyBytes()
        let converted = (0..<count).map { column[$0].widened(to: type) }
        try sorted.append([Column(type, values: converted)], [order], count: count)
        let call = CallContext(
            evaluation: context,
            argumentTypes: [column.type, offset.value.type],
            resultType: type
        )
        var positions: [Int] = []
        for row in 0..<count {
            // NULL keys are each other's frame, whatever the offset.
            if column.isNull(row) {
                positions.append(isStart ? firstPeer[row] : endOfPeers[row])
                continue
            }
            let key = column[row].widened(to: SQLType(function.arguments[0]))
            guard let bound = try Self.moved(key, by: value, function, call) else {
                // Beyond what the type can hold: all rows on that side.
                positions.append(isPreceding ? firstNotNull(column) : endOfNotNull(column))
                continue
            }
            var wanted = SortKeyBytes()
            try wanted.append([Column(type, values: [bound])], [order], count: 1)
            positions.append(sorted.firstIndex(from: wanted, includingEqual: !isStart))
        }
        return positions
    }

    /// The key moved by the offset; nil when the result does not fit its type.
    private static func moved(
        _ key: Value,
        by offset: Value,
        _ function: Function,
        _ call: CallContext
    ) throws(DatabaseError) -> Value? {
        do throws(DatabaseError) {
            switch function.body {
            case .values(let body): return try body(call, [key, offset])
            case .columns(let body):
                let operands = [
                    Operand(constant: key, SQLType(function.arguments[0])),
                    Operand(constant: offset, SQLType(function.arguments[1])),
                ]
                return try body(call, operands, 1)[0]
            case .rows, .series, .unavailable:
                throw DatabaseError(.internalError, "\(function.name) cannot be called")
            }
        } catch {
            if error.state.code == SQLState.numericValueOutOfRange.code
                || error.state.code == SQLState.datetimeFieldOverflow.code
            {
                return nil
            }
            throw error
        }
    }

    private func firstNotNull(_ column: Column) -> Int {
        (0..<count).first { !column.isNull($0) } ?? 0
    }

    private func endOfNotNull(_ column: Column) -> Int {
        ((0..<count).last { !column.isNull($0) }).map { $0 + 1 } ?? count
    }
}

extension SortKeyBytes {
    /// The first row that does not sort before `wanted`; or, with `includingEqual`, the first that
    /// sorts after it.
    ///
    /// The rows here are in order.
    fileprivate func firstIndex(from wanted: SortKeyBytes, includingEqual: Bool) -> Int {
        var low = 0
        var high = count
        while low < high {
            let middle = (low + high) / 2
            let isBefore = wanted.isAfter(0, self, middle)
            let isPassed = isBefore || (includingEqual && isEqual(middle, wanted, 0))
            if isPassed { low = middle + 1 } else { high = middle }
        }
        return low
    }
}

extension Value {
    /// Whether this is an offset that is less than nothing.
    fileprivate var isNegative: Bool {
        switch self {
        case .int16(let value): value < 0
        case .int32(let value): value < 0
        case .int64(let value): value < 0
        case .float32(let value): value < 0 || value.isNaN
        case .float64(let value): value < 0 || value.isNaN
        case .numeric(let value): value.isNaN || value < .zero
        case .interval(let value): value < Interval()
        default: false
        }
    }

    /// The same value as `type`, a wider type of its family.
    fileprivate func widened(to type: SQLType) -> Value {
        let number: Int64
        switch self {
        case .float32(let value): return type.oid == .float8 ? .float64(Double(value)) : self
        case .int16(let value): number = Int64(value)
        case .int32(let value):
            if type.oid == .timestamp || type.oid == .timestamptz {
                // A date: days since 2000-01-01; its extremes are the infinities.
                if value == .max { return .int64(.max) }
                if value == .min { return .int64(.min) }
                return .int64(Int64(value) &* 86_400_000_000)
            }
            number = Int64(value)
        case .int64(let value): number = value
        default: return self
        }
        switch type.representation {
        case .int32: return .int32(Int32(clamping: number))
        case .int64: return .int64(number)
        case .float64: return .float64(Double(number))
        default: return type.oid == .numeric ? .numeric(Numeric(number)) : self
        }
    }
}
