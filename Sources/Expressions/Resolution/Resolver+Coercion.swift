// SPDX-License-Identifier: Apache-2.0

public import Values

extension Resolver {
    /// How to get from one type to another.
    enum Pathway {
        /// Same representation.
        case relabel
        case function(Function)
        /// Through text.
        case inputOutput
        /// Each element by itself.
        indirect case elements(Pathway, from: OID, to: OID)
    }

    /// How `source` becomes `target` where `context` applies; nil when it cannot.
    func pathway(from source: OID, to target: OID, _ context: CoercionContext) -> Pathway? {
        if source == target { return .relabel }
        if let cast = registry.cast(from: source, to: target) {
            guard context >= cast.context else { return nil }
            return switch cast.method {
            case .function(let function): .function(function)
            case .binaryCoercible: .relabel
            case .inputOutput: .inputOutput
            }
        }
        if target != .oidvector, target != .int2vector,
            let sourceElement = source.elementType, let targetElement = target.elementType,
            let element = pathway(from: sourceElement, to: targetElement, context)
        {
            if case .inputOutput = element { return .inputOutput }
            return .elements(element, from: sourceElement, to: targetElement)
        }
        if context >= .assignment, target.category == "S" { return .inputOutput }
        if context >= .explicit, source.category == "S" { return .inputOutput }
        return nil
    }

    /// Whether every type of `sources` can become its counterpart of `targets`.
    func canCoerce(_ sources: [OID], to targets: [OID], _ context: CoercionContext) -> Bool {
        guard sources.count == targets.count else { return false }
        var isPolymorphic = false
        for (source, target) in zip(sources, targets) {
            if source == target || target == .any || source == .unknown { continue }
            if target.isPolymorphic {
                isPolymorphic = true
                continue
            }
            if target == .record, source.category == "C" { continue }
            if pathway(from: source, to: target, context) == nil { return false }
        }
        return !isPolymorphic || isConsistent(declared: targets, actual: sources)
    }

    /// `expression` as `type`, its modifier included.
    ///
    /// - Throws: 42846 when there is no such cast, 42804 when there is one that `context` does not
    ///   allow, and what reading a literal throws.
    public func coerce(
        _ expression: Expression,
        to type: SQLType,
        context: CoercionContext
    ) throws(DatabaseError) -> Expression {
        let converted = try convert(expression, to: type, context)
        return try restrict(converted, to: type, context)
    }

    /// `expression` as a boolean, for WHERE, CASE and the like, which `construct` names.
    ///
    /// - Throws: 42804 `argument of WHERE must be type boolean, not type integer`.
    public func coerceToBoolean(
        _ expression: Expression,
        construct: String
    ) throws(DatabaseError) -> Expression {
        let source = expression.type.oid
        guard canCoerce([source], to: [.bool], .assignment), source.category != "S" else {
            throw DatabaseError(
                .datatypeMismatch,
                "argument of \(construct) must be type boolean, not type \(source.displayName)"
            )
        }
        return try coerce(expression, to: .bool, context: .assignment)
    }

    private func convert(
        _ expression: Expression,
        to type: SQLType,
        _ context: CoercionContext
    ) throws(DatabaseError) -> Expression {
        let source = expression.type.oid
        if source == type.oid || type.oid == .any { return expression }
        if source == .unknown {
            switch expression {
            case .constant(.null, _): return .constant(.null, type.unmodified)
            case .constant(.text(let text), _):
                let value = try TextForm.read(
                    text,
                    as: literalType(type),
                    self.context
                )
                return .constant(value, type.unmodified)
            case .parameter(let number, _):
                try parameters.decide(number, type)
                return .parameter(number, type.unmodified)
            default: break
            }
        }
        if type.oid.isPolymorphic || type.oid == .unknown { return expression }
        let found =
            source == .unknown
            ? .inputOutput : pathway(from: source, to: type.oid, context)
        guard let found else { throw cannotCoerce(source, type.oid, context) }
        let implicit = context != .explicit
        let arguments = try castArguments(found, expression, type, context)
        return .call(
            try function(for: found, from: source, to: type.oid, implicit),
            arguments,
            arguments.count > 1 ? type : type.unmodified
        )
    }

