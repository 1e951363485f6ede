// SPDX-License-Identifier: Apache-2.0

public import Relations
import Schemas

/// What a session's settings say of searches through vector indexes.
///
/// Source: pgvector 0.8 README, section "Iterative Index Scans".
public struct VectorSearchSettings: Sendable, Equatable {
    /// How a search goes on when a filter has left too few rows.
    public enum IterativeScan: String, Sendable {
        /// By whatever way is thought to be the fastest.
        case off
        /// In about the order of distances.
        case relaxedOrder = "relaxed_order"
        /// In the order of distances; what comes out of order is left out.
        case strictOrder = "strict_order"
    }

    /// How far to look.
    public var options = VectorSearchOptions()
    /// `hnsw.iterative_scan`.
    public var graphScan = IterativeScan.off
    /// `ivfflat.iterative_scan`.
    public var listScan = IterativeScan.off
    /// `hnsw.max_scan_tuples`: rows that an iterative scan visits before the rest is compared one
    /// by one.
    public var maxScanTuples = 20_000
    /// `ivfflat.max_probes`: lists that an iterative scan visits before the same.
    public var maxProbes = 32_768
    /// `hnsw.scan_mem_multiplier` times `work_mem`: what an iterative scan may remember, in bytes.
    public var scanMemoryBytes = 4 << 20

    /// pgvector's defaults.
    public init() {}

    /// How a search through an index of `method` goes on.
    func iterativeScan(_ method: VectorIndexParameters.Method) -> IterativeScan {
        method == .ivfflat ? listScan : graphScan
    }
}
