// SPDX-License-Identifier: Apache-2.0

extension SparseVector {
    /// The vector of norm 1 in this direction, or zero for zero; elements that underflow are left
    /// out.
    public func normalized() throws(VectorError) -> SparseVector {
        let norm = norm
        guard norm > 0 else { return SparseVector(trusted: dimension, indices: [], values: []) }
        var keptIndices: [Int32] = []
        var keptValues: [Float] = []
        for (index, value) in zip(indices, values) {
            let scaled = Float(Double(value) / norm)
            if scaled.isInfinite { throw .overflow }
            if scaled == 0 { continue }
            keptIndices.append(index)
            keptValues.append(scaled)
        }
        return SparseVector(trusted: dimension, indices: keptIndices, values: keptValues)
    }
}
