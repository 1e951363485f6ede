// SPDX-License-Identifier: Apache-2.0

extension FlatIndex {
    /// Makes an index of the rows of a source.
    ///
    /// - Parameters:
    ///   - source: Hands out the rows.
    ///   - shape: What the vectors are.
    ///   - options: How the index is built.
    ///   - progress: Counts the rows done, and stops the build on request.
    /// - Returns: The index, with every row of the source.
    /// - Throws: ``IndexError/duplicateRow(_:)`` when a row id comes twice, and what inserting
    ///   throws. Rows that no index holds (zero vectors under cosine) are left out.
    public static func build(
        _ source: some VectorSource,
        shape: VectorShape,
        options: FlatOptions = FlatOptions(),
        progress: BuildProgress = BuildProgress()
    ) throws(IndexError) -> FlatIndex {
        let first = try source.firstBatches()
        // Whatever the quantizer, a flat index has no codebook.
        let form = try CodeForm(of: first, shape: shape, .none, seed: options.seed)
        let index = try FlatIndex(shape: shape, options: options, center: form.center)
        for batch in first { try index.add(batch, progress) }
        var batch = VectorBatch()
        repeat {
            batch.removeAll()
            try source.fill(&batch)
            try index.add(batch, progress)
        } while batch.count > 0
        return index
    }

    private func add(_ batch: VectorBatch, _ progress: BuildProgress) throws(IndexError) {
        for index in 0..<batch.count {
            let row = batch.rows[index]
            guard !contains(row) else { throw .duplicateRow(row) }
            try batch.withVector(index) { (vector) throws(IndexError) in
                _ = try insert(row: row, vector)
            }
        }
        try progress.add(batch.count)
    }
}
