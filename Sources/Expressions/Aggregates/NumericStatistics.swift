// SPDX-License-Identifier: Apache-2.0

import Values

/// The count, sum and sum of squares of exact numbers.
struct ExactMoments {
    var count: Int64 = 0
    var sum = Numeric.zero
    var squares = Numeric.zero

    mutating func add(_ value: Numeric) throws(DatabaseError) {
        count += 1
        sum = try sum.adding(value)
        squares = try squares.adding(value.multiplied(by: value))
    }

    /// The variance, of a sample or of the whole; nil of too few numbers.
    func variance(ofSample: Bool) throws(DatabaseError) -> Numeric? {
        if count < (ofSample ? 2 : 1) { return nil }
        guard sum.isFinite, squares.isFinite else { return .nan }
        let count = Numeric(count)
        let numerator = try count.multiplied(by: squares).subtracting(sum.multiplied(by: sum))
        // Rounding may leave less than nothing.
        if numerator.signum <= 0 { return .zero }
        let others = ofSample ? try count.subtracting(.one) : count
        return try numerator.divided(by: count.multiplied(by: others))
    }

    /// The square root of the variance.
    func deviation(ofSample: Bool) throws(DatabaseError) -> Numeric? {
        guard let variance = try variance(ofSample: ofSample) else { return nil }
        return try variance.squareRoot()
    }
}

extension RegistryBuilder {
    /// Variance and standard deviation of integers and numerics.
    mutating func addNumericStatistics() {
        for (type, oids) in [
            (OID.int2, [2150, 2643, 2720, 2156, 2714, 2726]),
            (.int4, [2149, 2642, 2719, 2155, 2713, 2725]),
            (.int8, [2148, 2641, 2718, 2154, 2712, 2724]),
            (.numeric, [2153, 2646, 2723, 2159, 2717, 2729]),
        ] as [(OID, [UInt32])] {
            let results: [(String, @Sendable (ExactMoments) throws(DatabaseError) -> Numeric?)] = [
                ("variance", { (m) throws(DatabaseError) in try m.variance(ofSample: true) }),
                ("var_samp", { (m) throws(DatabaseError) in try m.variance(ofSample: true) }),
                ("var_pop", { (m) throws(DatabaseError) in try m.variance(ofSample: false) }),
                ("stddev", { (m) throws(DatabaseError) in try m.deviation(ofSample: true) }),
                ("stddev_samp", { (m) throws(DatabaseError) in try m.deviation(ofSample: true) }),
                ("stddev_pop", { (m) throws(DatabaseError) in try m.deviation(ofSample: false) }),
            ]
            for (oid, (name, result)) in zip(oids, results) {
                add(aggregate: oid, name, [type], .numeric) { _, _, type in
                    StateAccumulator(
                        type,
                        initial: ExactMoments(),
                        add: { (state, columns, row) throws(DatabaseError) in
                            try state.add(Self.numeric(columns[0][row]))
                        },
                        result: { (state) throws(DatabaseError) in try result(state).wrapped }
                    )
                }
            }
        }
    }

    private static func numeric(_ value: Value) throws(DatabaseError) -> Numeric {
        switch value {
        case .int16(let number): return Numeric(Int64(number))
        case .int32(let number): return Numeric(Int64(number))
        case .int64(let number): return Numeric(number)
        default: return try Numeric.unwrap(value)
        }
    }
}
