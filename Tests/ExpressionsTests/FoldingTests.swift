// SPDX-License-Identifier: Apache-2.0

import Testing
import Values

@testable import Expressions

@Suite struct FoldingTests {
    let context = EvaluationContext(session: TestSession())
    var resolver: Resolver { Resolver(context: context) }

    func int(_ value: Int32) -> Expression { .constant(.int32(value), .int4) }

    func call(_ name: String, _ arguments: [Expression]) throws -> Expression {
        try #require(
            try resolver.function(CallSyntax(name: name, arguments: arguments)).expression
        )
    }

    @Test("immutable calls of constants are computed, others are not")
    func constants() throws {
        let sum = try resolver.operatorCall(named: "+", left: int(1), right: int(2))
        guard case .int32(3)? = sum.folded(in: context).constantValue else {
            Issue.record("1 + 2 is not folded")
            return
        }
        let now = try call("now", [])
        #expect(now.folded(in: context).constantValue == nil)
        #expect(now.folded(in: context, including: .stable).constantValue != nil)
        #expect(try call("random", []).folded(in: context, including: .stable).constantValue == nil)
    }

    @Test("an expression that fails stays, to fail when it is evaluated")
    func errors() throws {
        let quotient = try resolver.operatorCall(named: "/", left: int(1), right: int(0))
        let folded = quotient.folded(in: context)
        #expect(folded.constantValue == nil)
        let error = #expect(throws: DatabaseError.self) { try Evaluator(folded).value(context) }
        #expect(error?.state == .divisionByZero)
    }

    @Test("known operands decide AND, OR, CASE and COALESCE")
    func logic() {
        let flag = Expression.input(0, .bool)
        let yes = Expression.constant(.bool(true), .bool)
        let no = Expression.constant(.bool(false), .bool)
        guard case .input = Expression.and([yes, flag]).folded(in: context) else {
            Issue.record("true AND x is x")
            return
        }
        guard case .bool(false)? = Expression.and([flag, no]).folded(in: context).constantValue,
            case .bool(true)? = Expression.or([flag, yes]).folded(in: context).constantValue
        else {
            Issue.record("a deciding operand decides")
            return
        }
        let choice = Expression.conditional(
            [.init(condition: no, result: int(1)), .init(condition: yes, result: int(2))],
            otherwise: int(3),
            .int4
        )
        guard case .int32(2)? = choice.folded(in: context).constantValue else {
            Issue.record("the first true branch is taken")
            return
        }
        let first = Expression.coalesce([.constant(.null, .int4), int(7), .input(0, .int4)], .int4)
        guard case .int32(7)? = first.folded(in: context).constantValue else {
            Issue.record("what follows a value that is not NULL is never asked")
            return
        }
    }
}
