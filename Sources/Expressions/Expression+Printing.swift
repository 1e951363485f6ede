// SPDX-License-Identifier: Apache-2.0

import Values

extension Expression {
    /// How an expression is written where it stands.
    public struct Printing {
        /// The names of columns, qualified as the place demands.
        public var column: (ColumnID) -> String
        /// What stands for the argument of the frame with that position.
        public var outer: (Int) -> String
        /// What stands for a subquery, such as `SubPlan 1`.
        public var subquery: (Subquery) -> String
        /// Whether CASE takes a line for each branch, as in `pg_get_expr` but not in EXPLAIN.
        public var isMultiline: Bool
        /// The schemas whose functions, operators and types are written without their schema.
        public var path: [String]
        /// Whether relations in constants are written as numbers, which no renaming changes.
        public var isStored: Bool
        /// The settings that constants are written with.
        public var context: EvaluationContext

        /// Writes columns and subqueries as the closures say, and other names as the session's
        /// search path demands; `isStored` is for text that has to mean the same with any path.
        public init(
            context: EvaluationContext,
            isStored: Bool = false,
            isMultiline: Bool = false,
            column: @escaping (ColumnID) -> String,
            outer: @escaping (Int) -> String = { "@\($0)" },
            subquery: @escaping (Subquery) -> String = { "SubPlan \($0.number + 1)" }
        ) {
            self.context = context
            self.isStored = isStored
            path = isStored ? ["pg_catalog"] : context.session.currentSchemas(implicit: true)
            self.isMultiline = isMultiline
            self.column = column
            self.outer = outer
            self.subquery = subquery
        }
    }

    /// The expression as PostgreSQL prints it back: fully parenthesized, constants with their type,
    /// as in `(price > '10'::numeric)`.
    ///
    /// - Parameters:
    ///   - printing: How columns and subqueries are written.
    ///   - showingImplicit: Whether a cast nobody wrote shows at the top.
    /// - Returns: SQL text that means the same.
    public func sql(_ printing: Printing, showingImplicit: Bool = false) -> String {
        var printer = ExpressionPrinter(printing: printing)
        printer.write(self, showingImplicit: showingImplicit)
        return printer.output
    }
}

/// Writes expressions as SQL text.
struct ExpressionPrinter {
    let printing: Expression.Printing
    var output = ""
    private var indentation = 0

    init(printing: Expression.Printing) { self.printing = printing }

    mutating func write(_ expression: Expression, showingImplicit: Bool) {
        switch expression {
        case .constant(let value, let type): write(constant: value, type, label: true)
        case .column(let column, _): output += printing.column(column)
        case .input(let slot, _): output += "#\(slot)"
        case .parameter(let number, _): output += "$\(number)"
        case .outer(let position, _): output += printing.outer(position)
        case .call(let function, let arguments, let type):
            write(call: function, arguments, type, showingImplicit)
        case .and(let operands): write(operands, joinedBy: " AND ")
        case .or(let operands): write(operands, joinedBy: " OR ")
        case .not(let operand):
            output += "(NOT "
            write(operand, showingImplicit: true)
            output += ")"
        case .isNull(let operand, let negated):
            write(operand, suffix: negated ? " IS NOT NULL" : " IS NULL")
        case .isTruth(let operand, let truth, let negated):
            let name = truth.map { $0 ? "TRUE" : "FALSE" } ?? "UNKNOWN"
            write(operand, suffix: negated ? " IS NOT \(name)" : " IS \(name)")
        case .isDistinct(let left, let right, _, let negated):
            output += negated ? "(NOT (" : "("
            write(left, showingImplicit: true)
            output += " IS DISTINCT FROM "
            write(right, showingImplicit: true)
            output += negated ? "))" : ")"
        case .conditional(let branches, let otherwise, let type):
            write(branches, otherwise ?? .constant(.null, type))
        case .coalesce(let operands, _): write("COALESCE", operands)
        case .nullIf(let left, let right, _, _): write("NULLIF", [left, right])
        case .extremum(let operands, let greatest, _):
            write(greatest ? "GREATEST" : "LEAST", operands)
        case .array(let elements, _, let type):
            output += "ARRAY["
            write(list: elements)
            output += elements.isEmpty ? "]::\(name(of: type))" : "]"
        case .row(let fields, _): write("ROW", fields)
        case .anyOrAll(let left, let function, let array, let all):
            output += "("
            write(left, showingImplicit: true)
            output += " \(symbol(of: function)) \(all ? "ALL" : "ANY") ("
            write(array, showingImplicit: true)
            output += "))"
        case .element(let container, let subscripts, _): write(container, subscripts)
        case .subquery(let subquery): write(subquery)
        }
    }

    private mutating func write(list: [Expression]) {
        for (index, item) in list.enumerated() {
            if index > 0 { output += ", " }
            write(item, showingImplicit: true)
        }
    }

    private mutating func write(_ name: String, _ arguments: [Expression]) {
        output += name + "("
        write(list: arguments)
        output += ")"
    }

