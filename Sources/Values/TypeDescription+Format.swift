// SPDX-License-Identifier: Apache-2.0

extension SQLType {
    /// SQL's name of the type with its modifier, as `format_type` writes it: `numeric(10,2)`,
    /// `timestamp(3) without time zone`, `integer[]`; `???` for a type that does not exist.
    ///
    /// Source: PostgreSQL 15 manual, section 9.26.4 "System Catalog Information Functions".
    public var name: String { formatted(withModifier: true) }

    /// SQL's name of the type; without a modifier as in an error message or a signature, where
    /// `character` stands for what ``name`` calls `bpchar`.
    ///
    /// A type of the extension has its schema before it when it `isQualified`.
    public func formatted(withModifier: Bool, isQualified: Bool = false) -> String {
        if oid == .invalid { return "-" }
        guard let type = TypeDescription(oid: oid) else { return "???" }
        if type.isArray {
            let element = SQLType(type.element, modifier: modifier)
            return element.formatted(withModifier: withModifier, isQualified: isQualified) + "[]"
        }
        let name = formatted(type, withModifier)
        return isQualified && type.isExtension ? "public." + name : name
    }

    private func formatted(_ type: TypeDescription, _ withModifier: Bool) -> String {
        if !withModifier || modifier < 0 { return Self.plainName(type, withModifier) }
        switch oid {
        case .numeric:
            return "numeric(\(TypeModifier.precision(modifier)),\(TypeModifier.scale(modifier)))"
        case .bpchar: return "character(\(modifier &- 4))"
        case .varchar: return "character varying(\(modifier &- 4))"
        case .bit: return "bit(\(modifier))"
        case .varbit: return "bit varying(\(modifier))"
        case .time: return "time(\(modifier)) without time zone"
        case .timetz: return "time(\(modifier)) with time zone"
        case .timestamp: return "timestamp(\(modifier)) without time zone"
        case .timestamptz: return "timestamp(\(modifier)) with time zone"
        case .interval: return "interval" + TypeModifier.intervalSuffix(modifier)
        case .bool, .int2, .int4, .int8, .float4, .float8, .char, .any:
            return Self.plainName(type, true)
        default: return "\(type.name)(\(modifier))"
        }
    }

    private static func plainName(_ type: TypeDescription, _ withModifier: Bool) -> String {
        switch type.oid {
        case .bool: "boolean"
        case .int2: "smallint"
        case .int4: "integer"
        case .int8: "bigint"
        case .float4: "real"
        case .float8: "double precision"
        case .char: "\"char\""
        case .any: "\"any\""
        case .varchar: "character varying"
        case .bpchar: withModifier ? "bpchar" : "character"
        case .bit: withModifier ? "\"bit\"" : "bit"
        case .varbit: "bit varying"
        case .time: "time without time zone"
        case .timetz: "time with time zone"
        case .timestamp: "timestamp without time zone"
        case .timestamptz: "timestamp with time zone"
        default: type.name
        }
    }
}
