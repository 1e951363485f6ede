// SPDX-License-Identifier: Apache-2.0

/// A row that a search found.
public struct Neighbor: Sendable, Equatable {
    /// The row's id.
    public var row: UInt64
    /// Its distance from the query, as the metric's operator answers it.
    public var distance: Float

    /// A row at a distance.
    public init(row: UInt64, distance: Float) {
        self.row = row
        self.distance = distance
    }
}
