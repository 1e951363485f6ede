// SPDX-License-Identifier: Apache-2.0

import Indexes
import Platform
import Vectors

/// Executes the benchmark's commands.
///
/// ```
/// load FILE DIMENSION               raw float32 rows; row i has id i
/// queries FILE
/// build METRIC M EF THREADS QUANTIZER
/// search K EF FILE                  answers all queries, writes K int32 ids each (-1: none)
/// filter K EF FILE SHARE SEED       the same among a random share of the rows, given in millionths
/// churn SHARE SEED                  removes that share, vacuums, inserts it again
/// release FILE                      saves the index and maps its vectors from the file
/// ```
struct Runner {
    private var base: MappedFile?
    private var queries: MappedFile?
    private var dimension = 1
    private var index: HNSWIndex?

    private var rowCount: Int { (base?.count ?? 0) / 4 / dimension }

    /// Runs one command; the answer is a JSON object.
    mutating func answer(to words: [String]) -> String {
        func number(_ place: Int) -> Int { place < words.count ? Int(words[place]) ?? 0 : 0 }
        func text(_ place: Int) -> String { place < words.count ? words[place] : "" }
        do {
            switch words.first {
            case "load":
                base = try MappedFile(text(1))
                dimension = max(1, number(2))
                return #"{"rows":\#(rowCount)}"#
            case "queries":
                queries = try MappedFile(text(1))
                return "{}"
            case "build": return try build(text(1), number(2), number(3), number(4), text(5))
            case "search":
                return try search(k: number(1), ef: number(2), path: text(3), filter: nil)
            case "filter":
                let set = pick(millionths: number(4), seed: number(5))
                return try search(k: number(1), ef: number(2), path: text(3), filter: .rows(set))
            case "churn": return try churn(pick(millionths: number(1), seed: number(2)))
            case "release":
                try index?.checkpoint(to: text(1), sequence: 1, releasesVectors: true)
                return memory()
            default: return #"{"error":"unknown command"}"#
            }
        } catch { return #"{"error":"\#(error)"}"# }
    }

    private func seconds(since start: MonotonicTime) -> Double {
        Double(MonotonicTime.now.nanoseconds(since: start)) / 1e9
    }

    private mutating func build(
        _ metric: String,
        _ m: Int,
        _ efConstruction: Int,
        _ threads: Int,
        _ quantizer: String
    ) throws -> String {
        guard let base else { return #"{"error":"no rows"}"# }
        var options = HNSWOptions()
        options.m = m
        options.efConstruction = efConstruction
        options.quantizer = Quantizer(rawValue: quantizer) ?? .int8
        options.rowLimit = max(1, rowCount * 2)
        let metric: Metric = metric == "l2" ? .l2 : metric == "ip" ? .innerProduct : .cosine
        let start = MonotonicTime.now
        index = try HNSWIndex.build(
            FileSource(base, dimension: dimension),
            shape: VectorShape(element: .float32, dimension: dimension, metric: metric),
            options: options,
            threads: threads
        )
        return #"{"seconds":\#(seconds(since: start))}"#
    }

    private func search(
        k: Int,
        ef: Int,
        path: String,
        filter: RowFilter?
    ) throws -> String {
        guard let index, let queries else { return #"{"error":"no index or queries"}"# }
        let count = queries.count / 4 / dimension
        var ids = [Int32](repeating: -1, count: count * k)
        var nanoseconds: [UInt64] = []
        nanoseconds.reserveCapacity(count)
        var statistics = SearchStatistics()
        let startCPU = CurrentProcess.usage.cpuMicroseconds
        try queries.withUnsafeBytes { bytes in
            let floats = bytes.bindMemory(to: Float.self)
            var last = MonotonicTime.now
            for query in 0..<count {
                let own = floats[query * dimension..<(query + 1) * dimension]
                let found = try index.search(
                    .float32(UnsafeBufferPointer(rebasing: own)),
                    k: k,
                    ef: ef,
                    filter: filter,
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
        // Processor time: on a machine that others use, the wall clock measures them as well.
        let total = Double(CurrentProcess.usage.cpuMicroseconds - startCPU) / 1e6
        let file = try File(path, .replace)
        try ids.withUnsafeBytes { try file.write($0) }
        nanoseconds.sort()
        return """
            {"qps":\(Double(count) / total),"p50":\(nanoseconds[count / 2]),\
            "p99":\(nanoseconds[count * 99 / 100]),"scored":\(statistics.codesScored / count),\
            "expanded":\(statistics.nodesExpanded / count)}
            """
    }

    /// A random share of the rows; a script can draw the same by SplitMix64.
    private func pick(millionths: Int, seed: Int) -> RowSet {
        var generator = SplitMix64(seed: UInt64(seed))
        var rows: [UInt64] = []
        for row in 0..<rowCount where generator.next() % 1_000_000 < UInt64(millionths) {
            rows.append(UInt64(row))
        }
        return RowSet(rows)
    }

    private func churn(_ rows: RowSet) throws -> String {
        guard let index, let base else { return #"{"error":"no index"}"# }
        let chosen = (0..<UInt64(rowCount)).filter { rows.contains($0) }
        var start = MonotonicTime.now
        for row in chosen { index.remove(row: row) }
        let removing = seconds(since: start)
        start = MonotonicTime.now
        let report = try index.vacuum(threads: Machine.processorCount)
        let vacuuming = seconds(since: start)
        start = MonotonicTime.now
        try base.withUnsafeBytes { bytes in
            let floats = bytes.bindMemory(to: Float.self)
            for row in chosen {
                let own = floats[Int(row) * dimension..<(Int(row) + 1) * dimension]
                _ = try index.insert(row: row, .float32(UnsafeBufferPointer(rebasing: own)))
            }
        }
        let inserting = seconds(since: start)
        let unreachable = index.unreachableRows.count
        return """
            {"rows":\(chosen.count),"remove":\(removing),"vacuum":\(vacuuming),\
            "insert":\(inserting),"repaired":\(report.listsRepaired),\
            "unreachable":\(unreachable)}
            """
    }

    private func memory() -> String {
        guard let index else { return #"{"error":"no index"}"# }
        let use = index.memoryUse
        return """
            {"rows":\(index.count),"resident":\(use.residentBytes),"vectors":\(use.vectorBytes),\
            "working":\(use.workingBytes),"process":\(CurrentProcess.usage.residentBytes)}
            """
    }
}

/// The rows of a file of floats.
///
/// Sendable because a build asks it from one thread at a time.
private final class FileSource: VectorSource, @unchecked Sendable {
    private let file: MappedFile
    private let dimension: Int
    private var next = 0

    init(_ file: MappedFile, dimension: Int) {
        self.file = file
        self.dimension = dimension
    }

    var estimatedCount: Int { file.count / 4 / dimension }

    func fill(_ batch: inout VectorBatch) {
        file.withUnsafeBytes { bytes in
            let floats = bytes.bindMemory(to: Float.self)
            while next < estimatedCount, batch.count < VectorBatch.preferredCount {
                let own = floats[next * dimension..<(next + 1) * dimension]
                batch.append(row: UInt64(next), .float32(UnsafeBufferPointer(rebasing: own)))
                next += 1
            }
        }
    }
}
