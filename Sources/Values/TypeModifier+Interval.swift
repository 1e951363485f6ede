// SPDX-License-Identifier: Apache-2.0

/// The modifier of interval: a mask of the fields kept in the upper half, the digits of the second
/// in the lower.
extension TypeModifier {
    static let monthField: Int32 = 1 << 1
    static let yearField: Int32 = 1 << 2
    static let dayField: Int32 = 1 << 3
    static let hourField: Int32 = 1 << 10
    static let minuteField: Int32 = 1 << 11
    static let secondField: Int32 = 1 << 12
    /// The mask of an interval of all fields.
    static let allFields: Int32 = 0x7FFF
    /// The precision of an interval that states none.
    static let fullPrecision: Int32 = 0xFFFF

    /// The masks that SQL has a notation for.
    static let intervalFields: [Int32: String] = [
        yearField: " year",
        monthField: " month",
        dayField: " day",
        hourField: " hour",
        minuteField: " minute",
        secondField: " second",
        yearField | monthField: " year to month",
        dayField | hourField: " day to hour",
        dayField | hourField | minuteField: " day to minute",
        dayField | hourField | minuteField | secondField: " day to second",
        hourField | minuteField: " hour to minute",
        hourField | minuteField | secondField: " hour to second",
        minuteField | secondField: " minute to second",
        allFields: "",
    ]

    /// The fields that a modifier of interval keeps.
    static func intervalFields(_ modifier: Int32) -> Int32 { modifier >> 16 & allFields }

    /// The digits of the second that a modifier of interval keeps, 0 to 6, nil for all.
    static func intervalPrecision(_ modifier: Int32) -> Int32? {
        let precision = modifier & 0xFFFF
        return precision == fullPrecision ? nil : precision
    }

    /// What follows `interval` in the name of the type.
    static func intervalSuffix(_ modifier: Int32) -> String {
        let fields = intervalFields[intervalFields(modifier)] ?? ""
        guard let precision = intervalPrecision(modifier) else { return fields }
        return "\(fields)(\(precision))"
    }

    static func interval(
        _ numbers: [Int32]
    ) throws(DatabaseError) -> (modifier: Int32, warning: DatabaseError?) {
        guard let fields = numbers.first, numbers.count <= 2, intervalFields[fields] != nil else {
            throw DatabaseError(.invalidParameterValue, "invalid INTERVAL type modifier")
        }
        guard numbers.count == 2 else {
            return (fields == allFields ? -1 : fields << 16 | fullPrecision, nil)
        }
        let number = numbers[1]
        guard number >= 0 else {
            throw DatabaseError(
                .invalidParameterValue,
                "INTERVAL(\(number)) precision must not be negative"
            )
        }
        guard number > 6 else { return (fields << 16 | number, nil) }
        let warning = DatabaseError(
            .invalidParameterValue,
            "INTERVAL(\(number)) precision reduced to maximum allowed, 6",
            severity: .warning
        )
        return (fields << 16 | 6, warning)
    }
}
