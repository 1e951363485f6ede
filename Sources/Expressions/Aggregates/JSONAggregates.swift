// SPDX-License-Identifier: Apache-2.0

import Values

extension RegistryBuilder {
    /// `json_agg`, `jsonb_agg`, `json_object_agg` and `jsonb_object_agg`.
    mutating func addJSONAggregates() {
        list(3175, "json_agg", .json)
        list(3267, "jsonb_agg", .jsonb)
        object(3197, "json_object_agg", .json)
        object(3270, "jsonb_object_agg", .jsonb)
    }

    private static func result(_ text: [UInt8], _ type: OID) throws(DatabaseError) -> Value {
        if type == .json { return .text(String(decoding: text, as: UTF8.self)) }
        return .jsonb(try JSONB(parsing: text.span))
    }

    private mutating func list(_ oid: UInt32, _ name: String, _ type: OID) {
        add(aggregate: oid, name, [.anyelement], type) { context, arguments, result in
            // Rows and arrays stand on lines of their own.
            let isStructured =
                arguments[0].oid == .record
                || TypeDescription(oid: arguments[0].oid)?.isArray == true
            return StateAccumulator<[UInt8]?>(
                result,
                initial: nil,
                ignoresNulls: false,
                add: { (state, columns, row) in
                    var writer = JSONWriter(context)
                    writer.append(columns[0][row], arguments[0])
                    if state == nil {
                        state = [UInt8(ascii: "[")]
                    } else {
                        state? += (isStructured ? ", \n " : ", ").utf8
                    }
                    state? += writer.output
                },
                result: { (state) throws(DatabaseError) in
                    guard let state else { return .null }
                    return try Self.result(state + [UInt8(ascii: "]")], type)
                }
            )
        }
    }

    private mutating func object(_ oid: UInt32, _ name: String, _ type: OID) {
        add(aggregate: oid, name, [.any, .any], type) { context, arguments, result in
            StateAccumulator<[UInt8]?>(
                result,
                initial: nil,
                ignoresNulls: false,
                add: { (state, columns, row) throws(DatabaseError) in
                    let key = columns[0][row]
                    if key.isNull {
                        throw DatabaseError(
                            .invalidParameterValue,
                            "field name must not be null"
                        )
                    }
                    var writer = JSONWriter(context)
                    try writer.append(key: key, arguments[0])
                    writer.append(" : ")
                    writer.append(columns[1][row], arguments[1])
                    if state == nil {
                        state = Array("{ ".utf8)
                    } else {
                        state? += ", ".utf8
                    }
                    state? += writer.output
                },
                result: { (state) throws(DatabaseError) in
                    guard let state else { return .null }
                    return try Self.result(state + Array(" }".utf8), type)
                }
            )
        }
    }
}
