// SPDX-License-Identifier: Apache-2.0

/// How an HNSW graph is built.
public struct HNSWOptions: Sendable, Equatable {
    /// Links a new node makes on each level, *M* in the paper and pgvector's `m`.
    ///
    /// Lists of the bottom level hold up to twice as many, and there a node makes at least eight
    /// if its list has room for them.
    public var m = defaultM
    /// Candidates considered when a node is inserted; pgvector's `ef_construction`.
    public var efConstruction = defaultEfConstruction
    /// What is kept in memory of each vector.
    public var quantizer = Quantizer.int8
    /// The most rows the index may ever hold; address space, not memory, is reserved for them.
    public var rowLimit = defaultRowLimit
    /// Selects the random rotation and the levels of nodes.
    public var seed: UInt64 = 0x4E65_6564_6C65

    /// pgvector's default of `m`.
    public static let defaultM = 16
    /// pgvector's range of `m`.
    public static let rangeOfM = 2...100
    /// pgvector's default of `ef_construction`.
    public static let defaultEfConstruction = 64
    /// pgvector's range of `ef_construction`.
    public static let rangeOfEfConstruction = 4...1000
    /// Sixteen million rows.
    public static let defaultRowLimit = 1 << 24
    /// Row limits that slots can number.
    public static let rangeOfRowLimit = 1...CandidatePool.slotLimit - 1

    /// The defaults.
    public init() {}

    /// Checks every option against its range.
    public func validate() throws(IndexError) {
        try check("m", m, HNSWOptions.rangeOfM)
        try check("ef_construction", efConstruction, HNSWOptions.rangeOfEfConstruction)
        try check("row_limit", rowLimit, HNSWOptions.rangeOfRowLimit)
        if efConstruction < 2 * m {
            throw .optionOutOfRange(
                name: "ef_construction",
                value: efConstruction,
                allowed: 2 * m...HNSWOptions.rangeOfEfConstruction.upperBound
            )
        }
    }

    private func check(
        _ name: String,
        _ value: Int,
        _ allowed: ClosedRange<Int>
    ) throws(IndexError) {
        if allowed.contains(value) { return }
        throw .optionOutOfRange(name: name, value: value, allowed: allowed)
    }
}
