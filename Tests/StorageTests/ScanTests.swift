// SPDX-License-Identifier: Apache-2.0

import Storage
import TestSupport
import Testing

@Suite struct ScanTests {
    @Test func `the successor of a prefix ends its range`() {
        #expect(KeyRange(prefix: [1, 2]).upper == [1, 3])
        #expect(KeyRange(prefix: [1, 0xFF]).upper == [2])
        #expect(KeyRange(prefix: [0xFF, 0xFF]).upper == nil)
        #expect(KeyRange(prefix: []).upper == nil)
    }

    private func makeStore(_ keys: [String]) throws -> Store {
        let store = try Store(inMemory: makeOptions())
        let transaction = store.begin()
        for key in keys { try transaction.put(.entries, key, key.uppercased()) }
        try transaction.commit()
        return store
    }

    @Test func `bounds, direction and keys alone`() throws {
        let store = try makeStore(["a", "b", "c", "d"])
        let view = store.view(at: store.snapshot())
        let range = KeyRange(lower: Array("b".utf8), upper: Array("d".utf8))
        #expect(try view.texts(.entries, range) == ["b=B", "c=C"])
        var reverse = ScanOptions()
        reverse.isReverse = true
        #expect(try view.texts(.entries, range, reverse) == ["c=C", "b=B"])
        var keys = ScanOptions()
        keys.keysOnly = true
        #expect(try view.texts(.entries, range, keys) == ["b=", "c="])
        let empty = KeyRange(lower: Array("x".utf8), upper: Array("z".utf8))
        #expect(try view.texts(.entries, empty).isEmpty)
        #expect(try view.texts(.rows).isEmpty)
    }

    @Test(arguments: [false, true])
    func `a scan can be moved to another key`(isReverse: Bool) throws {
        let store = try makeStore(["a", "c", "e", "g"])
        let writer = store.begin()
        try writer.put(.entries, "d", "own")
        var options = ScanOptions()
        options.isReverse = isReverse
        let range = KeyRange(lower: Array("b".utf8), upper: Array("g".utf8))
        var scan = writer.view(at: store.snapshot()).scan(.entries, range, options)
        func first(_ key: String) throws -> String? {
            scan.seek(Array(key.utf8).span.bytes)
            guard try scan.next() else { return nil }
            return scan.key(0).withUnsafeBytes { String(decoding: $0, as: UTF8.self) }
        }
        #expect(try first("d") == "d")
        #expect(try first("a") == (isReverse ? nil : "c"))
        #expect(try first("e") == "e")
        #expect(try first("c") == "c")
        #expect(try first("z") == (isReverse ? "e" : nil))
        #expect(try first("dd") == (isReverse ? "d" : "e"))
    }

    @Test func `a scan does not see what its transaction writes after it began`() throws {
        let store = try makeStore(["a", "c"])
        let writer = store.begin()
        try writer.put(.entries, "b", "own")
        var scan = writer.view(at: store.snapshot()).scan(.entries, .all)
        try writer.put(.entries, "d", "later")
        try writer.delete(.entries, "c")
        var keys: [String] = []
        while try scan.next() {
            for index in 0..<scan.count {
                keys.append(
                    scan.key(index).withUnsafeBytes { String(decoding: $0, as: UTF8.self) }
                )
            }
        }
        #expect(keys == ["a", "b", "c"])
    }

    @Test func `values longer than a batch, and large ones on cache lines`() throws {
        let store = try Store(inMemory: makeOptions())
        let transaction = store.begin()
        let sizes = [0, 1, 63, 64, 65, 1536, 6144, 300_000, 3, 1_000_000, 100]
        for (index, size) in sizes.enumerated() {
            let key = [UInt8(index)]
            let value = [UInt8](repeating: UInt8(index), count: size)
            try transaction.put(.vectors, key.span.bytes, value.span.bytes)
        }
        try transaction.commit()
        for isFlushed in [false, true] {
            if isFlushed { try store.flush() }
            var scan = store.view(at: store.snapshot()).scan(.vectors, .all)
            var found: [Int] = []
            while try scan.next() {
                scan.withUnsafeBatch { batch in
                    for index in 0..<batch.count {
                        let size = Int(batch.valueSizes[index])
                        let alignment = size >= 64 ? 64 : 8
                        #expect(UInt(bitPattern: batch.values[index]) % UInt(alignment) == 0)
                        let value = UnsafeBufferPointer(start: batch.values[index], count: size)
                        #expect(value.allSatisfy { $0 == UInt8(found.count) })
                        found.append(size)
                    }
                }
            }
            #expect(found == sizes)
        }
    }

    /// Random committed and own writes against a sorted array, in both directions and all ranges.
    @Test(arguments: 0..<8)
    func `a scan agrees with a sorted dictionary`(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let store = try Store(inMemory: makeOptions())
        var committed: [[UInt8]: [UInt8]] = [:]
        func makeKey() -> [UInt8] {
            (0..<Int.random(in: 1...3, using: &random)).map { _ in
                UInt8.random(in: 0...7, using: &random)
            }
        }
        func makeValue() -> [UInt8] {
            let count = Int.random(in: 0...200, using: &random)
            return [UInt8](repeating: UInt8.random(in: 0...255, using: &random), count: count)
        }
        for round in 0..<4 {
            let transaction = store.begin()
            for _ in 0..<100 {
                let key = makeKey()
                if Bool.random(using: &random) {
                    let value = makeValue()
                    committed[key] = value
                    try transaction.put(.entries, key.span.bytes, value.span.bytes)
                } else {
                    committed[key] = nil
                    try transaction.delete(.entries, key.span.bytes)
                }
            }
            try transaction.commit()
            if round == 2 { try store.flush() }
        }
        let snapshot = store.snapshot()
        var own = committed
        let writer = store.begin()
        for _ in 0..<60 {
            let key = makeKey()
            let value = Bool.random(using: &random) ? makeValue() : nil
            own[key] = value
            if let value {
                try writer.put(.entries, key.span.bytes, value.span.bytes)
            } else {
                try writer.delete(.entries, key.span.bytes)
            }
        }
        for _ in 0..<50 {
            var options = ScanOptions()
            options.isReverse = Bool.random(using: &random)
            options.batchCount = Int.random(in: 1...50, using: &random)
            options.batchBytes = Int.random(in: 1...2000, using: &random)
            let range = KeyRange(
                lower: Bool.random(using: &random) ? makeKey() : nil,
                upper: Bool.random(using: &random) ? makeKey() : nil
            )
            for (view, model) in [
                (store.view(at: snapshot), committed), (writer.view(at: snapshot), own),
            ] {
                let expected = model.filter { key, _ in
                    let isAbove = range.lower.map { !key.lexicographicallyPrecedes($0) } ?? true
                    let isBelow = range.upper.map { key.lexicographicallyPrecedes($0) } ?? true
                    return isAbove && isBelow
                }.sorted { $0.key.lexicographicallyPrecedes($1.key) }
                var scan = view.scan(.entries, range, options)
                var found: [(key: [UInt8], value: [UInt8])] = []
                while try scan.next() {
                    for index in 0..<scan.count {
                        found.append(
                            (
                                scan.key(index).withUnsafeBytes { Array($0) },
                                scan.value(index).withUnsafeBytes { Array($0) }
                            )
                        )
                    }
                }
                if options.isReverse { found.reverse() }
                #expect(found.map(\.key) == expected.map(\.key))
                #expect(found.map(\.value) == expected.map(\.value))
            }
        }
    }
}
