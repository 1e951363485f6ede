// SPDX-License-Identifier: Apache-2.0

/// How an ``ALEXIndex`` is laid out.
public struct ALEXOptions: Sendable, Equatable {
    /// The share of a new leaf's slots that hold a key, in percent; the others are gaps that later
    /// keys go to.
    public var fillPercent = 70
    /// The share of filled slots at which a leaf is rebuilt, in percent; the paper's upper density.
    public var fullPercent = 85
    /// The most keys a leaf holds.
    public var leafLimit = 4096
    /// The most memory the index may take, in bytes; address space is reserved for as much.
    public var memoryLimitBytes = 16 << 30

    /// The range of ``fillPercent``.
    public static let rangeOfFillPercent = 20...90
    /// The range of ``leafLimit``.
    public static let rangeOfLeafLimit = 64...65_536
    /// The range of ``memoryLimitBytes``: what node references can number.
    public static let rangeOfMemoryLimit = 1 << 20...128 << 30

    /// The defaults.
    public init() {}

    /// Checks every option against its range.
    public func validate() throws(IndexError) {
        try check("fill_percent", fillPercent, ALEXOptions.rangeOfFillPercent)
        try check("full_percent", fullPercent, min(95, fillPercent + 5)...95)
        try check("leaf_limit", leafLimit, ALEXOptions.rangeOfLeafLimit)
        try check("memory_limit", memoryLimitBytes, ALEXOptions.rangeOfMemoryLimit)
    }

    private func check(
        _ name: String,
        _ value: Int,
        _ allowed: ClosedRange<Int>
    ) throws(IndexError) {
        if allowed.contains(value) { return }
        throw .optionOutOfRange(name: name, value: value, allowed: allowed)
    }
}
