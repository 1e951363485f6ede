// SPDX-License-Identifier: Apache-2.0

public import Platform

/// Why an index refused to do something.
public enum IndexError: Error, Sendable, Equatable {
    /// A vector has another number of elements than the index.
    case dimensionMismatch(expected: Int, got: Int)
    /// A vector has an element that is NaN or infinite.
    case notFinite
    /// A vector is of another element type than the index, or the metric does not suit the type.
    case unsupported(String)
    /// An option is outside its range.
    case optionOutOfRange(name: String, value: Int, allowed: ClosedRange<Int>)
    /// A bulk load met a row id twice.
    case duplicateRow(UInt64)
    /// The index holds as many rows as it was sized for.
    case full(limit: Int)
    /// The index would need more memory than it was given.
    case notEnoughMemory(needed: Int, allowed: Int)
    /// Bytes of a file are not what was written; says which and where.
    case damaged(String)
    /// A file is of a format version that this program does not know.
    case unknownVersion(path: String, version: Int)
    /// The operating system refused memory, a thread or a file.
    case system(PlatformError)
    /// The caller asked for the work to stop.
    case cancelled
}
