// SPDX-License-Identifier: Apache-2.0

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

    /// The number that stands for it in files.
    var code: UInt8 {
        switch self {
        case .none: 0
        case .int8: 1
        case .int4: 2
        case .binary: 3
        }
    }

    init?(code: UInt8) {
        guard let match = Quantizer.allCases.first(where: { $0.code == code }) else { return nil }
        self = match
    }

    /// How many of a walk's candidates are rescored to find `wanted`, so that the true nearest
    /// among the candidates is rarely left out: the true first ten are among the first 20 by
    /// 4-bit codes and the first 100 by 1-bit codes.
    func rescored(wanted: Int) -> Int {
        switch self {
        case .none: wanted
        case .int8, .int4: max(wanted + 16, wanted + wanted / 2)
        case .binary: max(wanted + 90, 4 * wanted)
        }
    }

    /// As ``rescored(wanted:)``, for scans, which nothing else makes approximate.
    func scanned(wanted: Int) -> Int {
        switch self {
        case .none: wanted
        case .int8, .int4: max(wanted + 40, 2 * wanted)
        case .binary: max(wanted + 240, 8 * wanted)
        }
    }
}
