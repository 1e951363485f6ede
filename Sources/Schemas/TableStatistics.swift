// SPDX-License-Identifier: Apache-2.0

public import Values

/// What ANALYZE found out about a table: what `pg_statistic` and `pg_class` show of it, and what
/// selectivities are estimated from.
///
/// Source: PostgreSQL 15 manual, section 14.2 "Statistics Used by the Planner" and section 53.51
/// "pg_statistic".
public struct TableStatistics: Sendable {
    /// The table.
    public var table: OID
    /// The storage that the rows were read from; TRUNCATE and rewrites give the table another.
    public var storageID: UInt32
    /// How many rows there were, `pg_class.reltuples`.
    public var rowCount: Double
    /// How many pages of 8 KiB the rows took, `pg_class.relpages`.
    public var pageCount: UInt32
    /// The greatest row id there was: rows with greater ones have come since.
    public var lastRowID: UInt64
    /// When ANALYZE last ran, in microseconds since 2000-01-01 UTC; nil for never.
    public var analyzedAt: Int64?
    /// When the background last analyzed the table, in microseconds since 2000-01-01 UTC.
    public var autoAnalyzedAt: Int64?
    /// How often ANALYZE has run.
    public var analyzeCount: Int64
    /// How often the background has analyzed the table.
    public var autoAnalyzeCount: Int64
    /// What is known of columns, by ascending number.
    public var columns: [ColumnStatistics]
    /// What is known of expressions that are keys of indexes.
    public var indexKeys: [IndexKeyStatistics]

    /// What is known of an expression that is a key of an index.
    public struct IndexKeyStatistics: Sendable {
        /// The index.
        public var index: OID
        /// Its values; the number is the key's, from 1.
        public var statistics: ColumnStatistics

        /// Statistics made of their parts.
        public init(index: OID, statistics: ColumnStatistics) {
            self.index = index
            self.statistics = statistics
        }
    }

    /// Statistics made of their parts.
    public init(
        table: OID,
        storageID: UInt32,
        rowCount: Double,
        pageCount: UInt32,
        lastRowID: UInt64,
        analyzedAt: Int64? = nil,
        autoAnalyzedAt: Int64? = nil,
        analyzeCount: Int64 = 0,
        autoAnalyzeCount: Int64 = 0,
        columns: [ColumnStatistics] = [],
        indexKeys: [IndexKeyStatistics] = []
    ) {
        self.table = table
        self.storageID = storageID
        self.rowCount = rowCount
        self.pageCount = pageCount
        self.lastRowID = lastRowID
        self.analyzedAt = analyzedAt
        self.autoAnalyzedAt = autoAnalyzedAt
        self.analyzeCount = analyzeCount
        self.autoAnalyzeCount = autoAnalyzeCount
        self.columns = columns
        self.indexKeys = indexKeys
    }

    /// What is known of the column numbered `number`.
    public func column(_ number: Int16) -> ColumnStatistics? {
        columns.first { $0.number == number }
    }

    /// What is known of key `number`, from 1, of `index`.
    public func key(_ number: Int16, of index: OID) -> ColumnStatistics? {
        indexKeys.first { $0.index == index && $0.statistics.number == number }?.statistics
    }

    /// The same without what no longer holds for `table`: columns that were dropped or got another
    /// type.
    ///
    /// - Returns: Nil when nothing has to go.
    public func pruned(for table: TableDescription) -> TableStatistics? {
        let kept = columns.filter { statistics in
            guard let column = table.column(numbered: statistics.number) else { return false }
            return !column.isDropped && column.type.oid == statistics.type.oid
        }
        if kept.count == columns.count { return nil }
        var result = self
        result.columns = kept
        return result
    }
}

/// What ANALYZE found out about the values of a column.
public struct ColumnStatistics: Sendable {
    /// The column, by number.
    public var number: Int16
    /// The type of the values below.
    public var type: SQLType
    /// The share of rows in which it is NULL, 0 to 1.
    public var nullFraction: Float
    /// The average size of values that are not NULL, in bytes.
    public var averageWidth: Int32
    /// How many different values there are: a number, or negated a share of the rows; 0 when that
    /// is not known.
    public var distinctCount: Float
    /// The most common values, most frequent first.
    public var commonValues: [Value]
    /// The share of all rows that each of ``commonValues`` has.
    public var commonFrequencies: [Float]
    /// Values that divide the others, in order, into parts of about as many rows each.
    public var histogram: [Value]
    /// How well the order of the values follows that of the rows, -1 to 1; nil when not known.
    public var correlation: Float?

    /// Statistics made of their parts.
    public init(
        number: Int16,
        type: SQLType,
        nullFraction: Float = 0,
        averageWidth: Int32 = 0,
        distinctCount: Float = 0,
        commonValues: [Value] = [],
        commonFrequencies: [Float] = [],
        histogram: [Value] = [],
        correlation: Float? = nil
    ) {
        self.number = number
        self.type = type
        self.nullFraction = nullFraction
        self.averageWidth = averageWidth
        self.distinctCount = distinctCount
        self.commonValues = commonValues
        self.commonFrequencies = commonFrequencies
        self.histogram = histogram
        self.correlation = correlation
    }

    /// How many different values there are among `rows` rows; nil when that is not known.
    public func distinctCount(among rows: Double) -> Double? {
        if distinctCount == 0 { return nil }
        return distinctCount < 0 ? -Double(distinctCount) * rows : Double(distinctCount)
    }

    /// The share of rows that have one of the ``commonValues``.
    public var commonShare: Double { commonFrequencies.reduce(0) { $0 + Double($1) } }
}
