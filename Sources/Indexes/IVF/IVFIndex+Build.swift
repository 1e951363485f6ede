// SPDX-License-Identifier: Apache-2.0

import Platform
import Synchronization
import Vectors

extension IVFIndex {
    /// Rows that centroids are trained on for each list, and at least; as in pgvector.
    private static let sampledRowsPerList = 50
    private static let leastSample = 10_000
    /// Elements of a sample at most, to bound its memory: a quarter of a gibibyte.
    private static let sampleElements = 64 << 20

    /// Builds an index over the rows of a source.
    ///
    /// Rows are read once, centroids trained on a sample of them, and slots then ordered by list,
    /// so that a list is one stretch of memory, or of a file that is mapped.
    ///
    /// - Parameters:
    ///   - source: Hands out the rows; asked by one thread at a time.
    ///   - shape: What the vectors are.
    ///   - options: How the index is built.
    ///   - threads: Threads that encode and assign rows, at least 1.
    ///   - memoryLimitBytes: What ``estimatedBytes(rows:shape:options:)`` may not exceed.
    ///   - progress: Counts the rows done, and stops the build on request.
    /// - Returns: The index, with every row of the source.
    /// - Throws: ``IndexError/duplicateRow(_:)`` when a row id comes twice,
    ///   ``IndexError/notEnoughMemory(needed:allowed:)`` before anything is read, and what
    ///   inserting throws. Rows that no index holds (zero vectors under cosine) are left out.
    /// - Complexity: O(rows × dimension × log lists), plus k-means.
    public static func build(
        _ source: some VectorSource & Sendable,
        shape: VectorShape,
        options: IVFOptions = IVFOptions(),
        threads: Int = 1,
        memoryLimitBytes: Int = .max,
        progress: BuildProgress = BuildProgress()
    ) throws(IndexError) -> IVFIndex {
        let needed = estimatedBytes(rows: source.estimatedCount, shape: shape, options: options)
        guard needed <= memoryLimitBytes else {
            throw .notEnoughMemory(needed: needed, allowed: memoryLimitBytes)
        }
        let first = try source.firstBatches()
        let form = try CodeForm(of: first, shape: shape, options.quantizer, seed: options.seed)
        let index = try IVFIndex(
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
            onBatch: progress.add
        )
        if index.count > 0 {
            try index.train(threads: max(1, threads))
            try index.assignAll(threads: max(1, threads))
            try index.fillLists()
            try index.vacuum()
        }
        return index
    }

    /// Bytes that an index of `rows` rows takes in memory while it is built.
    public static func estimatedBytes(
        rows: Int,
        shape: VectorShape,
        options: IVFOptions
    ) -> Int {
        let quantizer = shape.canQuantize ? options.quantizer : .none
        let codes = quantizer.codeBytes(dimension: shape.dimension)
        return rows.multipliedReportingOverflow(by: codes + 24 + shape.exactBytes).partialValue
    }

    /// Finds centroids by k-means on a sample.
    private func train(threads: Int) throws(IndexError) {
        let rows = ledger.slotCount.load(ordering: .acquiring)
        let wanted = max(1, rows / options.listSize(rows: rows))
        let most = max(wanted, IVFIndex.sampleElements / shape.dimension)
        let count = min(
            rows,
            most,
            max(IVFIndex.leastSample, IVFIndex.sampledRowsPerList * wanted)
        )
        var generator = SplitMix64(seed: options.seed)
        let sample = floats(
            of: (0..<count).map { place in
                count == rows ? UInt32(place) : UInt32(generator.next() % UInt64(rows))
            }
        )
        let means = sample.withUnsafeBufferPointer { sample in
            KMeans.training(
                hierarchically: sample,
                dimension: shape.dimension,
                count: min(wanted, count),
                isSpherical: isSpherical,
                seed: options.seed,
                workers: { parts, body in
                    let next = Atomic<Int>(0)
                    runOnThreads(min(threads, parts)) { _ in
                        while true {
                            let part = next.wrappingAdd(1, ordering: .relaxed).oldValue
                            if part >= parts { return }
                            body(part)
                        }
                    }
                }
            )
        }
        for index in 0..<means.count {
            try insertCentroid(means, index, as: lists.makeList([]))
        }
    }

    /// Finds the list of every slot.
    private func assignAll(threads: Int) throws(IndexError) {
        let rows = ledger.slotCount.load(ordering: .acquiring)
        let part = 1024
        let next = Atomic<Int>(0)
        let failure = Lock<IndexError?>(nil)
        runOnThreads(threads) { [self] _ in
            let context = contexts.borrow()
            defer { contexts.giveBack(context) }
            var statistics = SearchStatistics()
            while true {
                let start = next.wrappingAdd(part, ordering: .relaxed).oldValue
                if start >= rows { return }
                for slot in UInt32(start)..<UInt32(min(rows, start + part)) {
                    do throws(IndexError) {
                        let vector = view(of: storedVector(slot, context))
                        let list = try nearestLists(vector, 1, &statistics).first
                        setList(list ?? 0, of: slot)
                    } catch { failure.withLock { $0 = error } }
                }
            }
        }
        if let error = failure.withLock({ $0 }) { throw error }
    }

    /// Orders slots by list and fills the lists.
    private func fillLists() throws(IndexError) {
        let rows = ledger.slotCount.load(ordering: .acquiring)
        var starts = [Int](repeating: 0, count: lists.count + 1)
        for slot in 0..<UInt32(rows) { starts[Int(list(of: slot)) + 1] += 1 }
        for list in 1..<starts.count { starts[list] += starts[list - 1] }
        var next = starts
        var order = [UInt32](repeating: 0, count: rows)
        for slot in 0..<UInt32(rows) {
            let list = Int(list(of: slot))
            order[next[list]] = slot
            next[list] += 1
        }
        table.reorder(order)
        for list in 0..<UInt32(lists.count) {
            let range = UInt32(starts[Int(list)])..<UInt32(starts[Int(list) + 1])
            _ = try lists.replace(list, with: Array(range))
            packBlocks(list, isFinal: true)
            for slot in range {
                setList(list, of: slot)
                ledger.rowMap.replace(table.row(of: slot), with: slot)
            }
        }
    }
}
