// SPDX-License-Identifier: Apache-2.0

import Expressions
import Values

/// A call of a set-returning function, compiled.
struct SetCall: Sendable {
    let function: Function
    let arguments: [Evaluator]
    private let argumentTypes: [SQLType]
    let type: SQLType
    /// The types of the function's output columns.
    let columnTypes: [SQLType]
    /// The names of the output columns, when a record is made of them.
    let names: [String]

    init(
        _ function: Function,
        _ arguments: [Evaluator],
        _ argumentTypes: [SQLType],
        _ type: SQLType,
        columnTypes: [SQLType],
        names: [String] = []
    ) {
        self.function = function
        self.arguments = arguments
        self.argumentTypes = argumentTypes
        self.type = type
        self.columnTypes = columnTypes
        self.names = names
    }

    /// The rows of one call with those argument values.
    func reader(
        _ values: [Value],
        _ context: EvaluationContext
    ) throws(DatabaseError) -> SeriesReader {
        let call = CallContext(
            evaluation: context,
            argumentTypes: argumentTypes,
            resultType: type
        )
        return SeriesReader(
            try function.series(call, columns: columnTypes, values),
            columnTypes
        )
    }
}

/// Reads the rows of one call of a set-returning function in pieces of any size.
final class SeriesReader {
    private let types: [SQLType]
    private var series: (any RowSeries)?
    /// Rows fetched and not taken yet, and where these begin.
    private var fetched: Batch
    private var position = 0

    init(_ series: any RowSeries, _ types: [SQLType]) {
        self.series = series
        self.types = types
        fetched = Batch(columns: types.map { Column($0) }, count: 0)
    }

    /// A reader of one row.
    init(row: [Value], _ types: [SQLType]) {
        self.types = types
        fetched = Batch(
            columns: zip(types, row).map { Column($0, values: [$1]) },
            count: 1
        )
    }

    /// The next `limit` rows; fewer only at the end.
    func take(_ limit: Int) throws(DatabaseError) -> Batch {
        var taken = Batch(columns: types.map { Column($0) }, count: 0)
        while taken.count < limit {
            if position == fetched.count, try !fetch(limit - taken.count) { break }
            let end = min(fetched.count, position + limit - taken.count)
            let piece = fetched.slice(position..<end)
            position = end
            if taken.count == 0 {
                taken = piece
                continue
            }
            for index in taken.columns.indices {
                taken.columns[index].append(contentsOf: piece.columns[index])
            }
            taken.count += piece.count
        }
        return taken
    }

    private func fetch(_ limit: Int) throws(DatabaseError) -> Bool {
        guard let columns = try series?.next(limit) else {
            series = nil
            return false
        }
        fetched = Batch(columns: columns, count: columns.first?.count ?? 0)
        position = 0
        return fetched.count > 0 ? true : try fetch(limit)
    }
}

extension Batch {
    /// The rows followed by rows of NULLs, `count` in all.
    func padded(to count: Int) -> Batch {
        guard self.count < count else { return self }
        var padded = self
        for index in columns.indices {
            for _ in self.count..<count { padded.columns[index].append(.null) }
        }
        padded.count = count
        return padded
    }
}
