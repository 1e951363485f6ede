// SPDX-License-Identifier: Apache-2.0

import Indexes
import Platform
import Storage
import Values
import Vectors

/// What one transaction changed in one vector index, encoded before its commit takes the mutex.
struct PreparedVectorChanges: Sendable {
    /// Rows from which a segment of their own is made outside the mutex: encoding a row takes some
    /// microseconds, during which nobody else can commit or take a snapshot.
    private static let segmentThreshold = 32
    /// The same where there are ``manySegments``: each is some twenty reservations of address space,
    /// of which a process has 65,530 (Linux, `vm.max_map_count`), and they are not merged while a
    /// session builds the index.
    static let greatestBatch = 1_024
    private static let manySegments = 128

    let index: VectorIndex
    /// Every row that changed, each once.
    let rows: [UInt64]
    /// Those of them that the index holds from now on.
    private(set) var held: [UInt64] = []
    /// Their vectors, when they are few.
    private(set) var batch = VectorBatch()
    /// Their vectors, encoded, when they are many.
    private(set) var segment: FlatIndex?

    /// Reads the vectors of `rows` as `view` sees them.
    init(
        _ index: VectorIndex,
        _ rows: [UInt64],
        _ view: ReadView
    ) throws(DatabaseError) {
        self.index = index
        self.rows = rows
        var aligned = AlignedVector()
        var held: [UInt64] = []
        let (center, hasMany) = index.state.withLock { state in
            (state.base?.center ?? [], state.delta.count >= Self.manySegments)
        }
        if rows.count >= (hasMany ? Self.greatestBatch : Self.segmentThreshold) {
            let segment = try indexed { () throws(IndexError) in
                try index.makeSegment(center: center, count: rows.count)
            }
            try index.keys.read(rows, from: view) { rowID, bytes throws(DatabaseError) in
                let isHeld = try aligned.lend(bytes, as: index.shape.element) {
                    vector throws(DatabaseError) in
                    try indexed { () throws(IndexError) in
                        try segment.insert(row: rowID, vector)
                    }
                }
                if isHeld { held.append(rowID) }
            }
            self.segment = segment
        } else {
            var batch = VectorBatch()
            try index.keys.read(rows, from: view) { rowID, bytes throws(DatabaseError) in
                try aligned.lend(bytes, as: index.shape.element) { vector throws(DatabaseError) in
                    batch.append(row: rowID, vector)
                }
                held.append(rowID)
            }
            self.batch = batch
        }
        self.held = held
    }
}
