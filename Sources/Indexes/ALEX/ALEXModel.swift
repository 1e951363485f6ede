// SPDX-License-Identifier: Apache-2.0

/// A line through (key, slot) points, and what searching by it costs.
struct ALEXModel {
    var base: UInt64
    var slope: Double
    var intercept: Double

    /// The slot that a line gives for a key, in 0..<limit whatever the line is.
    @inline(__always)
    static func predict(
        _ key: UInt64,
        base: UInt64,
        slope: Double,
        intercept: Double,
        limit: Int
    ) -> Int {
        // Signed conversion is one instruction, unsigned is not; the lost bit is below a double's
        // precision wherever it could matter.
        let distance = key > base ? Double(Int64(bitPattern: (key &- base) >> 1)) : 0
        let place = distance * slope + intercept
        // The comparisons come out false for NaN too, which a reader of a changing leaf may see.
        guard place > 0 else { return 0 }
        guard place < Double(limit &- 1) else { return limit &- 1 }
        return Int(place)
    }

    /// A level line.
    init(base: UInt64) {
        self.base = base
        slope = 0
        intercept = 0
    }

    /// The least-squares line through `count` ascending keys at ranks 0, 1, ..., looking at no
    /// more than `samples` of them.
    init(_ keys: UnsafePointer<UInt64>, count: Int, samples: Int) {
        base = keys[0]
        let used = min(count, max(2, samples))
        guard used > 1 else {
            slope = 0
            intercept = 0
            return
        }
        var sumX = 0.0
        var sumY = 0.0
        for sample in 0..<used {
            let rank = sample * (count - 1) / (used - 1)
            sumX += ALEXModel.distance(keys[rank], from: base)
            sumY += Double(rank)
        }
        let meanX = sumX / Double(used)
        let meanY = sumY / Double(used)
        var products = 0.0
        var squares = 0.0
        for sample in 0..<used {
            let rank = sample * (count - 1) / (used - 1)
            let x = ALEXModel.distance(keys[rank], from: base) - meanX
            products += x * (Double(rank) - meanY)
            squares += x * x
        }
        slope = squares > 0 ? products / squares : 0
        intercept = meanY - slope * meanX
    }

    /// The better of the least-squares lines through all keys and through the middle half of them.
    ///
    /// A few keys far from a dense cluster tilt the first line so that it misses the cluster; the
    /// second runs along it, and the few are found at the ends.
    static func best(_ keys: UnsafePointer<UInt64>, count: Int, samples: Int) -> ALEXModel {
        let all = ALEXModel(keys, count: count, samples: samples)
        guard count >= 16 else { return all }
        let quarter = count / 4
        var middle = ALEXModel(keys + quarter, count: count - 2 * quarter, samples: samples)
        middle.intercept += Double(quarter)
        // Only keys behind the base have a distance from it, so the base must be the first key.
        middle.intercept -= middle.slope * ALEXModel.distance(middle.base, from: keys[0])
        middle.base = keys[0]
        let used = min(samples, 256)
        let isBetter =
            middle.meanLogError(keys, count: count, samples: used)
            < all.meanLogError(keys, count: count, samples: used)
        return isBetter ? middle : all
    }

    /// Stretches the line so that rank `count` falls on slot `slots`.
    mutating func stretch(from count: Int, to slots: Int) {
        let factor = Double(slots) / Double(max(1, count))
        slope *= factor
        // Half a slot: rounding down would otherwise shift every key to the left.
        intercept = intercept * factor + 0.5
    }

    @inline(__always)
    static func distance(_ key: UInt64, from base: UInt64) -> Double {
        Double(Int64(bitPattern: (key &- base) >> 1))
    }

    /// The mean of log2(1 + error) over up to `samples` keys: the steps of a search, halved.
    func meanLogError(_ keys: UnsafePointer<UInt64>, count: Int, samples: Int) -> Double {
        let used = min(count, max(2, samples))
        guard used > 1 else { return 0 }
        var product = 1.0
        var sum = 0.0
        for sample in 0..<used {
            let rank = sample * (count - 1) / (used - 1)
            let line = ALEXModel.distance(keys[rank], from: base) * slope + intercept
            let place = max(0, min(Double(count - 1), line))
            product *= 1 + (place - Double(rank)).magnitude
            if product > 0x1p500 || sample == used - 1 {
                sum += Double(product.exponent)
                product = 1
            }
        }
        return sum / Double(used)
    }
}
