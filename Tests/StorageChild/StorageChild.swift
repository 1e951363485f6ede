// SPDX-License-Identifier: Apache-2.0

import Glibc
import Platform
import Storage

/// A program that commits until it is killed, and says on standard output what was acknowledged.
///
/// Every line is `COMMIT thread index` or `LOAD thread index`. A commit writes one key into three
/// families, a load 200 keys; whoever reads the lines can check what must be there afterwards.
@main enum StorageChild {
    static func main() throws {
        let arguments = CommandLine.arguments
        guard arguments.count == 4, let threads = Int(arguments[2]),
            let generation = Int(arguments[3])
        else { return print("usage: StorageChild DIRECTORY THREADS GENERATION") }
        var options = StoreOptions()
        options.cacheBytes = 8 << 20
        // Small, so that flushes and new logs happen while it is killed.
        options.writeBufferBytes = 4 << 20
        // So that every load goes through table files.
        options.stagingThresholdBytes = 256
        let store = try Store(path: arguments[1], options: options)
        let running = try (0..<threads).map { thread in
            try OSThread(name: "writer-\(thread)") { write(store, thread, generation) }
        }
        for thread in running { thread.join() }
    }

    static func write(_ store: Store, _ thread: Int, _ generation: Int) {
        var index = 0
        while true {
            defer { index += 1 }
            do throws(StorageError) {
                if index % 40 == 20 {
                    try load(store, "\(generation)-\(thread)-\(index)")
                    say("LOAD \(generation)-\(thread)-\(index)\n")
                } else {
                    let isSynchronous = index % 3 != 2
                    try commit(store, "\(generation)-\(thread)-\(index)", isSynchronous)
                    // Without a wait nothing is promised.
                    if isSynchronous { say("COMMIT \(generation)-\(thread)-\(index)\n") }
                }
            } catch {
                say("FAILED \(error)\n")
                exit(1)
            }
        }
    }

    static func say(_ line: String) {
        var line = Array(line.utf8)
        _ = Glibc.write(1, &line, line.count)
    }

    static func commit(
        _ store: Store,
        _ name: String,
        _ isSynchronous: Bool
    ) throws(StorageError) {
        let transaction = store.begin()
        let key = Array("c-\(name)".utf8)
        var value = key
        value.append(contentsOf: [UInt8](repeating: 1, count: 2000))
        try transaction.put(.rows, key.span.bytes, key.span.bytes)
        try transaction.put(.entries, key.span.bytes, key.span.bytes)
        try transaction.put(.vectors, key.span.bytes, value.span.bytes, isLocked: true)
        transaction.record(.note(key))
        try transaction.commit(synchronous: isSynchronous)
    }

    static func load(_ store: Store, _ name: String) throws(StorageError) {
        let transaction = store.begin()
        for index in 100..<300 {
            let key = Array("l-\(name)-\(index)".utf8)
            for family in [ColumnFamily.rows, .vectors, .entries] {
                try transaction.add(family, key.span.bytes, key.span.bytes, prefixLength: 2)
            }
        }
        let key = Array("l-\(name)".utf8)
        try transaction.put(.catalog, key.span.bytes, key.span.bytes)
        transaction.record(.note(key))
        try transaction.commit()
    }
}
