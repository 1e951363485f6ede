// SPDX-License-Identifier: Apache-2.0

import Values

/// An operator class as `pg_opclass` has it.
struct OperatorClass {
    let oid: OID
    let method: OID
    let name: String
    let family: OID
    let type: OID
    let isDefault: Bool

    /// Whether it belongs to the extension.
    var isExtension: Bool { oid >= .firstUser }

    static let all: [OperatorClass] = rows.split(separator: "\n").compactMap { line in
        let fields = line.split(separator: " ")
        guard fields.count == 6, let oid = UInt32(fields[0]), let method = UInt32(fields[1]),
            let family = UInt32(fields[3]), let type = UInt32(fields[4])
        else { return nil }
        return OperatorClass(
            oid: OID(oid),
            method: OID(method),
            name: String(fields[2]),
            family: OID(family),
            type: OID(type),
            isDefault: fields[5] == "t"
        )
    }

    /// The class of a key of `type` in an index of `method`: the one called `name`, or the default.
    static func of(_ type: OID, method: OID, named name: String?) -> OperatorClass? {
        let candidates = all.filter { $0.method == method }
        if let name { return candidates.first { $0.name == name } }
        let defaults = candidates.filter(\.isDefault)
        return defaults.first { $0.type == type } ?? defaults.first { $0.accepts(type) }
    }

    /// Whether keys of `type` can be indexed by this class, because they are of its type or need no
    /// conversion to be so.
    func accepts(_ type: OID) -> Bool {
        if type == self.type { return true }
        switch self.type {
        case .text: return type == .varchar
        case .bit: return type == .varbit
        case .varbit: return type == .bit
        case .inet: return type == OID(650)  // cidr
        case .oid: return Self.oidAliases.contains(type)
        case .anyarray:
            return type.elementType != nil && type != .oidvector && type != .int2vector
        default: return false
        }
    }

    private static let oidAliases: Set<OID> = [
        .regclass, .regproc, .regprocedure, .regoper, .regoperator, .regtype, .regnamespace,
        .regrole, .regcollation, .regconfig, .regdictionary,
    ]

