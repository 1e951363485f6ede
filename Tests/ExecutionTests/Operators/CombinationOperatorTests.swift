// SPDX-License-Identifier: Apache-2.0

import Execution
import Expressions
import Planning
import Testing
import Values

@Suite struct CombinationOperatorTests {
    private typealias Make = PlanBuilding

    @Test("append gives one input after the other")
    func append() throws {
        let plan = Plan(
            .append(
                Plan.Append(inputs: [
                    Make.rows([1], [[1]]), Make.rows([2], []), Make.rows([3], [[1], [nil]]),
                ])
            ),
            Make.output(4)
        )
        #expect(try run(plan) == [[1], [1], [nil]])
    }

    @Test(
        "intersect and except count duplicates with ALL and drop them without",
        arguments: [
            (.intersect, false, [[nil], [1], [2]]), (.intersect, true, [[nil], [1], [2], [1]]),
            (.except, false, [[3]]), (.except, true, [[1], [3]]),
        ] as [(Plan.SetOperation.Kind, Bool, [[Int?]])]
    )
    func setOperations(
        _ kind: Plan.SetOperation.Kind,
        _ isAll: Bool,
        _ expected: [[Int?]]
    ) throws {
        let plan = Plan(
            .setOperation(
                Plan.SetOperation(
                    kind: kind,
                    isAll: isAll,
                    left: Make.rows([1], [[nil], [1], [2], [1], [1], [3]]),
                    right: Make.rows([2], [[1], [nil], [2], [1], [2]])
                )
            ),
            Make.output(3)
        )
        #expect(try run(plan) == expected)
    }

    @Test("a common table is computed once however often it is scanned")
    func commonTables() throws {
        let scan = { (id: Int) in
            Plan(
                .commonTableScan(
                    Plan.CommonTableScan(
                        number: 7,
                        isWorkTable: false,
                        alias: "t",
                        fetched: [(ColumnID(id), 0)]
                    )
                ),
                Make.output(id)
            )
        }
        let plan = Plan(
            .with(
                Plan.With(
                    tables: [
                        Plan.CommonTable(
                            number: 7,
                            name: "t",
                            plan: Make.rows([1], [[1], [2]])
                        )
                    ],
                    body: Plan(
                        .join(Plan.Join(kind: .inner, left: scan(2), right: scan(3))),
                        Make.output(2, 3)
                    )
                )
            ),
            Make.output(3, 2)
        )
        #expect(try run(plan) == [[1, 1], [2, 1], [1, 2], [2, 2]])
    }

    private func recursion(isAll: Bool, step: Expression) throws -> Plan {
        let work = Plan(
            .commonTableScan(
                Plan.CommonTableScan(
                    number: 1,
                    isWorkTable: true,
                    alias: "t",
                    fetched: [(ColumnID(2), 0)],
                    filter: try Make.call("<", Make.int(2), .constant(.int32(5), .int4))
                )
            ),
            Make.output(2)
        )
        let next = Plan(
            .project(
                Plan.Projection(
                    input: work,
                    expressions: [NamedExpression(ColumnID(3), step)]
                )
            ),
            Make.output(3)
        )
        return Plan(
            .recursiveUnion(
                Plan.RecursiveUnion(
                    number: 1,
                    base: Make.rows([1], [[1]]),
                    step: next,
                    isAll: isAll
                )
            ),
            Make.output(4)
        )
    }

    @Test("a recursive union feeds its step with the rows made last")
    func recursiveUnion() throws {
        let plus = try Make.call("+", Make.int(2), .constant(.int32(1), .int4), .int4)
        #expect(try run(recursion(isAll: true, step: plus)) == [[1], [2], [3], [4], [5]])
        // Without ALL a cycle ends when nothing new is made.
        let constant = Expression.constant(.int32(1), .int4)
        #expect(try run(recursion(isAll: false, step: constant)) == [[1]])
    }
}
