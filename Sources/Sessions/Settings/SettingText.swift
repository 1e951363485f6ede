// SPDX-License-Identifier: Apache-2.0

import Parsing

/// The text of a constant in SET.
enum SettingText {
    /// The text of `expression`; nil when it is no constant.
    static func text(of expression: Syntax.Expression) -> String? {
        switch expression {
        case .constant(let constant):
            switch constant.value {
            case .null: return nil
            case .boolean(let flag): return flag ? "true" : "false"
            case .integer(let number): return String(number)
            case .number(let text), .string(let text), .binary(let text), .hexadecimal(let text):
                return text
            }
        case .column(let column) where !column.isStar:
            return column.names.joined(separator: ".")
        case .operation(let operation) where operation.left == nil && operation.name.name == "-":
            return text(of: operation.right).map { "-" + $0 }
        case .cast(let cast):
            // SET TIME ZONE INTERVAL '…' and quoted booleans.
            return text(of: cast.operand)
        default: return nil
        }
    }
}
