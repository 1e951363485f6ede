// SPDX-License-Identifier: Apache-2.0

import Values

/// Functions that take any number of arguments of any type and make text of them.
///
/// Source: PostgreSQL 15 manual, sections 9.4 and 9.4.1 "format".
extension RegistryBuilder {
    mutating func addFormatting() {
        let variadic = FunctionOptions(isStrict: false, volatility: .stable, isVariadic: true)
        add(
            3058,
            "concat",
            [.any],
            .text,
            variadic,
            .values {
                (context, arguments) throws(DatabaseError) in
                .text(try context.joined(arguments, from: 0, separator: ""))
            }
        )
        add(
            3059,
            "concat_ws",
            [.text, .any],
            .text,
            variadic,
            .values {
                (context, arguments) throws(DatabaseError) in
                guard case .text(let separator) = arguments[0] else { return .null }
                return .text(try context.joined(arguments, from: 1, separator: separator))
            }
        )
        let format = Function.Body.values { (context, arguments) throws(DatabaseError) in
            guard case .text(let pattern) = arguments[0] else { return .null }
            var formatter = TextFormatter(context: context, arguments: arguments)
            return .text(try formatter.format(pattern))
        }
        add(3539, "format", [.text, .any], .text, variadic, format)
        add(3540, "format", [.text], .text, .stableNullable, format)
    }
}

extension CallContext {
    /// The texts of the arguments from `start` on that are not NULL.
    fileprivate func joined(
        _ arguments: [Value],
        from start: Int,
        separator: String
    ) throws(DatabaseError) -> String {
        var joined = JoinedText(separator: separator)
        for position in arguments.indices.dropFirst(start) where !arguments[position].isNull {
            try joined.append(text(of: arguments, position))
        }
        return joined.text
    }
}

/// Texts put together with a separator between them.
struct JoinedText {
    private(set) var text = ""
    private let separator: String
    private var isEmpty = true

    init(separator: String) { self.separator = separator }

    /// - Throws: 54000 when the whole would be too large.
    mutating func append(_ piece: String) throws(DatabaseError) {
        let separator = isEmpty ? "" : separator
        isEmpty = false
        try ValueLimit.require(
            text.utf8.count,
            adding: separator.utf8.count + piece.utf8.count
        )
        text += separator
        text += piece
    }
}

/// Carries out one call of `format`.
private struct TextFormatter {
    let context: CallContext
    let arguments: [Value]
    /// The argument that the next specifier without a position takes.
    var next = 1
    var output: [UInt8] = []

    init(context: CallContext, arguments: [Value]) {
        self.context = context
        self.arguments = arguments
    }

    mutating func format(_ pattern: String) throws(DatabaseError) -> String {
        let bytes = Array(pattern.utf8)
        var index = 0
        while index < bytes.count {
            if bytes[index] != UInt8(ascii: "%") {
                output.append(bytes[index])
                index += 1
                continue
            }
            index += 1
            guard index < bytes.count else { throw Self.unterminated }
            if bytes[index] == UInt8(ascii: "%") {
                output.append(bytes[index])
                index += 1
                continue
            }
            try specifier(bytes, &index)
        }
        return String(decoding: output, as: UTF8.self)
    }

