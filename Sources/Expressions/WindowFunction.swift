// SPDX-License-Identifier: Apache-2.0

public import Values

/// A function that only runs over a window, such as `row_number` or `lag`.
public final class WindowFunction: Sendable {
    /// Its row in `pg_proc`.
    public let oid: OID
    /// The name in `pg_proc`.
    public let name: String
    /// The types of the arguments; may be polymorphic.
    public let arguments: [OID]
    /// The type of the result; may be polymorphic.
    public let result: OID
    /// Computes the results of all rows of one partition.
    public let body: Body

    /// Computes the results of one partition, one for each of its rows in order.
    public typealias Body =
        @Sendable (WindowPartition, _ arguments: [Column], _ result: SQLType)
        throws(DatabaseError) -> Column

    /// The window function as `pg_proc` has it, with what computes it.
    public init(oid: OID, name: String, arguments: [OID], result: OID, body: @escaping Body) {
        self.oid = oid
        self.name = name
        self.arguments = arguments
        self.result = result
        self.body = body
    }
}

/// The rows of one partition of a window, in the window's order.
public struct WindowPartition: Sendable {
    /// How many rows.
    public let count: Int
    /// The first row of each row's peers: the rows that the window's ORDER BY does not tell apart.
    public let firstPeer: [Int]
    /// The row after the last of each row's peers.
    public let endOfPeers: [Int]
    /// The rows of each row's frame.
    public let frames: [Range<Int>]

    /// A partition of `count` rows.
    public init(count: Int, firstPeer: [Int], endOfPeers: [Int], frames: [Range<Int>]) {
        self.count = count
        self.firstPeer = firstPeer
        self.endOfPeers = endOfPeers
        self.frames = frames
    }
}
