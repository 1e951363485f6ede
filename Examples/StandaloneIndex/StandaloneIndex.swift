// SPDX-License-Identifier: Apache-2.0

import Indexes
import Vectors

/// A vector index without a database: built, changed, searched, saved, and opened again.
@main
enum StandaloneIndex {
    static func main() throws {
        guard let path = CommandLine.arguments.dropFirst().first else {
            print("usage: StandaloneIndex FILE")
            return
        }
        let shape = try VectorShape(element: .float32, dimension: 2, metric: .l2)
        let index = try HNSWIndex.build(Grid(side: 30), shape: shape)
        // Changes need no new build, and any number of threads may make them.
        try index.insert(row: 1_000_000, [15.25, 15])
        index.remove(row: 15 * 30 + 14)
        try show(index)

        // The number is the caller's, such as the position in a log up to which it is complete.
        try index.checkpoint(to: path, sequence: 7)
        let (opened, sequence) = try SavedIndex.open(at: path)
        print("opened \(opened.count) rows as of \(sequence)")
        try show(opened)
    }

    private static func show(_ index: any NeighborIndex) throws {
        var statistics = SearchStatistics()
        let query: [Float] = [15, 14.75]
        let nearest = try query.withUnsafeBufferPointer {
            try index.search(
                .float32($0),
                k: 3,
                effort: SearchEffort(ef: 40),
                // Only rows that the caller wants.
                filter: .predicate { $0 != 15 * 30 + 16 },
                statistics: &statistics
            )
        }
        for neighbor in nearest { print(neighbor.row, neighbor.distance) }
    }
}

/// The points of a square, numbered row by row, handed out in batches.
///
/// Sendable because a build asks it from one thread at a time.
private final class Grid: VectorSource, @unchecked Sendable {
    private let side: Int
    private var next = 0

    init(side: Int) { self.side = side }

    var estimatedCount: Int { side * side }

    func fill(_ batch: inout VectorBatch) {
        while next < estimatedCount, batch.count < VectorBatch.preferredCount {
            let point = [Float(next % side), Float(next / side)]
            point.withUnsafeBufferPointer { batch.append(row: UInt64(next), .float32($0)) }
            next += 1
        }
    }
}

extension HNSWIndex {
    fileprivate func insert(row: UInt64, _ vector: [Float]) throws {
        try vector.withUnsafeBufferPointer { _ = try insert(row: row, .float32($0)) }
    }
}
