// SPDX-License-Identifier: Apache-2.0

/// A parameter that WITH gives to an index.
///
/// Source: PostgreSQL 15 manual, reference page "CREATE INDEX", section "Index Storage Parameters";
/// pgvector 0.8 README, section "Indexing".
public struct StorageParameter: Sendable, Hashable {
    /// What values it takes.
    public enum Kind: Sendable, Hashable {
        case integer(ClosedRange<Int>)
        case boolean
        case choice([String])
    }

    /// Its name.
    public var name: String
    /// What values it takes.
    public var kind: Kind

    /// A parameter called `name`.
    public init(_ name: String, _ kind: Kind) {
        self.name = name
        self.kind = kind
    }

    /// The parameters that an index of `method` has.
    public static func all(ofMethod method: String) -> [StorageParameter] {
        switch VectorIndexParameters.Method(rawValue: method) {
        case .hnsw:
            [
                StorageParameter("m", .integer(2...100)),
                StorageParameter("ef_construction", .integer(4...1_000)), quantizer,
            ]
        case .ivfflat: [StorageParameter("lists", .integer(1...32_768)), quantizer]
        case .flat: [quantizer]
        case nil where method == "alex": [StorageParameter("fillfactor", .integer(20...90))]
        case nil:
            [
                StorageParameter("fillfactor", .integer(10...100)),
                StorageParameter("deduplicate_items", .boolean),
            ]
        }
    }

    private static let quantizer = StorageParameter(
        "quantizer",
        .choice(VectorIndexParameters.quantizers)
    )

    /// The integer that `text` stands for, as PostgreSQL reads it: decimal, hexadecimal after `0x`,
    /// octal after `0`, or a decimal fraction, which is rounded; nil when it is none of 32 bits.
    public static func integer(_ text: some StringProtocol) -> Int? {
        let digits = text.drop { $0.isWhitespace }
        let trimmed = String(digits.reversed().drop { $0.isWhitespace }.reversed())
        let isNegative = trimmed.hasPrefix("-")
        let magnitude = trimmed.drop { $0 == "-" || $0 == "+" }
        guard trimmed.count - magnitude.count <= 1 else { return nil }
        let value: Int?
        if magnitude.lowercased().hasPrefix("0x") {
            value = Int(magnitude.dropFirst(2), radix: 16)
        } else if magnitude.allSatisfy(\.isWholeNumber) {
            value = Int(magnitude, radix: magnitude.hasPrefix("0") ? 8 : 10)
        } else {
            value = Double(magnitude).flatMap { Int(exactly: $0.rounded(.toNearestOrEven)) }
        }
        guard let value, magnitude.first.map({ $0.isASCII && !"+-".contains($0) }) ?? false else {
            return nil
        }
        let signed = isNegative ? -value : value
        return Int32(exactly: signed) == nil ? nil : signed
    }
}
