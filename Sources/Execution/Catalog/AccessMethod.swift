// SPDX-License-Identifier: Apache-2.0

import Values

/// An access method as `pg_am` has it.
struct AccessMethod {
    let oid: OID
    let name: String
    /// `t` for tables, `i` for indexes.
    let kind: Character

    /// Whether it belongs to the extension.
    var isExtension: Bool { oid >= .firstUser }

    /// Whether an index of it has an order, and so can be unique.
    var isOrdered: Bool { name == "btree" || name == "alex" }

    /// Whether an index of it can have several keys, and columns beside them.
    var hasSeveralColumns: Bool { name == "btree" }

    static let all: [AccessMethod] = [
        AccessMethod(oid: OID(2), name: "heap", kind: "t"),
        AccessMethod(oid: OID(403), name: "btree", kind: "i"),
        AccessMethod(oid: OID(405), name: "hash", kind: "i"),
        AccessMethod(oid: OID(783), name: "gist", kind: "i"),
        AccessMethod(oid: OID(2_742), name: "gin", kind: "i"),
        AccessMethod(oid: OID(4_000), name: "spgist", kind: "i"),
        AccessMethod(oid: OID(3_580), name: "brin", kind: "i"),
        AccessMethod(oid: OID(8_801), name: "alex", kind: "i"),
        AccessMethod(oid: OID(16_601), name: "ivfflat", kind: "i"),
        AccessMethod(oid: OID(16_602), name: "hnsw", kind: "i"),
        AccessMethod(oid: OID(16_603), name: "flat", kind: "i"),
    ]

    /// The method called `name`.
    static func named(_ name: String) -> AccessMethod? { all.first { $0.name == name } }
}
