// SPDX-License-Identifier: Apache-2.0

import Values

/// Converts values from and to text with all a session knows: its formats, and its catalog for the
/// `reg*` types.
enum TextForm {
    /// The value that `text` spells as the input function of `type` reads it.
    static func read(
        _ text: String,
        as type: SQLType,
        _ context: EvaluationContext
    ) throws(DatabaseError) -> Value {
        if let kind = RegisteredName(type.oid) {
            return .oid(try kind.read(text, context.session).rawValue)
        }
        return try TypeCodec.parse(text, as: type, context.session.formatting)
    }

    /// The text of `value`, not NULL, as the output function of `type` writes it.
    ///
    /// - Throws: 54000 when it would be too large.
    static func write(
        _ value: Value,
        as type: SQLType,
        _ context: EvaluationContext
    ) throws(DatabaseError) -> String {
        try TypeCodec.requirePrintable(value, context.session.formatting)
        return write(flat: value, as: type, context)
    }

    /// The text of `value`, neither NULL nor a row or array.
    static func write(
        flat value: Value,
        as type: SQLType,
        _ context: EvaluationContext
    ) -> String {
        if case .text(let text) = value, type.representation == .text { return text }
        if case .oid(let number) = value, let kind = RegisteredName(type.oid) {
            return kind.write(OID(number), context.session)
        }
        return TypeCodec.text(value, as: type, context.session.formatting)
    }
}

extension RegisteredName {
    /// The kind of object that the `reg*` type `oid` names.
    init?(_ oid: OID) {
        switch oid {
        case .regclass: self = .relation
        case .regtype: self = .type
        case .regproc: self = .function
        case .regprocedure: self = .functionSignature
        case .regoper: self = .operator
        case .regoperator: self = .operatorSignature
        case .regnamespace: self = .schema
        case .regrole: self = .role
        case .regcollation: self = .collation
        case .regconfig: self = .textSearchConfiguration
        case .regdictionary: self = .textSearchDictionary
        default: return nil
        }
    }

    /// The object that `text` names: a number, `-`, or a name.
    ///
    /// Source: PostgreSQL 15 manual, section 8.19 "Object Identifier Types".
    func read(_ text: String, _ session: any SessionEnvironment) throws(DatabaseError) -> OID {
        if text.utf8.elementsEqual("-".utf8) { return .invalid }
        if !text.isEmpty, text.utf8.allSatisfy({ (0x30...0x39).contains($0) }) {
            guard let number = UInt32(text) else {
                throw DatabaseError(
                    .numericValueOutOfRange,
                    "value \"\(text)\" is out of range for type oid"
                )
            }
            return OID(number)
        }
        guard let oid = try session.resolve(self, text) else { throw missing(text) }
        return oid
    }

    /// The name of the object, or its number when there is none.
    func write(_ oid: OID, _ session: any SessionEnvironment) -> String {
        if oid == .invalid { return "-" }
        return session.name(self, of: oid) ?? String(oid.rawValue)
    }

    private func missing(_ text: String) -> DatabaseError {
        switch self {
        case .relation: DatabaseError(.undefinedTable, "relation \"\(text)\" does not exist")
        case .type: DatabaseError(.undefinedObject, "type \"\(text)\" does not exist")
        case .function, .functionSignature:
            DatabaseError(.undefinedFunction, "function \"\(text)\" does not exist")
        case .operator, .operatorSignature:
            DatabaseError(.undefinedFunction, "operator does not exist: \(text)")
        case .schema:
            DatabaseError(.invalidSchemaName, "schema \"\(text)\" does not exist")
        case .role: DatabaseError(.undefinedObject, "role \"\(text)\" does not exist")
        case .collation:
            DatabaseError(
                .undefinedObject,
                "collation \"\(text)\" for encoding \"UTF8\" does not exist"
            )
        case .textSearchConfiguration:
            DatabaseError(
                .undefinedObject,
                "text search configuration \"\(text)\" does not exist"
            )
        case .textSearchDictionary:
            DatabaseError(.undefinedObject, "text search dictionary \"\(text)\" does not exist")
        }
    }
}
