// SPDX-License-Identifier: Apache-2.0

public import Expressions
public import Schemas

/// Estimates how many rows of a table meet the filter of a scan.
///
/// Made while planning by ``Estimator/filterEstimator(of:)``, which also gives PostgreSQL's generic
/// estimate for parameters (``Estimator/selectivity(_:)-([Expression])``). Kept in a plan it answers
/// again when the statement runs and the values of its parameters are known, in a few microseconds:
/// what a filter keeps may differ by orders of magnitude between values.
public struct FilterEstimator: Sendable {
    private let conditions: [Expression]
    private let origins: ColumnOrigins
    private let table: TableDescription

    init(_ target: Plan.ScanTarget, _ origins: ColumnOrigins) {
        conditions = target.filter.conjuncts
        table = target.table
        // Without a filter or statistics there is nothing to remember.
        self.origins = conditions.isEmpty ? ColumnOrigins() : origins.restricted(to: target)
    }

    /// The share of the table's rows, 0 to 1, that meet the filter.
    ///
    /// - Parameters:
    ///   - catalog: The catalog of the running statement, whose statistics count.
    ///   - context: The running statement, with its parameters.
    /// - Returns: 1 without a filter, never quite 0.
    public func selectivity(
        _ catalog: any CatalogReader,
        _ context: EvaluationContext
    ) -> Double {
        if conditions.isEmpty { return 1 }
        return Estimator(
            catalog: catalog,
            context: context,
            origins: origins,
            usesParameters: true
        ).selectivity(conditions)
    }

    /// How many of the table's rows meet the filter.
    public func rowCount(_ catalog: any CatalogReader, _ context: EvaluationContext) -> Double {
        max(catalog.estimatedRowCount(of: table.oid), 1) * selectivity(catalog, context)
    }
}

extension Estimator {
    /// The estimator of the filter of `target`, for when the statement runs.
    func filterEstimator(of target: Plan.ScanTarget) -> FilterEstimator {
        FilterEstimator(target, origins)
    }
}
