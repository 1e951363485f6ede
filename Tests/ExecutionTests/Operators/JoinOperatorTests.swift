// SPDX-License-Identifier: Apache-2.0

import Execution
import Expressions
import Planning
import Testing
import Values

@Suite struct JoinOperatorTests {
    private typealias Make = PlanBuilding

    static let left: [[Int32?]] = [[1, 10], [2, 20], [nil, 30], [2, 21], [4, 40]]
    static let right: [[Int32?]] = [[2, 200], [1, 100], [2, 201], [nil, 300], [5, 500]]

    private func join(
        _ kind: Plan.Join.Kind,
        isKeyed: Bool,
        isNullSafe: Bool = false,
        condition: Expression? = nil
    ) throws -> [[Int?]] {
        let equal = try Make.call("=", Make.int(1), Make.int(3))
        let key = Plan.Join.Key(
            left: Make.int(1),
            right: Make.int(3),
            equality: try Make.equality(.int4),
            nullsMatch: isNullSafe
        )
        let conditions = (isKeyed ? [] : [equal]) + (condition.map { [$0] } ?? [])
        let plan = Plan(
            .join(
                Plan.Join(
                    kind: kind,
                    left: Make.rows([1, 2], Self.left),
                    right: Make.rows([3, 4], Self.right),
                    keys: isKeyed ? [key] : [],
                    condition: conditions.count > 1 ? .and(conditions) : conditions.first
                )
            ),
            kind == .semi || kind == .anti ? Make.output(2) : Make.output(2, 4)
        )
        return try run(plan).sorted { "\($0)" < "\($1)" }
    }

    static let inner: [[Int?]] = [[10, 100], [20, 200], [20, 201], [21, 200], [21, 201]]

    @Test("each kind gives its rows, hashed or by nested loop", arguments: [true, false])
    func kinds(_ isKeyed: Bool) throws {
        let lone: [[Int?]] = [[30, nil], [40, nil]]
        let loneRight: [[Int?]] = [[nil, 300], [nil, 500]]
        #expect(try join(.inner, isKeyed: isKeyed) == Self.inner)
        #expect(try join(.left, isKeyed: isKeyed) == Self.inner + lone)
        #expect(
            Set(try join(.right, isKeyed: isKeyed)) == Set(Self.inner + loneRight)
        )
        #expect(
            Set(try join(.full, isKeyed: isKeyed)) == Set(Self.inner + lone + loneRight)
        )
        #expect(try join(.semi, isKeyed: isKeyed) == [[10], [20], [21]])
        #expect(try join(.anti, isKeyed: isKeyed) == [[30], [40]])
    }

    @Test(
        "a condition decides on matching, so outer rows without match stay",
        arguments: [true, false]
    )
    func conditions(_ isKeyed: Bool) throws {
        let condition = try Make.call("<", Make.int(4), .constant(.int32(201), .int4))
        #expect(
            try join(.inner, isKeyed: isKeyed, condition: condition)
                == [[10, 100], [20, 200], [21, 200]]
        )
        let never = try Make.call(">", Make.int(4), .constant(.int32(200), .int4))
        #expect(
            try join(.left, isKeyed: isKeyed, condition: never)
                == [[10, nil], [20, 201], [21, 201], [30, nil], [40, nil]]
        )
        #expect(try join(.semi, isKeyed: isKeyed, condition: never) == [[20], [21]])
        #expect(try join(.anti, isKeyed: isKeyed, condition: never) == [[10], [30], [40]])
    }

    @Test("NULL keys match each other only when asked to")
    func nullKeys() throws {
        #expect(try join(.inner, isKeyed: true, isNullSafe: true).contains([30, 300]))
    }

    @Test("a join of many pairs comes in batches and loses none")
    func manyPairs() throws {
        let rows = (0..<100).map { [Int32?.some($0)] }
        let plan = Plan(
            .join(
                Plan.Join(
                    kind: .inner,
                    left: Make.rows([1], rows),
                    right: Make.rows([2], rows)
                )
            ),
            Make.output(1, 2)
        )
        let pairs = try run(plan)
        #expect(pairs.count == 10_000)
        #expect(Set(pairs).count == 10_000)
        #expect(pairs.first == [0, 0] && pairs.last == [99, 99])
    }

    @Test("a lateral right side runs once per left row with its values")
    func lateral() throws {
        // For x: the numbers below x.
        let condition = try Make.call("<", Make.int(2), .outer(0, .int4))
        let right = Plan(
            .filter(
                Plan.Filter(input: Make.rows([2], [[0], [1], [2]]), condition: condition)
            ),
            Make.output(2)
        )
        func join(_ kind: Plan.Join.Kind) throws -> [[Int?]] {
            let plan = Plan(
                .join(
                    Plan.Join(
                        kind: kind,
                        left: Make.rows([1], [[2], [0], [1]]),
                        right: right,
                        arguments: [Make.int(1)]
                    )
                ),
                kind == .semi || kind == .anti ? Make.output(1) : Make.output(1, 2)
            )
            return try run(plan)
        }
        #expect(try join(.inner) == [[2, 0], [2, 1], [1, 0]])
        #expect(try join(.left) == [[2, 0], [2, 1], [0, nil], [1, 0]])
        #expect(try join(.semi) == [[2], [1]])
        #expect(try join(.anti) == [[0]])
    }

    @Test("a right side that does not fit the statement's memory is refused")
    func memory() throws {
        let rows = (0..<2_000).map { [Int32?.some($0)] }
        let plan = Plan(
            .join(
                Plan.Join(
                    kind: .inner,
                    left: Make.rows([1], rows),
                    right: Make.rows([2], rows)
                )
            ),
            Make.output(1, 2)
        )
        let failure = error { () throws(DatabaseError) in
            try run(plan, memoryLimitBytes: 4_096)
        }
        #expect(failure?.state == .outOfMemory)
        #expect(failure?.message == "out of memory")
    }
}
