// SPDX-License-Identifier: Apache-2.0

/// The order of texts by their UTF-8 bytes, which is the collation "C".
///
/// Swift's own comparison of strings follows Unicode's canonical equivalence and must not decide
/// what SQL calls equal.
public enum TextOrder {
    /// -1, 0 or 1 as the bytes of `a` are below, equal to or above those of `b`.
    public static func compare(_ a: String, _ b: String) -> Int {
        compare(a.utf8Span.span.bytes, b.utf8Span.span.bytes)
    }

    /// Whether both have the same bytes.
    public static func areEqual(_ a: String, _ b: String) -> Bool {
        a.utf8.count == b.utf8.count && compare(a, b) == 0
    }

    /// -1, 0 or 1 as `a` is below, equal to or above `b`; a prefix is below the longer one.
    static func compare(_ a: RawSpan, _ b: RawSpan) -> Int {
        let common = min(a.byteCount, b.byteCount)
        var offset = 0
        while offset + 8 <= common {
            let x = a.unsafeLoadUnaligned(fromByteOffset: offset, as: UInt64.self)
            let y = b.unsafeLoadUnaligned(fromByteOffset: offset, as: UInt64.self)
            if x != y { return x.bigEndian < y.bigEndian ? -1 : 1 }
            offset += 8
        }
        while offset < common {
            let x = a.unsafeLoad(fromByteOffset: offset, as: UInt8.self)
            let y = b.unsafeLoad(fromByteOffset: offset, as: UInt8.self)
            if x != y { return x < y ? -1 : 1 }
            offset += 1
        }
        return a.byteCount == b.byteCount ? 0 : a.byteCount < b.byteCount ? -1 : 1
    }
}
