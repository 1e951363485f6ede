// SPDX-License-Identifier: Apache-2.0

public import Values

extension Registry {
    /// What computes `=` for values of `type`, as DISTINCT, GROUP BY and IN use it; nil when the
    /// type has no equality.
    public func equality(of type: OID) -> Function? { comparison("=", type) }

    /// What computes `<` for values of `type`, as ORDER BY, GREATEST and `max` use it; nil when the
    /// type has no order.
    public func ordering(of type: OID) -> Function? { comparison("<", type) }

    private func comparison(_ name: String, _ type: OID) -> Function? {
        var type = type
        if type == .varchar { type = .text }
        if type.elementType != nil, type != .oidvector { type = .anyarray }
        if RegisteredName(type) != nil { type = .oid }
        return `operator`(named: name, left: type, right: type)?.function
    }
}
