// SPDX-License-Identifier: Apache-2.0

import Expressions
import Planning
import Values

/// Computes the calls of a window for the rows of one partition.
struct WindowEvaluation {
    private let specification: WindowSpecification
    private let rows: Batch
    private let context: EvaluationContext

    init(_ specification: WindowSpecification, _ rows: Batch, _ context: EvaluationContext) {
        self.specification = specification
        self.rows = rows
        self.context = context
    }

    /// One column for each call.
    mutating func results() throws(DatabaseError) -> Batch {
        let frames = try WindowFrames(specification, rows, context)
        let partition = WindowPartition(
            count: rows.count,
            firstPeer: frames.firstPeer,
            endOfPeers: frames.endOfPeers,
            frames: frames.ranges
        )
        var columns: [Column] = []
        for call in specification.calls {
            var arguments: [Column] = []
            for argument in call.arguments {
                arguments.append(try argument.evaluate(rows, context))
            }
            switch call.function {
            case .window(let function):
                guard frames.exclusion == .none else {
                    throw DatabaseError(
                        .featureNotSupported,
                        "EXCLUDE is not supported for window function \(function.name)"
                    )
                }
                columns.append(try function.body(partition, arguments, call.type))
            case .aggregate(let aggregate):
                columns.append(try aggregated(aggregate, call, arguments, frames))
            }
        }
        return Batch(columns: columns, count: rows.count)
    }

    // MARK: - Aggregates

    private func aggregated(
        _ aggregate: Aggregate,
        _ call: WindowSpecification.Call,
        _ arguments: [Column],
        _ frames: WindowFrames
    ) throws(DatabaseError) -> Column {
        var counts = [Bool](repeating: true, count: rows.count)
        if let filter = call.filter {
            counts = [Bool](repeating: false, count: rows.count)
            for row in try filter.matches(rows, context) { counts[row] = true }
        }
        func makeAccumulator() -> any GroupAccumulator {
            aggregate.makeAccumulator(context, call.arguments.map(\.type), call.type)
        }
        if frames.exclusion == .none, frames.ranges.allSatisfy({ $0.lowerBound == 0 }) {
            return try running(makeAccumulator(), call.type, arguments, counts, frames)
        }
        return try recomputed(makeAccumulator, call.type, arguments, counts, frames)
    }

    /// For frames that begin with the partition: rows are added as frames grow, and the result is
    /// taken wherever a frame ends.
    ///
    /// Accumulators can be asked more than once.
    private func running(
        _ accumulator: any GroupAccumulator,
        _ type: SQLType,
        _ arguments: [Column],
        _ counts: [Bool],
        _ frames: WindowFrames
    ) throws(DatabaseError) -> Column {
        accumulator.reserve(groups: 1)
        var result = Column(type, capacity: rows.count)
        var added = 0
        var current: Value?
        for frame in frames.ranges {
            // Ends do not shrink: rows are in the window's order.
            if added < frame.upperBound {
                let fresh = (added..<frame.upperBound).filter { counts[$0] }
                try accumulator.accumulate(
                    arguments.map { $0.gathering(fresh) },
                    groups: [Int](repeating: 0, count: fresh.count)
                )
                added = frame.upperBound
                current = nil
            }
            if current == nil { current = try accumulator.finish()[0] }
            result.append(current ?? .null)
        }
        return result
    }

    /// For any frames: each row's frame is a group of its own.
    private func recomputed(
        _ makeAccumulator: () -> any GroupAccumulator,
        _ type: SQLType,
        _ arguments: [Column],
        _ counts: [Bool],
        _ frames: WindowFrames
    ) throws(DatabaseError) -> Column {
        var result = Column(type, capacity: rows.count)
        var start = 0
        while start < rows.count {
            try context.session.checkInterrupts()
            let end = min(start + 256, rows.count)
            let accumulator = makeAccumulator()
            accumulator.reserve(groups: end - start)
            var members: [Int] = []
            var groups: [Int] = []
            for row in start..<end {
                for member in frames.rows(of: row) where counts[member] {
                    members.append(member)
                    groups.append(row - start)
                }
                guard members.count >= Batch.capacity || row == end - 1 else { continue }
                try accumulator.accumulate(
                    arguments.map { $0.gathering(members) },
                    groups: groups
                )
                members.removeAll(keepingCapacity: true)
                groups.removeAll(keepingCapacity: true)
            }
            result.append(contentsOf: try accumulator.finish())
            start = end
        }
        return result
    }
}
