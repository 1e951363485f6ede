// SPDX-License-Identifier: Apache-2.0

/// The settings that decide how values are read from and written as text.
///
/// Source: PostgreSQL 15 manual, section 20.11.2 "Locale and Formatting".
public struct Formatting: Sendable {
    /// The output styles of dates.
    public enum DateStyle: String, Sendable {
        case iso = "ISO"
        case postgres = "Postgres"
        case sql = "SQL"
        case german = "German"
    }

    /// The order of day, month and year in ambiguous input.
    public enum DateOrder: String, Sendable {
        case mdy = "MDY"
        case dmy = "DMY"
        case ymd = "YMD"
    }

    /// The output styles of intervals.
    public enum IntervalStyle: String, Sendable {
        case postgres
        case postgresVerbose = "postgres_verbose"
        case sqlStandard = "sql_standard"
        case iso8601 = "iso_8601"
    }

    /// The output styles of bytea.
    public enum ByteaOutput: String, Sendable {
        case hex
        case escape
    }

    /// How dates are written.
    public var dateStyle = DateStyle.iso
    /// The order of day, month and year in ambiguous input.
    public var dateOrder = DateOrder.mdy
    /// How intervals are written.
    public var intervalStyle = IntervalStyle.postgres
    /// How bytea is written.
    public var byteaOutput = ByteaOutput.hex
    /// 1 and above print the shortest text that reads back exactly.
    public var extraFloatDigits: Int32 = 1
    /// The session's time zone.
    public var zone = TimeZone.utc
    /// The name of the session's time zone, in the tz database or as a POSIX offset; setting one
    /// that does not exist changes nothing.
    public var timeZone: String {
        get { zone.name }
        set { zone = TimeZone.named(newValue) ?? zone }
    }
    /// The transaction's start, microseconds since 2000-01-01 UTC: what `now` and `today` mean.
    public var now: Int64 = 0

    /// Knows the names that the `reg*` types print; without it they print numbers.
    public var objectNames: (any ObjectNames)?

    /// The defaults.
    public init() {}
}
