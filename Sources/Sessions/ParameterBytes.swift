// SPDX-License-Identifier: Apache-2.0

/// The values of a Bind message as they came over the wire, in text or binary.
public struct ParameterBytes: Sendable {
    /// What the values lie in.
    public let bytes: [UInt8]
    /// Where each value lies; nil for NULL.
    public let ranges: [Range<Int>?]

    /// Values that lie in `bytes`.
    ///
    /// - Precondition: Every range lies within `bytes`.
    public init(_ bytes: [UInt8], at ranges: [Range<Int>?]) {
        self.bytes = bytes
        self.ranges = ranges
    }
}
