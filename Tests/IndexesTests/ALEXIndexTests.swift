// SPDX-License-Identifier: Apache-2.0

import Indexes
import Testing
import Vectors

/// Key distributions that a learned index finds easy, hard, or impossible.
enum KeyDistribution: CaseIterable, Sendable {
    case sequential, uniform, lognormal, outliers, clusters, powers, edges, steps

    func draw(_ count: Int, seed: UInt64) -> [UInt64] {
        var generator = SplitMix64(seed: seed)
        var keys: Set<UInt64> = []
        var attempts = 0
        while keys.count < count, attempts < 4 * count {
            attempts += 1
            keys.insert(one(attempts, &generator))
        }
        return keys.sorted()
    }

    private func one(_ number: Int, _ generator: inout SplitMix64) -> UInt64 {
        switch self {
        case .sequential: return 1_000_000 + UInt64(number)
        case .uniform: return generator.next()
        case .lognormal:
            // The product of uniforms is about lognormal.
            var value = 1.0
            for _ in 0..<12 { value *= Double.random(in: 0.05...4, using: &generator) }
            return UInt64(value * 1e9)
        case .outliers:
            return number % 500 == 0
                ? generator.next() : UInt64.random(in: 0..<1 << 30, using: &generator)
        case .clusters:
            let center = generator.next() % 7 * 0x2000_0000_0000_0001
            return center &+ generator.next() % 3000
        case .powers:
            return (1 << (generator.next() % 64)) | generator.next() % 16
        case .edges:
            return generator.next() % 2 == 0
                ? generator.next() % 1000 : .max - generator.next() % 1000
        case .steps: return UInt64(number / 100) << 40 | UInt64(number % 100)
        }
    }
}

@Suite struct ALEXIndexTests {
    private static func options(_ leafLimit: Int) -> ALEXOptions {
        var options = ALEXOptions()
        options.leafLimit = leafLimit
        options.memoryLimitBytes = 256 << 20
        return options
    }

    /// The entries of a range, ascending; those read backward must be the same.
    private func entries(_ index: ALEXIndex, _ range: ClosedRange<UInt64>) -> [[UInt64]] {
        var found: [[UInt64]] = []
        index.forEach(in: range) { key, payload in
            found.append([key, payload])
            return true
        }
        #expect(backward(index, range) == found.reversed())
        return found
    }

    private func backward(_ index: ALEXIndex, _ range: ClosedRange<UInt64>) -> [[UInt64]] {
        var found: [[UInt64]] = []
        var end = range.upperBound
        while true {
            var count = 0
            let room = 1 + found.count % 97
            var payloads: [UInt64] = []
            let keys = [UInt64](unsafeUninitializedCapacity: room) { keys, filled in
                payloads = [UInt64](unsafeUninitializedCapacity: room) { payloads, filled in
                    count = index.copyBackward(
                        range.lowerBound...end,
                        keys: keys,
                        payloads: payloads
                    )
                    filled = count
                }
                filled = count
            }
            found += zip(keys, payloads).map { [$0, $1] }
            guard count == room, let last = keys.last, last > range.lowerBound else {
                return found
            }
            end = last - 1
        }
    }