    /// `%[position$][-][width]type`, after the percent sign.
    private mutating func specifier(
        _ bytes: [UInt8],
        _ index: inout Int
    ) throws(DatabaseError) {
        var position: Int?
        var width: Int?
        var isLeft = false
        if let number = try Self.number(bytes, &index) {
            if index < bytes.count, bytes[index] == UInt8(ascii: "$") {
                if number == 0 {
                    throw DatabaseError(
                        .invalidParameterValue,
                        "format specifies argument 0, but arguments are numbered from 1"
                    )
                }
                position = number
                index += 1
            } else {
                width = number
            }
        }
        if width == nil {
            while index < bytes.count, bytes[index] == UInt8(ascii: "-") {
                isLeft = true
                index += 1
            }
            if index < bytes.count, bytes[index] == UInt8(ascii: "*") {
                index += 1
                width = try widthArgument(bytes, &index)
            } else {
                width = try Self.number(bytes, &index)
            }
        }
        guard index < bytes.count else { throw Self.unterminated }
        let type = bytes[index]
        index += 1
        if let given = width, given < 0 {
            isLeft = true
            width = -given
        }
        guard [UInt8(ascii: "s"), UInt8(ascii: "I"), UInt8(ascii: "L")].contains(type) else {
            let rest = String(decoding: bytes[(index - 1)...], as: UTF8.self)
            let shown = rest.unicodeScalars.first.map { String($0) } ?? ""
            throw DatabaseError(
                .invalidParameterValue,
                "unrecognized format() type specifier \"\(shown)\"",
                hint: "For a single \"%\" use \"%%\"."
            )
        }
        let argument = position ?? next
        next = argument + 1
        guard argument < arguments.count else { throw Self.tooFew }
        try append(try converted(argument, type), width ?? 0, isLeft)
    }

    /// `*` or `*n$`: the width is an argument.
    private mutating func widthArgument(
        _ bytes: [UInt8],
        _ index: inout Int
    ) throws(DatabaseError) -> Int {
        var argument = next
        if let number = try Self.number(bytes, &index) {
            guard index < bytes.count, bytes[index] == UInt8(ascii: "$") else {
                throw DatabaseError(
                    .invalidParameterValue,
                    "width argument position must be ended by \"$\""
                )
            }
            index += 1
            if number == 0 {
                throw DatabaseError(
                    .invalidParameterValue,
                    "format specifies argument 0, but arguments are numbered from 1"
                )
            }
            argument = number
        }
        next = argument + 1
        guard argument < arguments.count else { throw Self.tooFew }
        switch arguments[argument] {
        case .null: return 0
        case .int16(let width): return Int(width)
        case .int32(let width): return Int(width)
        default:
            let text = try context.text(of: arguments, argument)
            let value = try TextForm.read(text, as: .int4, context.evaluation)
            return Int(try Int32.unwrap(value))
        }
    }

    private func converted(_ argument: Int, _ type: UInt8) throws(DatabaseError) -> String {
        if arguments[argument].isNull {
            switch type {
            case UInt8(ascii: "L"): return "NULL"
            case UInt8(ascii: "I"):
                throw DatabaseError(
                    .nullValueNotAllowed,
                    "null values cannot be formatted as an SQL identifier"
                )
            default: return ""
            }
        }
        let text = try context.text(of: arguments, argument)
        return switch type {
        case UInt8(ascii: "I"): SQLText.identifier(text)
        case UInt8(ascii: "L"): SQLText.literal(text)
        default: text
        }
    }

    private mutating func append(
        _ text: String,
        _ width: Int,
        _ isLeft: Bool
    ) throws(DatabaseError) {
        let missing = max(0, width - Text.length(text))
        try ValueLimit.require(output.count, adding: text.utf8.count + missing)
        let padding = [UInt8](repeating: 0x20, count: missing)
        output += isLeft ? Array(text.utf8) + padding : padding + Array(text.utf8)
    }

    private static func number(
        _ bytes: [UInt8],
        _ index: inout Int
    ) throws(DatabaseError) -> Int? {
        var value: Int32?
        while index < bytes.count, (0x30...0x39).contains(bytes[index]) {
            let digit = Int32(bytes[index] - 0x30)
            let (product, tooLarge) = (value ?? 0).multipliedReportingOverflow(by: 10)
            let (sum, overflow) = product.addingReportingOverflow(digit)
            if tooLarge || overflow {
                throw DatabaseError(.numericValueOutOfRange, "number is out of range")
            }
            value = sum
            index += 1
        }
        return value.map { Int($0) }
    }

    private static var unterminated: DatabaseError {
        DatabaseError(
            .invalidParameterValue,
            "unterminated format() type specifier",
            hint: "For a single \"%\" use \"%%\"."
        )
    }

    private static var tooFew: DatabaseError {
        DatabaseError(.invalidParameterValue, "too few arguments for format()")
    }
}
