// SPDX-License-Identifier: Apache-2.0

/// The distances pgvector orders by; less is nearer.
public enum Metric: UInt8, Sendable, Hashable, CaseIterable {
    /// Euclidean distance, `<->`.
    case l2
    /// The negative inner product, `<#>`.
    case innerProduct
    /// One minus the cosine of the angle, `<=>`; NaN where either vector is zero.
    case cosine
    /// The sum of absolute differences, `<+>`.
    case l1
    /// The number of bits that differ, `<~>`.
    case hamming
    /// One minus the share of common bits among all bits set, `<%>`.
    case jaccard

    /// Whether this measures bit strings rather than vectors of numbers.
    public var measuresBits: Bool { self == .hamming || self == .jaccard }

    /// The SQL operator.
    public var operatorName: String {
        switch self {
        case .l2: "<->"
        case .innerProduct: "<#>"
        case .cosine: "<=>"
        case .l1: "<+>"
        case .hamming: "<~>"
        case .jaccard: "<%>"
        }
    }
}