    private mutating func write(_ operands: [Expression], joinedBy separator: String) {
        output += "("
        for (index, operand) in operands.enumerated() {
            if index > 0 { output += separator }
            write(operand, showingImplicit: true)
        }
        output += ")"
    }

    private mutating func write(_ operand: Expression, suffix: String) {
        output += "("
        write(operand, showingImplicit: true)
        output += suffix + ")"
    }

    private mutating func write(
        call function: Function,
        _ arguments: [Expression],
        _ type: SQLType,
        _ showingImplicit: Bool
    ) {
        switch function.notation {
        case .call: write(qualified(function.name, function.schema), arguments)
        case .operator:
            output += "("
            if arguments.count == 2 {
                write(arguments[0], showingImplicit: true)
                output += " "
            }
            output += symbol(of: function) + " "
            if let last = arguments.last { write(last, showingImplicit: true) }
            output += ")"
        case .cast(let implicit):
            guard let operand = arguments.first else { return }
            if implicit, !showingImplicit {
                write(operand, showingImplicit: false)
                return
            }
            if case .constant(let value, let source) = operand, source == type.unmodified {
                write(constant: value, source, label: false)
            } else {
                output += "("
                write(operand, showingImplicit: false)
                output += ")"
            }
            output += "::" + name(of: type)
        }
    }

    private func qualified(_ name: String, _ schema: String) -> String {
        let quoted = SQLText.identifier(name)
        return printing.path.contains(schema) ? quoted : "\(SQLText.identifier(schema)).\(quoted)"
    }

    private func name(of type: SQLType) -> String {
        type.formatted(withModifier: true, isQualified: !printing.path.contains("public"))
    }

    /// The operator that `function` is, or its name.
    private func symbol(of function: Function) -> String {
        let name = function.operatorName
        return printing.path.contains(function.schema)
            ? name : "OPERATOR(\(SQLText.identifier(function.schema)).\(name))"
    }

    private mutating func write(_ branches: [Expression.Branch], _ otherwise: Expression) {
        output += "CASE"
        indentation += 4
        for branch in branches {
            breakLine()
            output += "WHEN "
            write(branch.condition, showingImplicit: false)
            output += " THEN "
            write(branch.result, showingImplicit: true)
        }
        breakLine()
        output += "ELSE "
        write(otherwise, showingImplicit: true)
        indentation -= 4
        breakLine()
        output += "END"
    }

    private mutating func breakLine() {
        output +=
            printing.isMultiline ? "\n" + String(repeating: " ", count: indentation) : " "
    }

    private mutating func write(_ container: Expression, _ subscripts: [Expression.Subscript]) {
        let isPlain =
            switch container {
            case .column, .input, .parameter: true
            default: false
            }
        output += isPlain ? "" : "("
        write(container, showingImplicit: true)
        output += isPlain ? "" : ")"
        for item in subscripts {
            output += "["
            if let lower = item.lower { write(lower, showingImplicit: false) }
            if item.isSlice { output += ":" }
            if let upper = item.upper { write(upper, showingImplicit: false) }
            output += "]"
        }
    }

    private mutating func write(_ subquery: Expression.Subquery) {
        let name = printing.subquery(subquery)
        switch subquery.kind {
        case .scalar, .array: output += "(\(name))"
        case .exists: output += "EXISTS(\(name))"
        case .quantified(let left, let function, let all):
            output += "("
            write(left, showingImplicit: true)
            output += " \(symbol(of: function)) \(all ? "ALL" : "ANY") (\(name)))"
        }
    }

    /// A constant: whole numbers and booleans bare, others quoted and labelled with their type.
    private mutating func write(constant value: Value, _ type: SQLType, label: Bool) {
        if value.isNull {
            output += label ? "NULL::\(name(of: type))" : "NULL"
            return
        }
        let text = self.text(value, type)
        var needsLabel = true
        switch type.oid {
        case .bool:
            output += text.utf8.first == 0x74 ? "true" : "false"
            needsLabel = false
        case .int4 where text.utf8.first != 0x2D:
            output += text
            needsLabel = false
        case .numeric where Self.isBareDecimal(text):
            output += text
            needsLabel = type.modifier >= 0
        default:
            output += SQLText.literal(text)
            needsLabel = type.oid != .unknown
        }
        if label, needsLabel { output += "::" + name(of: type) }
    }

    private func text(_ value: Value, _ type: SQLType) -> String {
        if printing.isStored, type.oid == .regclass, case .oid(let number) = value {
            return String(number)
        }
        // A definition or plan can show that there is a value without its gigabytes.
        return (try? TextForm.write(value, as: type, printing.context)) ?? "..."
    }

    private static func isBareDecimal(_ text: String) -> Bool {
        guard let first = text.utf8.first, (0x30...0x39).contains(first) else { return false }
        return text.utf8.contains { $0 == 0x2E || $0 == 0x65 || $0 == 0x45 }
    }
}

extension Function {
    /// The operator it is written as, or its name.
    var operatorName: String {
        if case .operator(let name, _) = notation { name } else { name }
    }
}
