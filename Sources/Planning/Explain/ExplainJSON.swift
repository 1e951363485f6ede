// SPDX-License-Identifier: Apache-2.0

/// Writes an explanation as PostgreSQL's JSON: the same member names, indented by two.
struct ExplainJSON {
    private(set) var text = ""

    mutating func write(
        _ root: ExplainNode,
        _ options: ExplainOptions,
        _ counters: (Int) -> ExplainCounters?,
        planning: Double?,
        execution: Double?
    ) {
        text = "[\n  {\n    \"Plan\": "
        write(root, options, counters, indent: 4)
        if options.showsSummary, let planning {
            text += ",\n    \"Planning Time\": \(planning.milliseconds)"
        }
        if options.showsSummary, let execution {
            text += ",\n    \"Execution Time\": \(execution.milliseconds)"
        }
        text += "\n  }\n]"
    }

    private mutating func write(
        _ node: ExplainNode,
        _ options: ExplainOptions,
        _ counters: (Int) -> ExplainCounters?,
        indent: Int
    ) {
        var members: [(name: String, value: String)] = []
        for attribute in node.attributes.prefix(1) {
            members.append((attribute.name, json(attribute.value, indent + 2)))
        }
        if let relationship = node.relationship {
            members.append(("Parent Relationship", quoted(relationship)))
        }
        if let label = node.label { members.append(("Subplan Name", quoted(label))) }
        for attribute in node.attributes.dropFirst() {
            members.append((attribute.name, json(attribute.value, indent + 2)))
        }
        if options.showsCosts {
            members += [
                ("Startup Cost", node.estimate.startupCost.hundredths),
                ("Total Cost", node.estimate.totalCost.hundredths),
                ("Plan Rows", node.estimate.rows.rounded().whole),
                ("Plan Width", String(node.estimate.width)),
            ]
        }
        let found = counters(node.plan)
        if options.isAnalyze { members += measured(found, options) }
        for property in node.properties {
            members.append((property.name, json(property.value, indent + 2)))
        }
        if options.isAnalyze, let found {
            if found.filteredRows > 0 {
                let removed = found.filteredRows / max(found.loops, 1)
                members.append(("Rows Removed by Filter", String(removed)))
            }
            for detail in found.details { members.append((detail.label, quoted(detail.value))) }
        }
        let blank = String(repeating: " ", count: indent + 2)
        text += "{\n"
        for (position, member) in members.enumerated() {
            text += "\(blank)\(quoted(member.name)): \(member.value)"
            if position < members.count - 1 { text += ",\n" }
        }
        if !node.children.isEmpty {
            text += ",\n\(blank)\"Plans\": ["
            for (position, child) in node.children.enumerated() {
                text += position == 0 ? "\n\(blank)  " : ",\n\(blank)  "
                write(child, options, counters, indent: indent + 4)
            }
            text += "\n\(blank)]"
        }
        text += "\n\(String(repeating: " ", count: indent))}"
    }

    private func measured(
        _ counters: ExplainCounters?,
        _ options: ExplainOptions
    ) -> [(name: String, value: String)] {
        let loops = Double(max(counters?.loops ?? 0, 1))
        var members: [(name: String, value: String)] = []
        if options.showsTiming {
            members += [
                (
                    "Actual Startup Time",
                    ((counters?.startupMilliseconds ?? 0) / loops).milliseconds
                ),
                ("Actual Total Time", ((counters?.totalMilliseconds ?? 0) / loops).milliseconds),
            ]
        }
        members += [
            ("Actual Rows", (Double(counters?.rows ?? 0) / loops).rounded().whole),
            ("Actual Loops", String(counters?.loops ?? 0)),
        ]
        return members
    }

    private func json(_ property: ExplainNode.Property, _ indent: Int) -> String {
        switch property {
        case .text(let text): quoted(text)
        case .list(let items): "[" + items.map { quoted($0) }.joined(separator: ", ") + "]"
        case .flag(let flag): flag ? "true" : "false"
        case .number(let number): String(number)
        }
    }

    /// `text` as a JSON string.
    private func quoted(_ text: String) -> String {
        var bytes: [UInt8] = [0x22]
        for byte in text.utf8 {
            switch byte {
            case 0x22, 0x5C: bytes += [0x5C, byte]
            case 0x0A: bytes += Array("\\n".utf8)
            case 0x0D: bytes += Array("\\r".utf8)
            case 0x09: bytes += Array("\\t".utf8)
            case 0..<0x20:
                let hex = String(byte, radix: 16)
                bytes += Array(("\\u" + String(repeating: "0", count: 4 - hex.count) + hex).utf8)
            default: bytes.append(byte)
            }
        }
        bytes.append(0x22)
        return String(decoding: bytes, as: UTF8.self)
    }
}
