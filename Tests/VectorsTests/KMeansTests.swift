// SPDX-License-Identifier: Apache-2.0

import Testing
import Vectors

@Suite struct KMeansTests {
    /// Rows around `centers` corners of a grid.
    private func rows(_ count: Int, centers: Int, dimension: Int = 6) -> [Float] {
        var generator = SplitMix64(seed: 12)
        return (0..<count).flatMap { row in
            (0..<dimension).map { element in
                Float((row % centers) * (element + 1) % 17)
                    + 0.05 * Float.random(in: -1...1, using: &generator)
            }
        }
    }

    private func error(_ means: KMeans, _ rows: [Float]) -> Float {
        rows.withUnsafeBufferPointer { rows in
            guard let start = rows.baseAddress else { return 0 }
            return stride(from: 0, to: rows.count, by: means.dimension).reduce(0) {
                $0 + means.nearest(start + $1).distance
            }
        }
    }

    @Test("all ways of training find the clusters there are", arguments: [0, 200])
    func finds(batch: Int) {
        let rows = rows(3000, centers: 9)
        let means = rows.withUnsafeBufferPointer {
            KMeans(training: $0, dimension: 6, count: 9, batch: batch, seed: 3)
        }
        #expect(error(means, rows) / 3000 < 0.1)
    }

    @Test("workers in any order give the same centroids, another seed others")
    func deterministic() {
        let rows = rows(5000, centers: 40)
        func train(_ seed: UInt64, _ workers: KMeans.Workers) -> [Float] {
            rows.withUnsafeBufferPointer {
                KMeans.training(
                    hierarchically: $0,
                    dimension: 6,
                    count: 150,
                    seed: seed,
                    workers: workers
                ).centroids
            }
        }
        let forwards = train(1) { parts, body in for part in 0..<parts { body(part) } }
        let backwards = train(1) { parts, body in for part in (0..<parts).reversed() { body(part) }
        }
        #expect(forwards == backwards)
        #expect(forwards.count == 150 * 6)
        #expect(forwards != train(2) { parts, body in for part in 0..<parts { body(part) } })
        let again = KMeans(centroids: forwards, dimension: 6)
        #expect(error(again, rows) / 5000 < 0.1)
    }

    @Test("spherical centroids have length 1")
    func spherical() {
        let rows = rows(900, centers: 20)
        let means = rows.withUnsafeBufferPointer {
            KMeans(training: $0, dimension: 6, count: 12, isSpherical: true, seed: 5)
        }
        for centroid in 0..<12 {
            let squared = means.centroids[centroid * 6..<centroid * 6 + 6].reduce(0) {
                $0 + $1 * $1
            }
            #expect(abs(squared - 1) < 1e-4)
        }
    }

    @Test("equal rows, and fewer rows than centroids, are no trouble")
    func degenerate() {
        let same = [Float](repeating: 2, count: 6 * 20_000)
        let means = same.withUnsafeBufferPointer {
            KMeans.training(hierarchically: $0, dimension: 6, count: 200, seed: 1)
        }
        #expect(means.centroids.allSatisfy { abs($0 - 2) < 0.1 })
        let few = rows(3, centers: 3)
        let more = few.withUnsafeBufferPointer {
            KMeans(training: $0, dimension: 6, count: 8, seed: 1)
        }
        #expect(more.count == 8 && more.centroids.count == 48)
        #expect(error(more, few) < 0.1)
    }

    @Test("rows farther apart than float32 can square are clustered", arguments: [false, true])
    func far(isSpherical: Bool) {
        let greatest = Float.greatestFiniteMagnitude
        var generator = SplitMix64(seed: 9)
        for scale in [2e19, 1e30, greatest] {
            let rows = (0..<6 * 400).map { _ in
                // Ends and zeros among what lies between.
                let part = Float.random(in: -1.5...1.5, using: &generator)
                return part.magnitude < 0.3 ? 0 : scale * min(1, max(-1, part))
            }
            for count in [2, 8, 300] {
                let means = rows.withUnsafeBufferPointer {
                    KMeans.training(
                        hierarchically: $0,
                        dimension: 6,
                        count: count,
                        isSpherical: isSpherical,
                        seed: 2
                    )
                }
                #expect(means.count == count)
                #expect(means.centroids.allSatisfy { $0.isFinite })
            }
        }
    }

    @Test("spherical centroids of the shortest and longest rows have length 1")
    func sphericalRange() {
        for scale in [Float.leastNonzeroMagnitude, 0x1p-133, 1e38] {
            let rows = [Float](repeating: scale, count: 6 * 40)
            let means = rows.withUnsafeBufferPointer {
                KMeans(training: $0, dimension: 6, count: 1, isSpherical: true, seed: 5)
            }
            let squared = means.centroids.reduce(0) { $0 + $1 * $1 }
            #expect(abs(squared - 1) < 1e-4)
        }
    }
}
