// SPDX-License-Identifier: Apache-2.0

import Expressions
import Planning
import Relations
import Values

/// The ranges of an index that a scan visits, compiled: values are known when the scan starts.
struct IndexRanges: Sendable {
    /// A condition on one leading key.
    enum KeyCondition: Sendable {
        case equal(Evaluator)
        case anyOf(Evaluator)
        case isNull
    }

    /// One end of the range of the key after the prefix.
    struct Bound: Sendable {
        let value: Evaluator
        let isInclusive: Bool
    }

    let prefix: [KeyCondition]
    let lower: Bound?
    let upper: Bound?
    let excludesNulls: Bool
    /// The types of the index's keys.
    let types: [SQLType]
    /// Which of the keys are in descending order.
    let isDescending: [Bool]

    /// Whether a leading key is to be NULL.
    var hasNullKey: Bool {
        prefix.contains { if case .isNull = $0 { true } else { false } }
    }

    /// The ranges for the current parameters, in the order of the keys; none when nothing can match.
    func ranges(_ context: EvaluationContext) throws(DatabaseError) -> [EntryRange] {
        var prefixes: [[Value]] = [[]]
        for (position, condition) in prefix.enumerated() {
            let type = types[position]
            if case .equal(let evaluator) = condition {
                let known = Self.converted(try evaluator.value(context), to: type)
                guard case .value(let value) = known else { return [] }
                for index in prefixes.indices { prefixes[index].append(value) }
                continue
            }
            var values = try values(condition, type, context)
            if values.isEmpty { return [] }
            if isDescending[position] { values.reverse() }
            prefixes = prefixes.flatMap { prefix in values.map { prefix + [$0] } }
        }
        guard prefix.count < types.count else { return prefixes.map { EntryRange(prefix: $0) } }
        let type = types[prefix.count]
        var low: EntryRange.Bound?
        var high: EntryRange.Bound?
        if let lower {
            switch Self.converted(try lower.value.value(context), to: type) {
            case .value(let value):
                low = EntryRange.Bound(value, isInclusive: lower.isInclusive)
            case .null, .tooLarge: return []
            case .tooSmall: break
            }
        }
        if let upper {
            switch Self.converted(try upper.value.value(context), to: type) {
            case .value(let value):
                high = EntryRange.Bound(value, isInclusive: upper.isInclusive)
            case .null, .tooSmall: return []
            case .tooLarge: break
            }
        }
        let excludesNulls = excludesNulls || lower != nil || upper != nil
        return prefixes.map { prefix in
            EntryRange(prefix: prefix, lower: low, upper: high, excludesNulls: excludesNulls)
        }
    }

    /// The values that a leading key may have, ascending.
    private func values(
        _ condition: KeyCondition,
        _ type: SQLType,
        _ context: EvaluationContext
    ) throws(DatabaseError) -> [Value] {
        switch condition {
        case .isNull, .equal: return [.null]
        case .anyOf(let evaluator):
            guard case .array(let array) = try evaluator.value(context) else { return [] }
            var keyed: [(key: [UInt8], value: Value)] = []
            for element in array.elements {
                guard case .value(let value) = Self.converted(element, to: type) else { continue }
                var encoder = KeyEncoder()
                try encoder.append(value, as: type)
                keyed.append((encoder.bytes, value))
            }
            keyed.sort { $0.key.lexicographicallyPrecedes($1.key) }
            var values: [Value] = []
            for (index, entry) in keyed.enumerated()
            where index == 0 || entry.key != keyed[index - 1].key { values.append(entry.value) }
            return values
        }
    }

    /// What a value is as a key of another integer type.
    private enum Converted {
        case value(Value)
        case null
        /// Below, or above, every value of the type.
        case tooSmall, tooLarge
    }

    private static func converted(_ value: Value, to type: SQLType) -> Converted {
        let number: Int64
        switch value {
        case .null: return .null
        case .int16(let value): number = Int64(value)
        case .int32(let value): number = Int64(value)
        case .int64(let value): number = value
        default: return .value(value)
        }
        let converted: Value?
        switch type.representation {
        case .int16: converted = Int16(exactly: number).map { .int16($0) }
        case .int32: converted = Int32(exactly: number).map { .int32($0) }
        default: converted = .int64(number)
        }
        if let converted { return .value(converted) }
        return number < 0 ? .tooSmall : .tooLarge
    }
}
