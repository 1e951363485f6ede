// SPDX-License-Identifier: Apache-2.0

public import Values

/// The rows of one call of a function that returns a set, made as they are asked for.
public protocol RowSeries: AnyObject {
    /// The next rows, at most `limit`, one column for each output column; nil after the last.
    func next(_ limit: Int) throws(DatabaseError) -> [Column]?
}

extension Function {
    /// The rows of one call of this function, which returns a set; none when it is strict and an
    /// argument is NULL.
    ///
    /// - Parameters:
    ///   - context: What the call is about; its result type is that of one row.
    ///   - columns: The types of the output columns.
    ///   - arguments: A value for each argument.
    /// - Returns: The rows, to be fetched.
    /// - Throws: What the function throws before its first row.
    public func series(
        _ context: CallContext,
        columns: [SQLType],
        _ arguments: [Value]
    ) throws(DatabaseError) -> any RowSeries {
        if isStrict, arguments.contains(where: \.isNull) { return ListedRows([], columns) }
        switch body {
        case .rows(let compute): return ListedRows(try compute(context, arguments), columns)
        case .series(let make): return try make(context, arguments)
        default: throw DatabaseError(.internalError, "function does not return a set")
        }
    }
}

/// Rows that exist already.
final class ListedRows: RowSeries {
    private let rows: [[Value]]
    private let types: [SQLType]
    private var position = 0

    init(_ rows: [[Value]], _ types: [SQLType]) {
        self.rows = rows
        self.types = types
    }

    func next(_ limit: Int) throws(DatabaseError) -> [Column]? {
        guard position < rows.count else { return nil }
        let end = min(position + limit, rows.count)
        defer { position = end }
        return types.enumerated().map { index, type in
            Column(type, values: rows[position..<end].map { $0[index] })
        }
    }
}

/// Values from one end to the other, each made from the one before.
final class SteppedRows<Element: Scalar>: RowSeries {
    private let type: SQLType
    private let isDone: (Element) -> Bool
    private let step: (Element) throws(DatabaseError) -> Element?
    private var current: Element?

    /// Begins with `first`, ends before the first value of which `isDone` holds, or when `step`
    /// gives nil.
    init(
        _ type: SQLType,
        first: Element,
        isDone: @escaping (Element) -> Bool,
        step: @escaping (Element) throws(DatabaseError) -> Element?
    ) {
        self.type = type
        self.isDone = isDone
        self.step = step
        current = isDone(first) ? nil : first
    }

    func next(_ limit: Int) throws(DatabaseError) -> [Column]? {
        guard current != nil else { return nil }
        var column = Column(type, capacity: limit)
        while let value = current, column.count < limit {
            column.append(value.wrapped)
            let following = try step(value)
            current = following.flatMap { isDone($0) ? nil : $0 }
        }
        return [column]
    }
}
