// SPDX-License-Identifier: Apache-2.0

import Indexes
import Testing
import Vectors

/// Leaves of every fill and every small size take one key after another.
@Suite struct ALEXFillTests {
    enum Arrival: CaseIterable, Sendable {
        case ascending, descending, random

        func keys(_ count: Int) -> [UInt64] {
            let ascending = (0..<UInt64(count)).map { 1000 + 7 * $0 }
            var generator = SplitMix64(seed: UInt64(count))
            switch self {
            case .ascending: return ascending
            case .descending: return ascending.reversed()
            case .random: return ascending.shuffled(using: &generator)
            }
        }
    }

    @Test(
        "a leaf that was just made has room for one key more",
        arguments: ALEXOptions.rangeOfFillPercent
    )
    func room(fill: Int) throws {
        for full in Set([max(85, min(95, fill + 5)), min(95, fill + 5), 95]) {
            var options = ALEXOptions()
            options.fillPercent = fill
            options.fullPercent = full
            options.memoryLimitBytes = 16 << 20
            for arrival in Arrival.allCases {
                let keys = arrival.keys(200)
                let index = try ALEXIndex(options: options)
                for key in keys { try index.insert(key, key) }
                #expect(index.count == 200)
                #expect(keys.allSatisfy { index.payload(of: $0) == $0 })
                #expect(index.checkInvariants().isEmpty)
            }
            // What a bulk load leaves, too.
            for count in 1..<200 {
                let keys = Arrival.ascending.keys(count)
                let index = try ALEXIndex(ascending: keys, payloads: keys, options: options)
                try index.insert(1001, 1)
                #expect(index.count == count + 1)
            }
        }
    }
}
