// SPDX-License-Identifier: Apache-2.0

/// What an index takes, in bytes.
public struct IndexMemory: Sendable, Equatable {
    /// Codes and their scales, links, row ids and the map of rows: what must be in memory.
    public var residentBytes = 0
    /// Exact vectors, in memory or in the file's pages.
    public var vectorBytes = 0
    /// What searches and inserts that ran at once needed for themselves.
    public var workingBytes = 0
}
