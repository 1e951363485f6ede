// SPDX-License-Identifier: Apache-2.0

import Testing
import Values

@testable import Expressions

@Suite struct ResolverTests {
    let context = EvaluationContext(session: TestSession())

    @Test("a parameter takes its type from where it is used, once")
    func parameters() throws {
        let parameters = ParameterTypes()
        let resolver = Resolver(context: context, parameters: parameters)
        _ = try resolver.operatorCall(
            named: "=",
            left: .input(0, .int4),
            right: try parameters.reference(1)
        )
        #expect(try parameters.decided() == [.int4])
        let stale = Expression.parameter(1, .unknown)
        let error = #expect(throws: DatabaseError.self) {
            try resolver.coerce(stale, to: .text, context: .implicit)
        }
        #expect(error?.state == .ambiguousParameter)
        #expect(error?.message == "inconsistent types deduced for parameter $1")
        #expect(error?.fields.detail == "integer versus text")
    }

    @Test("a parameter nobody used has no type, and closed lists have no more")
    func undecided() throws {
        let parameters = ParameterTypes()
        _ = try parameters.reference(1)
        let error = #expect(throws: DatabaseError.self) { try parameters.decided() }
        #expect(error?.message == "could not determine data type of parameter $1")
        let closed = ParameterTypes([.int4], isOpen: false)
        let missing = #expect(throws: DatabaseError.self) { try closed.reference(2) }
        #expect(missing?.state == .undefinedParameter)
    }

    @Test("functions of the extension are found only through the search path or their schema")
    func schemas() throws {
        let resolver = Resolver(context: context)
        let vector = Expression.constant(.text("[3,4]"), .unknown)
        let call = CallSyntax(name: "vector_norm", schema: "pg_catalog", arguments: [vector])
        let error = #expect(throws: DatabaseError.self) { try resolver.function(call) }
        #expect(error?.message == "function pg_catalog.vector_norm(unknown) does not exist")
        #expect(
            error?.fields.hint
                == "No function matches the given name and argument types. You might need to add "
                + "explicit type casts."
        )
        var qualified = call
        qualified.schema = "public"
        #expect(try resolver.function(qualified).type == SQLType(.float8))
    }

    @Test("common types follow categories and preferred types")
    func commonTypes() throws {
        let resolver = Resolver(context: context)
        func common(_ types: [SQLType]) throws -> SQLType {
            try resolver.commonType(types.map { .constant(.null, $0) }, construct: "UNION")
        }
        #expect(try common([.int4, .float8, .numeric]) == .float8)
        #expect(try common([.unknown, .unknown]) == .text)
        #expect(try common([.int2, .unknown, .int8]) == .int8)
        let short = SQLType(.varchar, modifier: 9)
        #expect(try common([short, short]) == short)
        let error = #expect(throws: DatabaseError.self) { try common([.int4, .text]) }
        #expect(error?.message == "UNION types integer and text cannot be matched")
        #expect(error?.state == .datatypeMismatch)
    }

    @Test("a condition that is not boolean names its construct")
    func conditions() {
        let resolver = Resolver(context: context)
        let error = #expect(throws: DatabaseError.self) {
            try resolver.coerceToBoolean(.constant(.int32(1), .int4), construct: "WHERE")
        }
        #expect(error?.message == "argument of WHERE must be type boolean, not type integer")
    }
}
