// SPDX-License-Identifier: Apache-2.0

import Values

/// Functions that run over a window.
///
/// Source: PostgreSQL 15 manual, section 9.22 "Window Functions".
extension RegistryBuilder {
    mutating func addWindowFunctions() {
        add(window: 3100, "row_number", [], .int8) { (partition, _, type) in
            Column(type, .int64((0..<partition.count).map { Int64($0) + 1 }))
        }
        add(window: 3101, "rank", [], .int8) { (partition, _, type) in
            Column(type, .int64(partition.firstPeer.map { Int64($0) + 1 }))
        }
        add(window: 3102, "dense_rank", [], .int8) { (partition, _, type) in
            var ranks: [Int64] = []
            for row in 0..<partition.count {
                let isNew = partition.firstPeer[row] == row
                ranks.append((ranks.last ?? 0) + (isNew ? 1 : 0))
            }
            return Column(type, .int64(ranks))
        }
        add(window: 3103, "percent_rank", [], .float8) { (partition, _, type) in
            let others = Double(max(partition.count - 1, 1))
            return Column(type, .float64(partition.firstPeer.map { Double($0) / others }))
        }
        add(window: 3104, "cume_dist", [], .float8) { (partition, _, type) in
            let count = Double(partition.count)
            return Column(type, .float64(partition.endOfPeers.map { Double($0) / count }))
        }
        add(window: 3105, "ntile", [.int4], .int4, Self.buckets)
        addNeighbours()
        addFrameValues()
    }

    private mutating func add(
        window oid: UInt32,
        _ name: String,
        _ arguments: [OID],
        _ result: OID,
        _ body: @escaping WindowFunction.Body
    ) {
        windowFunctions.append(
            WindowFunction(
                oid: OID(oid),
                name: name,
                arguments: arguments,
                result: result,
                body: body
            )
        )
    }

    /// Rows in buckets as equal as can be, larger ones first.
    private static let buckets: WindowFunction.Body = {
        (partition, arguments, type) throws(DatabaseError) in
        guard partition.count > 0 else { return Column(type) }
        let wanted = arguments[0][0]
        if wanted.isNull { return Column(type, repeating: .null, count: partition.count) }
        let buckets = Int(try Int32.unwrap(wanted))
        guard buckets > 0 else {
            throw DatabaseError(
                .invalidArgumentForNtile,
                "argument of ntile must be greater than zero"
            )
        }
        let (size, larger) = partition.count.quotientAndRemainder(dividingBy: buckets)
        let rows = (0..<partition.count).map { row -> Int32 in
            let boundary = larger * (size + 1)
            return row < boundary
                ? Int32(row / (size + 1)) + 1 : Int32(larger + (row - boundary) / size) + 1
        }
        return Column(type, .int32(rows))
    }

    private mutating func addNeighbours() {
        for (oid, name, sign) in [(3106, "lag", -1), (3109, "lead", 1)] as [(UInt32, String, Int)] {
            let body: WindowFunction.Body = { (partition, arguments, type) throws(DatabaseError) in
                var result = Column(type, capacity: partition.count)
                for row in 0..<partition.count {
                    var distance = 1
                    if arguments.count > 1 {
                        guard case .int32(let given) = arguments[1][row] else {
                            result.append(.null)
                            continue
                        }
                        distance = Int(given)
                    }
                    let source = row + sign * distance
                    if source >= 0, source < partition.count {
                        result.append(arguments[0][source])
                    } else {
                        result.append(arguments.count > 2 ? arguments[2][row] : .null)
                    }
                }
                return result
            }
            add(window: oid, name, [.anyelement], .anyelement, body)
            add(window: oid + 1, name, [.anyelement, .int4], .anyelement, body)
            add(
                window: oid + 2,
                name,
                [.anycompatible, .int4, .anycompatible],
                .anycompatible,
                body
            )
        }
    }

    private mutating func addFrameValues() {
        add(window: 3112, "first_value", [.anyelement], .anyelement) {
            (partition, arguments, type) in
            Self.picked(partition, arguments[0], type) { (_, frame) in frame.first }
        }
        add(window: 3113, "last_value", [.anyelement], .anyelement) {
            (partition, arguments, type) in
            Self.picked(partition, arguments[0], type) { (_, frame) in frame.last }
        }
        add(window: 3114, "nth_value", [.anyelement, .int4], .anyelement) {
            (partition, arguments, type) throws(DatabaseError) in
            for row in 0..<partition.count {
                if case .int32(let number) = arguments[1][row], number <= 0 {
                    throw DatabaseError(
                        .invalidArgumentForNthValue,
                        "argument of nth_value must be greater than zero"
                    )
                }
            }
            return Self.picked(partition, arguments[0], type) { (row, frame) in
                guard case .int32(let number) = arguments[1][row] else { return nil }
                let source = frame.lowerBound + Int(number) - 1
                return source < frame.upperBound ? source : nil
            }
        }
    }

    /// For each row the value at the row of its frame that `pick` chooses, NULL where it does not.
    private static func picked(
        _ partition: WindowPartition,
        _ values: Column,
        _ type: SQLType,
        _ pick: (Int, Range<Int>) -> Int?
    ) -> Column {
        var result = Column(type, capacity: partition.count)
        for (row, frame) in partition.frames.enumerated() {
            result.append(pick(row, frame).map { values[$0] } ?? .null)
        }
        return result
    }
}
