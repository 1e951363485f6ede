// SPDX-License-Identifier: Apache-2.0

import Indexes
import Schemas
import Storage
import Values

/// The entries of a learned index as numbers: the bytes of a key that is not NULL, big-endian.
///
/// So numbers order like entries, whatever the type and direction of the key:
///
/// ```
/// entry   u32 storage id | 01 | 2, 4 or 8 bytes [| u64 row id]
///                               ────────┬──────
///                                    number
/// ```
struct LearnedKeys: Sendable {
    private static let markerOffset = EntryKey.prefixLength
    private static let keyOffset = markerOffset + 1

    private let storageID: UInt32
    private let type: SQLType
    private let isDescending: Bool
    private let nullsFirst: Bool
    /// Bytes of a key.
    private let width: Int

    /// The keys of `index`; nil when it has several, or one that does not fit 64 bits.
    init?(_ index: IndexDescription) {
        guard index.keys.count == 1, let key = index.keys.first else { return nil }
        switch key.type.representation {
        case .int16: width = 2
        case .int32, .oid: width = 4
        case .int64: width = 8
        default: return nil
        }
        storageID = index.storageID
        type = key.type
        isDescending = key.isDescending
        nullsFirst = key.nullsFirst
    }

    /// The greatest number of a key.
    var greatest: UInt64 { UInt64.max >> UInt64(64 - 8 * width) }

    /// The number of an entry; nil for a NULL.
    func number(ofEntry entry: RawSpan) -> UInt64? {
        guard entry.byteCount >= Self.keyOffset + width,
            entry.unsafeLoad(fromByteOffset: Self.markerOffset, as: UInt8.self) == 1
        else { return nil }
        var number: UInt64 = 0
        for offset in Self.keyOffset..<Self.keyOffset + width {
            number = number << 8 | UInt64(entry.unsafeLoad(fromByteOffset: offset, as: UInt8.self))
        }
        return number
    }

    /// The number of a key with that value; nil for NULL.
    func number(of value: Value) -> UInt64? {
        let number: UInt64
        switch value {
        case .int16(let value): number = UInt64(UInt16(bitPattern: value) ^ 1 << 15)
        case .int32(let value): number = UInt64(UInt32(bitPattern: value) ^ 1 << 31)
        case .oid(let value): number = UInt64(value)
        case .int64(let value): number = ALEXIndex.order(of: value)
        default: return nil
        }
        return isDescending ? greatest - number : number
    }

    /// The values of keys with those numbers.
    func column(_ numbers: [UInt64]) -> Column {
        let ordered = isDescending ? numbers.map { greatest - $0 } : numbers
        switch type.representation {
        case .int16:
            return Column(
                type,
                .int16(ordered.map { Int16(bitPattern: UInt16(truncatingIfNeeded: $0) ^ 1 << 15) })
            )
        case .oid:
            return Column(type, .oid(ordered.map { UInt32(truncatingIfNeeded: $0) }))
        case .int64: return Column(type, .int64(ordered.map(ALEXIndex.key(ofOrder:))))
        default:
            return Column(
                type,
                .int32(ordered.map { Int32(bitPattern: UInt32(truncatingIfNeeded: $0) ^ 1 << 31) })
            )
        }
    }

    // MARK: - Ranges

    /// What a scan reads next.
    enum Part: Sendable {
        /// Keys that are not NULL.
        case numbers(ClosedRange<UInt64>)
        case entries(KeyRange)
    }

    /// The parts of `range`, in the order of the entries.
    func parts(of range: EntryRange, _ index: IndexDescription) throws(DatabaseError) -> [Part] {
        if let value = range.prefix.first {
            guard let number = number(of: value) else {
                return [.entries(try EntryKey.range(index, range))]
            }
            return [.numbers(number...number)]
        }
        // In numbers, a descending key turns the bounds around.
        let first = isDescending ? range.upper : range.lower
        let last = isDescending ? range.lower : range.upper
        var start: UInt64 = 0
        var end = greatest
        if let first {
            guard let number = number(of: first.value) else { return [] }
            if !first.isInclusive, number == greatest { return [] }
            start = first.isInclusive ? number : number + 1
        }
        if let last {
            guard let number = number(of: last.value) else { return [] }
            if !last.isInclusive, number == 0 { return [] }
            end = last.isInclusive ? number : number - 1
        }
        var parts: [Part] = start > end ? [] : [.numbers(start...end)]
        if first == nil, last == nil, !range.excludesNulls {
            parts.insert(.entries(nulls), at: nullsFirst ? 0 : 1)
        }
        return parts
    }

    /// The entries of keys with those numbers.
    func entries(_ numbers: ClosedRange<UInt64>) -> KeyRange {
        KeyRange(
            lower: entry(numbers.lowerBound),
            upper: KeyRange.successor(ofPrefix: entry(numbers.upperBound))
        )
    }

    /// Every entry of a key that is not NULL.
    var entries: KeyRange { entries(0...greatest) }

    private var nulls: KeyRange {
        KeyRange(prefix: RowKey.entries(storageID) + [nullsFirst ? 0 : 2])
    }

    private func entry(_ number: UInt64) -> [UInt8] {
        var bytes = RowKey.entries(storageID)
        bytes.append(1)
        for byte in (0..<width).reversed() {
            bytes.append(UInt8(truncatingIfNeeded: number >> UInt64(8 * byte)))
        }
        return bytes
    }
}
