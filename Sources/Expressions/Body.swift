// SPDX-License-Identifier: Apache-2.0

import Values

/// Makers of function bodies from typed closures. `each` runs one row at a time; `batch` loops over
/// whole columns, for what is hot and small.
extension Function.Body {
    /// A body without arguments.
    static func each<R: Scalar>(
        _ compute: @escaping @Sendable (CallContext) throws(DatabaseError) -> R
    ) -> Function.Body {
        .values { (context, _) throws(DatabaseError) in try compute(context).wrapped }
    }

    /// A body of one argument.
    static func each<A: Scalar, R: Scalar>(
        _ compute: @escaping @Sendable (A) throws(DatabaseError) -> R
    ) -> Function.Body {
        .values { (_, arguments) throws(DatabaseError) in
            try compute(A.unwrap(arguments[0])).wrapped
        }
    }

    /// A body of two arguments.
    static func each<A: Scalar, B: Scalar, R: Scalar>(
        _ compute: @escaping @Sendable (A, B) throws(DatabaseError) -> R
    ) -> Function.Body {
        .values { (_, arguments) throws(DatabaseError) in
            try compute(A.unwrap(arguments[0]), B.unwrap(arguments[1])).wrapped
        }
    }

    /// A body of three arguments.
    static func each<A: Scalar, B: Scalar, C: Scalar, R: Scalar>(
        _ compute: @escaping @Sendable (A, B, C) throws(DatabaseError) -> R
    ) -> Function.Body {
        .values { (_, arguments) throws(DatabaseError) in
            try compute(
                A.unwrap(arguments[0]),
                B.unwrap(arguments[1]),
                C.unwrap(arguments[2])
            ).wrapped
        }
    }

    /// A body of four arguments.
    static func each<A: Scalar, B: Scalar, C: Scalar, D: Scalar, R: Scalar>(
        _ compute: @escaping @Sendable (A, B, C, D) throws(DatabaseError) -> R
    ) -> Function.Body {
        .values { (_, arguments) throws(DatabaseError) in
            try compute(
                A.unwrap(arguments[0]),
                B.unwrap(arguments[1]),
                C.unwrap(arguments[2]),
                D.unwrap(arguments[3])
            ).wrapped
        }
    }

    /// A body of one argument, a column at a time.
    static func batch<A: ColumnScalar, R: ColumnScalar>(
        _ compute: @escaping @Sendable (A) throws(DatabaseError) -> R
    ) -> Function.Body {
        .columns { (context, operands, count) throws(DatabaseError) in
            let input = operands[0]
            let rows = try A.rows(input.column)
            if input.isConstant {
                let result = input.column.isNull(0) ? R.placeholder : try compute(rows[0])
                return Column(
                    context.resultType,
                    R.elements(Array(repeating: result, count: count))
                )
            }
            var results: [R] = []
            results.reserveCapacity(count)
            let nulls = input.column.nulls
            if nulls.isEmpty {
                for row in rows { results.append(try compute(row)) }
            } else {
                for (index, row) in rows.enumerated() {
                    results.append(nulls[index] ? R.placeholder : try compute(row))
                }
            }
            return Column(context.resultType, R.elements(results))
        }
    }

    /// A body of two arguments, a column at a time.
    @inline(__always)
    static func batch<A: ColumnScalar, B: ColumnScalar, R: ColumnScalar>(
        _ compute: @escaping @Sendable (A, B) throws(DatabaseError) -> R
    ) -> Function.Body {
        .columns { (context, operands, count) throws(DatabaseError) in
            let left = try A.rows(operands[0].column)
            let right = try B.rows(operands[1].column)
            var nulls = operands[0].isConstant ? NullMask() : operands[0].column.nulls
            if !operands[1].isConstant { nulls.formUnion(operands[1].column.nulls) }
            var results: [R] = []
            results.reserveCapacity(count)
            if !nulls.isEmpty {
                let leftStep = operands[0].isConstant ? 0 : 1
                let rightStep = operands[1].isConstant ? 0 : 1
                for row in 0..<count {
                    results.append(
                        nulls[row]
                            ? R.placeholder
                            : try compute(left[row &* leftStep], right[row &* rightStep])
                    )
                }
            } else if operands[1].isConstant, !operands[0].isConstant {
                let constant = right[0]
                for item in left { results.append(try compute(item, constant)) }
            } else if operands[0].isConstant, !operands[1].isConstant {
                let constant = left[0]
                for item in right { results.append(try compute(constant, item)) }
            } else if operands[0].isConstant {
                let result = try compute(left[0], right[0])
                for _ in 0..<count { results.append(result) }
            } else {
                for row in 0..<count { results.append(try compute(left[row], right[row])) }
            }
            return Column(context.resultType, R.elements(results))
        }
    }

    /// The binary form of the argument: what the send functions of types return.
    static var send: Function.Body {
        .values { (context, arguments) throws(DatabaseError) in
            var bytes: [UInt8] = []
            try TypeCodec.encodeBinary(arguments[0], as: context.argumentTypes[0], into: &bytes)
            return .bytes(bytes)
        }
    }

    /// A set-returning body of one argument.
    static func each<A: Scalar>(
        _ compute: @escaping @Sendable (A) throws(DatabaseError) -> [[Value]]
    ) -> Function.Body {
        .rows { (_, arguments) throws(DatabaseError) in try compute(A.unwrap(arguments[0])) }
    }

    /// A set-returning body of two arguments.
    static func each<A: Scalar, B: Scalar>(
        _ compute: @escaping @Sendable (A, B) throws(DatabaseError) -> [[Value]]
    ) -> Function.Body {
        .rows { (_, arguments) throws(DatabaseError) in
            try compute(A.unwrap(arguments[0]), B.unwrap(arguments[1]))
        }
    }

    /// A set-returning body of three arguments.
    static func each<A: Scalar, B: Scalar, C: Scalar>(
        _ compute: @escaping @Sendable (A, B, C) throws(DatabaseError) -> [[Value]]
    ) -> Function.Body {
        .rows { (_, arguments) throws(DatabaseError) in
            try compute(A.unwrap(arguments[0]), B.unwrap(arguments[1]), C.unwrap(arguments[2]))
        }
    }
}
