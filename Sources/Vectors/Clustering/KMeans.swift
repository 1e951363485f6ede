// SPDX-License-Identifier: Apache-2.0

import CKernels

/// Lloyd's k-means over float32 rows, seeded by k-means++ on a sample, deterministic by its seed.
///
/// Arthur and Vassilvitskii, "k-means++: The Advantages of Careful Seeding", 2007. Empty clusters
/// take over half of the largest one, so that all centroids stay in use. With a mini-batch each
/// round looks at that many rows only and moves a centroid by the share they are of all rows it has
/// seen (Sculley, "Web-Scale K-Means Clustering", 2010).
public struct KMeans: Sendable {
    /// `count × dimension` floats, row-major.
    public private(set) var centroids: [Float]
    /// Centroids.
    public let count: Int
    /// Elements of a centroid.
    public let dimension: Int

    /// Runs `body` for every number below `parts`, on any threads, and returns when all are done.
    public typealias Workers = (_ parts: Int, _ body: @escaping @Sendable (Int) -> Void) -> Void

    /// Rows that one call of a worker assigns.
    static let rowsPerPart = 512

    /// Rows that seeding looks at for each centroid.
    static let seedingRows = 32

    /// Centroids that were trained before.
    public init(centroids: [Float], dimension: Int) {
        precondition(dimension > 0 && centroids.count % dimension == 0, "whole centroids only")
        self.centroids = centroids
        self.dimension = dimension
        count = centroids.count / dimension
    }

    /// Trains centroids.
    ///
    /// - Parameters:
    ///   - rows: `n × dimension` finite floats, row-major, n at least 1.
    ///   - dimension: Elements of a row.
    ///   - count: Centroids wanted, at least 1; with fewer rows some are equal.
    ///   - iterations: Rounds of assigning and averaging; it ends earlier when nothing moves.
    ///   - batch: Rows looked at in a round, drawn anew each time; 0 for all.
    ///   - isSpherical: Whether centroids are scaled to length 1, for unit vectors and for inner
    ///     products.
    ///   - seed: Equal seeds over equal rows give equal centroids, whatever the workers.
    ///   - workers: Runs the parts of a round; on this thread by default.
    /// - Complexity: O(n × count × dimension) an iteration.
    public init(
        training rows: UnsafeBufferPointer<Float>,
        dimension: Int,
        count: Int,
        iterations: Int = 10,
        batch: Int = 0,
        isSpherical: Bool = false,
        seed: UInt64,
        workers: Workers = { parts, body in for part in 0..<parts { body(part) } }
    ) {
        precondition(dimension > 0 && count > 0 && rows.count >= dimension, "nothing to train on")
        self.dimension = dimension
        self.count = count
        centroids = []
        guard let start = rows.baseAddress else { return }
        let rowCount = rows.count / dimension
        var generator = SplitMix64(seed: seed)
        seedCentroids(start, rowCount, &generator)
        if isSpherical { normalize() }
        let isSampled = batch > 0 && batch < rowCount
        let used = isSampled ? batch : rowCount
        var assigned = [UInt32](repeating: .max, count: used)
        var seen = [Int](repeating: 0, count: count)
        for _ in 0..<max(1, iterations) {
            let picked: [Int]? =
                isSampled
                ? (0..<used).map { _ in Int(generator.next() % UInt64(rowCount)) }.sorted() : nil
            let nearest = assign(start, used, picked, workers)
            let isSettled = !isSampled && nearest == assigned
            assigned = nearest
            if isSettled { break }
            if !isSampled { seen = [Int](repeating: 0, count: count) }
            average(start, assigned, picked, &seen, &generator)
            if isSpherical { normalize() }
        }
    }

    /// The nearest centroid of each row, or of each picked one.
    func assign(
        _ rows: UnsafePointer<Float>,
        _ used: Int,
        _ picked: [Int]?,
        _ workers: Workers
    ) -> [UInt32] {
        [UInt32](unsafeUninitializedCapacity: used) { buffer, initialized in
            initialized = used
            guard let out = buffer.baseAddress else { return }
            let job = Assignment(rows: rows, out: out)
            let parts = (used + KMeans.rowsPerPart - 1) / KMeans.rowsPerPart
            let dimension = dimension
            workers(parts) { [self] part in
                let end = min(used, (part + 1) * KMeans.rowsPerPart)
                for place in part * KMeans.rowsPerPart..<end {
                    let row = picked?[place] ?? place
                    job.out[place] = UInt32(nearest(job.rows + row * dimension).index)
                }
            }
        }
    }

    /// Scales every centroid that has a length to length 1.
    private mutating func normalize() {
        for start in stride(from: 0, to: count * dimension, by: dimension) {
            var squared = 0.0
            for element in start..<start + dimension {
                squared += Double(centroids[element]) * Double(centroids[element])
            }
            guard squared > 0 else { continue }
            // In float64: of a length near either end of float32, the inverse is not in its range.
            let factor = 1 / squared.squareRoot()
            for element in start..<start + dimension {
                centroids[element] = Float(Double(centroids[element]) * factor)
            }
        }
    }

