// SPDX-License-Identifier: Apache-2.0

import Values

extension RegistryBuilder {
    /// The functions by which types are read and written, which `pg_type` refers to.
    ///
    /// They cannot be called from SQL here: values are read and written by ``TypeCodec``. Those
    /// that send can, because a bytea is an ordinary value.
    mutating func addTypeFunctions() {
        for row in Self.typeFunctions.split(separator: "\n") {
            let fields = row.split(separator: " ")
            precondition(fields.count == 5, "a row of the table of type functions has 5 fields")
            guard let number = UInt32(fields[0]), let result = Self.type(fields[3]) else {
                continue
            }
            let arguments = fields[2].split(separator: ",").compactMap { Self.type($0) }
            // Types that do not exist here have no functions either.
            guard arguments.count == fields[2].split(separator: ",").count else { continue }
            let name = String(fields[1])
            let isSend = result == .bytea && arguments.count == 1 && arguments[0] != .cstring
            add(
                number,
                name,
                arguments,
                result,
                FunctionOptions(
                    isStrict: fields[4].hasSuffix("s"),
                    volatility: fields[4].hasPrefix("i") ? .immutable : .stable
                ),
                isSend && name.hasSuffix("send") ? .send : .unavailable
            )
        }
    }

    private static func type(_ name: Substring) -> OID? { TypeDescription(name: String(name))?.oid }

