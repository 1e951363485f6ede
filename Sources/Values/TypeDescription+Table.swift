// SPDX-License-Identifier: Apache-2.0

extension TypeDescription {
    /// Every built-in type, arrays included, by ascending identifier.
    public static let all: [TypeDescription] = {
        let bases = rows.split(separator: "\n").map { TypeDescription(row: $0) }
        let arrays = bases.filter { $0.array != .invalid }.map { TypeDescription(arrayOf: $0) }
        return (bases + arrays).sorted { $0.oid < $1.oid }
    }()

    /// Types that are listed but have no values here.
    static let unusable: Set<OID> = {
        let names: Set<Substring> = [
            "point", "lseg", "path", "box", "polygon", "line", "circle", "cidr", "macaddr",
            "macaddr8", "txid_snapshot", "pg_ndistinct", "pg_dependencies", "tsvector", "tsquery",
            "gtsvector", "jsonpath", "pg_brin_bloom_summary", "pg_brin_minmax_multi_summary",
            "pg_mcv_list", "pg_snapshot",
        ]
        return Set(all.filter { names.contains($0.name[...]) }.map(\.oid))
    }()

    /// Reads a line of ``rows``.
    private init(row: Substring) {
        let fields = row.split(separator: " ")
        precondition(fields.count == 16, "a row of the type table has 16 fields")
        func identifier(_ field: Int) -> OID { OID(UInt32(fields[field]) ?? 0) }
        func letter(_ field: Int) -> Character { fields[field].first ?? "-" }
        let prefix = String(fields[10])
        let isBinary = fields[11] == "b"
        let modifier = fields[12] == "-" ? "" : String(fields[12])
        oid = identifier(0)
        name = String(fields[1])
        isExtension = oid >= .firstUser
        length = Int16(fields[2]) ?? 0
        isByValue = fields[3] == "1"
        kind = Kind(rawValue: letter(4).asciiValue ?? 0) ?? .base
        category = letter(5)
        isPreferred = fields[6] == "1"
        delimiter = letter(7).asciiValue ?? 0x2C
        element = identifier(8)
        array = identifier(9)
        input = prefix + "in"
        output = prefix + "out"
        receive = isBinary ? prefix + "recv" : ""
        send = isBinary ? prefix + "send" : ""
        modifierInput = modifier.isEmpty ? "" : modifier + "in"
        modifierOutput = modifier.isEmpty || isExtension ? "" : modifier + "out"
        alignment = letter(13)
        storage = letter(14)
        collation = identifier(15)
        isArray = false
    }

    /// The type of arrays of `element`.
    private init(arrayOf element: TypeDescription) {
        oid = element.array
        name = "_" + element.name
        isExtension = element.isExtension
        length = -1
        isByValue = false
        kind = element.oid == .record ? .pseudo : .base
        category = element.oid == .record ? "P" : "A"
        isPreferred = false
        delimiter = element.delimiter
        self.element = element.oid
        array = .invalid
        input = "array_in"
        output = "array_out"
        receive = "array_recv"
        send = "array_send"
        modifierInput = element.modifierInput
        modifierOutput = element.modifierOutput
        alignment = element.alignment == "d" ? "d" : "i"
        storage = "x"
        collation = element.collation
        isArray = true
    }

