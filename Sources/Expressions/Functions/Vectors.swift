// SPDX-License-Identifier: Apache-2.0

import Values
import Vectors

/// What the extension `vector` brings, under fixed identifiers of ours: functions from 16,400,
/// operators from 16,600, casts from 16,700, aggregates from 16,750.
///
/// Source: pgvector 0.8, `sql/vector.sql`.
extension RegistryBuilder {
    mutating func addVectors() {
        schema = "public"
        addDenseVectors()
        addHalfVectors()
        addSparseVectors()
        addBitVectors()
        addVectorCasts()
        schema = "pg_catalog"
    }

    /// The distances, comparisons and the length coercion that all vector types have, from
    /// `function` and `operator` on.
    private mutating func vectorType<A: SQLVector>(
        _ representation: A.Type,
        functions: UInt32,
        operators: UInt32,
        distances: [String]
    ) {
        let (type, name) = (A.type, A.name)
        let metrics: [(Metric, String, String)] = [
            (.l2, "<->", distances[0]), (.innerProduct, "<#>", distances[1]),
            (.cosine, "<=>", distances[2]), (.l1, "<+>", distances[3]),
        ]
        for (index, (metric, symbol, function)) in metrics.enumerated() {
            let (number, symbolNumber) = (functions + UInt32(index), operators + UInt32(index))
            add(
                infix: symbolNumber,
                symbol,
                number,
                function,
                type,
                type,
                .float8,
                commutator: symbolNumber,
                .score { (a: A, b: A) throws(VectorError) in try a.distance(to: b, metric) }
            )
        }
        add(
            functions + 4,
            "inner_product",
            [type, type],
            .float8,
            .score {
                (a: A, b: A) throws(VectorError) in -(try a.distance(to: b, .innerProduct))
            }
        )
        relateEach(
            name + "_%",
            A.self,
            type,
            type,
            (0..<6).map { functions + 5 + $0 },
            (0..<6).map { operators + 4 + $0 }
        )
        add(
            functions + 11,
            name + "_cmp",
            [type, type],
            .int4,
            .each { (a: A, b: A) in
                A.isLess(a, b) ? -1 as Int32 : A.isLess(b, a) ? 1 : 0
            }
        )
        add(
            functions + 12,
            name,
            [type, .int4, .bool],
            type,
            .cast {
                (a: A, expected) throws(VectorError) in
                try a.check(expected: expected)
                return a
            }
        )
        for (index, element) in [OID.int4, .float4, .float8, .numeric].enumerated() {
            add(
                functions + 13 + UInt32(index),
                "array_to_" + name,
                [element.arrayType ?? .anyarray, .int4, .bool],
                type,
                arrayBody(A.self)
            )
        }
        add(functions + 17, name + "_in", [.cstring, .oid, .int4], type, .unavailable)
        add(functions + 18, name + "_out", [type], .cstring, .unavailable)
        add(functions + 19, name + "_recv", [.internal, .oid, .int4], type, .unavailable)
        add(functions + 20, name + "_send", [type], .bytea, .send)
        add(
            functions + 21,
            name + "_typmod_in",
            [OID.cstring.arrayType ?? .cstring],
            .int4,
            .unavailable
        )
    }

    private func arrayBody<A: SQLVector>(_ representation: A.Type) -> Function.Body {
        switch A.type {
        case .vector:
            .vector(fromArray: { (elements, expected) throws(VectorError) in
                try Vector(elements, expected: expected)
            })
        case .halfvec:
            .vector(fromArray: { (elements, expected) throws(VectorError) in
                try HalfVector(rounding: elements, expected: expected)
            })
        default:
            .vector(fromArray: { (elements, expected) throws(VectorError) in
                try SparseVector(elements: elements, expected: expected)
            })
        }
    }

