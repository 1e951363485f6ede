// SPDX-License-Identifier: Apache-2.0

// Builds inverted files over a data set laid out as debian-packages is (packages.f16.npy,
// queries.f32.npy, truth.ids.i32.npy) and prints recall@10 and queries per second on one core for
// several numbers of probes, one line of JSON each. Arguments: directory, lists, threads, rounds,
// quantizers (all).
import Indexes
import Platform

let words = CommandLine.arguments
func number(_ place: Int, _ otherwise: Int) -> Int {
    place < words.count ? Int(words[place]) ?? otherwise : otherwise
}
let run = try ListRun(directory: words.count > 1 ? words[1] : ".")
let wanted = words.dropFirst(5).compactMap { Quantizer(rawValue: $0) }
for quantizer in wanted.isEmpty ? ListRun.quantizers : wanted {
    for line in try run.report(
        quantizer,
        lists: number(2, 500),
        threads: number(3, 2),
        rounds: number(4, 5)
    ) { print(line) }
}
