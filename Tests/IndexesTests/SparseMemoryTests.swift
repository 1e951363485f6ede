// SPDX-License-Identifier: Apache-2.0

import Indexes
import Platform
import TestSupport
import Testing
import Vectors

/// Sparse vectors of the greatest and of changing sizes, within the memory that is set aside.
@Suite struct SparseMemoryTests {
    private static let dimension = 1_000_000

    private func add(
        _ index: any NeighborIndex,
        row: UInt64,
        elements count: Int
    ) throws {
        let indices = (0..<count).map { Int32($0 * 997 + Int(row % 900)) }
        let values = (0..<count).map { Float(1 + (UInt64($0) + row) % 13) }
        try indices.withUnsafeBufferPointer { indices in
            try values.withUnsafeBufferPointer { values in
                _ = try index.insert(
                    row: row,
                    .sparse(dimension: Self.dimension, indices: indices, values: values)
                )
            }
        }
    }

    private func elements(_ index: FlatIndex) -> [UInt64: Int] {
        var found: [UInt64: Int] = [:]
        _ = index.forEachRow(from: 0, limit: .max) { row, _, vector in
            if case .sparse(_, let indices, let values) = vector {
                let isRight = indices.indices.allSatisfy {
                    indices[$0] == Int32($0 * 997 + Int(row % 900))
                        && values[$0] == Float(1 + (UInt64($0) + row) % 13)
                }
                found[row] = isRight ? indices.count : -1
            }
        }
        return found
    }

    private func flat(_ rows: Int) throws -> FlatIndex {
        var options = FlatOptions()
        options.rowLimit = rows
        return try FlatIndex(
            shape: VectorShape(element: .sparse, dimension: Self.dimension, metric: .l2),
            options: options
        )
    }

    @Test("an index is filled to its limit with the greatest vectors")
    func greatest() throws {
        let index = try flat(1400)
        for row in 0..<1400 { try add(index, row: UInt64(row), elements: 1000) }
        #expect(index.count == 1400)
        #expect(elements(index).values.allSatisfy { $0 == 1000 })
    }

    @Test("slots are used again by vectors of any size", arguments: [true, false])
    func sizes(isReopened: Bool) throws {
        let directory = try TemporaryDirectory()
        var index = try flat(300)
        var generator = SplitMix64(seed: 3)
        var sizes: [UInt64: Int] = [:]
        for round in 0..<30 {
            for row in 0..<250 {
                // Growing and shrinking by turns.
                let size = round % 2 == 0 ? 1 + Int(generator.next() % 20) : round * 33
                index.remove(row: UInt64(row))
                if row % 50 == 0 { try index.vacuum() }
                try add(index, row: UInt64(row), elements: size)
                sizes[UInt64(row)] = size
            }
            try index.vacuum()
            #expect(elements(index) == sizes)
            if isReopened, round % 7 == 6 {
                let path = directory.path + "/\(round)"
                try index.checkpoint(to: path, sequence: 1)
                index = try FlatIndex.open(at: path, access: .loaded).index
                #expect(elements(index) == sizes)
            }
        }
        #expect(index.memoryUse.vectorBytes <= 300 * 2 * 8004)
        #expect(index.checkInvariants().isEmpty)
    }
}
