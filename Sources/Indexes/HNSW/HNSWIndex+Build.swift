// SPDX-License-Identifier: Apache-2.0

import Platform
import Synchronization
import Vectors

extension HNSWIndex {
    /// Rounds in which a build links slots.
    private static let linkRounds = 10
    /// Slots that a thread of a build links in one go.
    private static let linkedTogether = 64

    /// Builds an index over the rows of a source.
    ///
    /// Rows are read once and encoded, ordered by place, and then linked one by one.
    ///
    /// - Parameters:
    ///   - source: Hands out the rows; asked by one thread at a time.
    ///   - shape: What the vectors are.
    ///   - options: How the graph is built.
    ///   - threads: Threads that encode and link, at least 1.
    ///   - memoryLimitBytes: What ``estimatedBytes(rows:shape:options:)`` may not exceed.
    ///   - progress: Counts the rows linked, and stops the build on request.
    /// - Returns: The index, with every row of the source.
    /// - Throws: ``IndexError/duplicateRow(_:)`` when a row id comes twice,
    ///   ``IndexError/notEnoughMemory(needed:allowed:)`` before anything is read, and what
    ///   inserting throws. Rows that no index holds (zero vectors under cosine) are left out.
    public static func build(
        _ source: some VectorSource & Sendable,
        shape: VectorShape,
        options: HNSWOptions = HNSWOptions(),
        threads: Int = 1,
        memoryLimitBytes: Int = .max,
        progress: BuildProgress = BuildProgress()
    ) throws(IndexError) -> HNSWIndex {
        let needed = estimatedBytes(
            rows: source.estimatedCount,
            shape: shape,
            options: options
        )
        guard needed <= memoryLimitBytes else {
            throw .notEnoughMemory(needed: needed, allowed: memoryLimitBytes)
        }
        let first = try source.firstBatches()
        let form = try CodeForm(of: first, shape: shape, options.quantizer, seed: options.seed)
        let index = try HNSWIndex(
            shape: shape,
            options: options,
            center: form.center,
            codebook: form.codebook
        )
        let feed = BuildFeed(source: source, first: first)
        try feed.write(
            to: index.table,
            index.ledger,
            index.contexts,
            threads: threads,
            commit: index.commit,
            onBatch: { (_) throws(IndexError) in try progress.add(0) }
        )
        index.orderByPlace(threads: threads)
        try index.linkAll(threads: threads, progress: progress)
        try index.repairReachability()
        return index
    }

    /// Bytes that an index of `rows` rows takes in memory while it is built.
    public static func estimatedBytes(
        rows: Int,
        shape: VectorShape,
        options: HNSWOptions
    ) -> Int {
        let quantizer = shape.canQuantize ? options.quantizer : .none
        let codes = quantizer.codeBytes(dimension: shape.dimension)
        let links = 8 * options.m + 8 + 8 * options.m / max(1, options.m - 1)
        return rows.multipliedReportingOverflow(by: codes + links + 24 + shape.exactBytes)
            .partialValue
    }

    /// Links all slots, which nothing links to yet, in rounds.
    ///
    /// Slots are drawn for the rounds at random, half of them for the last, half of the others for
    /// the one before, and so on; within a round they come in order. So each of them meets rows
    /// from all over, and yet what the one before it has just brought into caches. (Amenta, Choi
    /// and Rote, "Incremental constructions con BRIO", 2003.)
    private func linkAll(threads: Int, progress: BuildProgress) throws(IndexError) {
        let slots = 0..<UInt32(ledger.slotCount.load(ordering: .acquiring))
        var rounds = [[UInt32]](repeating: [], count: HNSWIndex.linkRounds)
        var generator = SplitMix64(seed: options.seed)
        for slot in slots {
            let round = min(generator.next().leadingZeroBitCount, HNSWIndex.linkRounds - 1)
            rounds[HNSWIndex.linkRounds - 1 - round].append(slot)
        }
        let order = rounds.flatMap { $0 }
        let next = SharedCounter()
        let failure = Lock<IndexError?>(nil)
        runOnThreads(threads) { [self, order] _ in
            do throws(IndexError) {
                while failure.withLock({ $0 == nil }) {
                    let start = next.take(HNSWIndex.linkedTogether)
                    guard start < order.count else { return }
                    let part = order[start..<min(start + HNSWIndex.linkedTogether, order.count)]
                    try contexts.withContext { (context) throws(IndexError) in
                        for slot in part {
                            table.loadUnit(slot, context)
                            try link(slot, context)
                        }
                    }
                    try progress.add(part.count)
                }
            } catch { failure.withLock { $0 = error } }
        }
        if let error = failure.withLock({ $0 }) { throw error }
    }
}
