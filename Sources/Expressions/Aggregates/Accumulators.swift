// SPDX-License-Identifier: Apache-2.0

import Values

/// `count(*)` and `count(x)`.
final class CountAccumulator: GroupAccumulator {
    private var counts: [Int64] = []

    func reserve(groups count: Int) {
        while counts.count < count { counts.append(0) }
    }

    func accumulate(_ arguments: [Column], groups: [Int]) throws(DatabaseError) {
        if let column = arguments.first, !column.nulls.isEmpty {
            for (row, group) in groups.enumerated() where !column.nulls[row] {
                counts[group] &+= 1
            }
        } else if counts.count == 1 {
            counts[0] &+= Int64(groups.count)
        } else {
            for group in groups { counts[group] &+= 1 }
        }
    }

    func finish() throws(DatabaseError) -> Column { Column(.int8, .int64(counts)) }
}

/// How an aggregate over a column of machine words folds its values; NULLs are left out.
///
/// A type rather than closures, so that the loop over a batch is compiled for each aggregate.
protocol Fold: SendableMetatype {
    associatedtype Input: ColumnScalar
    associatedtype State
    /// The state before the first value.
    static var initial: State { get }
    /// Adds one value, the first of its group when `isFirst`.
    static func add(
        _ input: Input,
        to state: inout State,
        isFirst: Bool
    ) throws(DatabaseError)
    /// The result of a group that had values.
    static func result(_ state: State) throws(DatabaseError) -> Value
}

/// An aggregate of one argument that is NULL until its first value.
final class FoldAccumulator<F: Fold>: GroupAccumulator {
    private let type: SQLType
    private var states: [F.State] = []
    private var isPresent: [Bool] = []

    init(_ type: SQLType) { self.type = type }

    func reserve(groups count: Int) {
        while states.count < count {
            states.append(F.initial)
            isPresent.append(false)
        }
    }

    func accumulate(_ arguments: [Column], groups: [Int]) throws(DatabaseError) {
        let rows = try F.Input.rows(arguments[0])
        let nulls = arguments[0].nulls
        if nulls.isEmpty, states.count == 1 {
            var state = states[0]
            var isFirst = !isPresent[0]
            for row in rows {
                try F.add(row, to: &state, isFirst: isFirst)
                isFirst = false
            }
            states[0] = state
            isPresent[0] = !isFirst
            return
        }
        for (row, group) in groups.enumerated() where !nulls[row] {
            try F.add(rows[row], to: &states[group], isFirst: !isPresent[group])
            isPresent[group] = true
        }
    }

    func finish() throws(DatabaseError) -> Column {
        var column = Column(type, capacity: states.count)
        for (state, present) in zip(states, isPresent) {
            column.append(present ? try F.result(state) : .null)
        }
        return column
    }
}

/// An aggregate over values of any type: each group's state is folded row by row.
final class StateAccumulator<State>: GroupAccumulator {
    private let type: SQLType
    private let initial: State
    /// Whether rows with a NULL argument are left out.
    private let ignoresNulls: Bool
    private let add: (inout State, [Column], _ row: Int) throws(DatabaseError) -> Void
    private let result: (State) throws(DatabaseError) -> Value
    private var states: [State] = []

    init(
        _ type: SQLType,
        initial: State,
        ignoresNulls: Bool = true,
        add: @escaping (inout State, [Column], Int) throws(DatabaseError) -> Void,
        result: @escaping (State) throws(DatabaseError) -> Value
    ) {
        self.type = type
        self.initial = initial
        self.ignoresNulls = ignoresNulls
        self.add = add
        self.result = result
    }

    func reserve(groups count: Int) {
        while states.count < count { states.append(initial) }
    }

    func accumulate(_ arguments: [Column], groups: [Int]) throws(DatabaseError) {
        for (row, group) in groups.enumerated() {
            if ignoresNulls, arguments.contains(where: { $0.isNull(row) }) { continue }
            try add(&states[group], arguments, row)
        }
    }

    func finish() throws(DatabaseError) -> Column {
        var column = Column(type, capacity: states.count)
        for state in states { column.append(try result(state)) }
        return column
    }
}

extension RegistryBuilder {
    /// Adds an aggregate.
    mutating func add(
        aggregate oid: UInt32,
        _ name: String,
        _ arguments: [OID],
        _ result: OID,
        isVariadic: Bool = false,
        directArguments: Int? = nil,
        _ make:
            @escaping @Sendable (EvaluationContext, [SQLType], SQLType) -> any GroupAccumulator
    ) {
        aggregates.append(
            Aggregate(
                oid: OID(oid),
                schema: schema,
                name: name,
                arguments: arguments,
                result: result,
                isVariadic: isVariadic,
                directArguments: directArguments,
                makeAccumulator: make
            )
        )
    }

    /// Adds an aggregate of one argument that is a fold.
    mutating func add<F: Fold>(
        fold oid: UInt32,
        _ name: String,
        _ argument: OID,
        _ result: OID,
        _ fold: F.Type
    ) {
        add(aggregate: oid, name, [argument], result) { _, _, type in FoldAccumulator<F>(type) }
    }
}
