// SPDX-License-Identifier: Apache-2.0

import Execution
import Expressions
import Planning
import Testing
import Values

@Suite struct SubqueryTests {
    private typealias Make = PlanBuilding

    private func project(_ expression: Expression, _ rows: [[Int32?]]) -> Plan {
        Plan(
            .project(
                Plan.Projection(
                    input: Make.rows([1], rows),
                    expressions: [NamedExpression(ColumnID(9), expression)]
                )
            ),
            [Plan.Output(ColumnID(9), expression.type)]
        )
    }

    @Test("an uncorrelated subquery gives its one value, and NULL without rows")
    func scalar() throws {
        let subquery = Expression.subquery(
            Expression.Subquery(number: 0, kind: .scalar, arguments: [], type: .int4)
        )
        let one = Subplan(plan: Make.rows([2], [[5]]), argumentCount: 0)
        #expect(try run(project(subquery, [[1], [2]]), subplans: [one]) == [[5], [5]])
        let none = Subplan(plan: Make.rows([2], []), argumentCount: 0)
        #expect(try run(project(subquery, [[1]]), subplans: [none]) == [[nil]])
        let two = Subplan(plan: Make.rows([2], [[5], [6]]), argumentCount: 0)
        let failure = error { () throws(DatabaseError) in
            try run(project(subquery, [[1]]), subplans: [two])
        }
        #expect(failure?.state == .cardinalityViolation)
    }

    @Test("a correlated subquery runs with each row's values")
    func correlated() throws {
        let condition = try Make.call("<", Make.int(2), .outer(0, .int4))
        let below = Plan(
            .filter(
                Plan.Filter(input: Make.rows([2], [[0], [1], [2]]), condition: condition)
            ),
            Make.output(2)
        )
        let subplan = Subplan(plan: below, argumentCount: 1)
        let exists = Expression.subquery(
            Expression.Subquery(
                number: 0,
                kind: .exists,
                arguments: [Make.int(1)],
                type: .bool
            )
        )
        #expect(
            try run(project(exists, [[0], [1], [0], [nil], [2]]), subplans: [subplan])
                == [[0], [1], [0], [0], [1]]
        )
        let any = Expression.subquery(
            Expression.Subquery(
                number: 0,
                kind: .quantified(left: Make.int(1), try Make.equality(.int4), all: false),
                arguments: [.constant(.int32(2), .int4)],
                type: .bool
            )
        )
        #expect(
            try run(project(any, [[0], [5], [1], [nil]]), subplans: [subplan])
                == [[0 + 1], [0], [1], [nil]]
        )
    }
}
