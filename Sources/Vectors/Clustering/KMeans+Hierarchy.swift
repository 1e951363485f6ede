// SPDX-License-Identifier: Apache-2.0

extension KMeans {
    /// Clusters up to which all centroids are trained at once.
    static let flatLimit = 128

    /// Trains many centroids in two levels: rows are clustered into about the square root of
    /// `count` groups, and each group into its share.
    ///
    /// About `sqrt(count) / 2` times less work than one level, for slightly less even clusters.
    /// Parameters and result are those of the one-level training.
    ///
    /// - Complexity: O(n × sqrt(count) × dimension) an iteration.
    public static func training(
        hierarchically rows: UnsafeBufferPointer<Float>,
        dimension: Int,
        count: Int,
        iterations: Int = 10,
        batch: Int = 0,
        isSpherical: Bool = false,
        seed: UInt64,
        workers: Workers = { parts, body in for part in 0..<parts { body(part) } }
    ) -> KMeans {
        func train(_ rows: UnsafeBufferPointer<Float>, _ count: Int, _ seed: UInt64) -> KMeans {
            KMeans(
                training: rows,
                dimension: dimension,
                count: count,
                iterations: iterations,
                batch: batch,
                isSpherical: isSpherical,
                seed: seed,
                workers: workers
            )
        }
        guard count > flatLimit, let start = rows.baseAddress else {
            return train(rows, count, seed)
        }
        let groups = Int(Double(count).squareRoot())
        let top = train(rows, groups, seed)
        let rowCount = rows.count / dimension
        var members: [[Int]] = Array(repeating: [], count: groups)
        for (row, group) in top.assign(start, rowCount, nil, workers).enumerated() {
            members[Int(group)].append(row)
        }
        var centroids: [Float] = []
        centroids.reserveCapacity(count * dimension)
        var rowsLeft = rowCount
        var centroidsLeft = count
        for (group, rowsOfGroup) in members.enumerated() where !rowsOfGroup.isEmpty {
            // Shares are rounded against what is left, so that they add up.
            let share = (rowsOfGroup.count * centroidsLeft + rowsLeft / 2) / rowsLeft
            rowsLeft -= rowsOfGroup.count
            centroidsLeft -= share
            if share == 0 { continue }
            var part: [Float] = []
            part.reserveCapacity(rowsOfGroup.count * dimension)
            for row in rowsOfGroup {
                part.append(
                    contentsOf: UnsafeBufferPointer(
                        start: start + row * dimension,
                        count: dimension
                    )
                )
            }
            part.withUnsafeBufferPointer {
                centroids += train($0, share, seed &+ UInt64(group) &+ 1).centroids
            }
        }
        return KMeans(centroids: centroids, dimension: dimension)
    }
}