    /// The types that are not arrays, as PostgreSQL's and pgvector's `pg_type` have them.
    ///
    /// Fields: identifier, name, length, by value, kind, category, preferred, delimiter, element,
    /// array, prefix of the I/O functions, b when it has binary ones, prefix of the modifier
    /// functions, alignment, storage, collation.
    private static let rows = """
        16 bool 1 1 b B 1 , 0 1000 bool b - c p 0
        17 bytea -1 0 b U 0 , 0 1001 bytea b - i x 0
        18 char 1 1 b Z 0 , 0 1002 char b - c p 0
        19 name 64 0 b S 0 , 18 1003 name b - c p 950
        20 int8 8 1 b N 0 , 0 1016 int8 b - d p 0
        21 int2 2 1 b N 0 , 0 1005 int2 b - s p 0
        22 int2vector -1 0 b A 0 , 21 1006 int2vector b - i p 0
        23 int4 4 1 b N 0 , 0 1007 int4 b - i p 0
        24 regproc 4 1 b N 0 , 0 1008 regproc b - i p 0
        25 text -1 0 b S 1 , 0 1009 text b - i x 100
        26 oid 4 1 b N 1 , 0 1028 oid b - i p 0
        27 tid 6 0 b U 0 , 0 1010 tid b - s p 0
        28 xid 4 1 b U 0 , 0 1011 xid b - i p 0
        29 cid 4 1 b U 0 , 0 1012 cid b - i p 0
        30 oidvector -1 0 b A 0 , 26 1013 oidvector b - i p 0
        32 pg_ddl_command 8 1 p P 0 , 0 0 pg_ddl_command_ b - d p 0
        114 json -1 0 b U 0 , 0 199 json_ b - i x 0
        142 xml -1 0 b U 0 , 0 143 xml_ b - i x 0
        194 pg_node_tree -1 0 b Z 0 , 0 0 pg_node_tree_ b - i x 100
        269 table_am_handler 4 1 p P 0 , 0 0 table_am_handler_ - - i p 0
        325 index_am_handler 4 1 p P 0 , 0 0 index_am_handler_ - - i p 0
        600 point 16 0 b G 0 , 701 1017 point_ b - d p 0
        601 lseg 32 0 b G 0 , 600 1018 lseg_ b - d p 0
        602 path -1 0 b G 0 , 0 1019 path_ b - d x 0
        603 box 32 0 b G 0 ; 600 1020 box_ b - d p 0
        604 polygon -1 0 b G 0 , 0 1027 poly_ b - d x 0
        628 line 24 0 b G 0 , 701 629 line_ b - d p 0
        650 cidr -1 0 b I 0 , 0 651 cidr_ b - i m 0
        700 float4 4 1 b N 0 , 0 1021 float4 b - i p 0
        701 float8 8 1 b N 1 , 0 1022 float8 b - d p 0
        705 unknown -2 0 p X 0 , 0 0 unknown b - c p 0
        718 circle 24 0 b G 0 , 0 719 circle_ b - d p 0
        774 macaddr8 8 0 b U 0 , 0 775 macaddr8_ b - i p 0
        790 money 8 1 b N 0 , 0 791 cash_ b - d p 0
        829 macaddr 6 0 b U 0 , 0 1040 macaddr_ b - i p 0
        869 inet -1 0 b I 1 , 0 1041 inet_ b - i m 0
        1033 aclitem 12 0 b U 0 , 0 1034 aclitem - - i p 0
        1042 bpchar -1 0 b S 0 , 0 1014 bpchar b bpchartypmod i x 100
        1043 varchar -1 0 b S 0 , 0 1015 varchar b varchartypmod i x 100
        1082 date 4 1 b D 0 , 0 1182 date_ b - i p 0
        1083 time 8 1 b D 0 , 0 1183 time_ b timetypmod d p 0
        1114 timestamp 8 1 b D 0 , 0 1115 timestamp_ b timestamptypmod d p 0
        1184 timestamptz 8 1 b D 1 , 0 1185 timestamptz_ b timestamptztypmod d p 0
        1186 interval 16 0 b T 1 , 0 1187 interval_ b intervaltypmod d p 0
        1266 timetz 12 0 b D 0 , 0 1270 timetz_ b timetztypmod d p 0
        1560 bit -1 0 b V 0 , 0 1561 bit_ b bittypmod i x 0
        1562 varbit -1 0 b V 1 , 0 1563 varbit_ b varbittypmod i x 0
        1700 numeric -1 0 b N 0 , 0 1231 numeric_ b numerictypmod i m 0
        1790 refcursor -1 0 b U 0 , 0 2201 text b - i x 0
        2202 regprocedure 4 1 b N 0 , 0 2207 regprocedure b - i p 0
        2203 regoper 4 1 b N 0 , 0 2208 regoper b - i p 0
        2204 regoperator 4 1 b N 0 , 0 2209 regoperator b - i p 0
        2205 regclass 4 1 b N 0 , 0 2210 regclass b - i p 0
        2206 regtype 4 1 b N 0 , 0 2211 regtype b - i p 0
        2249 record -1 0 p P 0 , 0 2287 record_ b - d x 0
        2275 cstring -2 0 p P 0 , 0 1263 cstring_ b - c p 0
        2276 any 4 1 p P 0 , 0 0 any_ - - i p 0
        2277 anyarray -1 0 p P 0 , 0 0 anyarray_ b - d x 0
        2278 void 4 1 p P 0 , 0 0 void_ b - i p 0
        2279 trigger 4 1 p P 0 , 0 0 trigger_ - - i p 0
        2280 language_handler 4 1 p P 0 , 0 0 language_handler_ - - i p 0
        2281 internal 8 1 p P 0 , 0 0 internal_ - - d p 0
        2283 anyelement 4 1 p P 0 , 0 0 anyelement_ - - i p 0
        2776 anynonarray 4 1 p P 0 , 0 0 anynonarray_ - - i p 0
        2950 uuid 16 0 b U 0 , 0 2951 uuid_ b - c p 0
        2970 txid_snapshot -1 0 b U 0 , 0 2949 txid_snapshot_ b - d x 0
        3115 fdw_handler 4 1 p P 0 , 0 0 fdw_handler_ - - i p 0
        3220 pg_lsn 8 1 b U 0 , 0 3221 pg_lsn_ b - d p 0
        3310 tsm_handler 4 1 p P 0 , 0 0 tsm_handler_ - - i p 0
        3361 pg_ndistinct -1 0 b Z 0 , 0 0 pg_ndistinct_ b - i x 100
        3402 pg_dependencies -1 0 b Z 0 , 0 0 pg_dependencies_ b - i x 100
        3500 anyenum 4 1 p P 0 , 0 0 anyenum_ - - i p 0
        3614 tsvector -1 0 b U 0 , 0 3643 tsvector b - i x 0
        3615 tsquery -1 0 b U 0 , 0 3645 tsquery b - i p 0
        3642 gtsvector -1 0 b U 0 , 0 3644 gtsvector - - i p 0
        3734 regconfig 4 1 b N 0 , 0 3735 regconfig b - i p 0
        3769 regdictionary 4 1 b N 0 , 0 3770 regdictionary b - i p 0
        3802 jsonb -1 0 b U 0 , 0 3807 jsonb_ b - i x 0
        3831 anyrange -1 0 p P 0 , 0 0 anyrange_ - - d x 0
        3838 event_trigger 4 1 p P 0 , 0 0 event_trigger_ - - i p 0
        3904 int4range -1 0 r R 0 , 0 3905 range_ b - i x 0
        3906 numrange -1 0 r R 0 , 0 3907 range_ b - i x 0
        3908 tsrange -1 0 r R 0 , 0 3909 range_ b - d x 0
        3910 tstzrange -1 0 r R 0 , 0 3911 range_ b - d x 0
        3912 daterange -1 0 r R 0 , 0 3913 range_ b - i x 0
        3926 int8range -1 0 r R 0 , 0 3927 range_ b - d x 0
        4072 jsonpath -1 0 b U 0 , 0 4073 jsonpath_ b - i x 0
        4089 regnamespace 4 1 b N 0 , 0 4090 regnamespace b - i p 0
        4096 regrole 4 1 b N 0 , 0 4097 regrole b - i p 0
        4191 regcollation 4 1 b N 0 , 0 4192 regcollation b - i p 0
        4451 int4multirange -1 0 m R 0 , 0 6150 multirange_ b - i x 0
        4532 nummultirange -1 0 m R 0 , 0 6151 multirange_ b - i x 0
        4533 tsmultirange -1 0 m R 0 , 0 6152 multirange_ b - d x 0
        4534 tstzmultirange -1 0 m R 0 , 0 6153 multirange_ b - d x 0
        4535 datemultirange -1 0 m R 0 , 0 6155 multirange_ b - i x 0
        4536 int8multirange -1 0 m R 0 , 0 6157 multirange_ b - d x 0
        4537 anymultirange -1 0 p P 0 , 0 0 anymultirange_ - - d x 0
        4538 anycompatiblemultirange -1 0 p P 0 , 0 0 anycompatiblemultirange_ - - d x 0
        4600 pg_brin_bloom_summary -1 0 b Z 0 , 0 0 brin_bloom_summary_ b - i x 100
        4601 pg_brin_minmax_multi_summary -1 0 b Z 0 , 0 0 brin_minmax_multi_summary_ b - i x 100
        5017 pg_mcv_list -1 0 b Z 0 , 0 0 pg_mcv_list_ b - i x 100
        5038 pg_snapshot -1 0 b U 0 , 0 5039 pg_snapshot_ b - d x 0
        5069 xid8 8 1 b U 0 , 0 271 xid8 b - d p 0
        5077 anycompatible 4 1 p P 0 , 0 0 anycompatible_ - - i p 0
        5078 anycompatiblearray -1 0 p P 0 , 0 0 anycompatiblearray_ b - d x 0
        5079 anycompatiblenonarray 4 1 p P 0 , 0 0 anycompatiblenonarray_ - - i p 0
        5080 anycompatiblerange -1 0 p P 0 , 0 0 anycompatiblerange_ - - d x 0
        16385 vector -1 0 b U 0 , 0 16386 vector_ b vector_typmod_ i e 0
        16387 halfvec -1 0 b U 0 , 0 16388 halfvec_ b halfvec_typmod_ i e 0
        16389 sparsevec -1 0 b U 0 , 0 16390 sparsevec_ b sparsevec_typmod_ i e 0
        """
}
