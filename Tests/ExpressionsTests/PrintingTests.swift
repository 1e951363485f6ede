// SPDX-License-Identifier: Apache-2.0

import Testing
import Values

@testable import Expressions

@Suite struct PrintingTests {
    let context = EvaluationContext(session: TestSession())
    var resolver: Resolver { Resolver(context: context) }

    func column(_ number: Int, _ type: SQLType) -> Expression { .column(ColumnID(number), type) }

    func sql(_ expression: Expression, isMultiline: Bool = false) -> String {
        let names = ["price", "embedding", "name", "flag"]
        return expression.sql(
            Expression.Printing(context: context, isMultiline: isMultiline) { names[$0.rawValue] }
        )
    }

    @Test("operators are parenthesized and constants labelled with their type")
    func operators() throws {
        let isDear = try resolver.operatorCall(
            named: ">",
            left: column(0, .numeric),
            right: .constant(.text("10"), .unknown)
        )
        #expect(sql(isDear) == "(price > '10'::numeric)")
        let distance = try resolver.operatorCall(
            named: "<->",
            left: column(1, SQLType(.vector)),
            right: .constant(.text("[1,2,3]"), .unknown)
        )
        #expect(sql(distance) == "(embedding <-> '[1,2,3]'::vector)")
    }

    @Test("casts that nobody wrote show inside of operators only")
    func implicitCasts() throws {
        let sum = try resolver.operatorCall(
            named: "+",
            left: column(0, .numeric),
            right: column(3, .int4)
        )
        #expect(sql(sum) == "(price + (flag)::numeric)")
        let stored = try resolver.coerce(column(3, .int4), to: .int8, context: .assignment)
        #expect(sql(stored) == "flag")
        #expect(
            stored.sql(.init(context: context) { _ in "flag" }, showingImplicit: true)
                == "(flag)::bigint"
        )
        let asked = try resolver.coerce(column(3, .int4), to: .text, context: .explicit)
        #expect(sql(asked) == "(flag)::text")
    }

    @Test("a sequence's name prints as a literal of regclass")
    func nextval() throws {
        let call = CallSyntax(name: "nextval", arguments: [.constant(.text("t_id_seq"), .unknown)])
        let expression = try #require(try resolver.function(call).expression)
        #expect(sql(expression) == "nextval('t_id_seq'::regclass)")
    }

    @Test("CASE takes a line for each branch only where asked to")
    func conditional() {
        let expression = Expression.conditional(
            [.init(condition: column(3, .bool), result: .constant(.text("x"), .text))],
            otherwise: nil,
            .text
        )
        #expect(sql(expression) == "CASE WHEN flag THEN 'x'::text ELSE NULL::text END")
        #expect(
            sql(expression, isMultiline: true)
                == "CASE\n    WHEN flag THEN 'x'::text\n    ELSE NULL::text\nEND"
        )
    }

    @Test("tests, lists and logic print as PostgreSQL prints them back")
    func others() throws {
        let flag = column(3, .bool)
        #expect(sql(.isNull(flag, negated: true)) == "(flag IS NOT NULL)")
        #expect(sql(.isTruth(flag, truth: false, negated: false)) == "(flag IS FALSE)")
        #expect(sql(.not(.or([flag, .constant(.bool(true), .bool)]))) == "(NOT (flag OR true))")
        let array = try resolver.arrayComparison(
            named: "=",
            left: column(2, .text),
            array: .constant(.text("{a,b}"), .unknown),
            all: false
        )
        #expect(sql(array) == "(name = ANY ('{a,b}'::text[]))")
        #expect(sql(.constant(.int32(-1), .int4)) == "'-1'::integer")
        #expect(sql(.constant(.text("it's \\"), .text)) == "E'it''s \\\\'::text")
    }
}
