// SPDX-License-Identifier: Apache-2.0

public import Expressions

/// A plan as EXPLAIN writes it.
public struct Explanation {
    private let root: ExplainNode
    private let options: ExplainOptions
    private let counters: (Int) -> ExplainCounters?

    /// The explanation of `statement`.
    ///
    /// `counters` gives what was counted for the plan node of a number, with ANALYZE; `context` is
    /// the session whose settings constants are written with.
    public init(
        _ statement: PlannedStatement,
        _ options: ExplainOptions,
        context: EvaluationContext,
        counters: @escaping (Int) -> ExplainCounters? = { _ in nil }
    ) {
        let printer = ExplainPrinter(
            context: context,
            names: ExplainNames(statement),
            subplans: statement.subplans
        )
        var builder = ExplainBuilder(printer: printer, isVerbose: options.isVerbose)
        root = builder.node(statement.plan)
        self.options = options
        self.counters = counters
    }

    /// The rows of the result, in the format asked for: one per line of text, or one of JSON.
    ///
    /// The times, in milliseconds, are shown when the options ask for a summary.
    public func rows(planning: Double? = nil, execution: Double? = nil) -> [String] {
        switch options.format {
        case .text:
            var lines: [String] = []
            write(root, indent: 0, isRoot: true, to: &lines)
            if options.showsSummary {
                if let planning { lines.append("Planning Time: \(planning.milliseconds) ms") }
                if let execution { lines.append("Execution Time: \(execution.milliseconds) ms") }
            }
            return lines
        case .json:
            var writer = ExplainJSON()
            writer.write(root, options, counters, planning: planning, execution: execution)
            return [writer.text]
        }
    }

    private func write(
        _ node: ExplainNode,
        indent: Int,
        isRoot: Bool,
        to lines: inout [String]
    ) {
        var indent = indent
        if let label = node.label {
            lines.append(String(repeating: " ", count: indent) + label)
            indent += 2
        }
        let found = counters(node.plan)
        let lead =
            isRoot ? "" : String(repeating: " ", count: indent) + "->  "
        lines.append(lead + node.title + node.subject + measures(node, found))
        let inner = isRoot ? 2 : indent + 6
        let blank = String(repeating: " ", count: inner)
        for property in node.properties {
            lines.append("\(blank)\(property.name): \(property.value.text)")
            if property.name == "Filter", options.isAnalyze, let found, found.filteredRows > 0 {
                let removed = found.filteredRows / max(found.loops, 1)
                lines.append("\(blank)Rows Removed by Filter: \(removed)")
            }
        }
        for detail in found?.details ?? [] where options.isAnalyze {
            lines.append("\(blank)\(detail.label): \(detail.value)")
        }
        for child in node.children {
            write(child, indent: inner, isRoot: false, to: &lines)
        }
    }

    private func measures(_ node: ExplainNode, _ counters: ExplainCounters?) -> String {
        var text = ""
        if options.showsCosts {
            let estimate = node.estimate
            text +=
                "  (cost=\(estimate.startupCost.hundredths)..\(estimate.totalCost.hundredths)"
                + " rows=\(estimate.rows.rounded().whole) width=\(estimate.width))"
        }
        guard options.isAnalyze else { return text }
        guard let counters, counters.loops > 0 else { return text + " (never executed)" }
        let loops = Double(counters.loops)
        let rows = (Double(counters.rows) / loops).rounded().whole
        if options.showsTiming {
            let startup = (counters.startupMilliseconds / loops).milliseconds
            let total = (counters.totalMilliseconds / loops).milliseconds
            text += " (actual time=\(startup)..\(total) rows=\(rows) loops=\(counters.loops))"
        } else {
            text += " (actual rows=\(rows) loops=\(counters.loops))"
        }
        return text
    }
}

extension ExplainNode.Property {
    /// The value in text form.
    var text: String {
        switch self {
        case .text(let text): text
        case .list(let items): items.joined(separator: ", ")
        case .flag(let flag): flag ? "true" : "false"
        case .number(let number): String(number)
        }
    }
}

extension Double {
    /// With two digits after the point.
    var hundredths: String { decimal(places: 2) }

    /// With three digits after the point.
    var milliseconds: String { decimal(places: 3) }

    /// Without a fraction; the greatest of integers when it is beyond them.
    var whole: String { decimal(places: 0) }

    private func decimal(places: Int) -> String {
        var scale = 1.0
        for _ in 0..<places { scale *= 10 }
        guard isFinite, let scaled = Int64(exactly: (self * scale).rounded()) else {
            return String(Int64.max)
        }
        if places == 0 { return String(scaled) }
        let (whole, fraction) = scaled.quotientAndRemainder(dividingBy: Int64(scale))
        let digits = String(abs(fraction))
        let padding = String(repeating: "0", count: places - digits.count)
        let sign = scaled < 0 && whole == 0 ? "-" : ""
        return "\(sign)\(whole).\(padding)\(digits)"
    }
}
