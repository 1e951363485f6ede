// SPDX-License-Identifier: Apache-2.0

import Values

/// The count, sums and sums of squared differences from the mean of pairs of numbers.
///
/// Source: Youngs and Cramer, "Some Results Relevant to Choice of Sum and Sum-of-Product
/// Algorithms", Technometrics 13 (1971).
struct Moments {
    var count = 0.0
    var sumX = 0.0
    var squaresX = 0.0
    var sumY = 0.0
    var squaresY = 0.0
    var products = 0.0

    /// Adds a number.
    mutating func add(_ x: Double) throws(DatabaseError) {
        let before = self
        count += 1
        sumX += x
        guard before.count > 0 else {
            // One number that is not finite has no deviation.
            if !x.isFinite { squaresX = .nan }
            return
        }
        let difference = x * count - sumX
        squaresX += difference * difference / (count * before.count)
        if sumX.isInfinite || squaresX.isInfinite {
            if !before.sumX.isInfinite, !x.isInfinite { throw .floatOverflow }
            squaresX = .nan
        }
    }

    /// Adds a pair.
    mutating func add(_ x: Double, _ y: Double) throws(DatabaseError) {
        let before = self
        count += 1
        sumX += x
        sumY += y
        guard before.count > 0 else {
            if !x.isFinite { (squaresX, products) = (.nan, .nan) }
            if !y.isFinite { (squaresY, products) = (.nan, .nan) }
            return
        }
        let (dx, dy) = (x * count - sumX, y * count - sumY)
        let scale = 1 / (count * before.count)
        squaresX += dx * dx * scale
        squaresY += dy * dy * scale
        products += dx * dy * scale
        let grew = [sumX, squaresX, sumY, squaresY, products].contains { $0.isInfinite }
        if grew {
            let wasFinite = !before.sumX.isInfinite && !before.sumY.isInfinite
            if wasFinite, !x.isInfinite, !y.isInfinite { throw .floatOverflow }
            if squaresX.isInfinite { squaresX = .nan }
            if squaresY.isInfinite { squaresY = .nan }
            if products.isInfinite { products = .nan }
        }
    }
}

extension RegistryBuilder {
    /// Variance and standard deviation of floats, and the functions of pairs.
    mutating func addStatistics() {
        for (type, oids) in [
            (OID.float4, [2151, 2644, 2721, 2157, 2715, 2727]),
            (.float8, [2152, 2645, 2722, 2158, 2716, 2728]),
        ] as [(OID, [UInt32])] {
            moments(oids[0], "variance", [type], Self.sampleVariance)
            moments(oids[1], "var_samp", [type], Self.sampleVariance)
            moments(oids[2], "var_pop", [type]) { $0.count < 1 ? nil : $0.squaresX / $0.count }
            moments(oids[3], "stddev", [type]) { Self.sampleVariance($0)?.squareRoot() }
            moments(oids[4], "stddev_samp", [type]) { Self.sampleVariance($0)?.squareRoot() }
            moments(oids[5], "stddev_pop", [type]) {
                $0.count < 1 ? nil : ($0.squaresX / $0.count).squareRoot()
            }
        }
        addRegression()
    }

    private static let sampleVariance: @Sendable (Moments) -> Double? = {
        $0.count <= 1 ? nil : $0.squaresX / ($0.count - 1)
    }

    private mutating func moments(
        _ oid: UInt32,
        _ name: String,
        _ arguments: [OID],
        _ result: @escaping @Sendable (Moments) -> Double?
    ) {
        add(aggregate: oid, name, arguments, .float8) { _, _, type in
            StateAccumulator(
                type,
                initial: Moments(),
                add: { (state, columns, row) throws(DatabaseError) in
                    func number(_ value: Value) throws(DatabaseError) -> Double {
                        if case .float32(let single) = value { return Double(single) }
                        return try Double.unwrap(value)
                    }
                    // The second argument of a regression is the independent variable.
                    if columns.count == 2 {
                        try state.add(number(columns[1][row]), number(columns[0][row]))
                    } else {
                        try state.add(number(columns[0][row]))
                    }
                },
                result: { result($0).wrapped }
            )
        }
    }

    private mutating func addRegression() {
        let pair: [OID] = [.float8, .float8]
        add(aggregate: 2818, "regr_count", pair, .int8) { _, _, type in
            StateAccumulator(
                type,
                initial: 0 as Int64,
                add: { (count, _, _) in count += 1 },
                result: { .int64($0) }
            )
        }
        moments(2819, "regr_sxx", pair) { $0.count < 1 ? nil : $0.squaresX }
        moments(2820, "regr_syy", pair) { $0.count < 1 ? nil : $0.squaresY }
        moments(2821, "regr_sxy", pair) { $0.count < 1 ? nil : $0.products }
        moments(2822, "regr_avgx", pair) { $0.count < 1 ? nil : $0.sumX / $0.count }
        moments(2823, "regr_avgy", pair) { $0.count < 1 ? nil : $0.sumY / $0.count }
        moments(2824, "regr_r2", pair) {
            if $0.count < 1 || $0.squaresX == 0 { return nil }
            if $0.squaresY == 0 { return 1 }
            return $0.products * $0.products / ($0.squaresX * $0.squaresY)
        }
        moments(2825, "regr_slope", pair) {
            $0.count < 1 || $0.squaresX == 0 ? nil : $0.products / $0.squaresX
        }
        moments(2826, "regr_intercept", pair) {
            $0.count < 1 || $0.squaresX == 0
                ? nil : ($0.sumY - $0.sumX * $0.products / $0.squaresX) / $0.count
        }
        moments(2827, "covar_pop", pair) { $0.count < 1 ? nil : $0.products / $0.count }
        moments(2828, "covar_samp", pair) { $0.count < 2 ? nil : $0.products / ($0.count - 1) }
        moments(2829, "corr", pair) {
            if $0.count < 1 || $0.squaresX == 0 || $0.squaresY == 0 { return nil }
            let result = $0.products / ($0.squaresX * $0.squaresY).squareRoot()
            return min(max(result, -1), 1)
        }
    }
}
