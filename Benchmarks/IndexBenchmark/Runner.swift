// SPDX-License-Identifier: Apache-2.0

import Indexes
import Platform
import Synchronization
import Vectors

/// Executes the benchmark's commands.
///
/// ```
/// load FILE DIMENSION               raw float32 rows; row i has id i
/// queries FILE
/// build METRIC M EF THREADS QUANTIZER
/// search K EF FILE                  answers all queries, writes K int32 ids each (-1: none)
/// ```
struct Runner {
    private var base: MappedFile?
    private var queries: MappedFile?
    private var dimension = 1
    private var index: HNSWIndex?

    /// Runs one command; the answer is a JSON object.
    mutating func answer(to words: [String]) -> String {
        do {
            switch words.first {
            case "load":
                base = try MappedFile(words[1])
                dimension = Int(words[2]) ?? 1
                return #"{"rows":\#((base?.count ?? 0) / 4 / dimension)}"#
            case "queries":
                queries = try MappedFile(words[1])
                return "{}"
            case "build":
                return try build(words)
            case "search":
                return try search(k: Int(words[1]) ?? 10, ef: Int(words[2]) ?? 10, path: words[3])
            default:
                return #"{"error":"unknown command"}"#
            }
        } catch { return #"{"error":"\#(error)"}"# }
    }

    private mutating func build(_ words: [String]) throws -> String {
        guard let base else { return #"{"error":"no rows"}"# }
        let metric: Metric = words[1] == "l2" ? .l2 : words[1] == "ip" ? .innerProduct : .cosine
        var options = HNSWOptions()
        options.m = Int(words[2]) ?? 16
        options.efConstruction = Int(words[3]) ?? 200
        options.quantizer = Quantizer(rawValue: words[5]) ?? .int8
        let threads = Int(words[4]) ?? 1
        let count = base.count / 4 / dimension
        options.rowLimit = count * 2
        let start = MonotonicTime.now
        let index = try HNSWIndex(
            shape: VectorShape(element: .float32, dimension: dimension, metric: metric),
            options: options
        )
        let next = Atomic<Int>(0)
        let dimension = dimension
        let work: @Sendable () -> Void = { [base] in
            while true {
                let row = next.wrappingAdd(1, ordering: .relaxed).oldValue
                if row >= count { return }
                base.withUnsafeBytes { bytes in
                    let floats = bytes.bindMemory(to: Float.self)
                    do {
                        try index.insert(
                            row: UInt64(row),
                            .float32(
                                UnsafeBufferPointer(
                                    rebasing: floats[row * dimension..<(row + 1) * dimension]
                                )
                            )
                        )
                    } catch { print("insert failed: \(error)") }
                }
            }
        }
        var running: [OSThread] = []
        for number in 0..<threads {
            running.append(try OSThread(name: "build \(number)", work))
        }
        for thread in running { thread.join() }
        self.index = index
        let seconds = Double(MonotonicTime.now.nanoseconds(since: start)) / 1e9
        return #"{"seconds":\#(seconds)}"#
    }

    private func search(k: Int, ef: Int, path: String) throws -> String {
        guard let index, let queries else { return #"{"error":"no index or queries"}"# }
        let count = queries.count / 4 / dimension
        var ids = [Int32](repeating: -1, count: count * k)
        var nanoseconds: [UInt64] = []
        nanoseconds.reserveCapacity(count)
        var statistics = SearchStatistics()
        try queries.withUnsafeBytes { bytes in
            let floats = bytes.bindMemory(to: Float.self)
            var last = MonotonicTime.now
            for query in 0..<count {
                let found = try index.search(
                    .float32(
                        UnsafeBufferPointer(
                            rebasing: floats[query * dimension..<(query + 1) * dimension]
                        )
                    ),
                    k: k,
                    ef: ef,
                    statistics: &statistics
                )
                for (rank, neighbor) in found.enumerated() {
                    ids[query * k + rank] = Int32(neighbor.row)
                }
                let time = MonotonicTime.now
                nanoseconds.append(time.nanoseconds(since: last))
                last = time
            }
        }
        let file = try File(path, .replace)
        try ids.withUnsafeBytes { try file.write($0) }
        let total = Double(nanoseconds.reduce(0, +)) / 1e9
        nanoseconds.sort()
        return """
            {"qps":\(Double(count) / total),"p50":\(nanoseconds[count / 2]),\
            "p99":\(nanoseconds[count * 99 / 100]),\
            "scored":\(statistics.codesScored / count),"expanded":\(statistics.nodesExpanded / count)}
            """
    }
}
