// SPDX-License-Identifier: Apache-2.0

import Values

/// The numbers of six functions or operators, in the order `=`, `<>`, `<`, `>`, `<=`, `>=`.
typealias SixNumbers = [UInt32]

extension RegistryBuilder {
    /// `=`, `<>`, `<`, `>`, `<=`, `>=` for types whose columns are arrays of their own.
    mutating func addComparison() {
        relate(
            "bool%",
            Bool.self,
            .bool,
            .bool,
            [60, 84, 56, 57, 1691, 1692],
            [91, 85, 58, 59, 1694, 1695]
        )
        relate(
            "char%",
            String.self,
            .char,
            .char,
            [61, 70, 1246, 73, 72, 74],
            [92, 630, 631, 633, 632, 634]
        )
        relate(
            "name%",
            String.self,
            .name,
            .name,
            [62, 659, 655, 657, 656, 658],
            [93, 643, 660, 662, 661, 663]
        )
        relate(
            "name%text",
            String.self,
            .name,
            .text,
            [240, 245, 241, 244, 242, 243],
            [254, 259, 255, 258, 256, 257],
            commutators: [260, 265, 261, 264, 262, 263]
        )
        relate(
            "text%name",
            String.self,
            .text,
            .name,
            [247, 252, 248, 251, 249, 250],
            [260, 265, 261, 264, 262, 263],
            commutators: [254, 259, 255, 258, 256, 257]
        )
        relate(
            "text_%",
            String.self,
            .text,
            .text,
            equality: "text%",
            [67, 157, 740, 742, 741, 743],
            [98, 531, 664, 666, 665, 667]
        )
        relate(
            "oid%",
            UInt32.self,
            .oid,
            .oid,
            [184, 185, 716, 1638, 717, 1639],
            [607, 608, 609, 610, 611, 612]
        )
        relate(
            "float4%",
            Float.self,
            .float4,
            .float4,
            [287, 288, 289, 291, 290, 292],
            [620, 621, 622, 623, 624, 625]
        )
        relate(
            "float8%",
            Double.self,
            .float8,
            .float8,
            [293, 294, 295, 297, 296, 298],
            [670, 671, 672, 674, 673, 675]
        )
        relate(
            "float48%",
            .float4,
            .float8,
            [299, 300, 301, 303, 302, 304],
            [1120, 1121, 1122, 1123, 1124, 1125],
            commutators: [1130, 1131, 1132, 1133, 1134, 1135],
            { (left: Float) in Double(left) },
            { (right: Double) in right }
        )
        relate(
            "float84%",
            .float8,
            .float4,
            [305, 306, 307, 309, 308, 310],
            [1130, 1131, 1132, 1133, 1134, 1135],
            commutators: [1120, 1121, 1122, 1123, 1124, 1125],
            { (left: Double) in left },
            { (right: Float) in Double(right) }
        )
        addIntegerComparison()
        addDateComparison()
    }

    private mutating func addIntegerComparison() {
        relate(
            "int2%",
            Int16.self,
            .int2,
            .int2,
            [63, 145, 64, 146, 148, 151],
            [94, 519, 95, 520, 522, 524]
        )
        relate(
            "int4%",
            Int32.self,
            .int4,
            .int4,
            [65, 144, 66, 147, 149, 150],
            [96, 518, 97, 521, 523, 525]
        )
        relate(
            "int8%",
            Int64.self,
            .int8,
            .int8,
            [467, 468, 469, 470, 471, 472],
            [410, 411, 412, 413, 414, 415]
        )
        relate(
            "int48%",
            .int4,
            .int8,
            [852, 853, 854, 855, 856, 857],
            [15, 36, 37, 76, 80, 82],
            commutators: [416, 417, 418, 419, 420, 430],
            { (left: Int32) in Int64(left) },
            { (right: Int64) in right }
        )
        relate(
            "int84%",
            .int8,
            .int4,
            [474, 475, 476, 477, 478, 479],
            [416, 417, 418, 419, 420, 430],
            commutators: [15, 36, 37, 76, 80, 82],
            { (left: Int64) in left },
            { (right: Int32) in Int64(right) }
        )
        relate(
            "int24%",
            .int2,
            .int4,
            [158, 164, 160, 162, 166, 168],
            [532, 538, 534, 536, 540, 542],
            commutators: [533, 539, 535, 537, 541, 543],
            { (left: Int16) in Int32(left) },
            { (right: Int32) in right }
        )
        relate(
            "int42%",
            .int4,
            .int2,
            [159, 165, 161, 163, 167, 169],
            [533, 539, 535, 537, 541, 543],
            commutators: [532, 538, 534, 536, 540, 542],
            { (left: Int32) in left },
            { (right: Int16) in Int32(right) }
        )
        relate(
            "int28%",
            .int2,
            .int8,
            [1850, 1851, 1852, 1853, 1854, 1855],
            [1862, 1863, 1864, 1865, 1866, 1867],
            commutators: [1868, 1869, 1870, 1871, 1872, 1873],
            { (left: Int16) in Int64(left) },
            { (right: Int64) in right }
        )
        relate(
            "int82%",
            .int8,
            .int2,
            [1856, 1857, 1858, 1859, 1860, 1861],
            [1868, 1869, 1870, 1871, 1872, 1873],
            commutators: [1862, 1863, 1864, 1865, 1866, 1867],
            { (left: Int64) in left },
            { (right: Int16) in Int64(right) }
        )
    }