    private mutating func addDenseVectors() {
        vectorType(
            Vector.self,
            functions: 16_400,
            operators: 16_600,
            distances: [
                "l2_distance", "vector_negative_inner_product", "cosine_distance", "l1_distance",
            ]
        )
        add(
            infix: 16_610,
            "+",
            16_422,
            "vector_add",
            .vector,
            .vector,
            .vector,
            commutator: 16_610,
            .vector { (a: Vector, b: Vector) throws(VectorError) in try a.adding(b) }
        )
        add(
            infix: 16_611,
            "-",
            16_423,
            "vector_sub",
            .vector,
            .vector,
            .vector,
            .vector { (a: Vector, b: Vector) throws(VectorError) in try a.subtracting(b) }
        )
        add(
            infix: 16_612,
            "*",
            16_424,
            "vector_mul",
            .vector,
            .vector,
            .vector,
            commutator: 16_612,
            .vector { (a: Vector, b: Vector) throws(VectorError) in try a.multiplying(b) }
        )
        add(
            infix: 16_613,
            "||",
            16_425,
            "vector_concat",
            .vector,
            .vector,
            .vector,
            .vector { (a: Vector, b: Vector) throws(VectorError) in try a.concatenating(b) }
        )
        add(
            16_426,
            "vector_l2_squared_distance",
            [.vector, .vector],
            .float8,
            .score {
                (a: Vector, b: Vector) throws(VectorError) in try a.l2SquaredDistance(to: b)
            }
        )
        add(
            16_427,
            "vector_spherical_distance",
            [.vector, .vector],
            .float8,
            .score {
                (a: Vector, b: Vector) throws(VectorError) in try a.sphericalDistance(to: b)
            }
        )
        add(16_428, "vector_dims", [.vector], .int4, .each { (a: Vector) in Int32(a.dimension) })
        add(16_429, "vector_norm", [.vector], .float8, .each { (a: Vector) in a.norm })
        add(
            16_430,
            "l2_normalize",
            [.vector],
            .vector,
            .vector {
                (a: Vector) throws(VectorError) in try a.normalized()
            }
        )
        add(
            16_431,
            "binary_quantize",
            [.vector],
            .bit,
            .each { (a: Vector) in
                a.binaryQuantized()
            }
        )
        add(
            16_432,
            "subvector",
            [.vector, .int4, .int4],
            .vector,
            .each {
                (a: Vector, start: Int32, count: Int32) throws(DatabaseError) in
                try DatabaseError.wrap { () throws(VectorError) in
                    try a.subvector(start: Int(start), count: Int(count))
                }
            }
        )
        add(
            16_433,
            "vector_accum",
            [.float8Array, .vector],
            .float8Array,
            .vector {
                (state: ArrayValue, a: Vector) throws(VectorError) in
                var sums = try VectorState.read(state, "vector_accum")
                try VectorAverage.accumulate(a, into: &sums)
                return VectorState.write(sums)
            }
        )
        add(
            16_434,
            "vector_combine",
            [.float8Array, .float8Array],
            .float8Array,
            .vector {
                (a: ArrayValue, b: ArrayValue) throws(VectorError) in
                VectorState.write(
                    try VectorAverage.combine(
                        VectorState.read(a, "vector_combine"),
                        VectorState.read(b, "vector_combine")
                    )
                )
            }
        )
        add(
            16_435,
            "vector_avg",
            [.float8Array],
            .vector,
            .vector {
                (state: ArrayValue) throws(VectorError) in
                try VectorAverage.vector(VectorState.read(state, "vector_avg"))
            }
        )
    }