    /// The type a literal is read as: only an interval's modifier changes what its text means.
    private func literalType(_ type: SQLType) -> SQLType {
        type.oid == .interval ? type : type.unmodified
    }

    private func castArguments(
        _ pathway: Pathway,
        _ expression: Expression,
        _ type: SQLType,
        _ context: CoercionContext
    ) throws(DatabaseError) -> [Expression] {
        var arguments = [expression]
        let function: Function
        switch pathway {
        case .function(let found):
            function = found
            arguments = [try convert(expression, to: SQLType(found.arguments[0]), .implicit)]
        case .elements(.function(let found), _, _): function = found
        default: return arguments
        }
        if function.arguments.count > 1 {
            arguments.append(.constant(.int32(type.modifier), .int4))
        }
        if function.arguments.count > 2 {
            arguments.append(.constant(.bool(context == .explicit), .bool))
        }
        return arguments
    }

    private func function(
        for pathway: Pathway,
        from source: OID,
        to target: OID,
        _ implicit: Bool
    ) throws(DatabaseError) -> Function {
        switch pathway {
        case .relabel: implicit ? .relabelImplicitly : .relabelExplicitly
        case .inputOutput: .throughText(from: source, to: target, implicit: implicit)
        case .function(let function):
            function.written(as: .cast(implicit: implicit)).relabelling(result: target)
        case .elements(let element, let from, let to):
            .converting(
                elements: try self.function(for: element, from: from, to: to, implicit),
                from: source,
                to: target,
                implicit: implicit
            )
        }
    }

    private func cannotCoerce(
        _ source: OID,
        _ target: OID,
        _ context: CoercionContext
    ) -> DatabaseError {
        DatabaseError(
            .cannotCoerce,
            "cannot cast type \(source.displayName) to \(target.displayName)"
        )
    }

    /// Applies the modifier of `type` (a length, precision or dimension) to a value of that type.
    private func restrict(
        _ expression: Expression,
        to type: SQLType,
        _ context: CoercionContext
    ) throws(DatabaseError) -> Expression {
        guard type.modifier >= 0, expression.type.modifier != type.modifier else {
            return expression
        }
        let (checked, isArray) = type.oid.elementType.map { ($0, true) } ?? (type.oid, false)
        guard let cast = registry.cast(from: checked, to: checked),
            case .function(let function) = cast.method
        else { return expression.relabelled(type) }
        let written = function.written(as: .cast(implicit: context != .explicit))
        if isArray {
            let converting = Function.converting(
                elements: written,
                from: type.oid,
                to: type.oid,
                implicit: context != .explicit
            )
            return .call(
                converting,
                [
                    expression, .constant(.int32(type.modifier), .int4),
                    .constant(.bool(context == .explicit), .bool),
                ],
                type
            )
        }
        var arguments = [expression, .constant(.int32(type.modifier), .int4)]
        if function.arguments.count > 2 {
            arguments.append(.constant(.bool(context == .explicit), .bool))
        }
        return .call(written, arguments, type)
    }

    /// A call of `function` with its arguments coerced to what it declares.
    func call(
        _ function: Function,
        _ arguments: [Expression]
    ) throws(DatabaseError) -> Expression {
        let types = try consistentTypes(
            declared: function.arguments,
            actual: arguments.map(\.type.oid),
            name: function.name
        )
        var coerced: [Expression] = []
        for (argument, type) in zip(arguments, types.arguments) {
            coerced.append(try coerce(argument, to: SQLType(type), context: .implicit))
        }
        return .call(function, coerced, SQLType(try substitute(function.result, types)))
    }
}

extension Expression {
    /// The same expression under another modifier of its type.
    func relabelled(_ type: SQLType) -> Expression {
        .call(.relabelImplicitly, [self], type)
    }
}
