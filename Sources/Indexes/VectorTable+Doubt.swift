// SPDX-License-Identifier: Apache-2.0

import Vectors

extension VectorTable {
    /// The share of a vector's length that its 8-bit code and the query's, which is as coarse, are
    /// typically off by.
    static let fullError: Float = 0.011

    /// Whether the codes tell what doubt they leave: those for inner products keep no lengths.
    private var knowsDoubt: Bool { !scalar.isInnerProduct }

    /// The most of a walk's `ef` results that are looked at again to find `wanted`, however many
    /// the doubt about codes leaves.
    func mostRescored(wanted: Int, ef: Int) -> Int {
        let most =
            knowsDoubt || quantizer == .int8 ? ef : max(quantizer.rescored(wanted: wanted), ef / 2)
        return min(most, SearchContext.batch)
    }

    /// Whether a walk's results, as many as it kept, differ by less than the doubt about their
    /// codes: vectors that are close together, compared with how far all vectors are apart.
    func areResultsAlike(_ context: SearchContext) -> Bool {
        guard quantizer != .none, knowsDoubt, context.pool.count > 1,
            context.pool.resultCount == context.pool.limit
        else { return false }
        let last = context.pool.keys[context.pool.count - 1]
        let spread =
            CandidatePool.distance(ofKey: last)
            - CandidatePool.distance(ofKey: context.pool.keys[0])
        return spread < doubt(CandidatePool.slot(ofKey: last), context) / 2
    }

    /// Where there are 8-bit codes, which are in memory, orders the context's first `count` slots
    /// by them, and returns how many are worth a look at their exact vectors, which may not be.
    func narrow(
        _ count: Int,
        wanted: Int,
        _ context: SearchContext,
        _ statistics: inout SearchStatistics
    ) -> Int {
        guard quantizer == .int8, count > wanted else { return count }
        rankScore(context.rankScan, context.slots, count, context.distances)
        statistics.codesScored += count
        statistics.bytesRead += count * 2 * walkBytes
        var keys = (0..<count).map {
            CandidatePool.key(context.distances[$0], context.slots[$0])
        }
        keys.sort()
        if !knowsDoubt { keys.removeLast(max(0, count - quantizer.rescored(wanted: wanted))) }
        let last = CandidatePool.slot(ofKey: keys[wanted - 1])
        let cut =
            CandidatePool.distance(ofKey: keys[wanted - 1])
            + doubt(last, context, error: VectorTable.fullError)
        var kept = 0
        for key in keys where kept < wanted || CandidatePool.distance(ofKey: key) <= cut {
            context.slots[kept] = CandidatePool.slot(ofKey: key)
            kept += 1
        }
        return kept
    }

    /// How much farther than the last result by codes a slot may be and still be worth a look.
    func doubt(_ slot: UInt32, _ context: SearchContext) -> Float {
        // Shares of the length that codes of vectors of typical shape are off by.
        switch quantizer {
        case .none: 0
        case .int8, .int4: doubt(slot, context, error: 0.12)
        case .product4: doubt(slot, context, error: 0.35)
        case .product8: doubt(slot, context, error: 0.66)
        case .binary: doubt(slot, context, error: BinaryQuantizer.typicalError)
        }
    }

    /// The same for codes that are off by the share `error` of a vector's length.
    func doubt(_ slot: UInt32, _ context: SearchContext, error: Float) -> Float {
        if !knowsDoubt { return .infinity }
        let length = factors.floats[2 * Int(slot) + 1].squareRoot()
        return context.margin.doubt(vector: length, error: error, dimension: shape.dimension)
    }

    /// How far a slot's distance by a code may be from its exact one.
    @inline(__always)
    func error(_ slot: UInt32, _ code: CodeMargin.Code, _ margin: CodeMargin) -> Float {
        let own = errors.floats + 3 * Int(slot)
        return margin.bound(vector: own[0], error: own[code.rawValue])
    }
}
