// SPDX-License-Identifier: Apache-2.0

import Values

/// Writes SQL values as json text, as `to_json` does.
///
/// Source: PostgreSQL 15 manual, section 9.16, table 9.47 "JSON Creation Functions".
struct JSONWriter {
    let context: EvaluationContext
    /// Whether rows and the outermost array take a line for each member.
    var isPretty = false
    var output: [UInt8] = []

    init(_ context: EvaluationContext, isPretty: Bool = false) {
        self.context = context
        self.isPretty = isPretty
    }

    var text: String { String(decoding: output, as: UTF8.self) }

    mutating func append(_ text: String) { output += text.utf8 }

    /// Appends `value` as a json value.
    mutating func append(_ value: Value, _ type: SQLType) {
        switch value {
        case .null: append("null")
        case .bool(let truth): append(truth ? "true" : "false")
        case .int16, .int32, .int64, .float32, .float64, .numeric:
            appendNumber(value, type)
        case .jsonb(let document): document.append(to: &output)
        case .array(let array): append(array)
        case .record(let record): append(record)
        case .text(let text) where type.oid == .json: append(text)
        default: appendQuoted(TextForm.write(flat: value, as: type, context))
        }
    }

    mutating func appendQuoted(_ text: String) { JSONText.appendQuoted(text.utf8, to: &output) }

    /// Numbers stand bare unless they are no JSON numbers; dates are written as XML Schema does.
    private mutating func appendNumber(_ value: Value, _ type: SQLType) {
        switch type.oid {
        case .date, .timestamp, .timestamptz: appendQuoted(Self.timeText(value, type, context))
        case .int2, .int4, .int8, .float4, .float8, .numeric:
            let text = TextForm.write(flat: value, as: type, context)
            let isNumber = text.utf8.last.map { (0x30...0x39).contains($0) } ?? false
            if isNumber { append(text) } else { appendQuoted(text) }
        default: appendQuoted(TextForm.write(flat: value, as: type, context))
        }
    }

    /// `2020-01-31T12:00:00-05:00`, whatever the session's date style.
    static func timeText(_ value: Value, _ type: SQLType, _ context: EvaluationContext) -> String {
        var formatting = context.session.formatting
        formatting.dateStyle = .iso
        let text = TypeCodec.text(value, as: type, formatting)
        if type.oid == .date { return text }
        var bytes = Array(text.utf8)
        guard let blank = bytes.firstIndex(of: 0x20), blank + 1 < bytes.count,
            (0x30...0x39).contains(bytes[blank + 1])
        else { return text }
        bytes[blank] = UInt8(ascii: "T")
        if type.oid == .timestamptz {
            let end = bytes.firstIndex(of: 0x20) ?? bytes.count
            let sign = bytes[..<end].lastIndex { $0 == 0x2B || $0 == 0x2D }
            if let sign, sign > blank, end - sign == 3 {
                bytes.insert(contentsOf: ":00".utf8, at: end)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    private mutating func append(_ array: ArrayValue) {
        if array.dimensions.isEmpty {
            append("[]")
            return
        }
        var next = 0
        append(array, dimension: 0, &next, isPretty)
    }

    private mutating func append(
        _ array: ArrayValue,
        dimension: Int,
        _ next: inout Int,
        _ isPretty: Bool
    ) {
        append("[")
        for index in 0..<Int(array.dimensions[dimension].count) {
            if index > 0 { append(isPretty ? ",\n " : ",") }
            if dimension + 1 < array.dimensions.count {
                append(array, dimension: dimension + 1, &next, false)
            } else {
                var inner = JSONWriter(context)
                inner.append(array.elements[next], SQLType(array.elementType))
                output += inner.output
                next += 1
            }
        }
        append("]")
    }

    mutating func append(_ record: RecordValue) {
        append("{")
        for (index, (value, type)) in zip(record.values, record.types).enumerated() {
            if index > 0 { append(isPretty ? ",\n " : ",") }
            appendQuoted(record.names.isEmpty ? "f\(index + 1)" : record.names[index])
            append(":")
            var inner = JSONWriter(context)
            inner.append(value, type)
            output += inner.output
        }
        append("}")
    }

    /// Appends `value` as the key of a member.
    ///
    /// - Throws: 22023 when it is not a scalar.
    mutating func append(key value: Value, _ type: SQLType) throws(DatabaseError) {
        switch value {
        case .array, .record, .jsonb: throw Self.badKey
        case .text where type.oid == .json: throw Self.badKey
        case .bool(let truth): appendQuoted(truth ? "true" : "false")
        default: appendQuoted(TextForm.write(flat: value, as: type, context))
        }
    }

    private static var badKey: DatabaseError {
        DatabaseError(
            .invalidParameterValue,
            "key value must be scalar, not array, composite, or json"
        )
    }
}
