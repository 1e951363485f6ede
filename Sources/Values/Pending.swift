// SPDX-License-Identifier: Apache-2.0

enum DateTimeText {
    static func append(date: Int32, _ formatting: Formatting, to output: inout [UInt8]) {}
    static func append(timestamp: Int64, _ formatting: Formatting, to output: inout [UInt8]) {}
    static func append(timestampTZ: Int64, _ formatting: Formatting, to output: inout [UInt8]) {}
    static func append(time: Int64, to output: inout [UInt8]) {}
    static func append(timeTZ: TimeTZ, to output: inout [UInt8]) {}
    static func checked(date: Int32) throws(DatabaseError) -> Int32 { date }
    static func checked(_ value: Int64, as type: SQLType) throws(DatabaseError) -> Int64 { value }
    static func checked(_ value: TimeTZ, _ type: SQLType) throws(DatabaseError) -> TimeTZ { value }
}
extension TypeCodec {
    static func parseDateTime(
        _ text: Span<UInt8>,
        as type: SQLType,
        _ formatting: Formatting
    ) throws(DatabaseError) -> Value { throw .pending }
}
extension Interval {
    func append(_ style: Formatting.IntervalStyle, to output: inout [UInt8]) {}
    func constrained(to modifier: Int32) throws(DatabaseError) -> Interval { self }
}
extension DatabaseError {
    static let pending = DatabaseError(.featureNotSupported, "type is not supported")
}
