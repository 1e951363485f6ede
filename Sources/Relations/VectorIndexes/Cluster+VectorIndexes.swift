// SPDX-License-Identifier: Apache-2.0

import Platform
public import Schemas
import Values

extension Cluster {
    /// What an empty index is said to take: a page.
    private static let pageBytes = 8_192

    /// Bytes that a vector index takes: its file, or as long as that holds less, its vectors.
    public func vectorIndexBytes(_ index: IndexDescription) -> Int {
        guard let found = vectorIndexes[index.storageID] else { return Self.pageBytes }
        var fileBytes = 0
        if let path = found.path, FileSystem.exists(path) {
            do throws(PlatformError) {
                fileBytes = try FileSystem.size(path)
            } catch {
                // It has been replaced or removed meanwhile.
                fileBytes = 0
            }
        }
        let elementBits: Int
        switch found.parameters.type {
        case .bit, .varbit: elementBits = 1
        case .halfvec: elementBits = 16
        // Few elements of a sparse vector are not zero.
        case .sparsevec: elementBits = 0
        default: elementBits = 32
        }
        let vectorBytes = found.count * (found.parameters.dimension * elementBits / 8 + 8)
        return max(Self.pageBytes, fileBytes, vectorBytes)
    }
}
