// SPDX-License-Identifier: Apache-2.0

import Execution
import Expressions
import Planning
import Testing
import Values

@Suite struct AggregateOperatorTests {
    private typealias Make = PlanBuilding

    static let rows: [[Int32?]] = [[1, 10], [2, 20], [1, nil], [nil, 5], [2, 22], [nil, 6]]

    private func aggregate(
        keys: [Int],
        sets: [[Int]]? = nil,
        groupings: [[Int]] = [],
        calls: [Plan.Aggregation.Call],
        rows: [[Int32?]] = rows
    ) throws -> [[Int?]] {
        let named = keys.map { NamedExpression(ColumnID($0 + 10), Make.int($0)) }
        let groupingColumns = groupings.enumerated().map {
            Plan.Aggregation.Grouping(id: ColumnID(30 + $0.offset), keys: $0.element)
        }
        let columns =
            named.map { Plan.Output($0.id, .int4) }
            + groupingColumns.map { Plan.Output($0.id, .int4) }
            + calls.map { Plan.Output($0.id, $0.type) }
        return try run(
            Plan(
                .aggregate(
                    Plan.Aggregation(
                        input: Make.rows([1, 2], rows),
                        keys: named,
                        sets: sets,
                        groupings: groupingColumns,
                        calls: calls,
                        strategy: keys.isEmpty ? .plain : .hashed
                    )
                ),
                columns
            )
        )
    }

    private func count(
        _ id: Int,
        of column: Int? = nil,
        isDistinct: Bool = false,
        filter: Expression? = nil
    ) throws -> Plan.Aggregation.Call {
        Plan.Aggregation.Call(
            id: ColumnID(id),
            aggregate: try Make.aggregate("count", column == nil ? [] : [.any]),
            arguments: column.map { [Make.int($0)] } ?? [],
            isDistinct: isDistinct,
            filter: filter,
            type: .int8
        )
    }

    private func sum(_ id: Int) throws -> Plan.Aggregation.Call {
        Plan.Aggregation.Call(
            id: ColumnID(id),
            aggregate: try Make.aggregate("sum", [.int4]),
            arguments: [Make.int(2)],
            type: .int8
        )
    }

    @Test("groups come in the order of their first row; NULL is a group")
    func groups() throws {
        #expect(
            try aggregate(keys: [1], calls: [count(20), count(21, of: 2), sum(22)])
                == [[1, 2, 1, 10], [2, 2, 2, 42], [nil, 2, 2, 11]]
        )
    }

    @Test("without keys there is one group, also without rows")
    func plain() throws {
        #expect(try aggregate(keys: [], calls: [count(20), sum(21)]) == [[6, 63]])
        #expect(try aggregate(keys: [], calls: [count(20), sum(21)], rows: []) == [[0, nil]])
        #expect(try aggregate(keys: [1], calls: [count(20)], rows: []) == [])
    }

    @Test("FILTER leaves rows out of one call only")
    func filters() throws {
        let filter = try Make.call(">", Make.int(2), .constant(.int32(6), .int4))
        #expect(
            try aggregate(keys: [1], calls: [count(20), count(21, filter: filter)])
                == [[1, 2, 1], [2, 2, 2], [nil, 2, 0]]
        )
    }

    @Test("grouping sets make NULL of the keys they do not have, and GROUPING tells")
    func groupingSets() throws {
        #expect(
            try aggregate(
                keys: [1],
                sets: [[0], []],
                groupings: [[0]],
                calls: [count(20)]
            )
                == [[1, 0, 2], [2, 0, 2], [nil, 0, 2], [nil, 1, 6]]
        )
        #expect(
            try aggregate(keys: [1], sets: [[0], []], calls: [count(20)], rows: [])
                == [[nil, 0]]
        )
    }

    @Test("without calls and groupings distinct rows stream")
    func distinct() throws {
        #expect(try aggregate(keys: [1], calls: []) == [[1], [2], [nil]])
        let many = (0..<5_000).map { [Int32?.some($0 % 1_500), 0] }
        #expect(try aggregate(keys: [1], calls: [], rows: many).count == 1_500)
    }
}
