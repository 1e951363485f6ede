// SPDX-License-Identifier: Apache-2.0

public import Values

extension Resolver {
    /// The operator that `name` means for operands of those types; `left` is nil for a prefix one.
    ///
    /// - Throws: 42883 when none applies, 42725 when several do equally well.
    public func `operator`(
        named name: String,
        schema: String? = nil,
        left: OID?,
        right: OID
    ) throws(DatabaseError) -> Operator {
        let visible = registry.operators(named: name).filter { candidate in
            (left == nil) == (candidate.left == .invalid)
                && (schema.map { $0 == candidate.schema } ?? searchPath.contains(candidate.schema))
        }
        let exact: (OID, OID)
        if let left {
            // An unknown operand is taken to be of the other's type at first.
            exact = (left == .unknown ? right : left, right == .unknown ? left : right)
        } else {
            exact = (.invalid, right)
        }
        if exact.1 != .unknown,
            let match = visible.first(where: { $0.left == exact.0 && $0.right == exact.1 })
        {
            return match
        }
        let types = left.map { [$0, right] } ?? [right]
        let candidates = visible.map {
            Candidate(arguments: left == nil ? [$0.right] : [$0.left, $0.right], target: $0)
        }
        switch choose(candidates, for: types) {
        case .one(let candidate): return candidate.target
        case .none: throw undefinedOperator(name, schema, types)
        case .ambiguous: throw ambiguousOperator(name, schema, types)
        }
    }

    /// The call of the operator `name` on two operands, or on `right` alone.
    ///
    /// - Throws: as ``operator(named:schema:left:right:)``, and what converting a literal throws.
    public func operatorCall(
        named name: String,
        schema: String? = nil,
        left: Expression?,
        right: Expression
    ) throws(DatabaseError) -> Expression {
        let found = try `operator`(
            named: name,
            schema: schema,
            left: left?.type.oid,
            right: right.type.oid
        )
        let operands = left.map { [$0, right] } ?? [right]
        return try call(found.function, operands)
    }

    /// `left operator ANY (array)`, or ALL; `array` may be an unknown literal.
    ///
    /// - Throws: 42809 when the right side is no array or the operator does not return boolean.
    public func arrayComparison(
        named name: String,
        schema: String? = nil,
        left: Expression,
        array: Expression,
        all: Bool
    ) throws(DatabaseError) -> Expression {
        let arrayType = array.type.oid
        let element: OID
        if arrayType == .unknown {
            element = .unknown
        } else {
            guard let found = arrayType.elementType else {
                throw DatabaseError(
                    .wrongObjectType,
                    "op ANY/ALL (array) requires array on right side"
                )
            }
            element = found
        }
        let found = try `operator`(
            named: name,
            schema: schema,
            left: left.type.oid,
            right: element
        )
        guard found.result == .bool else {
            throw DatabaseError(
                .wrongObjectType,
                "op ANY/ALL (array) requires operator to yield boolean"
            )
        }
        let actual = [left.type.oid, element]
        let types = try consistentTypes(
            declared: found.function.arguments,
            actual: actual,
            name: found.function.name
        )
        guard let target = types.arguments[1].arrayType else {
            throw DatabaseError(
                .undefinedObject,
                "could not find array type for data type \(types.arguments[1].displayName)"
            )
        }
        return .anyOrAll(
            try coerce(left, to: SQLType(types.arguments[0]), context: .implicit),
            found.function,
            array: try coerce(array, to: SQLType(target), context: .implicit),
            all: all
        )
    }

    private func signature(_ name: String, _ schema: String?, _ types: [OID]) -> String {
        let qualified = schema.map { "\($0).\(name)" } ?? name
        return types.count == 1
            ? "\(qualified) \(types[0].displayName)"
            : "\(types[0].displayName) \(qualified) \(types[1].displayName)"
    }

    private func undefinedOperator(
        _ name: String,
        _ schema: String?,
        _ types: [OID]
    ) -> DatabaseError {
        let hint =
            types.count == 1
            ? """
            No operator matches the given name and argument type. \
            You might need to add an explicit type cast.
            """
            : """
            No operator matches the given name and argument types. \
            You might need to add explicit type casts.
            """
        return DatabaseError(
            .undefinedFunction,
            "operator does not exist: \(signature(name, schema, types))",
            hint: hint
        )
    }

    private func ambiguousOperator(
        _ name: String,
        _ schema: String?,
        _ types: [OID]
    ) -> DatabaseError {
        DatabaseError(
            .ambiguousFunction,
            "operator is not unique: \(signature(name, schema, types))",
            hint: """
                Could not choose a best candidate operator. \
                You might need to add explicit type casts.
                """
        )
    }
}
