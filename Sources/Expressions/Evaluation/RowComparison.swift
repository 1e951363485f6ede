// SPDX-License-Identifier: Apache-2.0

import Values

/// The comparison of two rows field by field: NULL when it depends on a field that is NULL.
///
/// Source: PostgreSQL 15 manual, section 9.24.5 "Row Constructor Comparison".
struct RowComparison {
    let fields: [Expression.Subquery.FieldComparison]
    let context: EvaluationContext

    func value(_ left: RecordValue, _ right: RecordValue) throws(DatabaseError) -> Value {
        func compare(_ function: Function, _ index: Int) throws(DatabaseError) -> Value {
            try PairFunction(function, left.types[index], right.types[index])
                .value(left.values[index], right.values[index], context)
        }
        switch fields.first?.comparison.operatorName {
        case "=", "<>":
            // Equal when all fields are, different when any is.
            let all = fields.first?.comparison.operatorName == "="
            return try PairFunction.quantify(fields.indices, all: all) {
                (index) throws(DatabaseError) in
                try compare(fields[index].comparison, index)
            }
        default:
            // The first field that differs decides; the last one when none does.
            for index in fields.indices.dropLast() {
                switch try compare(fields[index].equality, index) {
                case .bool(true): continue
                case .bool(false): return try compare(fields[index].comparison, index)
                default: return .null
                }
            }
            return try compare(fields[fields.count - 1].comparison, fields.count - 1)
        }
    }
}
