// SPDX-License-Identifier: Apache-2.0

import Values
import Vectors

// The types whose columns are arrays of ``Value``.

extension Numeric: Scalar {
    static func unwrap(_ value: Value) throws(DatabaseError) -> Numeric {
        guard case .numeric(let item) = value else {
            throw unexpectedRepresentation(value, "numeric")
        }
        return item
    }
    var wrapped: Value { .numeric(self) }
}

extension [UInt8]: Scalar {
    static func unwrap(_ value: Value) throws(DatabaseError) -> [UInt8] {
        guard case .bytes(let item) = value else { throw unexpectedRepresentation(value, "bytea") }
        return item
    }
    var wrapped: Value { .bytes(self) }
}

extension Interval: Scalar {
    static func unwrap(_ value: Value) throws(DatabaseError) -> Interval {
        guard case .interval(let item) = value else {
            throw unexpectedRepresentation(value, "interval")
        }
        return item
    }
    var wrapped: Value { .interval(self) }
}

extension TimeTZ: Scalar {
    static func unwrap(_ value: Value) throws(DatabaseError) -> TimeTZ {
        guard case .timeTZ(let item) = value else {
            throw unexpectedRepresentation(value, "timetz")
        }
        return item
    }
    var wrapped: Value { .timeTZ(self) }
}

extension UUID: Scalar {
    static func unwrap(_ value: Value) throws(DatabaseError) -> UUID {
        guard case .uuid(let item) = value else { throw unexpectedRepresentation(value, "uuid") }
        return item
    }
    var wrapped: Value { .uuid(self) }
}

extension JSONB: Scalar {
    static func unwrap(_ value: Value) throws(DatabaseError) -> JSONB {
        guard case .jsonb(let item) = value else { throw unexpectedRepresentation(value, "jsonb") }
        return item
    }
    var wrapped: Value { .jsonb(self) }
}

extension ArrayValue: Scalar {
    static func unwrap(_ value: Value) throws(DatabaseError) -> ArrayValue {
        guard case .array(let item) = value else { throw unexpectedRepresentation(value, "array") }
        return item
    }
    var wrapped: Value { .array(self) }
}

extension RecordValue: Scalar {
    static func unwrap(_ value: Value) throws(DatabaseError) -> RecordValue {
        guard case .record(let item) = value else {
            throw unexpectedRepresentation(value, "record")
        }
        return item
    }
    var wrapped: Value { .record(self) }
}

extension Vector: Scalar {
    static func unwrap(_ value: Value) throws(DatabaseError) -> Vector {
        guard case .vector(let item) = value else {
            throw unexpectedRepresentation(value, "vector")
        }
        return item
    }
    var wrapped: Value { .vector(self) }
}

extension HalfVector: Scalar {
    static func unwrap(_ value: Value) throws(DatabaseError) -> HalfVector {
        guard case .halfvec(let item) = value else {
            throw unexpectedRepresentation(value, "halfvec")
        }
        return item
    }
    var wrapped: Value { .halfvec(self) }
}

extension SparseVector: Scalar {
    static func unwrap(_ value: Value) throws(DatabaseError) -> SparseVector {
        guard case .sparsevec(let item) = value else {
            throw unexpectedRepresentation(value, "sparsevec")
        }
        return item
    }
    var wrapped: Value { .sparsevec(self) }
}

extension BitString: Scalar {
    static func unwrap(_ value: Value) throws(DatabaseError) -> BitString {
        guard case .bits(let item) = value else { throw unexpectedRepresentation(value, "bit") }
        return item
    }
    var wrapped: Value { .bits(self) }
}

extension Vector: Ordered {}
extension HalfVector: Ordered {
    static func isEqual(_ left: HalfVector, _ right: HalfVector) -> Bool { left == right }
    static func isLess(_ left: HalfVector, _ right: HalfVector) -> Bool { left < right }
}
extension SparseVector: Ordered {
    static func isEqual(_ left: SparseVector, _ right: SparseVector) -> Bool { left == right }
    static func isLess(_ left: SparseVector, _ right: SparseVector) -> Bool { left < right }
}
extension BitString: Ordered {
    static func isEqual(_ left: BitString, _ right: BitString) -> Bool { left == right }
    static func isLess(_ left: BitString, _ right: BitString) -> Bool { left < right }
}
extension UUID: Ordered {}
extension Interval: Ordered {}
extension TimeTZ: Ordered {}

extension [UInt8]: Ordered {
    static func isEqual(_ left: [UInt8], _ right: [UInt8]) -> Bool { left == right }
    static func isLess(_ left: [UInt8], _ right: [UInt8]) -> Bool {
        left.lexicographicallyPrecedes(right)
    }
}
