// SPDX-License-Identifier: Apache-2.0

public import Values

/// What a name can stand for in a call.
enum Callable {
    case function(Function)
    case aggregate(Aggregate)
    case window(WindowFunction)

    var arguments: [OID] {
        switch self {
        case .function(let function): function.arguments
        case .aggregate(let aggregate): aggregate.arguments
        case .window(let window): window.arguments
        }
    }

    var result: OID {
        switch self {
        case .function(let function): function.result
        case .aggregate(let aggregate): aggregate.result
        case .window(let window): window.result
        }
    }

    var isVariadic: Bool {
        switch self {
        case .function(let function): function.isVariadic
        case .aggregate(let aggregate): aggregate.isVariadic
        case .window: false
        }
    }
}

extension Resolver {
    /// What the function call `call` means.
    ///
    /// - Throws: 42883 when nothing of the name takes the arguments, 42725 when several do equally
    ///   well, 42804 when polymorphic arguments disagree, and what converting a literal throws.
    ///
    /// Source: PostgreSQL 15 manual, section 10.3 "Functions".
    public func function(_ call: CallSyntax) throws(DatabaseError) -> ResolvedCall {
        let types = call.arguments.map(\.type.oid)
        let candidates = candidates(for: call)
        if let exact = exactMatch(candidates, types) { return try resolved(call, exact) }
        if let conversion = try conversion(call) { return conversion }
        switch choose(candidates, for: types) {
        case .one(let candidate): return try resolved(call, candidate)
        case .none: throw undefinedFunction(call)
        case .ambiguous:
            throw DatabaseError(
                .ambiguousFunction,
                "function \(signature(call)) is not unique",
                hint: """
                    Could not choose a best candidate function. \
                    You might need to add explicit type casts.
                    """
            )
        }
    }

    private func isVisible(_ schema: String, _ call: CallSyntax) -> Bool {
        call.schema.map { $0 == schema } ?? searchPath.contains(schema)
    }

    private func candidates(for call: CallSyntax) -> [Candidate<Callable>] {
        var found: [Candidate<Callable>] = []
        for function in registry.functions(named: call.name)
        where isVisible(function.schema, call) && !call.isStar && call.directArguments == nil {
            if let candidate = candidate(.function(function), call, defaults: function.defaults) {
                found.append(candidate)
            }
        }
        for aggregate in registry.aggregates(named: call.name)
        where isVisible(aggregate.schema, call) {
            guard call.isStar == (aggregate.arguments.isEmpty && aggregate.directArguments == nil),
                (call.directArguments == nil) == (aggregate.directArguments == nil)
            else { continue }
            if let candidate = candidate(.aggregate(aggregate), call, defaults: []) {
                found.append(candidate)
            }
        }
        for window in registry.windowFunctions(named: call.name)
        where isVisible("pg_catalog", call) && !call.isStar && call.directArguments == nil {
            if let candidate = candidate(.window(window), call, defaults: []) {
                found.append(candidate)
            }
        }
        // A function that takes exactly these arguments hides one that takes them as VARIADIC.
        return found.filter { candidate in
            candidate.variadicElement == nil
                || !found.contains {
                    $0.variadicElement == nil && $0.arguments == candidate.arguments
                }
        }
    }

    /// The arguments that `callable` takes when called as in `call`; nil when their number or names
    /// do not fit.
    private func candidate(
        _ callable: Callable,
        _ call: CallSyntax,
        defaults: [Value]
    ) -> Candidate<Callable>? {
        let declared = callable.arguments
        let given = call.arguments.count
        if call.argumentNames.contains(where: { $0 != nil }) {
            guard case .function(let function) = callable,
                let order = positions(function, call)
            else { return nil }
            return Candidate(
                arguments: order.map { declared[$0] },
                target: callable,
                missing: declared.count - given
            )
        }
        if callable.isVariadic, !call.isVariadic, given >= declared.count,
            let last = declared.last
        {
            let element = last == .any ? OID.any : variadicElement(of: last)
            guard let element else { return nil }
            let gathered = given - declared.count + 1
            return Candidate(
                arguments: declared.dropLast() + Array(repeating: element, count: gathered),
                target: callable,
                variadicElement: element,
                variadicCount: gathered
            )
        }
        if call.isVariadic, !callable.isVariadic { return nil }
        guard given <= declared.count, given >= declared.count - defaults.count else {
            return nil
        }
        return Candidate(
            arguments: Array(declared.prefix(given)),
            target: callable,
            missing: declared.count - given
        )
    }

    private func variadicElement(of array: OID) -> OID? {
        switch array {
        case .anyarray: .anyelement
        case .anycompatiblearray: .anycompatible
        default: array.elementType
        }
    }

    /// The position in the declaration of each argument of a call with named ones.
    func positions(_ function: Function, _ call: CallSyntax) -> [Int]? {
        var order: [Int] = []
        for (index, name) in call.argumentNames.enumerated() {
            guard let name else {
                order.append(index)
                continue
            }
            guard
                let position = function.argumentNames.firstIndex(where: {
                    $0.utf8.elementsEqual(name.utf8)
                }),
                !order.contains(position)
            else { return nil }
            order.append(position)
        }
        let required = function.arguments.count - function.defaults.count
        guard order.allSatisfy({ $0 < function.arguments.count }),
            (0..<max(required, 0)).allSatisfy({ order.contains($0) })
        else { return nil }
        return order
    }

    private func exactMatch(
        _ candidates: [Candidate<Callable>],
        _ types: [OID]
    ) -> Candidate<Callable>? {
        candidates.first { $0.arguments == types }
    }

    /// `type(value)`, when it is the same as a cast that calls no function.
    private func conversion(_ call: CallSyntax) throws(DatabaseError) -> ResolvedCall? {
        guard call.arguments.count == 1, !call.isVariadic, !call.isStar,
            call.directArguments == nil, call.argumentNames.allSatisfy({ $0 == nil }),
            let target = TypeDescription(name: call.name), target.kind != .pseudo,
            isVisible(target.isExtension ? "public" : "pg_catalog", call)
        else { return nil }
        let source = call.arguments[0].type.oid
        if source != .unknown {
            switch pathway(from: source, to: target.oid, .explicit) {
            case .relabel: break
            case .inputOutput where source != .record || target.category != "S": break
            default: return nil
            }
        }
        let type = SQLType(target.oid)
        let converted = try coerce(call.arguments[0], to: type, context: .explicit)
        return ResolvedCall(
            routine: .conversion(converted),
            arguments: [converted],
            type: type,
            outputs: []
        )
    }

    private func signature(_ call: CallSyntax) -> String {
        let name = call.schema.map { "\($0).\(call.name)" } ?? call.name
        if call.isStar { return "\(name)()" }
        let arguments = call.arguments.enumerated().map { index, argument in
            let type = argument.type.oid.displayName
            guard index < call.argumentNames.count, let name = call.argumentNames[index] else {
                return type
            }
            return "\(name) => \(type)"
        }
        return "\(name)(\(arguments.joined(separator: ", ")))"
    }

    private func undefinedFunction(_ call: CallSyntax) -> DatabaseError {
        DatabaseError(
            .undefinedFunction,
            "function \(signature(call)) does not exist",
            hint: """
                No function matches the given name and argument types. \
                You might need to add explicit type casts.
                """
        )
    }
}
