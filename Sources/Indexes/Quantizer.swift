// SPDX-License-Identifier: Apache-2.0

import Vectors

/// What an index keeps in memory of each vector to walk and rank with.
public enum Quantizer: String, Sendable, CaseIterable {
    /// The vectors themselves.
    case none
    /// Eight bits an element, walked by the upper four (the default).
    case int8 = "sq8"
    /// Four bits an element.
    case int4 = "sq4"
    /// One bit an element with an unbiased estimator.
    case binary = "rabitq"
    /// Product codes of four bits for two elements.
    case product4 = "pq4"
    /// Product codes of eight bits for eight elements.
    case product8 = "pq8"

    /// The number that stands for it in files.
    var code: UInt8 {
        switch self {
        case .none: 0
        case .int8: 1
        case .int4: 2
        case .binary: 3
        case .product4: 4
        case .product8: 5
        }
    }

    /// The slices of product codes; nil for other codes.
    var sliceWidth: SliceQuantizer.Width? {
        switch self {
        case .product4: .four
        case .product8: .eight
        default: nil
        }
    }

    /// About how many bytes the codes of a vector take, scales included.
    func codeBytes(dimension: Int) -> Int {
        switch self {
        case .none: 0
        case .int8: dimension + 16
        case .int4: dimension / 2 + 16
        case .product4: dimension / 4 + 8
        case .binary, .product8: dimension / 8 + 8
        }
    }

    init?(code: UInt8) {
        guard let match = Quantizer.allCases.first(where: { $0.code == code }) else { return nil }
        self = match
    }

    /// How many of a walk's candidates are rescored to find `wanted` where codes do not tell how
    /// far they may be off, as those for inner products; elsewhere `VectorTable.doubt` decides.
    ///
    /// So many that the true nearest among the candidates are rarely left out: the true first ten
    /// are among the first 20 by 4-bit codes and the first 100 by 1-bit codes.
    func rescored(wanted: Int) -> Int {
        switch self {
        case .none: wanted
        case .int8, .int4: max(wanted + 16, wanted + wanted / 2)
        case .product4: max(wanted + 30, 2 * wanted)
        case .binary, .product8: max(wanted + 90, 4 * wanted)
        }
    }

    /// As ``rescored(wanted:)``, for scans, which nothing else makes approximate.
    func scanned(wanted: Int) -> Int {
        switch self {
        case .none: wanted
        case .int8, .int4: max(wanted + 40, 2 * wanted)
        case .product4: max(wanted + 100, 4 * wanted)
        case .binary, .product8: max(wanted + 240, 8 * wanted)
        }
    }
}
