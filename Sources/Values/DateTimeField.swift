// SPDX-License-Identifier: Apache-2.0

/// The fields of dates, times and intervals that `extract` and `date_trunc` know.
///
/// Source: PostgreSQL 15 manual, section 9.9.1 "EXTRACT, date_part".
public enum DateTimeField: Sendable {
    case microseconds, milliseconds, second, minute, hour, day, week, month, quarter, year
    case decade, century, millennium
    case epoch, julian, dayOfWeek, dayOfYear, isoDayOfWeek, isoYear
    case timeZone, timeZoneHour, timeZoneMinute

    /// The field called `name`, in any case.
    ///
    /// - Throws: 22023 `unit "x" not recognized for type …`.
    public init(_ name: String, for type: SQLType) throws(DatabaseError) {
        guard let field = Self.table[String(name.lowercased().prefix(10))] else {
            throw Self.unrecognized(name, type)
        }
        self = field
    }

    /// Words of more than ten letters are told apart by the first ten.
    private static let table: [String: DateTimeField] = {
        let words: [(DateTimeField, String)] = [
            (.microseconds, "us usec usecond useconds usecs microsecon"),
            (.milliseconds, "ms msec msecond mseconds msecs millisecon"),
            (.second, "s sec second seconds secs"), (.minute, "m min mins minute minutes"),
            (.hour, "h hour hours hr hrs"), (.day, "d day days"), (.week, "w week weeks"),
            (.month, "mon mons month months"), (.quarter, "qtr quarter"),
            (.year, "y year years yr yrs"), (.decade, "dec decade decades decs"),
            (.century, "c cent centuries century"),
            (.millennium, "mil mils millennia millennium"), (.epoch, "epoch"),
            (.julian, "j jd julian"), (.dayOfWeek, "dow"), (.dayOfYear, "doy"),
            (.isoDayOfWeek, "isodow"), (.isoYear, "isoyear"), (.timeZone, "timezone"),
            (.timeZoneHour, "timezone_h"), (.timeZoneMinute, "timezone_m"),
        ]
        var table: [String: DateTimeField] = [:]
        for (field, names) in words {
            for name in names.split(separator: " ") { table[String(name)] = field }
        }
        return table
    }()

    static func unrecognized(_ name: String, _ type: SQLType) -> DatabaseError {
        DatabaseError(
            .invalidParameterValue,
            "unit \"\(name)\" not recognized for type \(type.formatted(withModifier: false))"
        )
    }

    /// That `type` does not have the field.
    static func unsupported(_ name: String, _ type: SQLType) -> DatabaseError {
        DatabaseError(
            .featureNotSupported,
            "unit \"\(name)\" not supported for type \(type.formatted(withModifier: false))"
        )
    }
}
