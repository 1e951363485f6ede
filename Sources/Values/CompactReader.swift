// SPDX-License-Identifier: Apache-2.0

import Vectors

/// Reads the compact encoding of values, checking every length against the bytes there are.
struct CompactReader: ~Escapable {
    private let bytes: RawSpan
    /// Where the next value begins.
    private(set) var offset = 0
    /// How many values this one is inside of.
    private let depth: Int

    @_lifetime(copy bytes)
    init(_ bytes: RawSpan, depth: Int = 0) {
        self.bytes = bytes
        self.depth = depth
    }

    /// The bytes not read yet.
    var remaining: Int { bytes.byteCount - offset }

    private var isShort: DatabaseError { .damagedRow("it ends early at byte \(bytes.byteCount)") }

    mutating func skip(_ count: Int) throws(DatabaseError) {
        guard count >= 0, count <= remaining else { throw isShort }
        offset += count
    }

    @inline(__always)
    mutating func read<Integer: FixedWidthInteger & BitwiseCopyable>(
        _: Integer.Type = Integer.self
    ) throws(DatabaseError) -> Integer {
        guard remaining >= MemoryLayout<Integer>.size else { throw isShort }
        defer { offset += MemoryLayout<Integer>.size }
        return Integer(
            littleEndian: bytes.unsafeLoadUnaligned(fromByteOffset: offset, as: Integer.self)
        )
    }

    /// An unsigned number of 7 bits a byte, the low ones first; the high bit says that more follow.
    @inline(__always)
    mutating func varint() throws(DatabaseError) -> UInt64 {
        let first: UInt8 = try read()
        if first < 0x80 { return UInt64(first) }
        return try longVarint(first)
    }

    private mutating func longVarint(_ first: UInt8) throws(DatabaseError) -> UInt64 {
        var value = UInt64(first & 0x7F)
        var shift: UInt64 = 7
        while shift < 64 {
            let byte: UInt8 = try read()
            value |= UInt64(byte & 0x7F) << shift
            if byte < 0x80 { return value }
            shift += 7
        }
        throw .damagedRow("a number at byte \(offset) does not end")
    }

    /// A signed number: 0, -1, 1, -2, … as 0, 1, 2, 3, ….
    mutating func signedVarint() throws(DatabaseError) -> Int64 {
        let bits = try varint()
        return Int64(bitPattern: bits >> 1) ^ -Int64(bitPattern: bits & 1)
    }

    /// A varint that counts bytes still to come.
    @inline(__always)
    mutating func length() throws(DatabaseError) -> Int {
        let length = try varint()
        guard length <= UInt64(remaining) else { throw isShort }
        return Int(length)
    }

    /// A varint that counts items of at least `size` bytes still to come.
    mutating func count(ofSize size: Int) throws(DatabaseError) -> Int {
        let count = try varint()
        guard count <= UInt64(remaining / max(size, 1)) else { throw isShort }
        return Int(count)
    }

    /// A length and as many bytes of text.
    mutating func text() throws(DatabaseError) -> String {
        let length = try length()
        let start = offset
        offset += length
        let text = bytes.extracting(start..<start + length).withUnsafeBytes {
            String(validating: $0, as: UTF8.self)
        }
        guard let text else { throw .damagedRow("the text at byte \(start) is not UTF-8") }
        return text
    }

    /// The next `count` bytes.
    mutating func readBytes(_ count: Int) throws(DatabaseError) -> [UInt8] {
        guard count >= 0, count <= remaining else { throw isShort }
        let start = offset
        offset += count
        return bytes.extracting(start..<start + count).withUnsafeBytes { [UInt8]($0) }
    }

    /// A reader of the next `count` bytes, which are passed over.
    @_lifetime(copy self)
    mutating func nested(_ count: Int) throws(DatabaseError) -> CompactReader {
        // Records inside of records are bounded by what SQL can nest, damage is not.
        if depth > 100 { throw .damagedRow("values nest too deeply") }
        let start = offset
        try skip(count)
        return CompactReader(bytes.extracting(start..<start + count), depth: depth + 1)
    }

    /// Checks that nothing is left.
    func finish() throws(DatabaseError) {
        if remaining != 0 { throw .damagedRow("\(remaining) bytes too many") }
    }
}

// MARK: - Values

extension CompactReader {
    /// A value of `type`, not NULL.
    mutating func value(_ type: SQLType) throws(DatabaseError) -> Value {
        switch type.representation {
        case .bool: .bool(try read(UInt8.self) != 0)
        case .int16: .int16(try read())
        case .int32: .int32(try read())
        case .int64: .int64(try read())
        case .oid: .oid(try read())
        case .float32: .float32(Float(bitPattern: try read()))
        case .float64: .float64(Double(bitPattern: try read()))
        case .text: .text(try text())
        case .value: try otherValue(type)
        }
    }

    private mutating func otherValue(_ type: SQLType) throws(DatabaseError) -> Value {
        switch type.oid {
        case .uuid: return .uuid(UUID(high: try read(), low: try read()))
        case .interval:
            let months: Int32 = try read()
            let days: Int32 = try read()
            return .interval(Interval(months: months, days: days, microseconds: try read()))
        case .timetz: return .timeTZ(TimeTZ(microseconds: try read(), zone: try read()))
        default: break
        }
        let length = try length()
        var content = try nested(length)
        let value = try content.variableValue(type)
        try content.finish()
        return value
    }

