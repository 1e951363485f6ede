// SPDX-License-Identifier: Apache-2.0

/// What EXPLAIN ANALYZE shows of one plan node: what the executor counted, over all loops.
public struct ExplainCounters: Sendable {
    /// Rows handed out.
    public var rows: Int
    /// How often the node was run from its start; 0 when never.
    public var loops: Int
    /// Milliseconds until the first rows, inputs included.
    public var startupMilliseconds: Double
    /// Milliseconds in all, inputs included.
    public var totalMilliseconds: Double
    /// Rows that the node's filter dropped.
    public var filteredRows: Int
    /// Further lines, such as the nodes a vector index visited: a label and a value each.
    public var details: [(label: String, value: String)]

    /// What was counted.
    public init(
        rows: Int,
        loops: Int,
        startupMilliseconds: Double = 0,
        totalMilliseconds: Double = 0,
        filteredRows: Int = 0,
        details: [(label: String, value: String)] = []
    ) {
        self.rows = rows
        self.loops = loops
        self.startupMilliseconds = startupMilliseconds
        self.totalMilliseconds = totalMilliseconds
        self.filteredRows = filteredRows
        self.details = details
    }
}

/// One node as EXPLAIN prints it, which may stand for several plan nodes or for a part of one.
struct ExplainNode {
    /// The operator in text form: `Hash Left Join`.
    var title: String
    /// What follows the title: ` using t_pkey on t`.
    var subject = ""
    /// The operator's properties in JSON form, `Node Type` first.
    var attributes: [(name: String, value: Property)]
    /// Lines below the title.
    var properties: [(name: String, value: Property)] = []
    /// What stands above the node: `InitPlan 1 (returns $0)`, `CTE x`.
    var label: String?
    /// How it relates to its parent, in JSON form: `Outer`, `Inner`, `SubPlan` and so on.
    var relationship: String?
    var estimate: Plan.Estimate
    /// The plan node whose counters it shows.
    var plan: Int
    var children: [ExplainNode] = []

    /// What a property is.
    enum Property {
        case text(String)
        case list([String])
        case flag(Bool)
        case number(Int)
    }

    init(_ title: String, _ plan: Plan, type: String? = nil) {
        self.title = title
        attributes = [("Node Type", .text(type ?? title))]
        estimate = plan.estimate
        self.plan = plan.id
    }
}