    /// Number, name, argument types, result type, and volatility with `s` for strict.
    private static let typeFunctions = """
        31 byteaout bytea cstring is
        33 charout char cstring is
        34 namein cstring name is
        35 nameout name cstring is
        38 int2in cstring int2 is
        39 int2out int2 cstring is
        40 int2vectorin cstring int2vector is
        41 int2vectorout int2vector cstring is
        42 int4in cstring int4 is
        43 int4out int4 cstring is
        44 regprocin cstring regproc ss
        45 regprocout regproc cstring ss
        46 textin cstring text is
        47 textout text cstring is
        48 tidin cstring tid is
        49 tidout tid cstring is
        50 xidin cstring xid is
        51 xidout xid cstring is
        52 cidin cstring cid is
        53 cidout cid cstring is
        54 oidvectorin cstring oidvector is
        55 oidvectorout oidvector cstring is
        86 pg_ddl_command_in cstring pg_ddl_command is
        87 pg_ddl_command_out pg_ddl_command cstring is
        88 pg_ddl_command_recv internal pg_ddl_command is
        90 pg_ddl_command_send pg_ddl_command bytea is
        109 unknownin cstring unknown is
        110 unknownout unknown cstring is
        117 point_in cstring point is
        118 point_out point cstring is
        119 lseg_in cstring lseg is
        120 lseg_out lseg cstring is
        121 path_in cstring path is
        122 path_out path cstring is
        123 box_in cstring box is
        124 box_out box cstring is
        195 pg_node_tree_in cstring pg_node_tree is
        196 pg_node_tree_out pg_node_tree cstring is
        197 pg_node_tree_recv internal pg_node_tree ss
        198 pg_node_tree_send pg_node_tree bytea ss
        200 float4in cstring float4 is
        201 float4out float4 cstring is
        214 float8in cstring float8 is
        215 float8out float8 cstring is
        267 table_am_handler_in cstring table_am_handler i-
        268 table_am_handler_out table_am_handler cstring is
        321 json_in cstring json is
        322 json_out json cstring is
        323 json_recv internal json is
        324 json_send json bytea is
        326 index_am_handler_in cstring index_am_handler i-
        327 index_am_handler_out index_am_handler cstring is
        347 poly_in cstring polygon is
        348 poly_out polygon cstring is
        436 macaddr_in cstring macaddr is
        437 macaddr_out macaddr cstring is
        460 int8in cstring int8 is
        461 int8out int8 cstring is
        750 array_in cstring,oid,int4 anyarray ss
        751 array_out anyarray cstring ss
        886 cash_in cstring money ss
        887 cash_out money cstring ss
        910 inet_in cstring inet is
        911 inet_out inet cstring is
        1031 aclitemin cstring aclitem ss
        1032 aclitemout aclitem cstring ss
        1044 bpcharin cstring,oid,int4 bpchar is
        1045 bpcharout bpchar cstring is
        1046 varcharin cstring,oid,int4 varchar is
        1047 varcharout varchar cstring is
        1084 date_in cstring date ss
        1085 date_out date cstring ss
        1143 time_in cstring,oid,int4 time ss
        1144 time_out time cstring is
        1150 timestamptz_in cstring,oid,int4 timestamptz ss
        1151 timestamptz_out timestamptz cstring ss
        1160 interval_in cstring,oid,int4 interval ss
        1161 interval_out interval cstring ss
        1242 boolin cstring bool is
        1243 boolout bool cstring is
        1244 byteain cstring bytea is
        1245 charin cstring char is
        1267 cidr_in cstring cidr is
        1312 timestamp_in cstring,oid,int4 timestamp ss
        1313 timestamp_out timestamp cstring ss
        1350 timetz_in cstring,oid,int4 timetz ss
        1351 timetz_out timetz cstring is
        1427 cidr_out cidr cstring is
        1450 circle_in cstring circle is
        1451 circle_out circle cstring is
        1490 line_in cstring line is
        1491 line_out line cstring is
        1564 bit_in cstring,oid,int4 bit is
        1565 bit_out bit cstring is
        1579 varbit_in cstring,oid,int4 varbit is
        1580 varbit_out varbit cstring is
        1701 numeric_in cstring,oid,int4 numeric is
        1702 numeric_out numeric cstring is
        1798 oidin cstring oid is
        1799 oidout oid cstring is
        2212 regprocedurein cstring regprocedure ss
        2213 regprocedureout regprocedure cstring ss
        2214 regoperin cstring regoper ss
        2215 regoperout regoper cstring ss
        2216 regoperatorin cstring regoperator ss
        2217 regoperatorout regoperator cstring ss
        2218 regclassin cstring regclass ss
        2219 regclassout regclass cstring ss
        2220 regtypein cstring regtype ss
        2221 regtypeout regtype cstring ss
        2290 record_in cstring,oid,int4 record ss
        2291 record_out record cstring ss
        2292 cstring_in cstring cstring is
        2293 cstring_out cstring cstring is
        2294 any_in cstring any is
        2295 any_out any cstring is
        2296 anyarray_in cstring anyarray is
        2297 anyarray_out anyarray cstring ss
        2298 void_in cstring void is
        2299 void_out void cstring is
        2300 trigger_in cstring trigger i-
        2301 trigger_out trigger cstring is
        2302 language_handler_in cstring language_handler i-
        2303 language_handler_out language_handler cstring is
        2304 internal_in cstring internal i-
        2305 internal_out internal cstring is
        2312 anyelement_in cstring anyelement is
        2313 anyelement_out anyelement cstring is
        2400 array_recv internal,oid,int4 anyarray ss
        2401 array_send anyarray bytea ss
        2402 record_recv internal,oid,int4 record ss
        2403 record_send record bytea ss
        2404 int2recv internal int2 is
        2405 int2send int2 bytea is
        2406 int4recv internal int4 is
        2407 int4send int4 bytea is
        2408 int8recv internal int8 is
        2409 int8send int8 bytea is
        2410 int2vectorrecv internal int2vector is
        2411 int2vectorsend int2vector bytea is
        2412 bytearecv internal bytea is
        2413 byteasend bytea bytea is
        2414 textrecv internal text ss
        2415 textsend text bytea ss
        2416 unknownrecv internal unknown is
        2417 unknownsend unknown bytea is
        2418 oidrecv internal oid is
        2419 oidsend oid bytea is
        2420 oidvectorrecv internal oidvector is
        2421 oidvectorsend oidvector bytea is
        2422 namerecv internal name ss
        2423 namesend name bytea ss
        2424 float4recv internal float4 is
        2425 float4send float4 bytea is
        2426 float8recv internal float8 is
        2427 float8send float8 bytea is
        2428 point_recv internal point is
        2429 point_send point bytea is
        2430 bpcharrecv internal,oid,int4 bpchar ss
        2431 bpcharsend bpchar bytea ss
        2432 varcharrecv internal,oid,int4 varchar ss
        2433 varcharsend varchar bytea ss
        2434 charrecv internal char is
        2435 charsend char bytea is
        2436 boolrecv internal bool is
        2437 boolsend bool bytea is
        2438 tidrecv internal tid is
        2439 tidsend tid bytea is
        2440 xidrecv internal xid is
        2441 xidsend xid bytea is
        2442 cidrecv internal cid is
        2443 cidsend cid bytea is
        2444 regprocrecv internal regproc is
        2445 regprocsend regproc bytea is
        2446 regprocedurerecv internal regprocedure is
        2447 regproceduresend regprocedure bytea is
        2448 regoperrecv internal regoper is
        2449 regopersend regoper bytea is
        2450 regoperatorrecv internal regoperator is
        2451 regoperatorsend regoperator bytea is
        2452 regclassrecv internal regclass is
        2453 regclasssend regclass bytea is
        2454 regtyperecv internal regtype is
        2455 regtypesend regtype bytea is
        2456 bit_recv internal,oid,int4 bit is
        2457 bit_send bit bytea is
        2458 varbit_recv internal,oid,int4 varbit is
        2459 varbit_send varbit bytea is
        2460 numeric_recv internal,oid,int4 numeric is
        2461 numeric_send numeric bytea is
        2468 date_recv internal date is
        2469 date_send date bytea is
        2470 time_recv internal,oid,int4 time is
        2471 time_send time bytea is
        2472 timetz_recv internal,oid,int4 timetz is
        2473 timetz_send timetz bytea is
        2474 timestamp_recv internal,oid,int4 timestamp is
        2475 timestamp_send timestamp bytea is
        2476 timestamptz_recv internal,oid,int4 timestamptz is
        2477 timestamptz_send timestamptz bytea is
        2478 interval_recv internal,oid,int4 interval is
        2479 interval_send interval bytea is
        2480 lseg_recv internal lseg is
        2481 lseg_send lseg bytea is
        2482 path_recv internal path is
        2483 path_send path bytea is
        2484 box_recv internal box is
        2485 box_send box bytea is
        2486 poly_recv internal polygon is
        2487 poly_send polygon bytea is
        2488 line_recv internal line is
        2489 line_send line bytea is
        2490 circle_recv internal circle is
        2491 circle_send circle bytea is
        2492 cash_recv internal money is
        2493 cash_send money bytea is
        2494 macaddr_recv internal macaddr is
        2495 macaddr_send macaddr bytea is
        2496 inet_recv internal inet is
        2497 inet_send inet bytea is
        2498 cidr_recv internal cidr is
        2499 cidr_send cidr bytea is
        2500 cstring_recv internal cstring ss
        2501 cstring_send cstring bytea ss
        2502 anyarray_recv internal anyarray ss
        2503 anyarray_send anyarray bytea ss
        2777 anynonarray_in cstring anynonarray is
        2778 anynonarray_out anynonarray cstring is
        2893 xml_in cstring xml ss
        2894 xml_out xml cstring is
        2898 xml_recv internal xml ss
        2899 xml_send xml bytea ss
        2902 varbittypmodin _cstring int4 is
        2903 intervaltypmodin _cstring int4 is
        2904 intervaltypmodout int4 cstring is
        2905 timestamptypmodin _cstring int4 is
        2906 timestamptypmodout int4 cstring is
        2907 timestamptztypmodin _cstring int4 is
        2908 timestamptztypmodout int4 cstring is
        2909 timetypmodin _cstring int4 is
        2910 timetypmodout int4 cstring is
        2911 timetztypmodin _cstring int4 is
        2912 timetztypmodout int4 cstring is
        2913 bpchartypmodin _cstring int4 is
        2914 bpchartypmodout int4 cstring is
        2915 varchartypmodin _cstring int4 is
        2916 varchartypmodout int4 cstring is
        2917 numerictypmodin _cstring int4 is
        2918 numerictypmodout int4 cstring is
        2919 bittypmodin _cstring int4 is
        2920 bittypmodout int4 cstring is
        2921 varbittypmodout int4 cstring is
        2939 txid_snapshot_in cstring txid_snapshot is
        2940 txid_snapshot_out txid_snapshot cstring is
        2941 txid_snapshot_recv internal txid_snapshot is
        2942 txid_snapshot_send txid_snapshot bytea is
        2952 uuid_in cstring uuid is
        2953 uuid_out uuid cstring is
        2961 uuid_recv internal uuid is
        2962 uuid_send uuid bytea is
        3116 fdw_handler_in cstring fdw_handler i-
        3117 fdw_handler_out fdw_handler cstring is
        3120 void_recv internal void is
        3121 void_send void bytea is
        3229 pg_lsn_in cstring pg_lsn is
        3230 pg_lsn_out pg_lsn cstring is
        3238 pg_lsn_recv internal pg_lsn is
        3239 pg_lsn_send pg_lsn bytea is
        3311 tsm_handler_in cstring tsm_handler i-
        3312 tsm_handler_out tsm_handler cstring is
        3355 pg_ndistinct_in cstring pg_ndistinct is
        3356 pg_ndistinct_out pg_ndistinct cstring is
        3357 pg_ndistinct_recv internal pg_ndistinct ss
        3358 pg_ndistinct_send pg_ndistinct bytea ss
        3404 pg_dependencies_in cstring pg_dependencies is
        3405 pg_dependencies_out pg_dependencies cstring is
        3406 pg_dependencies_recv internal pg_dependencies ss
        3407 pg_dependencies_send pg_dependencies bytea ss
        3446 macaddr8_recv internal macaddr8 is
        3447 macaddr8_send macaddr8 bytea is
        3504 anyenum_in cstring anyenum is
        3505 anyenum_out anyenum cstring ss
        3594 event_trigger_in cstring event_trigger i-
        3595 event_trigger_out event_trigger cstring is
        3610 tsvectorin cstring tsvector is
        3611 tsvectorout tsvector cstring is
        3612 tsqueryin cstring tsquery is
        3613 tsqueryout tsquery cstring is
        3638 tsvectorsend tsvector bytea is
        3639 tsvectorrecv internal tsvector is
        3640 tsquerysend tsquery bytea is
        3641 tsqueryrecv internal tsquery is
        3646 gtsvectorin cstring gtsvector is
        3647 gtsvectorout gtsvector cstring is
        3736 regconfigin cstring regconfig ss
        3737 regconfigout regconfig cstring ss
        3738 regconfigrecv internal regconfig is
        3739 regconfigsend regconfig bytea is
        3771 regdictionaryin cstring regdictionary ss
        3772 regdictionaryout regdictionary cstring ss
        3773 regdictionaryrecv internal regdictionary is
        3774 regdictionarysend regdictionary bytea is
        3803 jsonb_send jsonb bytea is
        3804 jsonb_out jsonb cstring is
        3805 jsonb_recv internal jsonb is
        3806 jsonb_in cstring jsonb is
        3832 anyrange_in cstring,oid,int4 anyrange ss
        3833 anyrange_out anyrange cstring ss
        3834 range_in cstring,oid,int4 anyrange ss
        3835 range_out anyrange cstring ss
        3836 range_recv internal,oid,int4 anyrange ss
        3837 range_send anyrange bytea ss
        4001 jsonpath_in cstring jsonpath is
        4002 jsonpath_recv internal jsonpath is
        4003 jsonpath_out jsonpath cstring is
        4004 jsonpath_send jsonpath bytea is
        4084 regnamespacein cstring regnamespace ss
        4085 regnamespaceout regnamespace cstring ss
        4087 regnamespacerecv internal regnamespace is
        4088 regnamespacesend regnamespace bytea is
        4092 regroleout regrole cstring ss
        4094 regrolerecv internal regrole is
        4095 regrolesend regrole bytea is
        4098 regrolein cstring regrole ss
        4110 macaddr8_in cstring macaddr8 is
        4111 macaddr8_out macaddr8 cstring is
        4193 regcollationin cstring regcollation ss
        4194 regcollationout regcollation cstring ss
        4196 regcollationrecv internal regcollation is
        4197 regcollationsend regcollation bytea is
        4226 anycompatiblemultirange_in cstring,oid,int4 anycompatiblemultirange ss
        4227 anycompatiblemultirange_out anycompatiblemultirange cstring ss
        4229 anymultirange_in cstring,oid,int4 anymultirange ss
        4230 anymultirange_out anymultirange cstring ss
        4231 multirange_in cstring,oid,int4 anymultirange ss
        4232 multirange_out anymultirange cstring ss
        4233 multirange_recv internal,oid,int4 anymultirange ss
        4234 multirange_send anymultirange bytea ss
        4596 brin_bloom_summary_in cstring pg_brin_bloom_summary is
        4597 brin_bloom_summary_out pg_brin_bloom_summary cstring is
        4598 brin_bloom_summary_recv internal pg_brin_bloom_summary ss
        4599 brin_bloom_summary_send pg_brin_bloom_summary bytea ss
        4638 brin_minmax_multi_summary_in cstring pg_brin_minmax_multi_summary is
        4639 brin_minmax_multi_summary_out pg_brin_minmax_multi_summary cstring is
        4640 brin_minmax_multi_summary_recv internal pg_brin_minmax_multi_summary ss
        4641 brin_minmax_multi_summary_send pg_brin_minmax_multi_summary bytea ss
        5018 pg_mcv_list_in cstring pg_mcv_list is
        5019 pg_mcv_list_out pg_mcv_list cstring is
        5020 pg_mcv_list_recv internal pg_mcv_list ss
        5021 pg_mcv_list_send pg_mcv_list bytea ss
        5055 pg_snapshot_in cstring pg_snapshot is
        5056 pg_snapshot_out pg_snapshot cstring is
        5057 pg_snapshot_recv internal pg_snapshot is
        5058 pg_snapshot_send pg_snapshot bytea is
        5070 xid8in cstring xid8 is
        5081 xid8out xid8 cstring is
        5082 xid8recv internal xid8 is
        5083 xid8send xid8 bytea is
        5086 anycompatible_in cstring anycompatible is
        5087 anycompatible_out anycompatible cstring is
        5088 anycompatiblearray_in cstring anycompatiblearray is
        5089 anycompatiblearray_out anycompatiblearray cstring ss
        5090 anycompatiblearray_recv internal anycompatiblearray ss
        5091 anycompatiblearray_send anycompatiblearray bytea ss
        5092 anycompatiblenonarray_in cstring anycompatiblenonarray is
        5093 anycompatiblenonarray_out anycompatiblenonarray cstring is
        5094 anycompatiblerange_in cstring,oid,int4 anycompatiblerange ss
        5095 anycompatiblerange_out anycompatiblerange cstring ss
        """
}
