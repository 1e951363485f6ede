// SPDX-License-Identifier: Apache-2.0

import Values

/// `generate_series`.
///
/// Source: PostgreSQL 15 manual, section 9.25 "Set Returning Functions".
extension RegistryBuilder {
    mutating func addSeries() {
        integerSeries(Int32.self, .int4, 1067, 1066)
        integerSeries(Int64.self, .int8, 1069, 1068)
        add(
            3260,
            "generate_series",
            [.numeric, .numeric],
            .numeric,
            .series {
                (context, arguments) throws(DatabaseError) in
                try Self.numericSeries(context, arguments, .one)
            }
        )
        add(
            3259,
            "generate_series",
            [.numeric, .numeric, .numeric],
            .numeric,
            .series {
                (context, arguments) throws(DatabaseError) in
                try Self.numericSeries(context, arguments, Numeric.unwrap(arguments[2]))
            }
        )
    }

    private mutating func integerSeries<A: SQLInteger>(
        _ representation: A.Type,
        _ type: OID,
        _ plain: UInt32,
        _ stepped: UInt32
    ) {
        add(
            plain,
            "generate_series",
            [type, type],
            type,
            .series {
                (context, arguments) throws(DatabaseError) in
                try Self.integerSeries(context, arguments, 1 as A)
            }
        )
        add(
            stepped,
            "generate_series",
            [type, type, type],
            type,
            .series {
                (context, arguments) throws(DatabaseError) in
                try Self.integerSeries(context, arguments, A.unwrap(arguments[2]))
            }
        )
    }

    private static func integerSeries<A: SQLInteger>(
        _ context: CallContext,
        _ arguments: [Value],
        _ by: A
    ) throws(DatabaseError) -> any RowSeries {
        let (first, last) = (try A.unwrap(arguments[0]), try A.unwrap(arguments[1]))
        if by == 0 { throw .zeroStep }
        return SteppedRows(
            context.resultType,
            first: first,
            isDone: { by > 0 ? $0 > last : $0 < last },
            step: { (value) in
                let (next, overflow) = value.addingReportingOverflow(by)
                return overflow ? nil : next
            }
        )
    }

    private static func numericSeries(
        _ context: CallContext,
        _ arguments: [Value],
        _ by: Numeric
    ) throws(DatabaseError) -> any RowSeries {
        let (first, last) = (
            try Numeric.unwrap(arguments[0]), try Numeric.unwrap(arguments[1])
        )
        let named = [(first, "start value"), (last, "stop value"), (by, "step size")]
        for (value, name) in named where !value.isFinite {
            throw DatabaseError(
                .invalidParameterValue,
                "\(name) cannot be \(value.isNaN ? "NaN" : "infinity")"
            )
        }
        if by.isZero { throw .zeroStep }
        return SteppedRows(
            context.resultType,
            first: first,
            isDone: { by.signum > 0 ? $0 > last : $0 < last },
            step: { (value) throws(DatabaseError) in try value.adding(by) }
        )
    }
}

extension DatabaseError {
    static var zeroStep: DatabaseError {
        DatabaseError(.invalidParameterValue, "step size cannot equal zero")
    }
}
