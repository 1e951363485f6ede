// SPDX-License-Identifier: Apache-2.0

import Indexes
import Platform
import Vectors

/// NumPy's array files, format version 1:
/// <https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html>.
enum Numpy {
    /// What follows the header.
    static func payload(_ file: UnsafeRawBufferPointer) -> UnsafeRawBufferPointer {
        let header = 10 + Int(file.loadUnaligned(fromByteOffset: 8, as: UInt16.self))
        return UnsafeRawBufferPointer(rebasing: file[min(header, file.count)...])
    }
}

/// The rows of a float16 array, widened; row i has id i + 1.
final class NumpySource: VectorSource, @unchecked Sendable {
    // Sendable because a source is asked by one thread at a time.
    private let file: MappedFile
    private let dimension: Int
    private var next = 0

    init(_ file: MappedFile, dimension: Int) {
        self.file = file
        self.dimension = dimension
    }

    var estimatedCount: Int { file.count / 2 / dimension }

    func fill(_ batch: inout VectorBatch) throws(IndexError) {
        file.withUnsafeBytes { bytes in
            let values = Numpy.payload(bytes).bindMemory(to: UInt16.self)
            while batch.count < VectorBatch.preferredCount, (next + 1) * dimension <= values.count {
                let own = values[next * dimension..<(next + 1) * dimension]
                let row = HalfVector(trusted: Array(own)).elements
                row.withUnsafeBufferPointer { batch.append(row: UInt64(next + 1), .float32($0)) }
                next += 1
            }
        }
    }
}
