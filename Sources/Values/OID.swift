// SPDX-License-Identifier: Apache-2.0

/// An object identifier: names a type, table, function or other object of the catalog.
///
/// Source: PostgreSQL 15 manual, section 8.19 "Object Identifier Types".
public struct OID: RawRepresentable, Hashable, Comparable, Sendable {
    /// The number clients see.
    public let rawValue: UInt32

    /// The identifier numbered `rawValue`; 0 is no object.
    public init(rawValue: UInt32) { self.rawValue = rawValue }

    /// The identifier numbered `rawValue`.
    public init(_ rawValue: UInt32) { self.rawValue = rawValue }

    /// Whether `left` is numbered before `right`.
    public static func < (left: OID, right: OID) -> Bool { left.rawValue < right.rawValue }

    /// No object.
    public static let invalid = OID(0)
    /// The first identifier that objects made by users may have.
    public static let firstUser = OID(16_384)
}

/// The identifiers of the built-in types, as PostgreSQL numbers them; those of the vector types are
/// ours, above ``OID/firstUser``, and the same in every database.
extension OID {
    /// `bool`.
    public static let bool = OID(16)
    /// `bytea`.
    public static let bytea = OID(17)
    /// `char`.
    public static let char = OID(18)
    /// `name`.
    public static let name = OID(19)
    /// `int8`.
    public static let int8 = OID(20)
    /// `int2`.
    public static let int2 = OID(21)
    /// `int2vector`.
    public static let int2vector = OID(22)
    /// `int4`.
    public static let int4 = OID(23)
    /// `regproc`.
    public static let regproc = OID(24)
    /// `text`.
    public static let text = OID(25)
    /// `oid`.
    public static let oid = OID(26)
    /// `tid`.
    public static let tid = OID(27)
    /// `xid`.
    public static let xid = OID(28)
    /// `cid`.
    public static let cid = OID(29)
    /// `oidvector`.
    public static let oidvector = OID(30)
    /// `json`.
    public static let json = OID(114)
    /// `xml`.
    public static let xml = OID(142)
    /// `pgNodeTree`.
    public static let pgNodeTree = OID(194)
    /// `float4`.
    public static let float4 = OID(700)
    /// `float8`.
    public static let float8 = OID(701)
    /// `unknown`.
    public static let unknown = OID(705)
    /// `money`.
    public static let money = OID(790)
    /// `inet`.
    public static let inet = OID(869)
    /// `aclitem`.
    public static let aclitem = OID(1033)
    /// `bpchar`.
    public static let bpchar = OID(1042)
    /// `varchar`.
    public static let varchar = OID(1043)
    /// `date`.
    public static let date = OID(1082)
    /// `time`.
    public static let time = OID(1083)
    /// `timestamp`.
    public static let timestamp = OID(1114)
    /// `timestamptz`.
    public static let timestamptz = OID(1184)
    /// `interval`.
    public static let interval = OID(1186)
    /// `timetz`.
    public static let timetz = OID(1266)
    /// `bit`.
    public static let bit = OID(1560)
    /// `varbit`.
    public static let varbit = OID(1562)
    /// `numeric`.
    public static let numeric = OID(1700)
    /// `refcursor`.
    public static let refcursor = OID(1790)
    /// `regprocedure`.
    public static let regprocedure = OID(2202)
    /// `regoper`.
    public static let regoper = OID(2203)
    /// `regoperator`.
    public static let regoperator = OID(2204)
    /// `regclass`.
    public static let regclass = OID(2205)
    /// `regtype`.
    public static let regtype = OID(2206)
    /// `record`.
    public static let record = OID(2249)
    /// `cstring`.
    public static let cstring = OID(2275)
    /// `any`.
    public static let any = OID(2276)
    /// `anyarray`.
    public static let anyarray = OID(2277)
    /// `void`.
    public static let void = OID(2278)
    /// `trigger`.
    public static let trigger = OID(2279)
    /// `internal`.
    public static let `internal` = OID(2281)
    /// `anyelement`.
    public static let anyelement = OID(2283)
    /// `anynonarray`.
    public static let anynonarray = OID(2776)
    /// `uuid`.
    public static let uuid = OID(2950)
    /// `pgLSN`.
    public static let pgLSN = OID(3220)
    /// `anyenum`.
    public static let anyenum = OID(3500)
    /// `tsvector`.
    public static let tsvector = OID(3614)
    /// `tsquery`.
    public static let tsquery = OID(3615)
    /// `regconfig`.
    public static let regconfig = OID(3734)
    /// `regdictionary`.
    public static let regdictionary = OID(3769)
    /// `jsonb`.
    public static let jsonb = OID(3802)
    /// `jsonpath`.
    public static let jsonpath = OID(4072)
    /// `regnamespace`.
    public static let regnamespace = OID(4089)
    /// `regrole`.
    public static let regrole = OID(4096)
    /// `regcollation`.
    public static let regcollation = OID(4191)
    /// `xid8`.
    public static let xid8 = OID(5069)
    /// `anycompatible`.
    public static let anycompatible = OID(5077)
    /// `anycompatiblearray`.
    public static let anycompatiblearray = OID(5078)
    /// `anycompatiblenonarray`.
    public static let anycompatiblenonarray = OID(5079)

    /// `vector`.
    public static let vector = OID(16_385)
    /// `vectorArray`.
    public static let vectorArray = OID(16_386)
    /// `halfvec`.
    public static let halfvec = OID(16_387)
    /// `halfvecArray`.
    public static let halfvecArray = OID(16_388)
    /// `sparsevec`.
    public static let sparsevec = OID(16_389)
    /// `sparsevecArray`.
    public static let sparsevecArray = OID(16_390)
}
