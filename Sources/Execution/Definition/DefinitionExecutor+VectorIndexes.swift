// SPDX-License-Identifier: Apache-2.0

import Expressions
import Relations
import Schemas
import Values
import Vectors

/// What pgvector demands of what it indexes.
///
/// Source: pgvector 0.8, `hnswbuild.c` and `ivfbuild.c`.
extension DefinitionExecutor {
    /// Fails when vectors of the index's key cannot be indexed by its method and options.
    ///
    /// - Throws: 0A000, 22023 and 54000 in pgvector's words.
    func requireSuitable(_ index: IndexDescription) throws(DatabaseError) {
        guard let parameters = VectorIndexParameters(index) else { return }
        let method = index.method
        if parameters.type == .varbit {
            throw DatabaseError(
                .featureNotSupported,
                "type not supported for \(method) index"
            )
        }
        guard parameters.dimension > 0 else {
            throw DatabaseError(.invalidParameterValue, "column does not have dimensions")
        }
        guard parameters.dimension <= parameters.dimensionLimit else {
            throw DatabaseError(
                .programLimitExceeded,
                "column cannot have more than \(parameters.dimensionLimit) dimensions for "
                    + "\(method) index"
            )
        }
        switch parameters.method {
        case .hnsw where parameters.efConstruction / 2 < parameters.m:
            throw DatabaseError(
                .invalidParameterValue,
                "ef_construction must be greater than or equal to 2 * m"
            )
        case .ivfflat
        where parameters.dimension == 1
            && (parameters.metric == .cosine || parameters.metric == .innerProduct):
            throw DatabaseError(
                .invalidParameterValue,
                "dimensions must be greater than one for this opclass"
            )
        default: break
        }
        if let quantizer = parameters.quantizer, quantizer != "none", !parameters.canQuantize {
            throw DatabaseError(
                .invalidParameterValue,
                "quantizer \"\(quantizer)\" is not supported for this opclass"
            )
        }
    }

    /// Fails when the lists of an inverted file would be made from more than
    /// `maintenance_work_mem`.
    ///
    /// - Throws: 54000 in pgvector's words.
    func requireMemory(
        _ index: IndexDescription,
        on table: TableDescription
    ) throws(DatabaseError) {
        guard let parameters = VectorIndexParameters(index), parameters.method == .ivfflat else {
            return
        }
        let rows = catalog.estimatedRowCount(of: table.oid)
        let bytes = parameters.clusteringBytes(rows: Int(rows))
        guard bytes / 1_024 > maintenanceKilobytes else { return }
        throw DatabaseError(
            .programLimitExceeded,
            "memory required is \(bytes >> 20 + 1) MB, maintenance_work_mem is "
                + "\(maintenanceKilobytes / 1_024) MB"
        )
    }

    /// Fails when a vector in the column of `index` cannot be indexed.
    ///
    /// - Throws: 54000 in pgvector's words.
    func requireIndexableRows(
        _ index: IndexDescription,
        of table: TableDescription
    ) throws(DatabaseError) {
        guard let key = index.keys.first, key.type.oid == .sparsevec, let column = key.column else {
            return
        }
        let cursor = try transaction.scan(table, columns: [column])
        while let batch = try cursor.next(limit: Batch.capacity) {
            try session.checkInterrupts()
            try RowImages.IndexKeys(index: index, keys: batch.columns).requireIndexable()
        }
    }

    /// NOTICE: an inverted file with fewer rows than lists.
    func warnOfLittleData(
        _ index: IndexDescription,
        _ table: TableDescription
    ) throws(DatabaseError) {
        guard let parameters = VectorIndexParameters(index), parameters.method == .ivfflat,
            let reader = try transaction.vectorReader(table, index),
            reader.rowCount < parameters.lists
        else { return }
        session.notice(
            DatabaseError(
                .successfulCompletion,
                "ivfflat index created with little data",
                detail: "This will cause low recall.",
                hint: "Drop the index until the table has more data.",
                severity: .notice
            )
        )
    }
}

extension VectorIndexParameters {
    /// What k-means takes to make the lists from samples of `rows` rows, as pgvector counts it:
    /// samples, two sets of centers, sums, and bounds of the distances of samples and of centers.
    ///
    /// Without rows the centers are random.
    fileprivate func clusteringBytes(rows: Int) -> Int {
        let samples = min(max(lists * 50, 10_000), rows)
        let itemBytes: Int
        switch type {
        case .halfvec: itemBytes = dimension * 2 + 8
        case .bit: itemBytes = (dimension + 7) / 8 + 8
        default: itemBytes = dimension * 4 + 8
        }
        if samples == 0 { return lists * itemBytes }
        let vectors = (samples + 2 * lists) * itemBytes + 4 * lists * dimension
        return vectors + 4 * (samples * (lists + 2) + lists * (lists + 3))
    }

    /// The most elements that an indexed vector may have.
    fileprivate var dimensionLimit: Int {
        switch (type, method) {
        case (.sparsevec, _): 1_000_000_000
        case (.bit, _), (.varbit, _): 64_000
        case (_, .flat): 16_000
        case (.halfvec, _): 4_000
        default: 2_000
        }
    }
}

extension RowImages.IndexKeys {
    /// Elements other than zero that an indexed sparse vector may have.
    private static let maximumElements = 1_000

    /// Fails when an index holds no vector such as one of these.
    ///
    /// - Throws: 54000 in pgvector's words.
    func requireIndexable() throws(DatabaseError) {
        guard index.isVectorIndex, index.keys.first?.type.oid == .sparsevec,
            let column = keys.first
        else { return }
        for row in 0..<column.count where isIncluded?[row] ?? true {
            guard case .sparsevec(let vector) = column[row],
                vector.indices.count > Self.maximumElements
            else { continue }
            throw DatabaseError(
                .programLimitExceeded,
                "sparsevec cannot have more than \(Self.maximumElements) non-zero elements for "
                    + "\(index.method) index"
            )
        }
    }
}
