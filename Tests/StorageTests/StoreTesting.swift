// SPDX-License-Identifier: Apache-2.0

import Storage

/// A store with small buffers, for tests.
func makeOptions() -> StoreOptions {
    var options = StoreOptions()
    options.cacheBytes = 32 << 20
    options.writeBufferBytes = 16 << 20
    return options
}

extension Transaction {
    func put(_ family: ColumnFamily, _ key: String, _ value: String) throws(StorageError) {
        let key = Array(key.utf8)
        let value = Array(value.utf8)
        try put(family, key.span.bytes, value.span.bytes)
    }

    func delete(_ family: ColumnFamily, _ key: String) throws(StorageError) {
        let key = Array(key.utf8)
        try delete(family, key.span.bytes)
    }

    func lock(
        _ family: ColumnFamily,
        _ key: String,
        _ mode: LockMode = .exclusive,
        wait: LockWait = .forever
    ) throws(StorageError) -> String? {
        let key = Array(key.utf8)
        var value = PinnedValue()
        guard try lock(family, key.span.bytes, mode, wait: wait, into: &value) else { return nil }
        return value.bytes.withUnsafeBytes { String(decoding: $0, as: UTF8.self) }
    }
}

extension ReadView {
    func text(_ family: ColumnFamily, _ key: String) throws(StorageError) -> String? {
        let key = Array(key.utf8)
        return try get(family, key.span.bytes).map { String(decoding: $0, as: UTF8.self) }
    }

    func texts(
        _ family: ColumnFamily,
        _ range: KeyRange = .all,
        _ options: ScanOptions = ScanOptions()
    ) throws(StorageError) -> [String] {
        var scan = scan(family, range, options)
        var result: [String] = []
        while try scan.next() {
            for index in 0..<scan.count {
                let key = scan.key(index).withUnsafeBytes { String(decoding: $0, as: UTF8.self) }
                let value = scan.value(index).withUnsafeBytes {
                    String(decoding: $0, as: UTF8.self)
                }
                result.append("\(key)=\(value)")
            }
        }
        return result
    }
}

extension ReadView {
    func keys(_ family: ColumnFamily) throws(StorageError) -> [String] {
        var options = ScanOptions()
        options.keysOnly = true
        return try texts(family, .all, options).map { String($0.dropLast()) }
    }
}
