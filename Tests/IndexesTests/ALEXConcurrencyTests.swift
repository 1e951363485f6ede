// SPDX-License-Identifier: Apache-2.0

import Indexes
import Platform
import Synchronization
import TestSupport
import Testing
import Vectors

@Suite struct ALEXConcurrencyTests {
    @Test("readers see every lasting entry while writers insert, remove and split")
    func everythingAtOnce() throws {
        // Keys divisible by 4 stay; writers own the others by their remainder.
        var options = ALEXOptions()
        options.leafLimit = 128
        let lasting = (0..<3000).map { UInt64($0) * 4000 }
        let index = try ALEXIndex(ascending: lasting, payloads: lasting, options: options)
        let failures = Mutex<[String]>([])
        let isOver = Atomic<Bool>(false)
        let writers = try (1...2).map { number in
            try OSThread(name: "writer \(number)") {
                var generator = SplitMix64(seed: UInt64(number))
                var own: [UInt64: UInt64] = [:]
                for _ in 0..<20_000 {
                    let key = generator.next() % 40_000 * 4 + UInt64(number)
                    let found: UInt64?
                    if generator.next() % 3 == 0 {
                        found = index.remove(key)
                        if found != own.removeValue(forKey: key) {
                            failures.withLock { $0.append("removed \(key)") }
                        }
                    } else {
                        let added = (try? index.insert(key, key)) ?? false
                        if added != (own[key] == nil) {
                            failures.withLock { $0.append("inserted \(key)") }
                        }
                        own[key] = key
                    }
                }
                for (key, payload) in own where index.payload(of: key) != payload {
                    failures.withLock { $0.append("lost \(key)") }
                }
            }
        }
        let reader = try OSThread(name: "reader") {
            var generator = SplitMix64(seed: 99)
            while !isOver.load(ordering: .acquiring) {
                let number = generator.next() % 3000
                if index.payload(of: number * 4000) != number * 4000 {
                    failures.withLock { $0.append("key \(number) is missing") }
                }
            }
        }
        let scanner = try OSThread(name: "scanner") {
            while !isOver.load(ordering: .acquiring) {
                var seen = 0
                var previous: UInt64?
                index.forEach(in: 0...UInt64.max) { key, payload in
                    if let previous, previous >= key { failures.withLock { $0.append("order") } }
                    if payload != key { failures.withLock { $0.append("payload of \(key)") } }
                    previous = key
                    if key % 4 == 0 { seen += 1 }
                    return true
                }
                if seen != 3000 { failures.withLock { $0.append("a scan saw \(seen)") } }
            }
        }
        for thread in writers { thread.join() }
        isOver.store(true, ordering: .releasing)
        reader.join()
        scanner.join()
        #expect(failures.withLock { $0 }.prefix(5).isEmpty)
        #expect(index.checkInvariants().prefix(5).isEmpty)
    }

    @Test("an index is the same after it was saved and opened, and every damaged byte is found")
    func persistence() throws {
        let directory = try TemporaryDirectory()
        let path = directory.path + "/keys"
        let keys = KeyDistribution.lognormal.draw(900, seed: 8) + [.max]
        let index = try ALEXIndex(ascending: keys, payloads: keys.map { $0 / 3 })
        index.remove(keys[5])
        try index.checkpoint(to: path, sequence: 77)
        let (opened, sequence) = try ALEXIndex.open(at: path)
        #expect(sequence == 77)
        #expect(opened.count == keys.count - 1)
        #expect(opened.checkInvariants().isEmpty)
        for (place, key) in keys.enumerated() {
            #expect(opened.payload(of: key) == (place == 5 ? nil : key / 3))
        }
        let good = try FileSystem.read(path)
        var generator = SplitMix64(seed: 3)
        for trial in 0..<200 {
            var bad = good
            let place = trial < 64 ? trial : Int(generator.next() % UInt64(good.count))
            bad[place] ^= UInt8(1 << (generator.next() % 8))
            try FileSystem.writeAtomically(bad, to: path)
            #expect(throws: IndexError.self, "byte \(place)") { _ = try ALEXIndex.open(at: path) }
        }
        for count in [0, 100, 4096, good.count - 1] {
            try FileSystem.writeAtomically(Array(good.prefix(count)), to: path)
            #expect(throws: IndexError.self) { _ = try ALEXIndex.open(at: path) }
        }
        try ALEXIndex().checkpoint(to: path, sequence: 1)
        #expect(try ALEXIndex.open(at: path).index.count == 0)
    }
}
