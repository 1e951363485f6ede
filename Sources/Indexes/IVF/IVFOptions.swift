// SPDX-License-Identifier: Apache-2.0

/// How an inverted file is built.
public struct IVFOptions: Sendable, Equatable {
    /// About how many lists there are, pgvector's `lists`; 0 for four times the square root of the
    /// number of rows.
    public var lists = defaultLists
    /// What is kept beside the vectors to scan lists by; ``Quantizer/none`` scans the vectors
    /// themselves, as pgvector's `ivfflat` does.
    public var quantizer = Quantizer.none
    /// The most rows the index may ever hold; address space, not memory, is reserved for them.
    public var rowLimit = HNSWOptions.defaultRowLimit
    /// Selects samples, first centroids and the random rotation.
    public var seed: UInt64 = 0x4E65_6564_6C65

    /// pgvector's default of `lists`.
    public static let defaultLists = 100
    /// pgvector's range of `lists`, and 0.
    public static let rangeOfLists = 0...32_768
    /// pgvector's default of `ivfflat.probes`.
    public static let defaultProbes = 1

    /// The defaults, which are pgvector's.
    public init() {}

    /// Checks every option against its range.
    public func validate() throws(IndexError) {
        guard IVFOptions.rangeOfLists.contains(lists) else {
            throw .optionOutOfRange(name: "lists", value: lists, allowed: IVFOptions.rangeOfLists)
        }
        guard HNSWOptions.rangeOfRowLimit.contains(rowLimit) else {
            throw .optionOutOfRange(
                name: "row_limit",
                value: rowLimit,
                allowed: HNSWOptions.rangeOfRowLimit
            )
        }
    }

    /// The rows of a list when `rows` rows are spread evenly, at least ``leastRows``.
    func listSize(rows: Int) -> Int {
        let wanted = lists > 0 ? lists : max(1, 4 * Int(Double(rows).squareRoot()))
        return max(IVFOptions.leastRows, rows / wanted)
    }

    /// Lists are not split for fewer rows than about this.
    static let leastRows = 32
}