    @Test("a bulk load finds every key and no other", arguments: KeyDistribution.allCases)
    func bulkLoad(distribution: KeyDistribution) throws {
        for count in [0, 1, 2, 63, 64, 65, 5000, 60_000] {
            let keys = distribution.draw(count, seed: UInt64(count))
            let index = try ALEXIndex(
                ascending: keys,
                payloads: keys.map { $0 &* 3 },
                options: Self.options(1024)
            )
            #expect(index.checkInvariants().prefix(3).isEmpty)
            #expect(index.count == keys.count)
            let known = Set(keys)
            #expect(keys.allSatisfy { index.payload(of: $0) == $0 &* 3 })
            #expect(
                keys.allSatisfy {
                    known.contains($0 &+ 1) || index.payload(of: $0 &+ 1) == nil
                }
            )
            #expect(entries(index, 0...UInt64.max).map { $0[0] } == keys)
        }
    }

    @Test(
        "random inserts, updates, removals and scans answer as a sorted array does",
        arguments: KeyDistribution.allCases
    )
    func againstOracle(distribution: KeyDistribution) throws {
        let pool = distribution.draw(6000, seed: 5)
        var generator = SplitMix64(seed: 17)
        var truth: [UInt64: UInt64] = [:]
        let half = pool.enumerated().filter { $0.offset % 3 == 0 }.map(\.element)
        for key in half { truth[key] = key }
        let index = try ALEXIndex(
            ascending: half,
            payloads: half,
            options: Self.options(distribution == .uniform ? 64 : 256)
        )
        for step in 0..<30_000 {
            let key = pool[Int(generator.next() % UInt64(pool.count))]
            let payload = generator.next()
            // Growth first, then decline.
            switch generator.next() % 8 {
            case 0..<(step < 15_000 ? 4 : 1):
                let isNew = truth[key] == nil
                if isNew { truth[key] = payload }
                #expect(try index.insert(key, payload) == isNew)
            case 4:
                #expect(try index.update(key, payload) == truth.updateValue(payload, forKey: key))
            case 5...(step < 15_000 ? 5 : 6):
                #expect(index.remove(key) == truth.removeValue(forKey: key))
            default: #expect(index.payload(of: key) == truth[key])
            }
            if step % 3000 == 2999 {
                #expect(index.checkInvariants().prefix(3).isEmpty)
                let low = min(key, payload)
                let high = max(key, payload)
                let expected = truth.filter { (low...high).contains($0.key) }
                    .sorted { $0.key < $1.key }.map { [$0.key, $0.value] }
                #expect(entries(index, low...high) == expected)
            }
        }
        for key in pool {
            #expect(index.payload(of: key) == truth[key])
            #expect(index.remove(key) == truth[key])
        }
        #expect(index.count == 0)
        #expect(index.checkInvariants().isEmpty)
        #expect(entries(index, 0...UInt64.max).isEmpty)
    }

    @Test("ascending, descending and alternating inserts stay shallow and small")
    func orderedInserts() throws {
        let count: UInt64 = 40_000
        for order in 0..<3 {
            let index = try ALEXIndex(options: Self.options(512))
            for number in 0..<count {
                let key: UInt64 =
                    order == 0
                    ? number * 10
                    : order == 1
                        ? (count - number) * 10 : (number % 2 == 0 ? number : count * 20 - number)
                try index.insert(key, number)
            }
            let statistics = index.statistics
            #expect(index.checkInvariants().prefix(3).isEmpty)
            #expect(statistics.count == Int(count))
            #expect(statistics.depth <= 8, "order \(order)")
            #expect(statistics.bytes / Int(count) < 64, "order \(order)")
        }
    }

    @Test("models predict: a linear load is found where expected, a random one nearby")
    func predictions() throws {
        let linear = (0..<50_000).map { UInt64($0) * 7 }
        let payloads = [UInt64](repeating: 1, count: 50_000)
        #expect(try ALEXIndex(ascending: linear, payloads: payloads).statistics.meanError < 1.5)
        let random = KeyDistribution.uniform.draw(50_000, seed: 3)
        #expect(try ALEXIndex(ascending: random, payloads: payloads).statistics.meanError < 40)
    }

    @Test("the greatest and the least key are keys like others, signed ones in order")
    func extremes() throws {
        let index = try ALEXIndex()
        for key in [0, 1, UInt64.max - 1, .max] {
            #expect(try index.insert(key, key / 2))
            #expect(try !index.insert(key, 9))
        }
        #expect(entries(index, 0...UInt64.max).map { $0[0] } == [0, 1, .max - 1, .max])
        #expect(entries(index, .max...(.max)) == [[.max, .max / 2]])
        #expect(try index.update(.max, 4) == .max / 2)
        #expect(index.remove(.max) == 4)
        #expect(index.remove(.max) == nil)
        #expect(index.count == 3)
        for key in [Int64.min, -1, 0, 1, .max] {
            #expect(ALEXIndex.key(ofOrder: ALEXIndex.order(of: key)) == key)
        }
        #expect(ALEXIndex.order(of: -1) < ALEXIndex.order(of: 0))
    }

    @Test("loads of unsorted or repeated keys, and impossible options, are refused")
    func refusals() throws {
        #expect(throws: IndexError.duplicateRow(4)) {
            try ALEXIndex(ascending: [1, 4, 4], payloads: [0, 0, 0])
        }
        #expect(throws: IndexError.unsupported("keys that do not ascend")) {
            try ALEXIndex(ascending: [4, 1], payloads: [0, 0])
        }
        #expect(throws: IndexError.self) { try ALEXIndex(ascending: [4], payloads: []) }
        var options = ALEXOptions()
        options.leafLimit = 8
        #expect(throws: IndexError.self) { try ALEXIndex(options: options) }
    }

    @Test("an index without memory refuses inserts and loses nothing")
    func outOfMemory() throws {
        var options = ALEXOptions()
        options.memoryLimitBytes = 1 << 20
        let index = try ALEXIndex(options: options)
        var failed = false
        var inserted: UInt64 = 0
        for key in 0..<UInt64(100_000) where !failed {
            do {
                try index.insert(key &* 0x9E37_79B9_7F4A_7C15, key)
                inserted += 1
            } catch { failed = true }
        }
        #expect(failed)
        #expect(index.checkInvariants().isEmpty)
        #expect(index.count == Int(inserted))
        for key in 0..<inserted {
            #expect(index.payload(of: key &* 0x9E37_79B9_7F4A_7C15) == key)
        }
    }
}
