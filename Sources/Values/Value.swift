// SPDX-License-Identifier: Apache-2.0

public import Vectors

/// One SQL value, as a representation: the SQL type is known from where the value stands.
///
/// Several SQL types share a case: `date` is an ``int32(_:)`` of days since 2000-01-01, `timestamp`
/// an ``int64(_:)`` of microseconds, `varchar` and `json` are ``text(_:)``; see
/// ``SQLType/representation``.
public enum Value: Sendable {
    case null
    case bool(Bool)
    case int16(Int16)
    case int32(Int32)
    case int64(Int64)
    case oid(UInt32)
    case float32(Float)
    case float64(Double)
    /// Valid UTF-8 without NUL. Compare by bytes, never with `==` of String.
    case text(String)
    case numeric(Numeric)
    case bytes([UInt8])
    case interval(Interval)
    case timeTZ(TimeTZ)
    case uuid(UUID)
    case jsonb(JSONB)
    case array(ArrayValue)
    case record(RecordValue)
    case vector(Vector)
    case halfvec(HalfVector)
    case sparsevec(SparseVector)
    case bits(BitString)

    /// Whether this is SQL's NULL.
    public var isNull: Bool {
        if case .null = self { true } else { false }
    }
}
