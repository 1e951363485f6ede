// SPDX-License-Identifier: Apache-2.0

import CPgQuery
import Values

extension Converter {
    /// The options of a list.
    func options(_ list: UnsafePointer<PgList>?) throws(DatabaseError) -> [Syntax.Option] {
        try map(list) { node throws(DatabaseError) in try option(node.cast()) }
    }

    private func option(_ node: UnsafePointer<PgDefElem>) throws(DatabaseError) -> Syntax.Option {
        let raw = node.pointee
        let action: Syntax.Option.Action =
            switch raw.defaction {
            case .set: .set
            case .add: .add
            case .drop: .drop
            default: .unspecified
            }
        return .init(
            namespace: String(cName: raw.defnamespace),
            name: name(raw.defname),
            value: try optional(raw.arg) { node throws(DatabaseError) in try optionValue(node) },
            action: action,
            position: position(raw.location)
        )
    }

    private func optionValue(_ node: RawNode) throws(DatabaseError) -> Syntax.OptionValue {
        switch node.tag {
        case .integer: return .integer((node.cast() as UnsafePointer<PgInteger>).pointee.ival)
        case .float: return .number(name((node.cast() as UnsafePointer<PgFloat>).pointee.fval))
        case .boolean:
            return .boolean((node.cast() as UnsafePointer<PgBoolean>).pointee.boolval)
        case .string: return .string(node.string ?? "")
        case .typeName: return .typeName(try typeName(node.cast()))
        case .aStar: return .star
        case .roleSpec: return .role(try role(node.cast()))
        case .list:
            let list = UnsafePointer<PgList>(node.cast())
            if RawList(list).first??.tag == .roleSpec { return .roles(try roles(list)) }
            return .list(
                try map(list) { node throws(DatabaseError) in
                    try nested { () throws(DatabaseError) in try optionValue(node) }
                }
            )
        case .paramRef:
            // PASSWORD $1 is libpg_query's own.
            try refuseParameter(node)
            return .other
        default: return .other
        }
    }
}
