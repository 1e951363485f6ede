// SPDX-License-Identifier: Apache-2.0

import Glibc

/// A point on the monotonic clock: never set back, meaningless outside this boot.
public struct MonotonicTime: Sendable, Comparable, Hashable {
    /// Nanoseconds since an arbitrary origin.
    public var nanoseconds: UInt64

    /// The point `nanoseconds` after the clock's origin.
    public init(nanoseconds: UInt64) { self.nanoseconds = nanoseconds }

    /// Now; about 20 nanoseconds.
    public static var now: MonotonicTime {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return MonotonicTime(
            nanoseconds: UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec)
        )
    }

    /// The point `milliseconds` from now; the furthest the clock knows when that overflows.
    public static func after(milliseconds: Int) -> MonotonicTime {
        let (product, overflow) = UInt64(max(0, milliseconds))
            .multipliedReportingOverflow(by: 1_000_000)
        let (sum, carry) = now.nanoseconds.addingReportingOverflow(product)
        // pthread's timed wait takes signed seconds; a century is as good as never.
        let furthest = now.nanoseconds + 100 * 365 * 86_400 * 1_000_000_000
        return MonotonicTime(nanoseconds: overflow || carry ? furthest : min(sum, furthest))
    }

    /// Nanoseconds from `earlier` to this point, 0 when it is the later one.
    public func nanoseconds(since earlier: MonotonicTime) -> UInt64 {
        nanoseconds > earlier.nanoseconds ? nanoseconds - earlier.nanoseconds : 0
    }

    /// Whether `left` comes before `right`.
    public static func < (left: MonotonicTime, right: MonotonicTime) -> Bool {
        left.nanoseconds < right.nanoseconds
    }
}

/// The wall clock.
public enum WallClock {
    /// Microseconds since the Unix epoch, UTC.
    public static var microseconds: Int64 {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return Int64(time.tv_sec) * 1_000_000 + Int64(time.tv_nsec) / 1000
    }

    /// `microseconds` since the Unix epoch as `2025-01-31T23:59:59.123Z`.
    public static func text(microseconds: Int64) -> String {
        let (seconds, rest) = microseconds.quotientAndFloorRemainder(1_000_000)
        var moment = time_t(seconds)
        var parts = tm()
        gmtime_r(&moment, &parts)
        func padded(_ value: Int32, _ width: Int) -> String {
            let digits = String(value)
            return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
        }
        let date =
            "\(parts.tm_year + 1900)-\(padded(parts.tm_mon + 1, 2))-\(padded(parts.tm_mday, 2))"
        let time =
            "\(padded(parts.tm_hour, 2)):\(padded(parts.tm_min, 2)):\(padded(parts.tm_sec, 2))"
        return "\(date)T\(time).\(padded(Int32(rest / 1000), 3))Z"
    }
}

extension Int64 {
    /// The quotient rounded towards minus infinity, and a remainder that is never negative.
    func quotientAndFloorRemainder(_ divisor: Int64) -> (Int64, Int64) {
        let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
        return remainder < 0 ? (quotient - 1, remainder + divisor) : (quotient, remainder)
    }
}
