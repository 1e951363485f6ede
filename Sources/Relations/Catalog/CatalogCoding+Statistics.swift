// SPDX-License-Identifier: Apache-2.0

import Schemas
import Values

extension CatalogWriter {
    mutating func write(_ statistics: TableStatistics) {
        write(statistics.storageID)
        write(statistics.rowCount.bitPattern)
        write(statistics.pageCount)
        write(statistics.lastRowID)
        write(statistics.analyzedAt) { $0.write($1) }
        write(statistics.autoAnalyzedAt) { $0.write($1) }
        write(statistics.analyzeCount)
        write(statistics.autoAnalyzeCount)
        write(statistics.columns) { $0.write($1) }
        write(statistics.indexKeys) {
            $0.write($1.index)
            $0.write($1.statistics)
        }
    }

    private mutating func write(_ column: ColumnStatistics) {
        write(column.number)
        write(column.type)
        write(column.nullFraction.bitPattern)
        write(column.averageWidth)
        write(column.distinctCount.bitPattern)
        write(column.commonValues, as: column.type)
        write(column.commonFrequencies) { $0.write($1.bitPattern) }
        write(column.histogram, as: column.type)
        write(column.correlation) { $0.write($1.bitPattern) }
    }

    /// Each value as a row of its one column.
    private mutating func write(_ values: [Value], as type: SQLType) {
        let encoder = RowEncoder(types: [type])
        write(values) { writer, value in
            var row: [UInt8] = []
            encoder.encode([value], into: &row)
            writer.write(bytes: row)
        }
    }
}

extension CatalogBytesReader {
    mutating func statistics(_ table: OID) throws(DatabaseError) -> TableStatistics {
        TableStatistics(
            table: table,
            storageID: try integer(),
            rowCount: Double(bitPattern: try integer()),
            pageCount: try integer(),
            lastRowID: try integer(),
            analyzedAt: try optional { reader throws(DatabaseError) in try reader.integer() },
            autoAnalyzedAt: try optional { reader throws(DatabaseError) in try reader.integer() },
            analyzeCount: try integer(),
            autoAnalyzeCount: try integer(),
            columns: try array { reader throws(DatabaseError) in try reader.columnStatistics() },
            indexKeys: try array { reader throws(DatabaseError) in
                TableStatistics.IndexKeyStatistics(
                    index: try reader.oid(),
                    statistics: try reader.columnStatistics()
                )
            }
        )
    }

    private mutating func columnStatistics() throws(DatabaseError) -> ColumnStatistics {
        var column = ColumnStatistics(number: try integer(), type: try type())
        column.nullFraction = Float(bitPattern: try integer())
        column.averageWidth = try integer()
        column.distinctCount = Float(bitPattern: try integer())
        column.commonValues = try values(of: column.type)
        column.commonFrequencies = try array { reader throws(DatabaseError) in
            Float(bitPattern: try reader.integer())
        }
        column.histogram = try values(of: column.type)
        column.correlation = try optional { reader throws(DatabaseError) in
            Float(bitPattern: try reader.integer())
        }
        guard column.commonValues.count == column.commonFrequencies.count else {
            throw Self.damaged
        }
        return column
    }

    private mutating func values(of type: SQLType) throws(DatabaseError) -> [Value] {
        let encoder = RowEncoder(types: [type])
        return try array { reader throws(DatabaseError) in
            let count = try reader.integer(UInt32.self)
            let row = Array(try reader.take(Int(count)))
            return try encoder.decode(row.span.bytes, wanted: [0])[0]
        }
    }
}
