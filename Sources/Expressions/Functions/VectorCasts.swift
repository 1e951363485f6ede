// SPDX-License-Identifier: Apache-2.0

import Values
import Vectors

extension OID {
    static let int4Array = OID(1007)
    static let textArray = OID(1009)
    static let nameArray = OID(1003)
    static let float4Array = OID(1021)
    static let float8Array = OID(1022)
    static let numericArray = OID(1231)
}

extension RegistryBuilder {
    /// The casts among the vector types and between them and arrays, and the support functions of
    /// the access methods, which exist by name only.
    mutating func addVectorCasts() {
        add(
            16_520,
            "vector_to_float4",
            [.vector, .int4, .bool],
            .float4Array,
            .cast {
                (a: Vector, _) in ArrayValue(elementType: .float4, a.elements.map(Value.float32))
            }
        )
        add(
            16_521,
            "vector_to_halfvec",
            [.vector, .int4, .bool],
            .halfvec,
            .cast {
                (a: Vector, expected) throws(VectorError) in try HalfVector(a, expected: expected)
            }
        )
        add(
            16_522,
            "vector_to_sparsevec",
            [.vector, .int4, .bool],
            .sparsevec,
            .cast {
                (a: Vector, expected) throws(VectorError) in
                try a.check(expected: expected)
                return SparseVector(a)
            }
        )
        add(
            16_523,
            "halfvec_to_float4",
            [.halfvec, .int4, .bool],
            .float4Array,
            .cast {
                (a: HalfVector, _) in
                ArrayValue(elementType: .float4, a.elements.map(Value.float32))
            }
        )
        add(
            16_524,
            "halfvec_to_vector",
            [.halfvec, .int4, .bool],
            .vector,
            .cast {
                (a: HalfVector, expected) throws(VectorError) in
                try a.check(expected: expected)
                return Vector(a)
            }
        )
        add(
            16_525,
            "halfvec_to_sparsevec",
            [.halfvec, .int4, .bool],
            .sparsevec,
            .cast {
                (a: HalfVector, expected) throws(VectorError) in
                try a.check(expected: expected)
                return SparseVector(a)
            }
        )
        add(
            16_526,
            "sparsevec_to_vector",
            [.sparsevec, .int4, .bool],
            .vector,
            .cast {
                (a: SparseVector, expected) throws(VectorError) in try Vector(a, expected: expected)
            }
        )
        add(
            16_527,
            "sparsevec_to_halfvec",
            [.sparsevec, .int4, .bool],
            .halfvec,
            .cast {
                (a: SparseVector, expected) throws(VectorError) in
                try HalfVector(a, expected: expected)
            }
        )
        add(16_530, "hnswhandler", [.internal], .internal, .unavailable)
        add(16_531, "ivfflathandler", [.internal], .internal, .unavailable)
        add(16_532, "hnsw_halfvec_support", [.internal], .internal, .unavailable)
        add(16_533, "hnsw_bit_support", [.internal], .internal, .unavailable)
        add(16_534, "hnsw_sparsevec_support", [.internal], .internal, .unavailable)
        add(16_535, "ivfflat_halfvec_support", [.internal], .internal, .unavailable)
        add(16_536, "ivfflat_bit_support", [.internal], .internal, .unavailable)
        for (number, source, target, context, function) in [
            (16_700, OID.vector, OID.vector, CoercionContext.implicit, 16_412),
            (16_701, .halfvec, .halfvec, .implicit, 16_452),
            (16_702, .sparsevec, .sparsevec, .implicit, 16_492),
            (16_703, .vector, .float4Array, .implicit, 16_520),
            (16_704, .vector, .halfvec, .implicit, 16_521),
            (16_705, .vector, .sparsevec, .implicit, 16_522),
            (16_706, .halfvec, .float4Array, .assignment, 16_523),
            (16_707, .halfvec, .vector, .assignment, 16_524),
            (16_708, .halfvec, .sparsevec, .implicit, 16_525),
            (16_709, .sparsevec, .vector, .assignment, 16_526),
            (16_710, .sparsevec, .halfvec, .assignment, 16_527),
            (16_711, .int4Array, .vector, .assignment, 16_413),
            (16_712, .float4Array, .vector, .assignment, 16_414),
            (16_713, .float8Array, .vector, .assignment, 16_415),
            (16_714, .numericArray, .vector, .assignment, 16_416),
            (16_715, .int4Array, .halfvec, .assignment, 16_453),
            (16_716, .float4Array, .halfvec, .assignment, 16_454),
            (16_717, .float8Array, .halfvec, .assignment, 16_455),
            (16_718, .numericArray, .halfvec, .assignment, 16_456),
            (16_719, .int4Array, .sparsevec, .assignment, 16_493),
            (16_720, .float4Array, .sparsevec, .assignment, 16_494),
            (16_721, .float8Array, .sparsevec, .assignment, 16_495),
            (16_722, .numericArray, .sparsevec, .assignment, 16_496),
        ] as [(UInt32, OID, OID, CoercionContext, UInt32)] {
            add(cast: number, source, target, context, function)
        }
    }
}
