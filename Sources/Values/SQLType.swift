// SPDX-License-Identifier: Apache-2.0

/// A SQL type as a column or an expression has it: which type, and its modifier.
public struct SQLType: Hashable, Sendable {
    /// Which type.
    public var oid: OID
    /// The type modifier in PostgreSQL's encoding, -1 when there is none: length + 4 for varchar
    /// and char, (precision << 16 | scale) + 4 for numeric, dimensions for vectors, bits for bit.
    public var modifier: Int32

    /// The type `oid` with `modifier`.
    public init(_ oid: OID, modifier: Int32 = -1) {
        self.oid = oid
        self.modifier = modifier
    }

    /// The same type without its modifier.
    public var unmodified: SQLType { SQLType(oid) }
}

extension SQLType {
    /// `boolean`.
    public static let bool = SQLType(.bool)
    /// `smallint`.
    public static let int2 = SQLType(.int2)
    /// `integer`.
    public static let int4 = SQLType(.int4)
    /// `bigint`.
    public static let int8 = SQLType(.int8)
    /// `oid`.
    public static let oid = SQLType(.oid)
    /// `real`.
    public static let float4 = SQLType(.float4)
    /// `double precision`.
    public static let float8 = SQLType(.float8)
    /// `numeric`.
    public static let numeric = SQLType(.numeric)
    /// `text`.
    public static let text = SQLType(.text)
    /// `name`.
    public static let name = SQLType(.name)
    /// `unknown`: a literal whose type is not decided.
    public static let unknown = SQLType(.unknown)
    /// `timestamp with time zone`.
    public static let timestamptz = SQLType(.timestamptz)
    /// `record`.
    public static let record = SQLType(.record)
    /// `void`.
    public static let void = SQLType(.void)
}

/// How values of a type are represented: which case of ``Value`` and of ``Column/Elements``.
public enum Representation: Sendable, Hashable {
    /// boolean.
    case bool
    /// smallint.
    case int16
    /// integer; date as days since 2000-01-01.
    case int32
    /// bigint; time, timestamp and timestamptz as microseconds (since 2000-01-01 where dated);
    /// money as cents; pg_lsn and xid8 as the bits of an unsigned number.
    case int64
    /// oid and the reg* types, xid, cid.
    case oid
    /// real.
    case float32
    /// double precision.
    case float64
    /// text, varchar, char, name, "char", json, xml, unknown, cstring, refcursor.
    case text
    /// Everything else: a ``Value`` of its own case.
    case value
}

extension SQLType {
    /// How values of this type are represented.
    public var representation: Representation {
        switch oid {
        case .bool: .bool
        case .int2: .int16
        case .int4, .date: .int32
        case .int8, .time, .timestamp, .timestamptz, .pgLSN, .money, .tid, .xid8: .int64
        case .oid, .xid, .cid, .regproc, .regprocedure, .regoper, .regoperator, .regclass,
            .regtype, .regconfig, .regdictionary, .regnamespace, .regrole, .regcollation:
            .oid
        case .float4: .float32
        case .float8: .float64
        case .text, .varchar, .bpchar, .name, .char, .json, .xml, .unknown, .cstring, .refcursor,
            .pgNodeTree, .aclitem, .inet:
            .text
        default: .value
        }
    }
}
