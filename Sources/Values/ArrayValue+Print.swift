// SPDX-License-Identifier: Apache-2.0

extension ArrayValue {
    /// How many dimensions an array may have.
    public static let maximumDimensions = 6
    /// How many elements an array may have.
    public static let maximumElements = 134_217_727

    /// Appends the array as PostgreSQL prints it.
    func append(_ formatting: Formatting, to output: inout [UInt8]) {
        if elements.isEmpty { return output.append("{}" as StaticString) }
        if dimensions.contains(where: { $0.lowerBound != 1 }) {
            for dimension in dimensions {
                output.append(UInt8(ascii: "["))
                IntegerText.append(Int64(dimension.lowerBound), to: &output)
                output.append(UInt8(ascii: ":"))
                IntegerText.append(Int64(dimension.upperBound), to: &output)
                output.append(UInt8(ascii: "]"))
            }
            output.append(UInt8(ascii: "="))
        }
        let delimiter = TypeDescription(oid: elementType)?.delimiter ?? UInt8(ascii: ",")
        var next = 0
        append(dimension: 0, &next, delimiter, formatting, to: &output)
    }

    /// Appends one list of the nesting, starting with element `next`.
    private func append(
        dimension: Int,
        _ next: inout Int,
        _ delimiter: UInt8,
        _ formatting: Formatting,
        to output: inout [UInt8]
    ) {
        output.append(UInt8(ascii: "{"))
        for position in 0..<dimensions[dimension].count {
            if position > 0 { output.append(delimiter) }
            if dimension + 1 < dimensions.count {
                append(dimension: dimension + 1, &next, delimiter, formatting, to: &output)
            } else {
                append(elements[next], delimiter, formatting, to: &output)
                next += 1
            }
        }
        output.append(UInt8(ascii: "}"))
    }

    private func append(
        _ element: Value,
        _ delimiter: UInt8,
        _ formatting: Formatting,
        to output: inout [UInt8]
    ) {
        if element.isNull { return output.append("NULL" as StaticString) }
        let start = output.count
        TypeCodec.print(element, as: SQLType(elementType), formatting, into: &output)
        guard Self.needsQuotes(output[start...], delimiter) else { return }
        let bytes = Array(output[start...])
        output.removeSubrange(start...)
        output.append(UInt8(ascii: "\""))
        for byte in bytes {
            if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") {
                output.append(UInt8(ascii: "\\"))
            }
            output.append(byte)
        }
        output.append(UInt8(ascii: "\""))
    }

    private static func needsQuotes(_ text: ArraySlice<UInt8>, _ delimiter: UInt8) -> Bool {
        if text.isEmpty { return true }
        if text.count == 4, text.span.matches("null", in: 0..<4) { return true }
        return text.contains { byte in
            byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") || byte == UInt8(ascii: "{")
                || byte == UInt8(ascii: "}") || byte == delimiter || byte.isSpace
        }
    }
}

extension DatabaseError {
    static func tooManyDimensions(_ count: Int) -> DatabaseError {
        DatabaseError(
            .programLimitExceeded,
            "number of array dimensions (\(count)) exceeds the maximum allowed (6)"
        )
    }

    static let arrayTooLarge = DatabaseError(
        .programLimitExceeded,
        "array size exceeds the maximum allowed (\(ArrayValue.maximumElements))"
    )
}
