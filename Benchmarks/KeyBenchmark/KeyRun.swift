// SPDX-License-Identifier: Apache-2.0

import Indexes
import Platform
import Storage
import Vectors

/// Look-ups of random keys that are there, in turn by each structure.
struct KeyRun {
    private static let lookups = 1_000_000
    private static let storeLookups = 100_000

    let keys: [UInt64]
    let directory: String
    private let wanted: [UInt64]

    init(_ keys: [UInt64], directory: String) {
        self.keys = keys
        self.directory = directory
        var generator = SplitMix64(seed: 99)
        wanted = (0..<KeyRun.lookups).map { _ in keys[Int(generator.next() % UInt64(keys.count))] }
    }

    /// Medians over the rounds, nanoseconds a look-up, as JSON.
    func report(_ name: String, rounds: Int) throws -> String {
        let payloads = keys.map { $0 ^ 1 }
        let start = MonotonicTime.now
        let index = try ALEXIndex(ascending: keys, payloads: payloads)
        let load = Double(MonotonicTime.now.nanoseconds(since: start)) / 1e9
        let store = try openStore()
        var alex: [Double] = []
        var binary: [Double] = []
        var rocks: [Double] = []
        for _ in 0..<rounds {
            alex.append(try measure(wanted) { index.payload(of: $0) })
            binary.append(
                payloads.withUnsafeBufferPointer { payloads in
                    keys.withUnsafeBufferPointer { keys in searchSorted(keys, payloads) }
                }
            )
            rocks.append(try measureStore(store))
        }
        let statistics = index.statistics
        let (inserted, scanned) = try change(index)
        let (a, b, r) = (median(alex), median(binary), median(rocks))
        return """
            {"keys":"\(name)","count":\(keys.count),"load_seconds":\(load),\
            "alex_ns":\(a),"binary_ns":\(b),"rocksdb_ns":\(r),\
            "vs_binary":\(b / a),"vs_rocksdb":\(r / a),"insert_ns":\(inserted),"scan_ns":\(scanned),\
            "bytes_per_key":\(Double(statistics.bytes) / Double(keys.count)),\
            "depth":\(statistics.depth),"leaves":\(statistics.leaves),\
            "inner":\(statistics.innerNodes),"mean_error":\(statistics.meanError)}
            """
    }

    private func median(_ values: [Double]) -> Double { values.sorted()[values.count / 2] }

    private func measure(
        _ wanted: [UInt64],
        _ find: (UInt64) throws -> UInt64?
    ) throws -> Double {
        let start = MonotonicTime.now
        var wrong = 0
        for key in wanted where try find(key) != key ^ 1 { wrong += 1 }
        let time = Double(MonotonicTime.now.nanoseconds(since: start))
        if wrong > 0 { print("\(wrong) wrong answers") }
        return time / Double(wanted.count)
    }

    /// Binary search without a branch that could be mispredicted.
    private func searchSorted(
        _ keys: UnsafeBufferPointer<UInt64>,
        _ payloads: UnsafeBufferPointer<UInt64>
    ) -> Double {
        guard let first = keys.baseAddress else { return 0 }
        let start = MonotonicTime.now
        var wrong = 0
        for key in wanted {
            var place = first
            var rest = keys.count
            while rest > 1 {
                let half = rest / 2
                place = place[half - 1] < key ? place + half : place
                rest -= half
            }
            if payloads[place - first] != key ^ 1 { wrong += 1 }
        }
        let time = Double(MonotonicTime.now.nanoseconds(since: start))
        if wrong > 0 { print("\(wrong) wrong answers") }
        return time / Double(wanted.count)
    }

    /// Nanoseconds of an insert of a key's successor, new except among sequential keys, and of an
    /// entry in ranges of 100.
    private func change(_ index: ALEXIndex) throws -> (Double, Double) {
        var start = MonotonicTime.now
        let successors = wanted.prefix(200_000)
        for key in successors { try index.insert(key &+ 1, 0) }
        let insert = Double(MonotonicTime.now.nanoseconds(since: start)) / Double(successors.count)
        let keys = UnsafeMutableBufferPointer<UInt64>.allocate(capacity: 100)
        let payloads = UnsafeMutableBufferPointer<UInt64>.allocate(capacity: 100)
        defer {
            keys.deallocate()
            payloads.deallocate()
        }
        start = MonotonicTime.now
        var copied = 0
        for key in wanted.prefix(50_000) {
            copied += index.copy(key...UInt64.max, keys: keys, payloads: payloads)
        }
        let scan = Double(MonotonicTime.now.nanoseconds(since: start)) / Double(max(1, copied))
        return (insert, scan)
    }

    // MARK: - RocksDB

    private func openStore() throws -> Store {
        try FileSystem.removeTree(directory)
        let store = try Store(path: directory)
        let transaction = store.begin()
        for key in keys {
            try withUnsafeBytes(of: key.bigEndian) { key in
                try transaction.add(.entries, key.bytes, key.bytes, prefixLength: 0)
            }
        }
        try transaction.commit()
        return store
    }

    private func measureStore(_ store: Store) throws -> Double {
        let view = store.view(at: store.snapshot())
        var value = PinnedValue()
        let start = MonotonicTime.now
        var missing = 0
        for key in wanted.prefix(KeyRun.storeLookups) {
            let found = try withUnsafeBytes(of: key.bigEndian) {
                try view.get(.entries, $0.bytes, into: &value)
            }
            if !found { missing += 1 }
        }
        let time = Double(MonotonicTime.now.nanoseconds(since: start))
        if missing > 0 { print("\(missing) keys missing from RocksDB") }
        return time / Double(KeyRun.storeLookups)
    }
}
