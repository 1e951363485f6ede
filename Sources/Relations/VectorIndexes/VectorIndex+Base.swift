// SPDX-License-Identifier: Apache-2.0

import Indexes
import Platform
import Schemas
import Storage
import Values
import Vectors

/// Making a base, and putting it in the place of what was there.
extension VectorIndex {
    /// Threads that build.
    static var buildThreads: Int { Machine.processorCount }

    /// Builds a base over the rows of a source, unless the index is dropped or the cluster closes
    /// meanwhile.
    func makeBase(
        _ source: some VectorSource & Sendable,
        progress: BuildProgress = BuildProgress()
    ) throws(IndexError) -> any NeighborIndex {
        state.withLock { state in
            state.build = progress
            if state.isOver { progress.cancel() }
        }
        defer { state.withLock { $0.build = nil } }
        let threads = Self.buildThreads
        // The system's own, the store's and other indexes' share is left out of what a build gets.
        let memory = Machine.memoryBytes / 10 * 9
        switch parameters.method {
        case .hnsw:
            return try HNSWIndex.build(
                source,
                shape: shape,
                options: parameters.hnswOptions(rows: source.estimatedCount),
                threads: threads,
                memoryLimitBytes: memory,
                progress: progress
            )
        case .ivfflat:
            return try IVFIndex.build(
                source,
                shape: shape,
                options: parameters.ivfOptions(rows: source.estimatedCount),
                threads: threads,
                memoryLimitBytes: memory,
                progress: progress
            )
        case .flat:
            return try FlatIndex.build(
                source,
                shape: shape,
                options: parameters.flatOptions(rows: source.estimatedCount),
                progress: progress
            )
        }
    }

    /// Notes which rows change while `make` makes something new of the index's rows and installs it,
    /// so that it can be put right.
    func replaceParts(
        _ make: (ReplacedParts) throws(DatabaseError) -> Void
    ) throws(DatabaseError) {
        let replaced = try indexed { () throws(IndexError) in try sealParts() }
        do throws(DatabaseError) {
            try make(replaced)
        } catch {
            state.withLock { $0.touched = nil }
            throw error
        }
    }

    /// What there is; rows that commit from now on are noted and go to other segments.
    private func sealParts() throws(IndexError) -> ReplacedParts {
        try state.withLock { state throws(IndexError) in
            state.touched = []
            state.isIncomplete = false
            let replaced = ReplacedParts(segments: state.delta, entries: state.queue.count)
            if !replaced.segments.isEmpty {
                state.delta.append(try makeSegment(center: state.base?.center ?? [], count: 0))
            }
            return replaced
        }
    }

    /// Puts a base, and rows that are not in it, in the place of what was there.
    ///
    /// - Parameters:
    ///   - base: The new base; nil to go on without one.
    ///   - waiting: Rows beside it.
    ///   - replaced: What ``replaceParts(_:)`` found. The rows that waited then are in the base or
    ///     beside it: were their entries kept, the file would be saved as of before their commit.
    ///   - saved: The position of the file that the base was read from, or saved to; nil for none.
    ///   - unsaved: Changes after that position.
    func install(
        _ base: (any NeighborIndex)?,
        _ waiting: WaitingRows? = nil,
        replacing replaced: ReplacedParts,
        saved: LSN? = nil,
        unsaved: Int = 0
    ) {
        state.withLock { state in
            for rowID in state.touched ?? [] {
                base?.remove(row: rowID)
                waiting?.segment.remove(row: rowID)
            }
            state.touched = nil
            state.base = base
            state.retainedSlots = 0
            state.delta.removeFirst(min(replaced.segments.count, state.delta.count))
            state.queue.removeFirst(replaced.entries)
            state.savedLSN = saved
            state.savedChanges = state.linkedChanges - unsaved
            if let waiting {
                state.delta.insert(waiting.segment, at: 0)
                state.queue.prepend(
                    waiting.rows,
                    waiting.lsn,
                    changesBefore: state.savedChanges
                )
            }
            state.phase = state.isIncomplete ? .making : .ready
        }
        state.wakeAll()
    }
}

/// What a base that is made takes the place of.
struct ReplacedParts {
    /// The segments of the delta, from the first.
    let segments: [FlatIndex]
    /// How many entries of the queue, from the first, are of rows in them.
    let entries: Int
}

/// Rows that are not in a new base.
struct WaitingRows {
    /// Their vectors.
    let segment: FlatIndex
    /// Which they are.
    let rows: [UInt64]
    /// The first commit that they may be of.
    let lsn: LSN
}

/// The rows of flat segments, for a base to be built from.
///
/// Sendable because a build asks one thread at a time.
final class SegmentSource: VectorSource, @unchecked Sendable {
    private var segments: [FlatIndex]
    private var position: UInt32 = 0
    let estimatedCount: Int

    init(_ segments: [FlatIndex]) {
        self.segments = segments.reversed()
        estimatedCount = segments.reduce(0) { $0 + $1.count }
    }

    func fill(_ batch: inout VectorBatch) throws(IndexError) {
        while let segment = segments.last, batch.count == 0 {
            let next = segment.forEachRow(from: position, limit: VectorBatch.preferredCount) {
                row,
                _,
                vector in batch.append(row: row, vector)
            }
            if let next {
                position = next
            } else {
                segments.removeLast()
                position = 0
            }
        }
    }
}

/// The rows of a table as one view sees them, for a base to be built from.
///
/// Sendable because a build asks one thread at a time, and reading a transaction's own writes needs
/// no more than that (rocksdb/utilities/transaction.h).
final class TableSource: VectorSource, @unchecked Sendable {
    private let keys: VectorKeys
    private let element: VectorElement
    private var scan: Scan
    private var position = 0
    private var isAtEnd = false
    private var aligned = AlignedVector()
    let estimatedCount: Int
    /// Why reading failed; the build itself only says that it was cancelled.
    private(set) var failure: DatabaseError?

    init(_ index: VectorIndex, _ view: ReadView, estimatedCount: Int) {
        keys = index.keys
        element = index.shape.element
        self.estimatedCount = estimatedCount
        var options = ScanOptions()
        options.batchBytes = 1 << 20
        options.fillsCache = false
        scan = view.scan(keys.family, keys.range, options)
        position = scan.count
    }

    func fill(_ batch: inout VectorBatch) throws(IndexError) {
        do throws(DatabaseError) {
            while batch.count < VectorBatch.preferredCount, !isAtEnd { try read(&batch) }
        } catch {
            failure = error
            throw .cancelled
        }
    }

    private func read(_ batch: inout VectorBatch) throws(DatabaseError) {
        if position == scan.count {
            isAtEnd = try !stored { () throws(StorageError) in try scan.next() }
            position = 0
            if isAtEnd { return }
        }
        let position = position
        try scan.withUnsafeBatch { entries throws(DatabaseError) in
            guard let rowID = RowKey.rowID(in: entries.key(position)) else {
                throw TableLayout.damaged
            }
            let bytes = UnsafeRawBufferPointer(
                start: entries.values[position],
                count: Int(entries.valueSizes[position])
            )
            try aligned.lend(bytes, as: element) { vector throws(DatabaseError) in
                batch.append(row: rowID, vector)
            }
        }
        self.position += 1
    }
}