    private mutating func addDateComparison() {
        relate(
            "date_%",
            Int32.self,
            .date,
            .date,
            [1086, 1091, 1087, 1089, 1088, 1090],
            [1093, 1094, 1095, 1097, 1096, 1098]
        )
        relate(
            "time_%",
            Int64.self,
            .time,
            .time,
            [1145, 1106, 1102, 1104, 1103, 1105],
            [1108, 1109, 1110, 1112, 1111, 1113]
        )
        relate(
            "timestamp_%",
            Int64.self,
            .timestamp,
            .timestamp,
            [2052, 2053, 2054, 2057, 2055, 2056],
            [2060, 2061, 2062, 2064, 2063, 2065]
        )
        relate(
            "timestamptz_%",
            Int64.self,
            .timestamptz,
            .timestamptz,
            [1152, 1153, 1154, 1157, 1155, 1156],
            [1320, 1321, 1322, 1324, 1323, 1325]
        )
    }

    /// Adds the six comparisons of two types that share a representation; `%` in a name stands for
    /// `eq`, `ne`, `lt`, `gt`, `le` or `ge`.
    mutating func relate<A: ColumnScalar & Ordered>(
        _ name: String,
        _ representation: A.Type,
        _ left: OID,
        _ right: OID,
        equality: String? = nil,
        _ functions: SixNumbers,
        _ operators: SixNumbers,
        commutators: SixNumbers? = nil
    ) {
        relate(
            name,
            left,
            right,
            equality: equality,
            functions,
            operators,
            commutators: commutators,
            bodies: [
                .batch { (a: A, b: A) in A.isEqual(a, b) },
                .batch { (a: A, b: A) in !A.isEqual(a, b) },
                .batch { (a: A, b: A) in A.isLess(a, b) },
                .batch { (a: A, b: A) in A.isLess(b, a) },
                .batch { (a: A, b: A) in !A.isLess(b, a) },
                .batch { (a: A, b: A) in !A.isLess(a, b) },
            ]
        )
    }

    /// Adds the six comparisons of a type without column arrays of its own.
    ///
    /// By a name of its own: where both fit, Swift takes the overload without default arguments.
    mutating func relateEach<A: Scalar & Ordered>(
        _ name: String,
        _ representation: A.Type,
        _ left: OID,
        _ right: OID,
        _ functions: SixNumbers,
        _ operators: SixNumbers
    ) {
        relate(
            name,
            left,
            right,
            functions,
            operators,
            bodies: [
                .each { (a: A, b: A) in A.isEqual(a, b) },
                .each { (a: A, b: A) in !A.isEqual(a, b) },
                .each { (a: A, b: A) in A.isLess(a, b) },
                .each { (a: A, b: A) in A.isLess(b, a) },
                .each { (a: A, b: A) in !A.isLess(b, a) },
                .each { (a: A, b: A) in !A.isLess(a, b) },
            ]
        )
    }

    /// Adds the six comparisons of two types that compare as a third.
    mutating func relate<A: ColumnScalar, B: ColumnScalar, C: Ordered>(
        _ name: String,
        _ left: OID,
        _ right: OID,
        _ functions: SixNumbers,
        _ operators: SixNumbers,
        commutators: SixNumbers,
        _ widenLeft: @escaping @Sendable (A) -> C,
        _ widenRight: @escaping @Sendable (B) -> C
    ) {
        relate(
            name,
            left,
            right,
            functions,
            operators,
            commutators: commutators,
            bodies: [
                .batch { (a: A, b: B) in C.isEqual(widenLeft(a), widenRight(b)) },
                .batch { (a: A, b: B) in !C.isEqual(widenLeft(a), widenRight(b)) },
                .batch { (a: A, b: B) in C.isLess(widenLeft(a), widenRight(b)) },
                .batch { (a: A, b: B) in C.isLess(widenRight(b), widenLeft(a)) },
                .batch { (a: A, b: B) in !C.isLess(widenRight(b), widenLeft(a)) },
                .batch { (a: A, b: B) in !C.isLess(widenLeft(a), widenRight(b)) },
            ]
        )
    }

    /// Adds six functions and the operators `=`, `<>`, `<`, `>`, `<=`, `>=` that call them.
    mutating func relate(
        _ name: String,
        _ left: OID,
        _ right: OID,
        equality: String? = nil,
        _ functions: SixNumbers,
        _ operators: SixNumbers,
        commutators: SixNumbers? = nil,
        volatility: Function.Volatility = .immutable,
        bodies: [Function.Body]
    ) {
        let suffixes = ["eq", "ne", "lt", "gt", "le", "ge"]
        let symbols = ["=", "<>", "<", ">", "<=", ">="]
        let commuted = [0, 1, 3, 2, 5, 4]
        let negated = [1, 0, 5, 4, 3, 2]
        let others = commutators ?? operators
        for index in 0..<6 {
            let pattern = index < 2 ? equality ?? name : name
            let halves = pattern.split(separator: "%", omittingEmptySubsequences: false)
            add(
                functions[index],
                halves.joined(separator: suffixes[index]),
                [left, right],
                .bool,
                FunctionOptions(volatility: volatility),
                bodies[index]
            )
            add(
                operator: operators[index],
                symbols[index],
                functions[index],
                commutator: others[commuted[index]],
                negator: operators[negated[index]]
            )
        }
    }
}
