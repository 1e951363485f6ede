// SPDX-License-Identifier: Apache-2.0

// Compares ALEXIndex with binary search in a sorted array and with RocksDB, and prints one line of
// JSON for each distribution of keys. Arguments: number of keys, rounds, directory for RocksDB.
import Indexes
import Platform
import Storage
import Vectors

let words = CommandLine.arguments
let count = words.count > 1 ? Int(words[1]) ?? 10_000_000 : 10_000_000
let rounds = words.count > 2 ? Int(words[2]) ?? 5 : 5
let directory = words.count > 3 ? words[3] : "/tmp/needletail-keys"

for distribution in Distribution.allCases {
    let run = KeyRun(distribution.keys(count, seed: 7), directory: directory)
    print(try run.report(distribution.rawValue, rounds: rounds))
}
