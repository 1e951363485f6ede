// SPDX-License-Identifier: Apache-2.0

import CKernels
import Platform
import Synchronization
import Vectors

/// How far a build has come; read by any thread.
public final class BuildProgress: Sendable {
    private let rows = Atomic<Int>(0)
    private let isCancelled = Atomic<Bool>(false)

    /// Progress of a build that has not begun.
    public init() {}

    /// Rows in the index so far.
    public var rowsDone: Int { rows.load(ordering: .relaxed) }

    /// Asks the build to stop; it throws ``IndexError/cancelled``.
    public func cancel() { isCancelled.store(true, ordering: .releasing) }

    func add(_ count: Int) throws(IndexError) {
        rows.add(count, ordering: .relaxed)
        if isCancelled.load(ordering: .acquiring) { throw .cancelled }
    }
}

extension HNSWIndex {
    /// Rows that the mean of all vectors is estimated from.
    static let centerSample = 4096

    /// Builds an index over the rows of a source.
    ///
    /// - Parameters:
    ///   - source: Hands out the rows; asked by one thread at a time.
    ///   - shape: What the vectors are.
    ///   - options: How the graph is built.
    ///   - threads: Threads that insert, at least 1.
    ///   - memoryLimitBytes: What ``estimatedBytes(rows:shape:options:)`` may not exceed.
    ///   - progress: Counts the rows done, and stops the build on request.
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
        var first: [VectorBatch] = []
        var sampled = 0
        repeat {
            var batch = VectorBatch()
            try source.fill(&batch)
            if batch.count == 0 { break }
            sampled += batch.count
            first.append(batch)
        } while sampled < centerSample
        let center = try mean(of: first, shape: shape)
        let index = try HNSWIndex(shape: shape, options: options, center: center)
        let feed = BuildFeed(source: source, first: first)
        try index.insertAll(from: feed, threads: max(1, threads), progress: progress)
        try index.repairReachability()
        return index
    }

    /// Bytes that an index of `rows` rows takes in memory while it is built.
    public static func estimatedBytes(
        rows: Int,
        shape: VectorShape,
        options: HNSWOptions
    ) -> Int {
        let codes: Int =
            switch shape.canQuantize ? options.quantizer : .none {
            case .none: 0
            case .int8: shape.dimension + 16
            case .int4: shape.dimension / 2 + 16
            case .binary: shape.dimension / 8 + 16
            }
        let links = 8 * options.m + 8 + 8 * options.m / max(1, options.m - 1)
        return rows.multipliedReportingOverflow(by: codes + links + 24 + shape.exactBytes)
            .partialValue
    }

    private func insertAll(
        from feed: BuildFeed,
        threads: Int,
        progress: BuildProgress
    ) throws(IndexError) {
        let work: @Sendable () -> Void = { [self] in
            do throws(IndexError) {
                while let batch = try feed.next() {
                    for index in 0..<batch.count {
                        let row = batch.rows[index]
                        guard !contains(row) else { throw .duplicateRow(row) }
                        try batch.withVector(index) { (vector) throws(IndexError) in
                            _ = try insert(row: row, vector)
                        }
                    }
                    try progress.add(batch.count)
                }
            } catch { feed.fail(error) }
        }
        var running: [OSThread] = []
        for number in 1..<threads {
            do { running.append(try OSThread(name: "index build \(number)", work)) } catch {
                feed.fail(.system(error))
            }
        }
        work()
        for thread in running { thread.join() }
        if let failure = feed.failure { throw failure }
    }

    /// The mean of the sampled vectors in the form they are stored in; empty where it is no use.
    static func mean(
        of batches: [VectorBatch],
        shape: VectorShape
    ) throws(IndexError) -> [Float] {
        guard shape.canQuantize, shape.metric != .innerProduct else { return [] }
        let table = try VectorTable(
            shape: shape,
            quantizer: .none,
            slotLimit: 1,
            center: [],
            seed: 0
        )
        let context = SearchContext(table: table)
        let unit = context.unit.assumingMemoryBound(to: Float.self)
        var sums = [Double](repeating: 0, count: shape.dimension)
        var count = 0
        for batch in batches {
            for index in 0..<batch.count {
                let isUsable = try batch.withVector(index) { (vector) throws(IndexError) in
                    try table.load(vector, in: context)
                }
                guard isUsable else { continue }
                count += 1
                for element in 0..<shape.dimension { sums[element] += Double(unit[element]) }
            }
        }
        return count == 0 ? [] : sums.map { Float($0 / Double(count)) }
    }
}

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
}
