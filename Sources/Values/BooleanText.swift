// SPDX-License-Identifier: Apache-2.0

/// Booleans as PostgreSQL reads them: unique beginnings of true, false, yes, no, on, off, and 1, 0.
///
/// Source: PostgreSQL 15 manual, section 8.6 "Boolean Type".
public enum BooleanText {
    /// The value that `text` spells, in any case and with blanks around; nil when it is none.
    public static func parse(_ text: Span<UInt8>) -> Bool? {
        let range = text.trimmedRange
        guard let start = range.first else { return nil }
        switch text[start].lowercased {
        case UInt8(ascii: "t"): return text.hasPrefix(of: "true", in: range) ? true : nil
        case UInt8(ascii: "f"): return text.hasPrefix(of: "false", in: range) ? false : nil
        case UInt8(ascii: "y"): return text.hasPrefix(of: "yes", in: range) ? true : nil
        case UInt8(ascii: "n"): return text.hasPrefix(of: "no", in: range) ? false : nil
        case UInt8(ascii: "o"):
            if text.matches("on", in: range) { return true }
            return range.count >= 2 && text.hasPrefix(of: "off", in: range) ? false : nil
        case UInt8(ascii: "1"): return range.count == 1 ? true : nil
        case UInt8(ascii: "0"): return range.count == 1 ? false : nil
        default: return nil
        }
    }
}
