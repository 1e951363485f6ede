// SPDX-License-Identifier: Apache-2.0

import Values
import Vectors

extension RegistryBuilder {
    /// Comparison of types whose order ``Value/compare(_:_:as:)`` knows.
    mutating func addOtherComparison() {
        relate(
            "bpchar%",
            .bpchar,
            [1048, 1053, 1049, 1051, 1050, 1052],
            [1054, 1057, 1058, 1060, 1059, 1061]
        )
        relate(
            "array_%",
            .anyarray,
            [744, 390, 391, 392, 393, 396],
            [1070, 1071, 1072, 1073, 1074, 1075]
        )
        relate(
            "record_%",
            .record,
            [2981, 2982, 2983, 2984, 2985, 2986],
            [2988, 2989, 2990, 2991, 2992, 2993]
        )
        relate(
            "jsonb_%",
            .jsonb,
            [4043, 4038, 4039, 4040, 4041, 4042],
            [3240, 3241, 3242, 3243, 3244, 3245]
        )
        relate(
            "oidvector%",
            .oidvector,
            [679, 619, 677, 681, 678, 680],
            [649, 644, 645, 646, 647, 648]
        )
        relate(
            "pg_lsn_%",
            .pgLSN,
            [3233, 3236, 3231, 3235, 3232, 3234],
            [3222, 3223, 3224, 3225, 3226, 3227]
        )
        relate(
            "tid%",
            .tid,
            [1292, 1265, 2791, 2790, 2793, 2792],
            [387, 402, 2799, 2800, 2801, 2802]
        )
        relate(
            "network_%",
            .inet,
            [920, 925, 921, 923, 922, 924],
            [1201, 1202, 1203, 1205, 1204, 1206]
        )
        relate(
            "cash_%",
            Int64.self,
            .money,
            .money,
            [888, 889, 890, 892, 891, 893],
            [900, 901, 902, 903, 904, 905]
        )
        relateEach(
            "uuid_%",
            UUID.self,
            .uuid,
            .uuid,
            [2956, 2959, 2954, 2958, 2955, 2957],
            [2972, 2973, 2974, 2975, 2976, 2977]
        )
        relateEach(
            "interval_%",
            Interval.self,
            .interval,
            .interval,
            [1162, 1163, 1164, 1167, 1165, 1166],
            [1330, 1331, 1332, 1334, 1333, 1335]
        )
        relateEach(
            "timetz_%",
            TimeTZ.self,
            .timetz,
            .timetz,
            [1352, 1353, 1354, 1357, 1355, 1356],
            [1550, 1551, 1552, 1554, 1553, 1555]
        )
        relateEach(
            "bit%",
            BitString.self,
            .bit,
            .bit,
            [1581, 1582, 1595, 1593, 1594, 1592],
            [1784, 1785, 1786, 1787, 1788, 1789]
        )
        relateEach(
            "varbit%",
            BitString.self,
            .varbit,
            .varbit,
            [1666, 1667, 1671, 1669, 1670, 1668],
            [1804, 1805, 1806, 1807, 1808, 1809]
        )
        addIdentifierEquality()
    }

    /// Transaction and command numbers have equality alone.
    private mutating func addIdentifierEquality() {
        add(
            infix: 352,
            "=",
            68,
            "xideq",
            .xid,
            .xid,
            .bool,
            commutator: 352,
            negator: 3315,
            .batch { (a: UInt32, b: UInt32) in a == b }
        )
        add(
            infix: 3315,
            "<>",
            3308,
            "xidneq",
            .xid,
            .xid,
            .bool,
            commutator: 3315,
            negator: 352,
            .batch { (a: UInt32, b: UInt32) in a != b }
        )
        add(
            infix: 353,
            "=",
            1319,
            "xideqint4",
            .xid,
            .int4,
            .bool,
            negator: 3316,
            .batch { (a: UInt32, b: Int32) in a == UInt32(bitPattern: b) }
        )
        add(
            infix: 3316,
            "<>",
            3309,
            "xidneqint4",
            .xid,
            .int4,
            .bool,
            negator: 353,
            .batch { (a: UInt32, b: Int32) in a != UInt32(bitPattern: b) }
        )
        add(
            infix: 385,
            "=",
            69,
            "cideq",
            .cid,
            .cid,
            .bool,
            commutator: 385,
            .batch { (a: UInt32, b: UInt32) in a == b }
        )
        add(
            infix: 974,
            "=",
            1062,
            "aclitemeq",
            .aclitem,
            .aclitem,
            .bool,
            commutator: 974,
            .batch { (a: String, b: String) in TextOrder.areEqual(a, b) }
        )
    }

    /// Adds the six comparisons of `type` with itself by the order of its values.
    private mutating func relate(
        _ name: String,
        _ type: OID,
        _ functions: SixNumbers,
        _ operators: SixNumbers
    ) {
        func body(_ holds: @escaping @Sendable (Int) -> Bool) -> Function.Body {
            .values { (context, arguments) throws(DatabaseError) in
                try Self.checkComparable(arguments[0], arguments[1])
                let type = context.argumentTypes[0]
                return .bool(holds(Value.compare(arguments[0], arguments[1], as: type)))
            }
        }
        relate(
            name,
            type,
            type,
            functions,
            operators,
            bodies: [
                body { $0 == 0 }, body { $0 != 0 }, body { $0 < 0 }, body { $0 > 0 },
                body { $0 <= 0 }, body { $0 >= 0 },
            ]
        )
    }

    /// Refuses records and arrays whose parts are of different types.
    private static func checkComparable(_ a: Value, _ b: Value) throws(DatabaseError) {
        switch (a, b) {
        case (.record(let x), .record(let y)):
            guard x.types.count == y.types.count else {
                throw DatabaseError(
                    .datatypeMismatch,
                    "cannot compare record types with different numbers of columns"
                )
            }
            for (index, pair) in zip(x.types, y.types).enumerated() where pair.0.oid != pair.1.oid {
                throw DatabaseError(
                    .datatypeMismatch,
                    """
                    cannot compare dissimilar column types \(pair.0.oid.displayName) and \
                    \(pair.1.oid.displayName) at record column \(index + 1)
                    """
                )
            }
        case (.array(let x), .array(let y)):
            guard x.elementType == y.elementType else {
                throw DatabaseError(
                    .datatypeMismatch,
                    "cannot compare arrays of different element types"
                )
            }
        default: return
        }
    }
}
