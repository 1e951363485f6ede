// SPDX-License-Identifier: Apache-2.0

import Execution
import Expressions
import Planning
import Testing
import Values

@Suite struct RowOperatorTests {
    private typealias Make = PlanBuilding

    @Test("values are evaluated row by row, and rows without columns are counted")
    func values() throws {
        #expect(try run(Make.rows([1, 2], [[1, nil], [2, 3]])) == [[1, nil], [2, 3]])
        let noColumns = Plan(.values(Plan.RowValues(rows: [[], []])), [])
        #expect(try run(noColumns) == [[], []])
        #expect(try run(Make.rows([1], [])) == [])
    }

    @Test("a filter keeps the rows for which its condition is true, not NULL")
    func filter() throws {
        let condition = try Make.call("<", Make.int(1), .constant(.int32(3), .int4))
        let plan = Plan(
            .filter(
                Plan.Filter(
                    input: Make.rows([1, 2], [[1, 10], [nil, 20], [5, 30], [2, 40]]),
                    condition: condition
                )
            ),
            Make.output(2)
        )
        #expect(try run(plan) == [[10], [40]])
    }

    @Test("a projection computes some columns and passes on others")
    func project() throws {
        let sum = try Make.call("+", Make.int(1), Make.int(2), .int4)
        let plan = Plan(
            .project(
                Plan.Projection(
                    input: Make.rows([1, 2], [[1, 10], [nil, 20]]),
                    expressions: [NamedExpression(ColumnID(3), sum)]
                )
            ),
            Make.output(2, 3, 2)
        )
        #expect(try run(plan) == [[10, 11, 10], [20, nil, 20]])
    }

    @Test(
        "limit and offset cut the input wherever its batches end",
        arguments: [
            (nil, 2_990, 10), (5, 0, 5), (0, 0, 0), (2_000, 1_500, 1_500), (1_024, 1_024, 1_024),
            (5, 4_000, 0),
        ] as [(Int64?, Int64, Int)]
    )
    func limit(_ limit: Int64?, _ offset: Int64, _ expected: Int) throws {
        let plan = Plan(
            .limit(
                Plan.Limit(
                    input: Make.rows([1], (0..<3_000).map { [$0] }),
                    bounds: Plan.Bounds(
                        limit: .constant(limit.map { .int64($0) } ?? .null, .int8),
                        offset: Make.count(offset)
                    )
                )
            ),
            Make.output(1)
        )
        let rows = try run(plan)
        #expect(rows.count == expected)
        if expected > 0 { #expect(rows.first == [Int(offset)]) }
    }

    @Test("negative limits and offsets are refused")
    func negativeBounds() throws {
        func failure(_ limit: Int64, _ offset: Int64) -> DatabaseError? {
            let plan = Plan(
                .limit(
                    Plan.Limit(
                        input: Make.rows([1], [[1]]),
                        bounds: Plan.Bounds(
                            limit: Make.count(limit),
                            offset: Make.count(offset)
                        )
                    )
                ),
                Make.output(1)
            )
            return error { () throws(DatabaseError) in try run(plan) }
        }
        #expect(failure(-1, 0)?.state == .invalidRowCountInLimitClause)
        #expect(failure(-1, 0)?.message == "LIMIT must not be negative")
        #expect(failure(0, -1)?.state == .invalidRowCountInResultOffsetClause)
        #expect(failure(0, -1)?.message == "OFFSET must not be negative")
    }

    @Test("unique keeps the first row of each run; NULLs are equal")
    func unique() throws {
        let plan = Plan(
            .unique(
                Plan.Unique(
                    input: Make.rows(
                        [1, 2],
                        [[1, 1], [1, 2], [nil, 3], [nil, 4], [2, 5], [1, 6]]
                    ),
                    keys: [Make.int(1)]
                )
            ),
            Make.output(2)
        )
        #expect(try run(plan) == [[1], [3], [5], [6]])
    }

    @Test("a cancelled statement stops at its next batch")
    func interrupts() throws {
        let session = TestSession()
        session.pollsLeft = 2
        let failure = error { () throws(DatabaseError) in
            try run(Make.rows([1], (0..<5_000).map { [$0] }), session: session)
        }
        #expect(failure?.state == .queryCanceled)
    }
}
