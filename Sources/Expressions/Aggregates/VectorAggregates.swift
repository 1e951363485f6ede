// SPDX-License-Identifier: Apache-2.0

import Values
import Vectors

extension RegistryBuilder {
    /// `sum` and `avg` of vectors.
    mutating func addVectorAggregates() {
        schema = "public"
        sum(16_750, Vector.self) { (a, b) throws(VectorError) in try a.adding(b) }
        sum(16_751, HalfVector.self) { (a, b) throws(VectorError) in try a.adding(b) }
        average(16_752, Vector.self) { (a, state) throws(VectorError) in
            try VectorAverage.accumulate(a, into: &state)
        } result: { (state) throws(VectorError) in
            try VectorAverage.vector(state)
        }
        average(16_753, HalfVector.self) { (a, state) throws(VectorError) in
            try VectorAverage.accumulate(a, into: &state)
        } result: { (state) throws(VectorError) in
            try VectorAverage.halfVector(state)
        }
        schema = "pg_catalog"
    }

    private mutating func sum<A: SQLVector>(
        _ oid: UInt32,
        _ representation: A.Type,
        _ add: @escaping @Sendable (A, A) throws(VectorError) -> A
    ) {
        self.add(aggregate: oid, "sum", [A.type], A.type) { _, _, type in
            StateAccumulator<A?>(
                type,
                initial: nil,
                add: { (state, columns, row) throws(DatabaseError) in
                    let vector = try A.unwrap(columns[0][row])
                    guard let sum = state else {
                        state = vector
                        return
                    }
                    state = try DatabaseError.wrap { () throws(VectorError) in
                        try add(sum, vector)
                    }
                },
                result: { $0.wrapped }
            )
        }
    }

    private mutating func average<A: SQLVector>(
        _ oid: UInt32,
        _ representation: A.Type,
        _ add: @escaping @Sendable (A, inout [Double]) throws(VectorError) -> Void,
        result: @escaping @Sendable ([Double]) throws(VectorError) -> A?
    ) {
        self.add(aggregate: oid, "avg", [A.type], A.type) { _, _, type in
            StateAccumulator(
                type,
                initial: VectorAverage.initialState,
                add: { (state, columns, row) throws(DatabaseError) in
                    let vector = try A.unwrap(columns[0][row])
                    do throws(VectorError) {
                        try add(vector, &state)
                    } catch {
                        throw DatabaseError(error)
                    }
                },
                result: { (state) throws(DatabaseError) in
                    try DatabaseError.wrap { () throws(VectorError) in try result(state) }.wrapped
                }
            )
        }
    }
}
