// SPDX-License-Identifier: Apache-2.0

import Values

extension RegistryBuilder {
    /// Casts among oid, integers and the `reg*` types.
    ///
    /// Source: PostgreSQL 15 manual, section 8.19 "Object Identifier Types".
    mutating func addObjectIdentifierCasts() {
        add(
            1079,
            "regclass",
            [.text],
            .regclass,
            .stable,
            .values {
                (context, arguments) throws(DatabaseError) in
                let name = try String.unwrap(arguments[0])
                return .oid(try RegisteredName.relation.read(name, context.session).rawValue)
            }
        )
        // Each type with the number of the first of its casts in pg_cast.
        for (type, first) in [
            (OID.regproc, 10_042), (.regclass, 10_074), (.regcollation, 10_081), (.regtype, 10_088),
            (.regconfig, 10_095), (.regdictionary, 10_102), (.regrole, 10_111),
            (.regnamespace, 10_118),
        ] as [(OID, UInt32)] {
            add(cast: first, .oid, type, .implicit, 0)
            add(cast: first + 1, type, .oid, .implicit, 0)
            addIntegerCasts(type, first + 2)
        }
        for (type, source, first) in [
            (OID.regprocedure, OID.regproc, 10_049), (.regoperator, .regoper, 10_065),
        ] as [(OID, OID, UInt32)] {
            add(cast: first, source, type, .implicit, 0)
            add(cast: first + 1, type, source, .implicit, 0)
            add(cast: first + 2, .oid, type, .implicit, 0)
            add(cast: first + 3, type, .oid, .implicit, 0)
            addIntegerCasts(type, first + 4)
        }
        add(cast: 10_058, .oid, .regoper, .implicit, 0)
        add(cast: 10_059, .regoper, .oid, .implicit, 0)
        addIntegerCasts(.regoper, 10_060)
        add(cast: 10_109, .text, .regclass, .implicit, 1079)
        add(cast: 10_110, .varchar, .regclass, .implicit, 1079)
    }

    private mutating func addIntegerCasts(_ type: OID, _ first: UInt32) {
        add(cast: first, .int8, type, .implicit, 1287)
        add(cast: first + 1, .int2, type, .implicit, 313)
        add(cast: first + 2, .int4, type, .implicit, 0)
        add(cast: first + 3, type, .int8, .assignment, 1288)
        add(cast: first + 4, type, .int4, .assignment, 0)
    }
}