    /// The nearest centroid of `dimension` floats and its squared distance.
    public func nearest(_ row: UnsafePointer<Float>) -> (index: Int, distance: Float) {
        withUnsafeTemporaryAllocation(of: Float.self, capacity: count) { scores in
            guard let out = scores.baseAddress else { return (0, .infinity) }
            score(row, out)
            var best = 0
            for index in 1..<max(1, count) where out[index] < out[best] { best = index }
            return (best, out[best])
        }
    }

    /// Writes the squared distances of all centroids from `row`.
    public func score(_ row: UnsafePointer<Float>, _ out: UnsafeMutablePointer<Float>) {
        centroids.withUnsafeBufferPointer { centroids in
            guard let base = centroids.baseAddress else { return }
            ck_active().pointee.float32.squared_l2_rows(
                row,
                dimension,
                base,
                dimension * MemoryLayout<Float>.stride,
                nil,
                count,
                out
            )
        }
    }

    private mutating func seedCentroids(
        _ rows: UnsafePointer<Float>,
        _ rowCount: Int,
        _ generator: inout SplitMix64
    ) {
        let sampled = min(rowCount, KMeans.seedingRows * count)
        let sample = (0..<sampled).map { position in
            sampled == rowCount ? position : Int(generator.next() % UInt64(rowCount))
        }
        var distances = [Float](repeating: .infinity, count: sampled)
        var chosen = Int(generator.next() % UInt64(sampled))
        for _ in 0..<count {
            let center = rows + sample[chosen] * dimension
            centroids.append(contentsOf: UnsafeBufferPointer(start: center, count: dimension))
            var total: Double = 0
            for position in 0..<sampled {
                let distance = ck_active().pointee.float32.squared_l2(
                    center,
                    rows + sample[position] * dimension,
                    dimension
                )
                // Far apart, finite rows have a squared distance that float32 does not hold.
                distances[position] = min(
                    distances[position],
                    min(distance, .greatestFiniteMagnitude)
                )
                total += Double(distances[position])
            }
            // Every row is a centroid already: any will do.
            guard total > 0 else {
                chosen = Int(generator.next() % UInt64(sampled))
                continue
            }
            var target = Double.random(in: 0..<total, using: &generator)
            chosen = sampled - 1
            for position in 0..<sampled {
                target -= Double(distances[position])
                if target < 0 {
                    chosen = position
                    break
                }
            }
        }
    }

    /// Moves each centroid to the mean of its rows, those of earlier rounds counted by `seen`.
    private mutating func average(
        _ rows: UnsafePointer<Float>,
        _ assigned: [UInt32],
        _ picked: [Int]?,
        _ seen: inout [Int],
        _ generator: inout SplitMix64
    ) {
        var sums = [Double](repeating: 0, count: count * dimension)
        var sizes = [Int](repeating: 0, count: count)
        sums.withUnsafeMutableBufferPointer { sums in
            for (place, cluster) in assigned.enumerated() {
                sizes[Int(cluster)] += 1
                let start = Int(cluster) * dimension
                let row = (picked?[place] ?? place) * dimension
                for element in 0..<dimension {
                    sums[start + element] += Double(rows[row + element])
                }
            }
        }
        for cluster in 0..<count where sizes[cluster] > 0 {
            let weight = Double(seen[cluster])
            let total = weight + Double(sizes[cluster])
            for element in 0..<dimension {
                let place = cluster * dimension + element
                centroids[place] = Float((Double(centroids[place]) * weight + sums[place]) / total)
            }
        }
        for cluster in 0..<count {
            seen[cluster] += sizes[cluster]
            sizes[cluster] = seen[cluster]
        }
        relocateEmpty(&sizes, &generator)
    }

    /// A number that grew beyond float32 by a hair's breadth, brought back.
    private func finite(_ value: Float) -> Float {
        min(max(value, -.greatestFiniteMagnitude), .greatestFiniteMagnitude)
    }

    /// Gives clusters without rows half of the largest one.
    private mutating func relocateEmpty(_ sizes: inout [Int], _ generator: inout SplitMix64) {
        for cluster in 0..<count where sizes[cluster] == 0 {
            guard let largest = sizes.indices.max(by: { sizes[$0] < sizes[$1] }),
                sizes[largest] > 1
            else { return }
            // A hair's breadth apart, the two share the rows from the next round on.
            for element in 0..<dimension {
                let value = centroids[largest * dimension + element]
                let shift = 1e-3 * Float.random(in: -1...1, using: &generator)
                centroids[cluster * dimension + element] = finite(value * (1 + shift))
                centroids[largest * dimension + element] = finite(value * (1 - shift))
            }
            sizes[cluster] = sizes[largest] / 2
            sizes[largest] -= sizes[cluster]
        }
    }
}

/// What threads read and write while they assign rows.
///
/// Sendable because the rows do not change meanwhile and each part writes places of its own.
private struct Assignment: @unchecked Sendable {
    let rows: UnsafePointer<Float>
    let out: UnsafeMutablePointer<UInt32>
}
