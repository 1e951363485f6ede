// SPDX-License-Identifier: Apache-2.0

import Values

extension Resolver {
    /// The call of `candidate`, chosen for `call`.
    func resolved(
        _ call: CallSyntax,
        _ candidate: Candidate<Callable>
    ) throws(DatabaseError) -> ResolvedCall {
        var arguments = call.arguments
        var declared = candidate.arguments
        if case .function(let function) = candidate.target, candidate.missing > 0 {
            try fillDefaults(function, call, &arguments, &declared)
        } else if case .function(let function) = candidate.target,
            call.argumentNames.contains(where: { $0 != nil }),
            let order = positions(function, call)
        {
            let given = arguments
            for (index, position) in order.enumerated() { arguments[position] = given[index] }
            declared = function.arguments
        }
        let types = try consistentTypes(
            declared: declared,
            actual: arguments.map(\.type.oid),
            name: call.name
        )
        var coerced: [Expression] = []
        for (argument, type) in zip(arguments, types.arguments) {
            coerced.append(try argumentCoerced(argument, to: type))
        }
        if candidate.variadicCount > 0, let element = candidate.variadicElement, element != .any {
            let start = coerced.count - candidate.variadicCount
            let actual = try substitute(element, types)
            let array = actual.arrayType ?? .anyarray
            let tail = Array(coerced[start...])
            coerced.removeSubrange(start...)
            coerced.append(.array(tail, nested: false, SQLType(array)))
        }
        let result = SQLType(try substitute(candidate.target.result, types))
        switch candidate.target {
        case .aggregate(let aggregate):
            return ResolvedCall(
                routine: .aggregate(aggregate),
                arguments: coerced,
                type: result,
                outputs: []
            )
        case .window(let window):
            return ResolvedCall(
                routine: .window(window),
                arguments: coerced,
                type: result,
                outputs: []
            )
        case .function(let function):
            var outputs: [(name: String, type: SQLType)] = []
            for output in function.outputs {
                outputs.append((output.name, SQLType(try substitute(output.type, types))))
            }
            let function =
                call.isVariadic && function.arguments.last == .any
                ? function.gatheringVariadicArray() : function
            return ResolvedCall(
                routine: function.returnsSet ? .set(function) : .function(function),
                arguments: coerced,
                type: result,
                outputs: outputs
            )
        }
    }

    /// Literals passed as `"any"` are text.
    private func argumentCoerced(
        _ argument: Expression,
        to type: OID
    ) throws(DatabaseError) -> Expression {
        let target = type == .any && argument.type.oid == .unknown ? .text : type
        return try coerce(argument, to: SQLType(target), context: .implicit)
    }

    private func fillDefaults(
        _ function: Function,
        _ call: CallSyntax,
        _ arguments: inout [Expression],
        _ declared: inout [OID]
    ) throws(DatabaseError) {
        let order: [Int]
        if call.argumentNames.contains(where: { $0 != nil }) {
            guard let named = positions(function, call) else { return }
            order = named
        } else {
            order = Array(arguments.indices)
        }
        let firstDefault = function.arguments.count - function.defaults.count
        var filled: [Expression] = []
        for (position, type) in function.arguments.enumerated() {
            if let index = order.firstIndex(of: position) {
                filled.append(arguments[index])
            } else if position >= firstDefault {
                filled.append(
                    .constant(function.defaults[position - firstDefault], SQLType(type))
                )
            }
        }
        arguments = filled
        declared = function.arguments
    }
}