    private mutating func addHalfVectors() {
        vectorType(
            HalfVector.self,
            functions: 16_440,
            operators: 16_620,
            distances: [
                "l2_distance", "halfvec_negative_inner_product", "cosine_distance", "l1_distance",
            ]
        )
        add(
            infix: 16_630,
            "+",
            16_462,
            "halfvec_add",
            .halfvec,
            .halfvec,
            .halfvec,
            commutator: 16_630,
            .vector { (a: HalfVector, b: HalfVector) throws(VectorError) in try a.adding(b) }
        )
        add(
            infix: 16_631,
            "-",
            16_463,
            "halfvec_sub",
            .halfvec,
            .halfvec,
            .halfvec,
            .vector { (a: HalfVector, b: HalfVector) throws(VectorError) in try a.subtracting(b) }
        )
        add(
            infix: 16_632,
            "*",
            16_464,
            "halfvec_mul",
            .halfvec,
            .halfvec,
            .halfvec,
            commutator: 16_632,
            .vector { (a: HalfVector, b: HalfVector) throws(VectorError) in try a.multiplying(b) }
        )
        add(
            infix: 16_633,
            "||",
            16_465,
            "halfvec_concat",
            .halfvec,
            .halfvec,
            .halfvec,
            .vector { (a: HalfVector, b: HalfVector) throws(VectorError) in
                try a.concatenating(b)
            }
        )
        add(
            16_466,
            "halfvec_l2_squared_distance",
            [.halfvec, .halfvec],
            .float8,
            .score {
                (a: HalfVector, b: HalfVector) throws(VectorError) in try a.l2SquaredDistance(to: b)
            }
        )
        add(
            16_467,
            "halfvec_spherical_distance",
            [.halfvec, .halfvec],
            .float8,
            .score {
                (a: HalfVector, b: HalfVector) throws(VectorError) in try a.sphericalDistance(to: b)
            }
        )
        add(
            16_468,
            "vector_dims",
            [.halfvec],
            .int4,
            .each { (a: HalfVector) in
                Int32(a.dimension)
            }
        )
        add(16_469, "l2_norm", [.halfvec], .float8, .each { (a: HalfVector) in a.norm })
        add(
            16_470,
            "l2_normalize",
            [.halfvec],
            .halfvec,
            .vector {
                (a: HalfVector) throws(VectorError) in try a.normalized()
            }
        )
        add(
            16_471,
            "binary_quantize",
            [.halfvec],
            .bit,
            .each { (a: HalfVector) in
                a.binaryQuantized()
            }
        )
        add(
            16_472,
            "subvector",
            [.halfvec, .int4, .int4],
            .halfvec,
            .each {
                (a: HalfVector, start: Int32, count: Int32) throws(DatabaseError) in
                try DatabaseError.wrap { () throws(VectorError) in
                    try a.subvector(start: Int(start), count: Int(count))
                }
            }
        )
        add(
            16_473,
            "halfvec_accum",
            [.float8Array, .halfvec],
            .float8Array,
            .vector {
                (state: ArrayValue, a: HalfVector) throws(VectorError) in
                var sums = try VectorState.read(state, "halfvec_accum")
                try VectorAverage.accumulate(a, into: &sums)
                return VectorState.write(sums)
            }
        )
        add(
            16_474,
            "halfvec_combine",
            [.float8Array, .float8Array],
            .float8Array,
            .vector {
                (a: ArrayValue, b: ArrayValue) throws(VectorError) in
                VectorState.write(
                    try VectorAverage.combine(
                        VectorState.read(a, "vector_combine"),
                        VectorState.read(b, "vector_combine")
                    )
                )
            }
        )
        add(
            16_475,
            "halfvec_avg",
            [.float8Array],
            .halfvec,
            .vector {
                (state: ArrayValue) throws(VectorError) in
                try VectorAverage.halfVector(VectorState.read(state, "halfvec_avg"))
            }
        )
    }

    private mutating func addSparseVectors() {
        vectorType(
            SparseVector.self,
            functions: 16_480,
            operators: 16_640,
            distances: [
                "l2_distance", "sparsevec_negative_inner_product", "cosine_distance",
                "l1_distance",
            ]
        )
        add(
            16_502,
            "sparsevec_l2_squared_distance",
            [.sparsevec, .sparsevec],
            .float8,
            .score {
                (a: SparseVector, b: SparseVector) throws(VectorError) in
                try a.l2SquaredDistance(to: b)
            }
        )
        add(16_503, "l2_norm", [.sparsevec], .float8, .each { (a: SparseVector) in a.norm })
        add(
            16_504,
            "l2_normalize",
            [.sparsevec],
            .sparsevec,
            .vector {
                (a: SparseVector) throws(VectorError) in try a.normalized()
            }
        )
    }

    private mutating func addBitVectors() {
        add(
            infix: 16_660,
            "<~>",
            16_510,
            "hamming_distance",
            .bit,
            .bit,
            .float8,
            commutator: 16_660,
            .score { (a: BitString, b: BitString) throws(VectorError) in
                try a.hammingDistance(to: b)
            }
        )
        add(
            infix: 16_661,
            "<%>",
            16_511,
            "jaccard_distance",
            .bit,
            .bit,
            .float8,
            commutator: 16_661,
            .score { (a: BitString, b: BitString) throws(VectorError) in
                try a.jaccardDistance(to: b)
            }
        )
    }
}

/// The state of `avg` as SQL sees it.
enum VectorState {
    static func read(_ state: ArrayValue, _ function: String) throws(VectorError) -> [Double] {
        guard state.dimensions.count <= 1, !state.elements.isEmpty else {
            throw .badState(function)
        }
        var sums: [Double] = []
        sums.reserveCapacity(state.elements.count)
        for element in state.elements {
            guard case .float64(let number) = element else { throw .badState(function) }
            sums.append(number)
        }
        return sums
    }

    static func write(_ sums: [Double]) -> ArrayValue {
        ArrayValue(elementType: .float8, sums.map(Value.float64))
    }
}
