// SPDX-License-Identifier: Apache-2.0

import Vectors

extension TypeCodec {
    /// Appends an `int32` by its type: integer or date.
    static func print(
        _ value: Int32,
        as type: SQLType,
        _ formatting: Formatting,
        into output: inout [UInt8]
    ) {
        if type.oid == .date {
            DateTimeText.append(date: value, formatting, to: &output)
        } else {
            IntegerText.append(Int64(value), to: &output)
        }
    }

    /// Appends an `int64` by its type: bigint, time, timestamp, ….
    static func print(
        _ value: Int64,
        as type: SQLType,
        _ formatting: Formatting,
        into output: inout [UInt8]
    ) {
        switch type.oid {
        case .timestamp: DateTimeText.append(timestamp: value, formatting, to: &output)
        case .timestamptz: DateTimeText.append(timestampTZ: value, formatting, to: &output)
        case .time: DateTimeText.append(time: value, to: &output)
        case .pgLSN: OtherTypes.append(lsn: value, to: &output)
        case .tid: OtherTypes.append(tid: value, to: &output)
        case .money: OtherTypes.append(money: value, to: &output)
        case .xid8: IntegerText.append(UInt64(bitPattern: value), to: &output)
        default: IntegerText.append(value, to: &output)
        }
    }

    /// Appends an identifier: by name when its type is one of the `reg*` and the formatting knows
    /// names.
    static func print(
        _ value: UInt32,
        as type: SQLType,
        _ formatting: Formatting,
        into output: inout [UInt8]
    ) {
        if type.oid.isRegistered {
            if value == 0 { return output.append(UInt8(ascii: "-")) }
            if let name = formatting.objectNames?.name(of: OID(value), as: type.oid) {
                return output.append(name)
            }
        }
        IntegerText.append(UInt64(value), to: &output)
    }

    /// Appends a value whose case alone tells its type.
    static func printOther(
        _ value: Value,
        _ formatting: Formatting,
        into output: inout [UInt8]
    ) {
        switch value {
        case .numeric(let value): value.append(to: &output)
        case .bytes(let value):
            switch formatting.byteaOutput {
            case .hex: Bytea.appendHexadecimal(value, to: &output)
            case .escape: Bytea.appendEscaped(value, to: &output)
            }
        case .interval(let value): value.append(formatting.intervalStyle, to: &output)
        case .timeTZ(let value): DateTimeText.append(timeTZ: value, to: &output)
        case .uuid(let value): value.append(to: &output)
        case .jsonb(let value): value.append(to: &output)
        case .array(let value): value.append(formatting, to: &output)
        case .record(let value): value.append(formatting, to: &output)
        case .vector(let value): output.append(contentsOf: value.textBytes)
        case .halfvec(let value): output.append(contentsOf: value.textBytes)
        case .sparsevec(let value): output.append(contentsOf: value.textBytes)
        case .bits(let value): output.append(value.text)
        case .null, .bool, .int16, .int32, .int64, .oid, .float32, .float64, .text: break
        }
    }
}

extension OID {
    /// Whether it is one of the `reg*` types, whose values are identifiers that print as names.
    public var isRegistered: Bool {
        switch self {
        case .regproc, .regprocedure, .regoper, .regoperator, .regclass, .regtype, .regconfig,
            .regdictionary, .regnamespace, .regrole, .regcollation:
            true
        default: false
        }
    }
}
