// SPDX-License-Identifier: Apache-2.0

/// Words and suffixes that formats of numbers and of dates have in common.
enum FormatWords {
    static let months = [
        "January", "February", "March", "April", "May", "June", "July", "August", "September",
        "October", "November", "December",
    ]
    static let days = [
        "Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday",
    ]
    static let romanMonths = [
        "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII",
    ]

    /// `number` in Roman numerals; nil outside of 1...3999.
    static func roman(_ number: Int) -> String? {
        guard (1...3_999).contains(number) else { return nil }
        let parts: [(Int, String)] = [
            (1_000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"),
            (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
        ]
        var (rest, text) = (number, "")
        for (value, letters) in parts {
            while rest >= value {
                text += letters
                rest -= value
            }
        }
        return text
    }

    /// `st`, `nd`, `rd` or `th`, as English counts with those last digits.
    static func ordinalSuffix(_ digits: some StringProtocol) -> String {
        let tail = Array(digits.utf8.suffix(2))
        guard let last = tail.last else { return "th" }
        let isTeen = tail.count == 2 && tail[0] == UInt8(ascii: "1")
        return switch last {
        case UInt8(ascii: "1") where !isTeen: "st"
        case UInt8(ascii: "2") where !isTeen: "nd"
        case UInt8(ascii: "3") where !isTeen: "rd"
        default: "th"
        }
    }

    /// `text` filled up with blanks at its end.
    static func padded(_ text: String, _ width: Int) -> String {
        text + String(repeating: " ", count: max(0, width - text.utf8.count))
    }

    /// `number` with at least `width` digits.
    static func digits(_ number: Int, _ width: Int) -> String {
        let text = String(number.magnitude)
        let zeros = String(repeating: "0", count: max(0, width - text.utf8.count))
        return (number < 0 ? "-" : "") + zeros + text
    }
}
