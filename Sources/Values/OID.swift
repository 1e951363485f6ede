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

    public static func < (left: OID, right: OID) -> Bool { left.rawValue < right.rawValue }

    /// No object.
    public static let invalid = OID(0)
    /// The first identifier that objects made by users may have.
    public static let firstUser = OID(16_384)
}

/// The identifiers of the built-in types, as PostgreSQL numbers them; those of the vector types are
/// ours, above ``OID/firstUser``, and the same in every database.
extension OID {
    public static let bool = OID(16)
    public static let bytea = OID(17)
    public static let char = OID(18)
    public static let name = OID(19)
    public static let int8 = OID(20)
    public static let int2 = OID(21)
    public static let int2vector = OID(22)
    public static let int4 = OID(23)
    public static let regproc = OID(24)
    public static let text = OID(25)
    public static let oid = OID(26)
    public static let tid = OID(27)
    public static let xid = OID(28)
    public static let cid = OID(29)
    public static let oidvector = OID(30)
    public static let json = OID(114)
    public static let xml = OID(142)
    public static let pgNodeTree = OID(194)
    public static let float4 = OID(700)
    public static let float8 = OID(701)
    public static let unknown = OID(705)
    public static let money = OID(790)
    public static let inet = OID(869)
    public static let aclitem = OID(1033)
    public static let bpchar = OID(1042)
    public static let varchar = OID(1043)
    public static let date = OID(1082)
    public static let time = OID(1083)
    public static let timestamp = OID(1114)
    public static let timestamptz = OID(1184)
    public static let interval = OID(1186)
    public static let timetz = OID(1266)
    public static let bit = OID(1560)
    public static let varbit = OID(1562)
    public static let numeric = OID(1700)
    public static let refcursor = OID(1790)
    public static let regprocedure = OID(2202)
    public static let regoper = OID(2203)
    public static let regoperator = OID(2204)
    public static let regclass = OID(2205)
    public static let regtype = OID(2206)
    public static let record = OID(2249)
    public static let cstring = OID(2275)
    public static let any = OID(2276)
    public static let anyarray = OID(2277)
    public static let void = OID(2278)
    public static let trigger = OID(2279)
    public static let `internal` = OID(2281)
    public static let anyelement = OID(2283)
    public static let anynonarray = OID(2776)
    public static let uuid = OID(2950)
    public static let pgLSN = OID(3220)
    public static let anyenum = OID(3500)
    public static let tsvector = OID(3614)
    public static let tsquery = OID(3615)
    public static let regconfig = OID(3734)
    public static let regdictionary = OID(3769)
    public static let jsonb = OID(3802)
    public static let jsonpath = OID(4072)
    public static let regnamespace = OID(4089)
    public static let regrole = OID(4096)
    public static let regcollation = OID(4191)
    public static let xid8 = OID(5069)
    public static let anycompatible = OID(5077)
    public static let anycompatiblearray = OID(5078)
    public static let anycompatiblenonarray = OID(5079)

    public static let vector = OID(16_385)
    public static let vectorArray = OID(16_386)
    public static let halfvec = OID(16_387)
    public static let halfvecArray = OID(16_388)
    public static let sparsevec = OID(16_389)
    public static let sparsevecArray = OID(16_390)
}