    private mutating func variableValue(_ type: SQLType) throws(DatabaseError) -> Value {
        switch type.oid {
        case .numeric: return .numeric(try numeric())
        case .bytea: return .bytes(try readBytes(remaining))
        case .jsonb: return .jsonb(try JSONB(stored: try readBytes(remaining)))
        case .vector: return .vector(try vector())
        case .halfvec: return .halfvec(try halfVector())
        case .sparsevec: return .sparsevec(try sparseVector())
        case .bit, .varbit:
            guard let bits = bytes.extracting(offset...).withUnsafeBytes(BitString.init(stored:))
            else { throw .damagedRow("a bit string of \(remaining) bytes") }
            try skip(remaining)
            return .bits(bits)
        case .record: return .record(try record())
        default: break
        }
        guard let element = type.oid.elementType else {
            throw .damagedRow("type \(type.oid.rawValue) is not stored")
        }
        return .array(try array(SQLType(element, modifier: type.modifier)))
    }

    mutating func numeric() throws(DatabaseError) -> Numeric {
        let form: UInt8 = try read()
        switch form {
        case NumericForm.nan: return .nan
        case NumericForm.infinity: return .infinity
        case NumericForm.negativeInfinity: return .negativeInfinity
        case NumericForm.small:
            let scale = try varint()
            guard scale <= UInt64(Numeric.maximumScale) else { throw badScale(scale) }
            return Numeric(Int128(try signedVarint()), scale: Int(scale))
        case NumericForm.positive, NumericForm.negative: break
        default: throw .damagedRow("numeric form \(form)")
        }
        let scale = try varint()
        guard scale <= UInt64(Numeric.maximumScale) else { throw badScale(scale) }
        let weight: Int16 = try read()
        var digits: [UInt16] = []
        while remaining > 0 {
            let digit: UInt16 = try read()
            guard digit < 10_000 else { throw .damagedRow("numeric digit \(digit)") }
            digits.append(digit)
        }
        let value = BigDecimal(
            isNegative: form == NumericForm.negative,
            weight: Int(weight),
            digits: digits,
            scale: Int(scale)
        )
        return Numeric(value.truncated(Int(scale)))
    }

    private func badScale(_ scale: UInt64) -> DatabaseError {
        .damagedRow("numeric scale \(scale)")
    }

    private mutating func array(_ element: SQLType) throws(DatabaseError) -> ArrayValue {
        let dimensionCount: UInt8 = try read()
        guard dimensionCount <= ArrayValue.maximumDimensions else {
            throw .damagedRow("\(dimensionCount) array dimensions")
        }
        var dimensions: [ArrayValue.Dimension] = []
        var total = dimensionCount == 0 ? 0 : 1
        for _ in 0..<dimensionCount {
            let count = try varint()
            let lowerBound = try signedVarint()
            let product = total.multipliedReportingOverflow(by: Int(truncatingIfNeeded: count))
            guard count <= UInt64(ArrayValue.maximumElements), !product.overflow,
                product.partialValue <= ArrayValue.maximumElements,
                let lowerBound = Int32(exactly: lowerBound)
            else { throw .damagedRow("array dimension of \(count)") }
            total = product.partialValue
            dimensions.append(.init(count: Int32(count), lowerBound: lowerBound))
        }
        let nulls = try readBytes((total + 7) / 8)
        var elements: [Value] = []
        elements.reserveCapacity(min(total, remaining))
        for index in 0..<total {
            let isNull = nulls[index / 8] & 1 << UInt8(index % 8) != 0
            elements.append(isNull ? .null : try value(element))
        }
        return ArrayValue(elementType: element.oid, dimensions: dimensions, elements: elements)
    }

    private mutating func record() throws(DatabaseError) -> RecordValue {
        let count = try count(ofSize: 9)
        var types: [SQLType] = []
        var values: [Value] = []
        for _ in 0..<count {
            let type = SQLType(OID(try read(UInt32.self)), modifier: try read())
            types.append(type)
            let isNull: UInt8 = try read()
            values.append(isNull != 0 ? .null : try value(type))
        }
        return RecordValue(types: types, values: values)
    }

    // The vector types have the forms of `Vectors/StoredForms.swift`; their elements are checked
    // here, because damage may make a NaN of any of them.

    private mutating func vector() throws(DatabaseError) -> Vector {
        var elements: [Float] = []
        elements.reserveCapacity(remaining / 4)
        while remaining > 0 { elements.append(Float(bitPattern: try read())) }
        do {
            return try Vector(elements)
        } catch {
            throw .damagedRow(error.message)
        }
    }

    private mutating func halfVector() throws(DatabaseError) -> HalfVector {
        var bits: [UInt16] = []
        bits.reserveCapacity(remaining / 2)
        while remaining > 0 { bits.append(try read()) }
        // An exponent of all ones is a NaN or an infinity.
        let isFinite = bits.allSatisfy { $0 & 0x7C00 != 0x7C00 }
        guard isFinite, (1...HalfVector.maximumDimension).contains(bits.count) else {
            throw .damagedRow("a halfvec of \(bits.count) dimensions")
        }
        return HalfVector(trusted: bits)
    }

    private mutating func sparseVector() throws(DatabaseError) -> SparseVector {
        let dimension: Int32 = try read()
        guard remaining % 8 == 0 else { throw .damagedRow("a sparsevec of \(remaining) bytes") }
        let count = remaining / 8
        var indices: [Int32] = []
        var values: [Float] = []
        for _ in 0..<count { indices.append(try read()) }
        for _ in 0..<count { values.append(Float(bitPattern: try read())) }
        do {
            return try SparseVector(dimension: Int(dimension), indices: indices, values: values)
        } catch {
            throw .damagedRow(error.message)
        }
    }
}

/// The first byte of a stored numeric.
enum NumericForm {
    static let small: UInt8 = 0
    static let positive: UInt8 = 1
    static let negative: UInt8 = 2
    static let nan: UInt8 = 3
    static let infinity: UInt8 = 4
    static let negativeInfinity: UInt8 = 5
}
