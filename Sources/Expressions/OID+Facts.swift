// SPDX-License-Identifier: Apache-2.0

import Values

extension OID {
    /// SQL's name of the type, as error messages write it.
    var displayName: String { SQLType(self).formatted(withModifier: false) }

    /// The letter that groups types for resolution of overloads.
    var category: Character { TypeDescription(oid: self)?.category ?? "X" }

    /// Whether ambiguous overloads prefer it within its category.
    var isPreferred: Bool { TypeDescription(oid: self)?.isPreferred ?? false }

    /// How far the text of a value may be reused: it depends on settings and on the catalog for the
    /// types that PostgreSQL marks so.
    var outputVolatility: Function.Volatility {
        switch self {
        case .date, .timestamp, .timestamptz, .interval, .money, .aclitem, .record,
            .regproc, .regprocedure, .regoper, .regoperator, .regclass, .regtype, .regconfig,
            .regdictionary, .regnamespace, .regrole, .regcollation:
            return .stable
        default:
            guard let type = TypeDescription(oid: self) else { return .stable }
            return type.isArray || type.kind == .range || type.kind == .multirange
                ? .stable : .immutable
        }
    }

    /// How far the value of a text may be reused.
    var inputVolatility: Function.Volatility {
        switch self {
        case .time, .timetz, .xml: .stable
        default: outputVolatility
        }
    }
}
