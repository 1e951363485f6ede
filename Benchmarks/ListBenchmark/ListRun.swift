// SPDX-License-Identifier: Apache-2.0

import Indexes
import Platform
import Vectors

/// Inverted files over one data set.
struct ListRun {
    static let quantizers: [Quantizer] = Quantizer.allCases
    private static let probes = [1, 2, 4, 8, 16, 32, 64]
    private static let dimension = 384
    private static let k = 10

    private let rows: MappedFile
    private let queries: MappedFile
    private let truth: MappedFile

    init(directory: String) throws {
        rows = try MappedFile(directory + "/packages.f16.npy")
        queries = try MappedFile(directory + "/queries.f32.npy")
        truth = try MappedFile(directory + "/truth.ids.i32.npy")
    }

    /// One line for the build, one for each number of probes: medians over the rounds.
    func report(
        _ quantizer: Quantizer,
        lists: Int,
        threads: Int,
        rounds: Int
    ) throws -> [String] {
        var options = IVFOptions()
        options.lists = lists
        options.quantizer = quantizer
        let start = MonotonicTime.now
        let index = try IVFIndex.build(
            NumpySource(rows, dimension: ListRun.dimension),
            shape: VectorShape(element: .float32, dimension: ListRun.dimension, metric: .cosine),
            options: options,
            threads: threads
        )
        let seconds = Double(MonotonicTime.now.nanoseconds(since: start)) / 1e9
        let sizes = index.listSizes.sorted()
        let use = index.memoryUse
        var lines = [
            """
            {"quantizer":"\(quantizer.rawValue)","rows":\(index.count),"build_seconds":\(seconds),\
            "lists":\(sizes.count),"smallest":\(sizes.first ?? 0),"median":\(sizes[sizes.count / 2]),\
            "largest":\(sizes.last ?? 0),"resident_bytes_per_row":\(use.residentBytes / index.count),\
            "vector_bytes_per_row":\(use.vectorBytes / index.count)}
            """
        ]
        for probes in ListRun.probes {
            var rates: [Double] = []
            var processorRates: [Double] = []
            var found = (recall: 0.0, scored: 0)
            for _ in 0..<rounds {
                let start = MonotonicTime.now
                let processor = CurrentProcess.usage.cpuMicroseconds
                let ids = try search(index, probes: probes, scored: &found.scored)
                let time = Double(MonotonicTime.now.nanoseconds(since: start)) / 1e9
                let used = CurrentProcess.usage.cpuMicroseconds - processor
                rates.append(Double(ids.count) / time)
                processorRates.append(Double(ids.count) * 1e6 / Double(max(1, used)))
                found.recall = recall(ids)
            }
            lines.append(
                """
                {"quantizer":"\(quantizer.rawValue)","probes":\(probes),"recall":\(found.recall),\
                "qps":\(rates.sorted()[rounds / 2]),\
                "per_cpu_second":\(processorRates.sorted()[rounds / 2]),"scored":\(found.scored)}
                """
            )
        }
        return lines
    }

    private func search(
        _ index: IVFIndex,
        probes: Int,
        scored: inout Int
    ) throws -> [[UInt64]] {
        var statistics = SearchStatistics()
        let answers = try queries.withUnsafeBytes { bytes in
            let values = Numpy.payload(bytes).bindMemory(to: Float.self)
            return try (0..<values.count / ListRun.dimension).map { query in
                let own = values[query * ListRun.dimension..<(query + 1) * ListRun.dimension]
                return try index.search(
                    .float32(UnsafeBufferPointer(rebasing: own)),
                    k: ListRun.k,
                    probes: probes,
                    statistics: &statistics
                ).map(\.row)
            }
        }
        scored = statistics.codesScored / max(1, answers.count)
        return answers
    }

    private func recall(_ answers: [[UInt64]]) -> Double {
        truth.withUnsafeBytes { bytes in
            let ids = Numpy.payload(bytes).bindMemory(to: Int32.self)
            let width = ids.count / max(1, answers.count)
            var hits = 0
            for (query, answer) in answers.enumerated() {
                let nearest = Set(ids[query * width..<query * width + ListRun.k].map(UInt64.init))
                hits += nearest.intersection(answer).count
            }
            return Double(hits) / Double(ListRun.k * max(1, answers.count))
        }
    }
}
