// SPDX-License-Identifier: Apache-2.0

import Planning
import Schemas
import Values

/// A row of a computed relation: the columns it gives a value, by name.
///
/// Columns it does not name are NULL, or the type's zero when they must not be.
struct CatalogRow: ExpressibleByDictionaryLiteral {
    var fields: [(String, Value)]

    init(dictionaryLiteral elements: (String, Value)...) { fields = elements }
}

extension Value {
    /// The identifier of an object.
    static func id(_ oid: OID) -> Value { .oid(oid.rawValue) }

    /// A `"char"`.
    static func letter(_ letter: Character) -> Value { .text(String(letter)) }

    /// Text, or NULL.
    static func optional(_ text: String?) -> Value { text.map { .text($0) } ?? .null }

    /// `YES` or `NO`, as `information_schema` spells truth.
    static func yesNo(_ value: Bool) -> Value { .text(value ? "YES" : "NO") }

    /// An array of smallints.
    static func array(_ numbers: [Int16]) -> Value {
        .array(ArrayValue(elementType: .int2, numbers.map { .int16($0) }))
    }

    /// An array of texts, NULL when empty.
    static func options(_ texts: [String]) -> Value {
        texts.isEmpty ? .null : .array(ArrayValue(elementType: .text, texts.map { .text($0) }))
    }

    /// An int2vector: subscripts from 0.
    static func vector(_ numbers: [Int16]) -> Value {
        vector(.int2, numbers.map { .int16($0) })
    }

    /// An oidvector: subscripts from 0.
    static func vector(_ oids: [OID]) -> Value { vector(.oid, oids.map { .oid($0.rawValue) }) }

    private static func vector(_ type: OID, _ elements: [Value]) -> Value {
        let dimension = ArrayValue.Dimension(
            count: Int32(truncatingIfNeeded: elements.count),
            lowerBound: 0
        )
        return .array(
            ArrayValue(
                elementType: type,
                dimensions: elements.isEmpty ? [] : [dimension],
                elements: elements
            )
        )
    }
}

extension CatalogRelation {
    /// The columns at `positions` of `rows`; negative positions are system columns.
    func batch(_ rows: [CatalogRow], _ positions: [Int]) -> Batch {
        var columns: [Values.Column] = []
        for position in positions { columns.append(column(position, rows)) }
        return Batch(columns: columns, count: rows.count)
    }

    private func column(_ position: Int, _ rows: [CatalogRow]) -> Values.Column {
        guard position >= 0 else { return systemColumn(position, rows.count) }
        let description = columns[position]
        let name = description.name
        let missing: Value = description.isNotNull ? description.type.zero : .null
        var column = Values.Column(description.type, capacity: rows.count)
        // Rows of one provider mostly name their columns in one order.
        var guess = 0
        for row in rows {
            if guess < row.fields.count, row.fields[guess].0 == name {
                column.append(row.fields[guess].1)
                continue
            }
            let index = row.fields.firstIndex { $0.0 == name }
            column.append(index.map { row.fields[$0].1 } ?? missing)
            guess = index ?? guess
        }
        return column
    }

    private func systemColumn(_ position: Int, _ count: Int) -> Values.Column {
        let type =
            Self.systemColumns.first { $0.position == position }?.type ?? .oid
        switch type.oid {
        case .tid: return Values.Column(type, .int64((0..<count).map { Int64($0) + 1 }))
        case .oid: return Values.Column(type, repeating: .id(oid), count: count)
        default: return Values.Column(type, repeating: type.zero, count: count)
        }
    }
}

extension SQLType {
    /// What stands in columns that must not be NULL when nothing better is known.
    fileprivate var zero: Value {
        switch representation {
        case .bool: .bool(false)
        case .int16: .int16(0)
        case .int32: .int32(0)
        case .int64: .int64(0)
        case .oid: .oid(0)
        case .float32: .float32(0)
        case .float64: .float64(0)
        case .text: .text("")
        case .value: .array(ArrayValue(elementType: oid.elementType ?? .text, []))
        }
    }
}
