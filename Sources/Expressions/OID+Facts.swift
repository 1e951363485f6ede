// SPDX-License-Identifier: Apache-2.0

import Values

extension OID {
    /// SQL's name of the type, as error messages write it.
    var displayName: String { SQLType(self).formatted(withModifier: false) }

    /// The letter that groups types for resolution of overloads.
    var category: Character { TypeDescription(oid: self)?.category ?? "X" }

    /// Whether ambiguous overloads prefer it within its category.
    var isPreferred: Bool { TypeDescription(oid: self)?.isPreferred ?? false }
}
