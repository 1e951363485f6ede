// SPDX-License-Identifier: Apache-2.0

/// A built-in type, as `pg_type` describes it.
///
/// Source: PostgreSQL 15 manual, section 53.64 "pg_type".
public struct TypeDescription: Sendable {
    /// What sort of type it is, as `pg_type.typtype` spells it.
    public enum Kind: UInt8, Sendable {
        case base = 0x62  // b
        case pseudo = 0x70  // p
        case range = 0x72  // r
        case multirange = 0x6D  // m
    }

    /// Its identifier.
    public let oid: OID
    /// The name in `pg_type`, such as `int4` or `_int4`; SQL's own name is
    /// ``formatted(modifier:)``.
    public let name: String
    /// Whether it belongs to the extension `vector` in schema `public`, not to `pg_catalog`.
    public let isExtension: Bool
    /// Bytes a value takes in PostgreSQL, -1 when variable, -2 for a C string.
    public let length: Int16
    /// Whether PostgreSQL passes it by value.
    public let isByValue: Bool
    /// Which kind.
    public let kind: Kind
    /// The letter that groups types for resolution of overloads: N number, S string and so on.
    public let category: Character
    /// Whether ambiguous overloads prefer it within its category.
    public let isPreferred: Bool
    /// What separates the elements of an array of it.
    public let delimiter: UInt8
    /// What a subscript yields; invalid when the type cannot be subscripted.
    public let element: OID
    /// The type of arrays of it; invalid when there is none.
    public let array: OID
    /// The functions that read and write it, empty when it has none.
    public let input: String
    /// The name of the output function.
    public let output: String
    /// The name of the receive function.
    public let receive: String
    /// The name of the send function.
    public let send: String
    /// The name of the function that reads its modifier.
    public let modifierInput: String
    /// The name of the function that prints its modifier.
    public let modifierOutput: String
    /// The letter of its alignment in PostgreSQL: c, s, i or d.
    public let alignment: Character
    /// The letter of its storage strategy in PostgreSQL: p, e, m or x.
    public let storage: Character
    /// The default collation, invalid for types without one.
    public let collation: OID
    /// Whether this is `T[]` for some T: values are ``ArrayValue``.
    public let isArray: Bool

    /// The name of the function that handles subscripts, empty when there is none.
    public var subscriptHandler: String {
        if oid == .jsonb { return "jsonb_subscript_handler" }
        if element == .invalid { return "" }
        let isArrayLike = isArray || category == "A"
        return isArrayLike ? "array_subscript_handler" : "raw_array_subscript_handler"
    }

    /// The name of the function that gathers statistics, empty for the default one.
    public var analyze: String {
        if isArray { return "array_typanalyze" }
        return switch kind {
        case .range: "range_typanalyze"
        case .multirange: "multirange_typanalyze"
        default: oid == .tsvector ? "ts_typanalyze" : ""
        }
    }

    /// Whether values of it can be stored, read and written here.
    ///
    /// The others are listed because clients look them up.
    public var isUsable: Bool {
        if isArray { return TypeDescription(oid: element)?.isUsable ?? false }
        return kind == .base && !TypeDescription.unusable.contains(oid)
    }
}

extension TypeDescription {
    /// The type identified by `oid`.
    public init?(oid: OID) {
        guard let index = Self.byOID[oid] else { return nil }
        self = Self.all[index]
    }

    /// The size in bytes of values of type `oid`, as `pg_type.typlen` has it; -1 when it varies,
    /// and for types that do not exist.
    public static func length(of oid: OID) -> Int16 {
        guard let index = byOID[oid] else { return -1 }
        return all[index].length
    }

    /// The type whose `pg_type` name is `name`, in `pg_catalog` or of the extension.
    public init?(name: String) {
        guard let index = Self.byName[Array(name.utf8)] else { return nil }
        self = Self.all[index]
    }

    /// The type that SQL calls `name`: a `pg_type` name, or a name of several words such as
    /// `double precision`, in lower case with single spaces.
    public init?(sqlName name: String) {
        self.init(name: Self.aliases[name] ?? name)
    }

    private static let byOID: [OID: Int] = Dictionary(
        uniqueKeysWithValues: all.enumerated().map { ($1.oid, $0) }
    )

    private static let byName: [[UInt8]: Int] = Dictionary(
        uniqueKeysWithValues: all.enumerated().map { (Array($1.name.utf8), $0) }
    )

    private static let aliases: [String: String] = [
        "bigint": "int8", "bit varying": "varbit", "boolean": "bool", "char": "bpchar",
        "character": "bpchar", "character varying": "varchar", "dec": "numeric",
        "decimal": "numeric", "double precision": "float8", "float": "float8", "int": "int4",
        "integer": "int4", "national character": "bpchar", "national character varying": "varchar",
        "nchar": "bpchar", "real": "float4", "smallint": "int2",
        "time with time zone": "timetz", "time without time zone": "time",
        "timestamp with time zone": "timestamptz", "timestamp without time zone": "timestamp",
        "\"char\"": "char",
    ]
}

extension OID {
    /// The type of the elements when this is an array type, int2vector and oidvector included.
    public var elementType: OID? {
        switch self {
        case .int2vector: return .int2
        case .oidvector: return .oid
        default:
            guard let type = TypeDescription(oid: self), type.isArray else { return nil }
            return type.element
        }
    }

    /// The type of arrays of this type.
    public var arrayType: OID? {
        guard let type = TypeDescription(oid: self), type.array != .invalid else { return nil }
        return type.array
    }
}
