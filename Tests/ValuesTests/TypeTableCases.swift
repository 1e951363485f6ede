// SPDX-License-Identifier: Apache-2.0

/// Rows of pg_type and results of format_type.
///
/// Fields are separated by a broken bar; the last one is what PostgreSQL 15 answered.
enum TypeTableCases {
    /// The columns of pg_type, in the order the test states.
    static let rows = #"""
        16 ¦ bool ¦ 1 ¦ t ¦ b ¦ B ¦ t ¦ , ¦ 0 ¦ 1000 ¦ boolin ¦ boolout ¦ boolrecv ¦ boolsend ¦ - ¦ - ¦ - ¦ c ¦ p ¦ 0 ¦ -
        19 ¦ name ¦ 64 ¦ f ¦ b ¦ S ¦ f ¦ , ¦ 18 ¦ 1003 ¦ namein ¦ nameout ¦ namerecv ¦ namesend ¦ - ¦ - ¦ - ¦ c ¦ p ¦ 950 ¦ raw_array_subscript_handler
        22 ¦ int2vector ¦ -1 ¦ f ¦ b ¦ A ¦ f ¦ , ¦ 21 ¦ 1006 ¦ int2vectorin ¦ int2vectorout ¦ int2vectorrecv ¦ int2vectorsend ¦ - ¦ - ¦ - ¦ i ¦ p ¦ 0 ¦ array_subscript_handler
        23 ¦ int4 ¦ 4 ¦ t ¦ b ¦ N ¦ f ¦ , ¦ 0 ¦ 1007 ¦ int4in ¦ int4out ¦ int4recv ¦ int4send ¦ - ¦ - ¦ - ¦ i ¦ p ¦ 0 ¦ -
        25 ¦ text ¦ -1 ¦ f ¦ b ¦ S ¦ t ¦ , ¦ 0 ¦ 1009 ¦ textin ¦ textout ¦ textrecv ¦ textsend ¦ - ¦ - ¦ - ¦ i ¦ x ¦ 100 ¦ -
        30 ¦ oidvector ¦ -1 ¦ f ¦ b ¦ A ¦ f ¦ , ¦ 26 ¦ 1013 ¦ oidvectorin ¦ oidvectorout ¦ oidvectorrecv ¦ oidvectorsend ¦ - ¦ - ¦ - ¦ i ¦ p ¦ 0 ¦ array_subscript_handler
        114 ¦ json ¦ -1 ¦ f ¦ b ¦ U ¦ f ¦ , ¦ 0 ¦ 199 ¦ json_in ¦ json_out ¦ json_recv ¦ json_send ¦ - ¦ - ¦ - ¦ i ¦ x ¦ 0 ¦ -
        600 ¦ point ¦ 16 ¦ f ¦ b ¦ G ¦ f ¦ , ¦ 701 ¦ 1017 ¦ point_in ¦ point_out ¦ point_recv ¦ point_send ¦ - ¦ - ¦ - ¦ d ¦ p ¦ 0 ¦ raw_array_subscript_handler
        603 ¦ box ¦ 32 ¦ f ¦ b ¦ G ¦ f ¦ ; ¦ 600 ¦ 1020 ¦ box_in ¦ box_out ¦ box_recv ¦ box_send ¦ - ¦ - ¦ - ¦ d ¦ p ¦ 0 ¦ raw_array_subscript_handler
        701 ¦ float8 ¦ 8 ¦ t ¦ b ¦ N ¦ t ¦ , ¦ 0 ¦ 1022 ¦ float8in ¦ float8out ¦ float8recv ¦ float8send ¦ - ¦ - ¦ - ¦ d ¦ p ¦ 0 ¦ -
        705 ¦ unknown ¦ -2 ¦ f ¦ p ¦ X ¦ f ¦ , ¦ 0 ¦ 0 ¦ unknownin ¦ unknownout ¦ unknownrecv ¦ unknownsend ¦ - ¦ - ¦ - ¦ c ¦ p ¦ 0 ¦ -
        869 ¦ inet ¦ -1 ¦ f ¦ b ¦ I ¦ t ¦ , ¦ 0 ¦ 1041 ¦ inet_in ¦ inet_out ¦ inet_recv ¦ inet_send ¦ - ¦ - ¦ - ¦ i ¦ m ¦ 0 ¦ -
        1006 ¦ _int2vector ¦ -1 ¦ f ¦ b ¦ A ¦ f ¦ , ¦ 22 ¦ 0 ¦ array_in ¦ array_out ¦ array_recv ¦ array_send ¦ - ¦ - ¦ array_typanalyze ¦ i ¦ x ¦ 0 ¦ array_subscript_handler
        1007 ¦ _int4 ¦ -1 ¦ f ¦ b ¦ A ¦ f ¦ , ¦ 23 ¦ 0 ¦ array_in ¦ array_out ¦ array_recv ¦ array_send ¦ - ¦ - ¦ array_typanalyze ¦ i ¦ x ¦ 0 ¦ array_subscript_handler
        1009 ¦ _text ¦ -1 ¦ f ¦ b ¦ A ¦ f ¦ , ¦ 25 ¦ 0 ¦ array_in ¦ array_out ¦ array_recv ¦ array_send ¦ - ¦ - ¦ array_typanalyze ¦ i ¦ x ¦ 100 ¦ array_subscript_handler
        1015 ¦ _varchar ¦ -1 ¦ f ¦ b ¦ A ¦ f ¦ , ¦ 1043 ¦ 0 ¦ array_in ¦ array_out ¦ array_recv ¦ array_send ¦ varchartypmodin ¦ varchartypmodout ¦ array_typanalyze ¦ i ¦ x ¦ 100 ¦ array_subscript_handler
        1020 ¦ _box ¦ -1 ¦ f ¦ b ¦ A ¦ f ¦ ; ¦ 603 ¦ 0 ¦ array_in ¦ array_out ¦ array_recv ¦ array_send ¦ - ¦ - ¦ array_typanalyze ¦ d ¦ x ¦ 0 ¦ array_subscript_handler
        1022 ¦ _float8 ¦ -1 ¦ f ¦ b ¦ A ¦ f ¦ , ¦ 701 ¦ 0 ¦ array_in ¦ array_out ¦ array_recv ¦ array_send ¦ - ¦ - ¦ array_typanalyze ¦ d ¦ x ¦ 0 ¦ array_subscript_handler
        1043 ¦ varchar ¦ -1 ¦ f ¦ b ¦ S ¦ f ¦ , ¦ 0 ¦ 1015 ¦ varcharin ¦ varcharout ¦ varcharrecv ¦ varcharsend ¦ varchartypmodin ¦ varchartypmodout ¦ - ¦ i ¦ x ¦ 100 ¦ -
        1184 ¦ timestamptz ¦ 8 ¦ t ¦ b ¦ D ¦ t ¦ , ¦ 0 ¦ 1185 ¦ timestamptz_in ¦ timestamptz_out ¦ timestamptz_recv ¦ timestamptz_send ¦ timestamptztypmodin ¦ timestamptztypmodout ¦ - ¦ d ¦ p ¦ 0 ¦ -
        1186 ¦ interval ¦ 16 ¦ f ¦ b ¦ T ¦ t ¦ , ¦ 0 ¦ 1187 ¦ interval_in ¦ interval_out ¦ interval_recv ¦ interval_send ¦ intervaltypmodin ¦ intervaltypmodout ¦ - ¦ d ¦ p ¦ 0 ¦ -
        1231 ¦ _numeric ¦ -1 ¦ f ¦ b ¦ A ¦ f ¦ , ¦ 1700 ¦ 0 ¦ array_in ¦ array_out ¦ array_recv ¦ array_send ¦ numerictypmodin ¦ numerictypmodout ¦ array_typanalyze ¦ i ¦ x ¦ 0 ¦ array_subscript_handler
        1263 ¦ _cstring ¦ -1 ¦ f ¦ b ¦ A ¦ f ¦ , ¦ 2275 ¦ 0 ¦ array_in ¦ array_out ¦ array_recv ¦ array_send ¦ - ¦ - ¦ array_typanalyze ¦ i ¦ x ¦ 0 ¦ array_subscript_handler
        1560 ¦ bit ¦ -1 ¦ f ¦ b ¦ V ¦ f ¦ , ¦ 0 ¦ 1561 ¦ bit_in ¦ bit_out ¦ bit_recv ¦ bit_send ¦ bittypmodin ¦ bittypmodout ¦ - ¦ i ¦ x ¦ 0 ¦ -
        1561 ¦ _bit ¦ -1 ¦ f ¦ b ¦ A ¦ f ¦ , ¦ 1560 ¦ 0 ¦ array_in ¦ array_out ¦ array_recv ¦ array_send ¦ bittypmodin ¦ bittypmodout ¦ array_typanalyze ¦ i ¦ x ¦ 0 ¦ array_subscript_handler
        1700 ¦ numeric ¦ -1 ¦ f ¦ b ¦ N ¦ f ¦ , ¦ 0 ¦ 1231 ¦ numeric_in ¦ numeric_out ¦ numeric_recv ¦ numeric_send ¦ numerictypmodin ¦ numerictypmodout ¦ - ¦ i ¦ m ¦ 0 ¦ -
        1790 ¦ refcursor ¦ -1 ¦ f ¦ b ¦ U ¦ f ¦ , ¦ 0 ¦ 2201 ¦ textin ¦ textout ¦ textrecv ¦ textsend ¦ - ¦ - ¦ - ¦ i ¦ x ¦ 0 ¦ -
        2205 ¦ regclass ¦ 4 ¦ t ¦ b ¦ N ¦ f ¦ , ¦ 0 ¦ 2210 ¦ regclassin ¦ regclassout ¦ regclassrecv ¦ regclasssend ¦ - ¦ - ¦ - ¦ i ¦ p ¦ 0 ¦ -
        2249 ¦ record ¦ -1 ¦ f ¦ p ¦ P ¦ f ¦ , ¦ 0 ¦ 2287 ¦ record_in ¦ record_out ¦ record_recv ¦ record_send ¦ - ¦ - ¦ - ¦ d ¦ x ¦ 0 ¦ -
        2275 ¦ cstring ¦ -2 ¦ f ¦ p ¦ P ¦ f ¦ , ¦ 0 ¦ 1263 ¦ cstring_in ¦ cstring_out ¦ cstring_recv ¦ cstring_send ¦ - ¦ - ¦ - ¦ c ¦ p ¦ 0 ¦ -
        2278 ¦ void ¦ 4 ¦ t ¦ p ¦ P ¦ f ¦ , ¦ 0 ¦ 0 ¦ void_in ¦ void_out ¦ void_recv ¦ void_send ¦ - ¦ - ¦ - ¦ i ¦ p ¦ 0 ¦ -
        2283 ¦ anyelement ¦ 4 ¦ t ¦ p ¦ P ¦ f ¦ , ¦ 0 ¦ 0 ¦ anyelement_in ¦ anyelement_out ¦ - ¦ - ¦ - ¦ - ¦ - ¦ i ¦ p ¦ 0 ¦ -
        2287 ¦ _record ¦ -1 ¦ f ¦ p ¦ P ¦ f ¦ , ¦ 2249 ¦ 0 ¦ array_in ¦ array_out ¦ array_recv ¦ array_send ¦ - ¦ - ¦ array_typanalyze ¦ d ¦ x ¦ 0 ¦ array_subscript_handler
        2950 ¦ uuid ¦ 16 ¦ f ¦ b ¦ U ¦ f ¦ , ¦ 0 ¦ 2951 ¦ uuid_in ¦ uuid_out ¦ uuid_recv ¦ uuid_send ¦ - ¦ - ¦ - ¦ c ¦ p ¦ 0 ¦ -
        3614 ¦ tsvector ¦ -1 ¦ f ¦ b ¦ U ¦ f ¦ , ¦ 0 ¦ 3643 ¦ tsvectorin ¦ tsvectorout ¦ tsvectorrecv ¦ tsvectorsend ¦ - ¦ - ¦ ts_typanalyze ¦ i ¦ x ¦ 0 ¦ -
        3802 ¦ jsonb ¦ -1 ¦ f ¦ b ¦ U ¦ f ¦ , ¦ 0 ¦ 3807 ¦ jsonb_in ¦ jsonb_out ¦ jsonb_recv ¦ jsonb_send ¦ - ¦ - ¦ - ¦ i ¦ x ¦ 0 ¦ jsonb_subscript_handler
        3807 ¦ _jsonb ¦ -1 ¦ f ¦ b ¦ A ¦ f ¦ , ¦ 3802 ¦ 0 ¦ array_in ¦ array_out ¦ array_recv ¦ array_send ¦ - ¦ - ¦ array_typanalyze ¦ i ¦ x ¦ 0 ¦ array_subscript_handler
        3904 ¦ int4range ¦ -1 ¦ f ¦ r ¦ R ¦ f ¦ , ¦ 0 ¦ 3905 ¦ range_in ¦ range_out ¦ range_recv ¦ range_send ¦ - ¦ - ¦ range_typanalyze ¦ i ¦ x ¦ 0 ¦ -
        4451 ¦ int4multirange ¦ -1 ¦ f ¦ m ¦ R ¦ f ¦ , ¦ 0 ¦ 6150 ¦ multirange_in ¦ multirange_out ¦ multirange_recv ¦ multirange_send ¦ - ¦ - ¦ multirange_typanalyze ¦ i ¦ x ¦ 0 ¦ -
        """#

    /// Type, modifier, -2 for NULL.
    static let formats = #"""
        1043 ¦ 14 ¦ character varying(10)
        1042 ¦ 14 ¦ character(10)
        1042 ¦ -1 ¦ bpchar
        1042 ¦ -2 ¦ character
        1560 ¦ 3 ¦ bit(3)
        1560 ¦ -1 ¦ "bit"
        1560 ¦ -2 ¦ bit
        1562 ¦ 5 ¦ bit varying(5)
        1700 ¦ 655366 ¦ numeric(10,2)
        1700 ¦ 198658 ¦ numeric(3,-2)
        1114 ¦ 3 ¦ timestamp(3) without time zone
        1184 ¦ 0 ¦ timestamp(0) with time zone
        1083 ¦ 2 ¦ time(2) without time zone
        1266 ¦ 2 ¦ time(2) with time zone
        18 ¦ -1 ¦ "char"
        1002 ¦ -1 ¦ "char"[]
        1015 ¦ 14 ¦ character varying(10)[]
        0 ¦ -1 ¦ -
        99999 ¦ -1 ¦ ???
        25 ¦ 10 ¦ text(10)
        1007 ¦ 4 ¦ integer[]
        2249 ¦ -1 ¦ record
        2287 ¦ -1 ¦ record[]
        1185 ¦ 3 ¦ timestamp(3) with time zone[]
        2276 ¦ -2 ¦ "any"
        1022 ¦ -2 ¦ double precision[]
        22 ¦ -2 ¦ int2vector
        1006 ¦ -2 ¦ int2vector[]
        1187 ¦ 327679 ¦ interval year[]
        1014 ¦ -1 ¦ bpchar[]
        1014 ¦ -2 ¦ character[]
        1561 ¦ 4 ¦ bit(4)[]
        1186 ¦ -1 ¦ interval
        1186 ¦ 2147418114 ¦ interval(2)
        1186 ¦ 470286339 ¦ interval day to second(3)
        1186 ¦ 458751 ¦ interval year to month
        21 ¦ -1 ¦ smallint
        16 ¦ -1 ¦ boolean
        """#
}
