// SPDX-License-Identifier: Apache-2.0

import Testing
import Values

@testable import Expressions

@Suite struct EvaluatorTests {
    let context = EvaluationContext(session: TestSession())
    var resolver: Resolver { Resolver(context: context) }

    func batch(_ values: [Int32?]) -> Batch {
        let column = Column(.int4, values: values.map { $0.map(Value.int32) ?? .null })
        return Batch(columns: [column], count: values.count)
    }

    @Test("a strict operator is NULL where an operand is")
    func strictNulls() throws {
        let sum = try resolver.operatorCall(
            named: "+",
            left: .input(0, .int4),
            right: .constant(.int32(1), .int4)
        )
        let result = try Evaluator(sum).evaluate(batch([1, nil, 3]), context)
        #expect(result.isNull(1))
        guard case .int32(let rows) = result.elements else {
            Issue.record("int4 expected")
            return
        }
        #expect(rows[0] == 2 && rows[2] == 4)
    }

    @Test("AND does not evaluate its right side for rows the left side decides")
    func lazyAnd() throws {
        let zero = Expression.constant(.int32(0), .int4)
        let isNotZero = try resolver.operatorCall(
            named: "<>",
            left: .input(0, .int4),
            right: zero
        )
        let quotient = try resolver.operatorCall(
            named: "/",
            left: .constant(.int32(10), .int4),
            right: .input(0, .int4)
        )
        let isLarge = try resolver.operatorCall(
            named: ">",
            left: quotient,
            right: .constant(.int32(2), .int4)
        )
        let rows = try Evaluator(.and([isNotZero, isLarge])).matches(
            batch([0, 1, 5, nil, 2]),
            context
        )
        #expect(rows == [1, 4])
    }

    @Test("overflow is an error with the type's name")
    func overflow() throws {
        let sum = try resolver.operatorCall(
            named: "+",
            left: .input(0, .int4),
            right: .constant(.int32(1), .int4)
        )
        let error = #expect(throws: DatabaseError.self) {
            try Evaluator(sum).evaluate(batch([.max]), context)
        }
        #expect(error?.message == "integer out of range")
        #expect(error?.state == .numericValueOutOfRange)
    }

    @Test("an operator that does not exist names its operand types")
    func undefinedOperator() throws {
        let error = #expect(throws: DatabaseError.self) {
            try resolver.operatorCall(
                named: "=",
                left: .input(0, .int4),
                right: .input(1, .text)
            )
        }
        #expect(error?.message == "operator does not exist: integer = text")
        #expect(error?.state == .undefinedFunction)
    }

    @Test("an unknown literal takes the other operand's type and is converted when bound")
    func unknownLiteral() throws {
        let isEqual = try resolver.operatorCall(
            named: "=",
            left: .input(0, .int4),
            right: .constant(.text("7"), .unknown)
        )
        guard case .call(_, let arguments, _) = isEqual else { return }
        #expect(arguments[1].type == .int4)
        #expect(try Evaluator(isEqual).matches(batch([7, 8]), context) == [0])
    }
}
