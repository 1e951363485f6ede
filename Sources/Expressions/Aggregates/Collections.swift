// SPDX-License-Identifier: Apache-2.0

import Values

extension RegistryBuilder {
    /// `array_agg` and `string_agg`.
    mutating func addCollections() {
        add(aggregate: 2335, "array_agg", [.anynonarray], .anyarray) { _, arguments, type in
            StateAccumulator(
                type,
                initial: [Value](),
                ignoresNulls: false,
                add: { (items, columns, row) in items.append(columns[0][row]) },
                result: { items in
                    items.isEmpty
                        ? .null : .array(ArrayValue(elementType: arguments[0].oid, items))
                }
            )
        }
        add(aggregate: 4053, "array_agg", [.anyarray], .anyarray) { _, _, type in
            StateAccumulator(
                type,
                initial: [ArrayValue](),
                ignoresNulls: false,
                add: { (arrays, columns, row) throws(DatabaseError) in
                    guard case .array(let array) = columns[0][row] else {
                        throw DatabaseError(
                            .nullValueNotAllowed,
                            "cannot accumulate null arrays"
                        )
                    }
                    if array.dimensions.isEmpty {
                        throw DatabaseError(
                            .arraySubscriptError,
                            "cannot accumulate empty arrays"
                        )
                    }
                    if let first = arrays.first, first.dimensions != array.dimensions {
                        throw DatabaseError(
                            .arraySubscriptError,
                            "cannot accumulate arrays of different dimensionality"
                        )
                    }
                    arrays.append(array)
                },
                result: { (arrays) throws(DatabaseError) in
                    guard let first = arrays.first else { return .null }
                    return .array(
                        try ArrayNode.nest(arrays.map(Value.array), first.elementType)
                    )
                }
            )
        }
        add(aggregate: 3538, "string_agg", [.text, .text], .text) { _, _, type in
            StateAccumulator<String?>(
                type,
                initial: nil,
                ignoresNulls: false,
                add: { (state, columns, row) throws(DatabaseError) in
                    guard case .text(let text) = columns[0][row] else { return }
                    if state == nil {
                        state = text
                        return
                    }
                    var delimiter = ""
                    if case .text(let text) = columns[1][row] { delimiter = text }
                    try ValueLimit.require(
                        state?.utf8.count ?? 0,
                        adding: delimiter.utf8.count + text.utf8.count
                    )
                    state?.append(delimiter)
                    state?.append(text)
                },
                result: { $0.wrapped }
            )
        }
        add(aggregate: 3545, "string_agg", [.bytea, .bytea], .bytea) { _, _, type in
            StateAccumulator<[UInt8]?>(
                type,
                initial: nil,
                ignoresNulls: false,
                add: { (state, columns, row) throws(DatabaseError) in
                    guard case .bytes(let bytes) = columns[0][row] else { return }
                    if state == nil {
                        state = bytes
                        return
                    }
                    var delimiter: [UInt8] = []
                    if case .bytes(let bytes) = columns[1][row] { delimiter = bytes }
                    try ValueLimit.require(
                        state?.count ?? 0,
                        adding: delimiter.count + bytes.count
                    )
                    state? += delimiter
                    state? += bytes
                },
                result: { $0.wrapped }
            )
        }
    }
}
