// SPDX-License-Identifier: Apache-2.0

import Expressions
import Values

extension Resolver {
    /// Whether values of `source` can become `target` where `context` applies.
    func canCoerce(_ source: SQLType, to target: SQLType, context: CoercionContext) -> Bool {
        source.oid == .unknown
            || (try? coerce(.column(ColumnID(-1), source), to: target, context: context)) != nil
    }

    /// - Throws: 42883 when values of `type` cannot be told apart.
    func checkEquality(_ type: SQLType) throws(DatabaseError) {
        if type.oid == .unknown || type.oid == .record { return }
        guard registry.equality(of: type.oid) != nil else {
            throw DatabaseError(
                .undefinedFunction,
                "could not identify an equality operator for type \(type.displayName)"
            )
        }
    }

    /// - Throws: 42883 when values of `type` have no order.
    func checkOrdering(_ type: SQLType) throws(DatabaseError) {
        if type.oid == .unknown || type.oid == .record { return }
        guard registry.ordering(of: type.oid) != nil else {
            throw DatabaseError(
                .undefinedFunction,
                "could not identify an ordering operator for type \(type.displayName)",
                hint: "Use an explicit ordering operator or modify the query."
            )
        }
    }
}

extension Function {
    /// Takes field `index` (from 0) out of a record.
    static func fieldSelection(_ index: Int, _ type: SQLType) -> Function {
        Function(
            oid: .invalid,
            name: "field\(index + 1)",
            arguments: [.record],
            result: type.oid,
            body: .values { (_, arguments) throws(DatabaseError) in
                guard case .record(let record)? = arguments.first, index < record.values.count
                else { return .null }
                return record.values[index]
            }
        )
    }
}
