// SPDX-License-Identifier: Apache-2.0

import Values
import Vectors

/// Casts of a type to itself, which apply a modifier: a length, a precision, a number of bits.
///
/// Source: PostgreSQL 15 manual, section 10.4 "Value Storage".
extension RegistryBuilder {
    mutating func addLengthCoercions() {
        add(
            668,
            "bpchar",
            [.bpchar, .int4, .bool],
            .bpchar,
            .each {
                (a: String, modifier: Int32, explicit: Bool) throws(DatabaseError) in
                try CharacterTypes.bpchar(a, modifier: modifier, explicit: explicit)
            }
        )
        add(
            669,
            "varchar",
            [.varchar, .int4, .bool],
            .varchar,
            .each {
                (a: String, modifier: Int32, explicit: Bool) throws(DatabaseError) in
                try CharacterTypes.varchar(a, modifier: modifier, explicit: explicit)
            }
        )
        add(
            1703,
            "numeric",
            [.numeric, .int4],
            .numeric,
            .each {
                (a: Numeric, modifier: Int32) throws(DatabaseError) in
                try a.constrained(to: modifier)
            }
        )
        for (number, type) in [(1685, OID.bit), (1687, .varbit)] as [(UInt32, OID)] {
            let name = type == .bit ? "bit" : "varbit"
            add(
                number,
                name,
                [type, .int4, .bool],
                type,
                .each {
                    (a: BitString, modifier: Int32, explicit: Bool) throws(DatabaseError) in
                    let type = SQLType(type, modifier: modifier)
                    if explicit { return BitTypes.fitted(a, as: type) }
                    try BitTypes.check(a, as: type)
                    return a
                }
            )
        }
        add(cast: 10_210, .bpchar, .bpchar, .implicit, 668)
        add(cast: 10_211, .varchar, .varchar, .implicit, 669)
        add(cast: 10_217, .bit, .bit, .implicit, 1685)
        add(cast: 10_218, .varbit, .varbit, .implicit, 1687)
        add(cast: 10_219, .numeric, .numeric, .implicit, 1703)
    }
}
