// SPDX-License-Identifier: Apache-2.0

import Values

extension OID {
    /// Whether the type stands for others in a function's declaration.
    var isPolymorphic: Bool {
        switch self {
        case .anyelement, .anyarray, .anynonarray, .anyenum, .anycompatible, .anycompatiblearray,
            .anycompatiblenonarray:
            true
        default: false
        }
    }
}

extension Resolver {
    /// The actual types of a call whose declaration may be polymorphic.
    struct ConsistentTypes {
        var arguments: [OID]
        /// What `anyelement` and `anycompatible` stand for.
        var element: OID?
        var compatible: OID?
    }

    /// Replaces the polymorphic types of `declared` by what `actual` makes of them.
    ///
    /// Source: PostgreSQL 15 manual, section 38.2.5 "Polymorphic Types".
    func consistentTypes(
        declared: [OID],
        actual: [OID],
        name: String
    ) throws(DatabaseError) -> ConsistentTypes {
        var types = ConsistentTypes(arguments: declared)
        guard declared.contains(where: \.isPolymorphic) else { return types }
        var array: OID?
        var compatible: [OID] = []
        var sawNonArray = false
        for (index, wanted) in declared.enumerated() where index < actual.count {
            let given = actual[index]
            switch wanted {
            case .anyelement, .anynonarray, .anyenum:
                if wanted == .anynonarray { sawNonArray = true }
                if given == .unknown { continue }
                if let element = types.element, element != given {
                    throw DatabaseError(
                        .datatypeMismatch,
                        "arguments declared \"anyelement\" are not all alike",
                        detail: "\(element.displayName) versus \(given.displayName)"
                    )
                }
                types.element = given
            case .anyarray:
                if given == .unknown { continue }
                if let array, array != given {
                    throw DatabaseError(
                        .datatypeMismatch,
                        "arguments declared \"anyarray\" are not all alike",
                        detail: "\(array.displayName) versus \(given.displayName)"
                    )
                }
                array = given
            case .anycompatible, .anycompatiblenonarray:
                if given != .unknown { compatible.append(given) }
            case .anycompatiblearray:
                if given == .unknown { continue }
                guard let element = given.elementType else {
                    throw DatabaseError(
                        .datatypeMismatch,
                        """
                        argument declared anycompatiblearray is not an array but type \
                        \(given.displayName)
                        """
                    )
                }
                compatible.append(element)
            default: continue
            }
        }
        if let array {
            try reconcile(array: array, with: &types)
        }
        let wantsElement = declared.contains {
            $0 == .anyelement || $0 == .anyarray || $0 == .anynonarray || $0 == .anyenum
        }
        if wantsElement, types.element == nil {
            throw DatabaseError(
                .datatypeMismatch,
                "could not determine polymorphic type because input has type unknown"
            )
        }
        if sawNonArray, let element = types.element, element.elementType != nil {
            throw DatabaseError(
                .datatypeMismatch,
                "type matched to anynonarray is an array type: \(element.displayName)"
            )
        }
        if declared.contains(where: {
            $0 == .anycompatible || $0 == .anycompatiblearray || $0 == .anycompatiblenonarray
        }) {
            types.compatible = try commonType(of: compatible, context: nil)
        }
        for index in declared.indices {
            types.arguments[index] = try substitute(declared[index], types)
        }
        return types
    }

    private func reconcile(
        array: OID,
        with types: inout ConsistentTypes
    ) throws(DatabaseError) {
        // `anyarray` itself as an argument's type only happens for columns of pg_statistic.
        guard let element = array == .anyarray ? .anyelement : array.elementType else {
            throw DatabaseError(
                .datatypeMismatch,
                "argument declared anyarray is not an array but type \(array.displayName)"
            )
        }
        if let found = types.element, found != element {
            throw DatabaseError(
                .datatypeMismatch,
                "argument declared anyarray is not consistent with argument declared anyelement",
                detail: "\(array.displayName) versus \(found.displayName)"
            )
        }
        types.element = element
    }

    /// The type that `declared` stands for in a call with those actual types.
    func substitute(_ declared: OID, _ types: ConsistentTypes) throws(DatabaseError) -> OID {
        let element: OID?
        switch declared {
        case .anyelement, .anynonarray, .anyenum: return types.element ?? declared
        case .anycompatible, .anycompatiblenonarray: return types.compatible ?? declared
        case .anyarray: element = types.element
        case .anycompatiblearray: element = types.compatible
        default: return declared
        }
        guard let element else { return declared }
        if element == .anyelement { return .anyarray }
        guard let array = element.arrayType else {
            throw DatabaseError(
                .undefinedObject,
                "could not find array type for data type \(element.displayName)"
            )
        }
        return array
    }

    /// Whether `actual` types are consistent with polymorphic `declared` ones.
    func isConsistent(declared: [OID], actual: [OID]) -> Bool {
        // Unknown literals alone match; that no type can be found is reported when chosen.
        let known = declared.indices.contains { index in
            declared[index].isPolymorphic && index < actual.count && actual[index] != .unknown
        }
        guard known else { return true }
        return (try? consistentTypes(declared: declared, actual: actual, name: "")) != nil
    }
}