    /// Number, method, name, family, type and whether it is the type's default.
    ///
    /// Source: PostgreSQL's own `pg_opclass` for btree and hash, pgvector's SQL for ivfflat and hnsw,
    /// whose numbers are ours; flat and alex are ours, with classes of hnsw and of btree.
    private static let rows = """
        3126 403 text_ops 1994 25 t
        4217 403 text_pattern_ops 2095 25 f
        10000 403 array_ops 397 2277 t
        10002 403 bit_ops 423 1560 t
        10003 403 bool_ops 424 16 t
        10004 403 bpchar_ops 426 1042 t
        4219 403 bpchar_pattern_ops 2097 1042 f
        10006 403 bytea_ops 428 17 t
        10007 403 char_ops 429 18 t
        10009 403 cidr_ops 1974 869 f
        3122 403 date_ops 434 1082 t
        10069 403 enum_ops 3522 3500 t
        10012 403 float4_ops 1970 700 t
        3123 403 float8_ops 1970 701 t
        10015 403 inet_ops 1974 869 t
        1979 403 int2_ops 1976 21 t
        1978 403 int4_ops 1976 23 t
        3124 403 int8_ops 1976 20 t
        10022 403 interval_ops 1982 1186 t
        10088 403 jsonb_ops 4033 3802 t
        10026 403 macaddr8_ops 3371 774 t
        10024 403 macaddr_ops 1984 829 t
        10047 403 money_ops 2099 790 t
        10080 403 multirange_ops 4199 4537 t
        10028 403 name_ops 1994 19 t
        3125 403 numeric_ops 1988 1700 t
        1981 403 oid_ops 1989 26 t
        10032 403 oidvector_ops 1991 30 t
        10067 403 pg_lsn_ops 3253 3220 t
        10076 403 range_ops 3901 3831 t
        10036 403 record_image_ops 3194 2249 f
        10034 403 record_ops 2994 2249 t
        10050 403 tid_ops 2789 27 t
        10038 403 time_ops 1996 1083 t
        3128 403 timestamp_ops 434 1114 t
        3127 403 timestamptz_ops 434 1184 t
        10041 403 timetz_ops 2000 1266 t
        10074 403 tsquery_ops 3683 3615 t
        10071 403 tsvector_ops 3626 3614 t
        10065 403 uuid_ops 2968 2950 t
        10043 403 varbit_ops 2002 1562 t
        10044 403 varchar_ops 1994 25 f
        4218 403 varchar_pattern_ops 2095 25 f
        10053 403 xid8_ops 5067 5069 t
        10037 405 text_ops 1995 25 t
        10056 405 text_pattern_ops 2229 25 f
        10059 405 aclitem_ops 2235 1033 t
        10001 405 array_ops 627 2277 t
        10048 405 bool_ops 2222 16 t
        10005 405 bpchar_ops 427 1042 t
        10058 405 bpchar_pattern_ops 2231 1042 f
        10049 405 bytea_ops 2223 17 t
        10008 405 char_ops 431 18 t
        10054 405 cid_ops 2226 29 t
        10010 405 cidr_ops 1975 869 f
        10011 405 date_ops 435 1082 t
        10070 405 enum_ops 3523 3500 t
        10013 405 float4_ops 1971 700 t
        10014 405 float8_ops 1971 701 t
        10016 405 inet_ops 1975 869 t
        10019 405 int2_ops 1977 21 t
        10020 405 int4_ops 1977 23 t
        10021 405 int8_ops 1977 20 t
        10023 405 interval_ops 1983 1186 t
        10089 405 jsonb_ops 4034 3802 t
        10027 405 macaddr8_ops 3372 774 t
        10025 405 macaddr_ops 1985 829 t
        10081 405 multirange_ops 4225 4537 t
        10029 405 name_ops 1995 19 t
        10030 405 numeric_ops 1998 1700 t
        10031 405 oid_ops 1990 26 t
        10033 405 oidvector_ops 1992 30 t
        10068 405 pg_lsn_ops 3254 3220 t
        10077 405 range_ops 3903 3831 t
        10035 405 record_ops 6194 2249 t
        10055 405 tid_ops 2227 27 t
        10039 405 time_ops 1997 1083 t
        10046 405 timestamp_ops 2040 1114 t
        10040 405 timestamptz_ops 1999 1184 t
        10042 405 timetz_ops 2001 1266 t
        10066 405 uuid_ops 2969 2950 t
        10045 405 varchar_ops 1995 25 f
        10057 405 varchar_pattern_ops 2229 25 f
        10052 405 xid8_ops 5032 5069 t
        10051 405 xid_ops 2225 28 t
        8802 8801 date_ops 8811 1082 t
        8803 8801 int2_ops 8812 21 t
        8804 8801 int4_ops 8812 23 t
        8805 8801 int8_ops 8812 20 t
        8806 8801 oid_ops 8813 26 t
        8807 8801 timestamp_ops 8811 1114 t
        8808 8801 timestamptz_ops 8811 1184 t
        16610 403 vector_ops 16650 16385 t
        16611 403 halfvec_ops 16651 16387 t
        16612 403 sparsevec_ops 16652 16389 t
        16613 16601 vector_l2_ops 16653 16385 t
        16614 16601 vector_ip_ops 16654 16385 f
        16615 16601 vector_cosine_ops 16655 16385 f
        16616 16601 halfvec_l2_ops 16656 16387 f
        16617 16601 halfvec_ip_ops 16657 16387 f
        16618 16601 halfvec_cosine_ops 16658 16387 f
        16619 16601 bit_hamming_ops 16659 1560 f
        16620 16602 vector_l2_ops 16660 16385 f
        16621 16602 vector_ip_ops 16661 16385 f
        16622 16602 vector_cosine_ops 16662 16385 f
        16623 16602 vector_l1_ops 16663 16385 f
        16624 16602 halfvec_l2_ops 16664 16387 f
        16625 16602 halfvec_ip_ops 16665 16387 f
        16626 16602 halfvec_cosine_ops 16666 16387 f
        16627 16602 halfvec_l1_ops 16667 16387 f
        16628 16602 sparsevec_l2_ops 16668 16389 f
        16629 16602 sparsevec_ip_ops 16669 16389 f
        16630 16602 sparsevec_cosine_ops 16670 16389 f
        16631 16602 sparsevec_l1_ops 16671 16389 f
        16632 16602 bit_hamming_ops 16672 1560 f
        16633 16602 bit_jaccard_ops 16673 1560 f
        16634 16603 vector_l2_ops 16674 16385 f
        16635 16603 vector_ip_ops 16675 16385 f
        16636 16603 vector_cosine_ops 16676 16385 f
        16637 16603 vector_l1_ops 16677 16385 f
        16638 16603 halfvec_l2_ops 16678 16387 f
        16639 16603 halfvec_ip_ops 16679 16387 f
        16640 16603 halfvec_cosine_ops 16680 16387 f
        16641 16603 halfvec_l1_ops 16681 16387 f
        16642 16603 sparsevec_l2_ops 16682 16389 f
        16643 16603 sparsevec_ip_ops 16683 16389 f
        16644 16603 sparsevec_cosine_ops 16684 16389 f
        16645 16603 sparsevec_l1_ops 16685 16389 f
        16646 16603 bit_hamming_ops 16686 1560 f
        16647 16603 bit_jaccard_ops 16687 1560 f
        """
}

/// An operator family as `pg_opfamily` has it.
struct OperatorFamily {
    let oid: OID
    let method: OID
    let name: String

    /// Whether it belongs to the extension.
    var isExtension: Bool { oid >= .firstUser }

    /// The families that several classes share have names of their own.
    private static let names: [OID: String] = [
        OID(434): "datetime_ops", OID(435): "datetime_ops", OID(1_970): "float_ops",
        OID(1_971): "float_ops", OID(1_976): "integer_ops", OID(1_977): "integer_ops",
        OID(1_974): "network_ops", OID(1_975): "network_ops", OID(8_811): "datetime_ops",
        OID(8_812): "integer_ops",
    ]

    static let all: [OperatorFamily] = {
        var seen: Set<OID> = []
        return OperatorClass.all.compactMap { item in
            guard seen.insert(item.family).inserted else { return nil }
            return OperatorFamily(
                oid: item.family,
                method: item.method,
                name: names[item.family] ?? item.name
            )
        }
    }()
}
