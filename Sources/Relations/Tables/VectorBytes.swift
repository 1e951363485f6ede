// SPDX-License-Identifier: Apache-2.0

import Values
import Vectors

/// The values of the `vectors` family: each vector in its stored form (`StoredForms.swift`).
enum VectorBytes {
    /// Appends the bytes of `value`, a vector of any kind.
    static func append(_ value: Value, to bytes: inout [UInt8]) {
        switch value {
        case .vector(let vector): vector.appendStored(to: &bytes)
        case .halfvec(let vector): vector.appendStored(to: &bytes)
        case .sparsevec(let vector): vector.appendStored(to: &bytes)
        case .bits(let bits): bits.appendStored(to: &bytes)
        default: preconditionFailure("only vectors have a stored form")
        }
    }

    /// The vector of `type` stored as `bytes`.
    ///
    /// - Throws: XX001 when the bytes are not one.
    static func value(_ bytes: RawSpan, type: SQLType) throws(DatabaseError) -> Value {
        let value: Value? = bytes.withUnsafeBytes { bytes in
            switch type.oid {
            case .vector: Vector(stored: bytes).map { .vector($0) }
            case .halfvec: HalfVector(stored: bytes).map { .halfvec($0) }
            case .sparsevec: SparseVector(stored: bytes).map { .sparsevec($0) }
            default: nil
            }
        }
        guard let value else {
            throw DatabaseError(
                .dataCorrupted,
                "stored vector is damaged",
                hint: "Restore the data directory from a backup."
            )
        }
        return value
    }
}
