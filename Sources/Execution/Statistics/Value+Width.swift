// SPDX-License-Identifier: Apache-2.0

import Values
import Vectors

extension SQLType {
    /// The bytes that every value of the type takes; nil when they differ.
    var fixedWidth: Int? {
        guard let length = TypeDescription(oid: oid)?.length, length > 0 else { return nil }
        return Int(length)
    }

    /// The bytes that a vector of the type takes where its dimension is declared; nil elsewhere.
    var vectorWidth: Int? {
        guard modifier > 0 else { return nil }
        switch oid {
        case .vector: return Int(modifier) * 4 + 8
        case .halfvec: return Int(modifier) * 2 + 8
        default: return nil
        }
    }
}

extension Value {
    /// The bytes that it takes in a row, its length included; for vectors as pgvector has them.
    func storedWidth(_ type: SQLType) -> Int {
        switch self {
        case .text(let text): return text.utf8.count + (text.utf8.count < 127 ? 1 : 4)
        case .array(let array):
            // PostgreSQL's header of 21 bytes for one dimension.
            let element = SQLType(array.elementType)
            let width = element.fixedWidth
            return array.elements.reduce(13 + 8 * array.dimensions.count) { sum, value in
                value.isNull ? sum : sum + (width ?? value.storedWidth(element))
            }
        case .vector(let vector): return vector.dimension * 4 + 8
        case .halfvec(let vector): return vector.dimension * 2 + 8
        case .sparsevec(let vector): return vector.indices.count * 8 + 16
        default:
            var bytes: [UInt8] = []
            RowEncoder(types: [type]).encode([self], into: &bytes)
            // Without the row's count of columns and its bitmap.
            return bytes.count - 2
        }
    }
}
