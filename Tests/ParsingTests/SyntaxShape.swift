// SPDX-License-Identifier: Apache-2.0

import Parsing
import Testing

/// The shape of the only statement of `sql`, as ``shape(of:)`` has it.
func shape(
    _ sql: String,
    sourceLocation: SourceLocation = #_sourceLocation
) throws -> String {
    let statements = try Parser.parse(sql)
    try #require(statements.count == 1, sourceLocation: sourceLocation)
    return shape(of: statements[0].statement)
}

/// A syntax tree as one line: cases as `name(…)`, structures as their fields, literals and names as
/// they are written, and nothing for positions and for what is absent, empty, false or the default.
func shape(of value: Any) -> String {
    let mirror = Mirror(reflecting: value)
    if mirror.displayStyle != .optional, let text = leaf(value) { return text }
    switch mirror.displayStyle {
    case .optional: return mirror.children.first.map { shape(of: $0.value) } ?? ""
    case .collection:
        return "[" + mirror.children.map { shape(of: $0.value) }.joined(separator: ", ") + "]"
    case .enum:
        guard let payload = mirror.children.first else { return "\(value)" }
        if let text = leaf(payload.value), payload.value is any SyntaxLeaf { return text }
        let inner = Mirror(reflecting: payload.value)
        let isNested = inner.displayStyle == .struct || inner.displayStyle == .tuple
        return "\(payload.label ?? "")(\(isNested ? fields(inner) : shape(of: payload.value)))"
    default: return "(" + fields(mirror) + ")"
    }
}

private func fields(_ mirror: Mirror) -> String {
    mirror.children.compactMap { child -> String? in
        let label = child.label ?? ""
        if label.hasSuffix("osition") { return nil }
        if label == "includesDescendants" {
            return child.value as? Bool == false ? "only" : nil
        }
        let text = shape(of: child.value)
        let defaults = ["", "[]", "false", "unspecified", "none", "permanent", "restrict"]
        if defaults.contains(text) || label == "distinct" && text == "all" { return nil }
        return label.isEmpty || label.hasPrefix(".") ? text : "\(label): \(text)"
    }.joined(separator: ", ")
}

/// What prints as it is written.
private protocol SyntaxLeaf {}
extension Syntax.Constant: SyntaxLeaf {}
extension Syntax.ColumnReference: SyntaxLeaf {}
extension Syntax.Parameter: SyntaxLeaf {}

private func leaf(_ value: Any) -> String? {
    switch value {
    case let text as String: return "\"\(text)\""
    case is Bool, is Int, is Int32: return "\(value)"
    case let options as Syntax.TableLike.Options: return "\(options.rawValue)"
    case let parameter as Syntax.Parameter: return "$\(parameter.number)"
    case let column as Syntax.ColumnReference:
        return (column.names + (column.isStar ? ["*"] : [])).joined(separator: ".")
    case let name as Syntax.ObjectName:
        return [name.catalog, name.schema, name.name].compactMap(\.self).joined(separator: ".")
    case let name as Syntax.OperatorName:
        return (name.schema.map { "\($0)." } ?? "") + name.name
    case let constant as Syntax.Constant: return literal(constant.value)
    default: return nil
    }
}

private func literal(_ value: Syntax.Constant.Value) -> String {
    switch value {
    case .null: "NULL"
    case .boolean(let value): value ? "TRUE" : "FALSE"
    case .integer(let value): "\(value)"
    case .number(let text): "\(text)n"
    case .string(let text): "'\(text)'"
    case .binary(let digits): "B'\(digits)'"
    case .hexadecimal(let digits): "X'\(digits)'"
    }
}
