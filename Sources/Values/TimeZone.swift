// SPDX-License-Identifier: Apache-2.0

import CTimeZone
import Synchronization

/// A time zone: of the tz database, or a fixed offset from UTC.
///
/// Immutable and shared; each zone is loaded once in a process.
///
/// Source: PostgreSQL 15 manual, section 8.5.3 "Time Zones".
public final class TimeZone: @unchecked Sendable {
    // Sendable, because all properties are constant and a `ctz_zone` may be used from any thread
    // (CTimeZone.h).

    /// What a zone says about one moment.
    public struct Moment: Sendable {
        /// Seconds to add to UTC to get local time: east of Greenwich is positive.
        public let offset: Int32
        /// Whether daylight saving time is in force.
        public let isDaylightSaving: Bool
        /// Such as `CEST`, or `+03` where a zone has no letters.
        public let abbreviation: String
    }

    /// The name as the tz database spells it, or the POSIX text of a fixed offset.
    public let name: String
    private let fixed: Moment?
    private let zone: OpaquePointer?

    private init(name: String, zone: OpaquePointer) {
        self.name = name
        self.zone = zone
        fixed = nil
    }

    /// The zone `offset` seconds east of Greenwich, called `abbreviation`.
    init(name: String, offset: Int32, abbreviation: String) {
        self.name = name
        zone = nil
        fixed = Moment(offset: offset, isDaylightSaving: false, abbreviation: abbreviation)
    }

    /// Coordinated universal time.
    public static let utc = TimeZone(name: "UTC", offset: 0, abbreviation: "UTC")

    /// Whether the offset is the same at all times.
    var isFixed: Bool { fixed != nil }

    /// What the zone says about the moment `timestamp`, microseconds since 2000-01-01 UTC.
    public func moment(at timestamp: Int64) -> Moment {
        guard let zone else { return fixed ?? Self.utc.moment(at: 0) }
        let found = ctz_at(zone, Self.unixSeconds(timestamp))
        return Moment(
            offset: found.offset,
            isDaylightSaving: found.is_daylight_saving,
            abbreviation: String(cString: found.abbreviation)
        )
    }

    /// Seconds to add to UTC at the moment `timestamp`, microseconds since 2000-01-01 UTC.
    public func offset(at timestamp: Int64) -> Int32 {
        guard let zone else { return fixed?.offset ?? 0 }
        return ctz_at(zone, Self.unixSeconds(timestamp)).offset
    }

    /// Seconds to add to UTC when local clocks show `local`, microseconds since 2000-01-01 on them.
    ///
    /// A time that clocks skip counts as before the change, one they show twice as after it.
    public func offset(atLocal local: Int64) -> Int32 {
        guard let zone else { return fixed?.offset ?? 0 }
        return ctz_offset_of_local(zone, Self.unixSeconds(local))
    }

    private static func unixSeconds(_ timestamp: Int64) -> Int64 {
        // Floor, so that a moment before a change is before it.
        let (seconds, rest) = timestamp.quotientAndRemainder(dividingBy: 1_000_000)
        return seconds + (rest < 0 ? -1 : 0) + 946_684_800
    }
}

// MARK: - Names

extension TimeZone {
    private struct Registry {
        /// The names of the tz database by their lower case; nil before the first use.
        var names: [String: String]?
        var zones: [String: TimeZone] = ["utc": .utc]
    }

    private static let registry = Mutex(Registry())

    /// The zone called `name`, in any case: of the tz database, or in POSIX form such as `UTC+3`
    /// and `<+03>-3`, where west is positive; nil when there is none.
    public static func named(_ name: String) -> TimeZone? {
        let key = name.lowercased()
        return registry.withLock { registry in
            if let zone = registry.zones[key] { return zone }
            let names = registry.names ?? listNames()
            registry.names = names
            if let canonical = names[key], let zone = ctz_load(canonical) {
                let loaded = TimeZone(name: canonical, zone: zone)
                registry.zones[key] = loaded
                return loaded
            }
            return posix(name)
        }
    }

    /// The names of all zones of the tz database, in order.
    public static var names: [String] {
        registry.withLock { registry in
            let names = registry.names ?? listNames()
            registry.names = names
            return names.values.sorted { TextOrder.compare($0, $1) < 0 }
        }
    }

    private static func listNames() -> [String: String] {
        var names: [String: String] = [:]
        withUnsafeMutablePointer(to: &names) { pointer in
            ctz_list(pointer) { context, name in
                let name = String(cString: name)
                context?.assumingMemoryBound(to: [String: String].self)
                    .pointee[name.lowercased()] = name
            }
        }
        return names
    }

    /// A fixed offset in POSIX form: letters or `<…>`, then hours, minutes and seconds west.
    private static func posix(_ name: String) -> TimeZone? {
        let bytes = Array(name.utf8)
        var index = 0
        let abbreviation: ArraySlice<UInt8>
        if bytes.first == UInt8(ascii: "<") {
            guard let close = bytes.firstIndex(of: UInt8(ascii: ">")) else { return nil }
            abbreviation = bytes[1..<close]
            index = close + 1
        } else {
            while index < bytes.count, bytes[index].isLetter { index += 1 }
            guard index > 0 else { return nil }
            abbreviation = bytes[..<index]
        }
        guard let east = posixOffset(bytes[index...]) else { return nil }
        let shown = String(decoding: abbreviation, as: UTF8.self).uppercased()
        return TimeZone(name: name, offset: east, abbreviation: shown)
    }

    private static func posixOffset(_ text: ArraySlice<UInt8>) -> Int32? {
        var text = text
        var isEast = false
        if let sign = text.first, sign == UInt8(ascii: "-") || sign == UInt8(ascii: "+") {
            isEast = sign == UInt8(ascii: "-")
            text.removeFirst()
        }
        let parts = text.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
        guard !parts.isEmpty, parts.count <= 3 else { return nil }
        var seconds: Int32 = 0
        for (index, limit) in [167, 59, 59].enumerated() {
            seconds *= 60
            guard index < parts.count else { continue }
            guard !parts[index].isEmpty,
                parts[index].allSatisfy(\.isDigit),
                let value = Int32(String(decoding: parts[index], as: UTF8.self)), value <= limit
            else { return nil }
            seconds += value
        }
        return isEast ? seconds : -seconds
    }
}
