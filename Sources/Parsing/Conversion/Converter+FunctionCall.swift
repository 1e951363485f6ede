// SPDX-License-Identifier: Apache-2.0

import CPgQuery
import Values

extension Converter {
    /// A call.
    func functionCall(
        _ node: UnsafePointer<PgFuncCall>
    ) throws(DatabaseError) -> Syntax.FunctionCall {
        let raw = node.pointee
        let position = position(raw.location)
        let usesSQLSyntax = raw.funcformat == .sqlSyntax
        let name = try objectName(raw.funcname, position: position)
        // EXTRACT($1 FROM x) is libpg_query's own.
        if usesSQLSyntax, name.name == "extract", let first = RawList(raw.args).first ?? nil {
            try refuseParameter(first)
        }
        return .init(
            name: name,
            arguments: try expressions(raw.args),
            orderBy: try sortItems(raw.agg_order),
            isWithinGroup: raw.agg_within_group,
            filter: try optionalExpression(raw.agg_filter),
            over: try optional(raw.over) { node throws(DatabaseError) in
                try windowReference(node)
            },
            isStar: raw.agg_star,
            isDistinct: raw.agg_distinct,
            isVariadic: raw.func_variadic,
            usesSQLSyntax: usesSQLSyntax,
            position: position
        )
    }

    private func windowReference(
        _ node: UnsafePointer<PgWindowDef>
    ) throws(DatabaseError) -> Syntax.WindowReference {
        if let name = String(cName: node.pointee.name) {
            return .named(name, position: position(node.pointee.location))
        }
        return .inline(try windowDefinition(node))
    }

    /// A window.
    func windowDefinition(
        _ node: UnsafePointer<PgWindowDef>
    ) throws(DatabaseError) -> Syntax.WindowDefinition {
        let raw = node.pointee
        return .init(
            name: String(cName: raw.name),
            base: String(cName: raw.refname),
            partitionBy: try expressions(raw.partitionClause),
            orderBy: try sortItems(raw.orderClause),
            frame: try frame(raw),
            position: position(raw.location)
        )
    }

    private func frame(_ raw: PgWindowDef) throws(DatabaseError) -> Syntax.WindowFrame? {
        let options = FrameOptions(rawValue: raw.frameOptions)
        guard options.contains(.written) else { return nil }
        let start: Syntax.WindowFrame.Bound =
            if options.contains(.startUnboundedPreceding) {
                .unboundedPreceding
            } else if options.contains(.startOffsetPreceding) {
                .preceding(try expression(raw.startOffset))
            } else if options.contains(.startOffsetFollowing) {
                .following(try expression(raw.startOffset))
            } else {
                .currentRow
            }
        let end: Syntax.WindowFrame.Bound =
            if options.contains(.endUnboundedFollowing) {
                .unboundedFollowing
            } else if options.contains(.endOffsetPreceding) {
                .preceding(try expression(raw.endOffset))
            } else if options.contains(.endOffsetFollowing) {
                .following(try expression(raw.endOffset))
            } else {
                .currentRow
            }
        return .init(mode: options.mode, start: start, end: end, exclusion: options.exclusion)
    }
}

/// The bits of a window's frame.
///
/// Source: PostgreSQL 15, `FRAMEOPTION_*`.
private struct FrameOptions: OptionSet {
    let rawValue: Int32

    static let written = FrameOptions(rawValue: 0x1)
    static let rows = FrameOptions(rawValue: 0x4)
    static let groups = FrameOptions(rawValue: 0x8)
    static let startUnboundedPreceding = FrameOptions(rawValue: 0x20)
    static let endUnboundedFollowing = FrameOptions(rawValue: 0x100)
    static let startOffsetPreceding = FrameOptions(rawValue: 0x800)
    static let endOffsetPreceding = FrameOptions(rawValue: 0x1000)
    static let startOffsetFollowing = FrameOptions(rawValue: 0x2000)
    static let endOffsetFollowing = FrameOptions(rawValue: 0x4000)
    static let excludeCurrentRow = FrameOptions(rawValue: 0x8000)
    static let excludeGroup = FrameOptions(rawValue: 0x10000)
    static let excludeTies = FrameOptions(rawValue: 0x20000)

    var mode: Syntax.WindowFrame.Mode {
        if contains(.rows) { return .rows }
        return contains(.groups) ? .groups : .range
    }

    var exclusion: Syntax.WindowFrame.Exclusion {
        if contains(.excludeCurrentRow) { return .currentRow }
        if contains(.excludeGroup) { return .group }
        return contains(.excludeTies) ? .ties : .none
    }
}
