// SPDX-License-Identifier: Apache-2.0

import Platform
import Synchronization

/// A source shared by the threads of a build.
///
/// Sendable because everything mutable, the source with it, is used under the lock.
final class BuildFeed: @unchecked Sendable {
    private struct State {
        var waiting: [VectorBatch]
        var failure: IndexError?
        var isAtEnd = false
    }

    private let source: any VectorSource
    private let state: Lock<State>

    init(source: any VectorSource, first: [VectorBatch]) {
        self.source = source
        state = Lock(State(waiting: first.reversed()))
    }

    var failure: IndexError? { state.withLock { $0.failure } }

    func fail(_ error: IndexError) {
        state.withLock { if $0.failure == nil { $0.failure = error } }
    }

    /// The next batch; nil at the end or after a failure.
    func next() throws(IndexError) -> VectorBatch? {
        try state.withLock { (state) throws(IndexError) in
            if state.failure != nil || state.isAtEnd { return nil }
            if let batch = state.waiting.popLast() { return batch }
            var batch = VectorBatch()
            try source.fill(&batch)
            state.isAtEnd = batch.count == 0
            return batch.count == 0 ? nil : batch
        }
    }

    /// Writes all rows into slots of an index that nobody else knows, on several threads.
    ///
    /// `commit` makes room for a number of slots; `onBatch` is called after each batch with the
    /// count of its rows.
    ///
    /// - Throws: ``IndexError/duplicateRow(_:)`` when a row id comes twice, and what the source,
    ///   encoding and the closures throw. Rows that no index holds are left out.
    func write(
        to table: VectorTable,
        _ ledger: SlotLedger,
        _ contexts: SearchContexts,
        threads: Int,
        commit: @escaping @Sendable (Int) throws(IndexError) -> Void,
        onBatch: @escaping @Sendable (Int) throws(IndexError) -> Void
    ) throws(IndexError) {
        runOnThreads(threads) { [self] _ in
            do throws(IndexError) {
                while let batch = try next() {
                    try contexts.withContext { (context) throws(IndexError) in
                        for index in 0..<batch.count {
                            let isFit = try batch.withVector(index) { (vector) throws(IndexError) in
                                try table.load(vector, in: context)
                            }
                            guard isFit else { continue }
                            let row = batch.rows[index]
                            let slot = try ledger.allocate(for: row, commit: commit)
                            try table.write(row: row, to: slot, context)
                            ledger.prepared(slot)
                            guard ledger.publish(row, at: slot) == nil else {
                                throw .duplicateRow(row)
                            }
                        }
                    }
                    try onBatch(batch.count)
                }
            } catch { fail(error) }
        }
        if let failure { throw failure }
    }
}
