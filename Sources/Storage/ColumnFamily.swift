// SPDX-License-Identifier: Apache-2.0

import CRocksDB

/// The ordered key spaces of a store; one commit writes to any number of them at once.
///
/// What keys and values look like is in Documentation/formats.md; only ``changes`` is written by
/// the store itself.
public enum ColumnFamily: Int32, CaseIterable, Sendable {
    /// Descriptions of tables, indexes and the rest of the schema.
    case catalog = 1
    /// Rows without their vectors.
    case rows = 2
    /// One vector per entry, uncompressed, in blocks made for sequential scans.
    case vectors = 3
    /// Ordered indexes, primary keys and unique constraints.
    case entries = 4
    /// The change log, one entry per commit.
    case changes = 5

    /// The family's bit in a set of families.
    var bit: UInt8 { 1 << UInt8(rawValue) }
}

/// A log sequence number: the place of a commit in the one order of all commits.
///
/// Numbers rise by at least one per commit that wrote something; 0 is before the first.
public struct LSN: Sendable, Hashable, Comparable, CustomStringConvertible {
    /// The number.
    public let rawValue: UInt64

    /// The place `rawValue`.
    public init(_ rawValue: UInt64) { self.rawValue = rawValue }

    /// Before the first commit.
    public static let zero = LSN(0)

    /// Whether `left` committed before `right`.
    public static func < (left: LSN, right: LSN) -> Bool { left.rawValue < right.rawValue }

    /// The number in decimal.
    public var description: String { String(rawValue) }

    /// The key of its entry in ``ColumnFamily/changes``: eight bytes, big-endian.
    var key: [UInt8] {
        withUnsafeBytes(of: rawValue.bigEndian) { Array($0) }
    }
}
