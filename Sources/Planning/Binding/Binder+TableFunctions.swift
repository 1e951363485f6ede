// SPDX-License-Identifier: Apache-2.0

import Expressions
import Parsing
import Values

/// Functions in FROM.
///
/// Source: PostgreSQL 15 manual, section 7.2.1.4 "Table Functions".
extension Binder {
    func bind(
        functions: Syntax.TableFunction,
        _ scope: Scope
    ) throws(DatabaseError) -> (Plan, RangeItem) {
        scope.purpose = .functionInFrom
        var items: [Plan.FunctionScan.Item] = []
        var columns: [RangeColumn] = []
        var isScalar = false
        for function in expanded(functions) {
            let definitions = function.columns.isEmpty ? functions.columns : function.columns
            let (item, names) = try bind(function: function.call, definitions, scope)
            items.append(item)
            isScalar = item.columns.count == 1 && definitions.isEmpty
            let fallback = functions.functions.count == 1 ? functions.alias?.name : nil
            for (index, output) in item.columns.enumerated() {
                let name = names?[index] ?? fallback ?? columnName(of: function.call)
                columns.append(RangeColumn(name: name, expression: output.expression))
            }
        }
        var node = Plan.FunctionScan(
            functions: items,
            alias: functions.alias?.name ?? columnName(of: functions.functions[0].call)
        )
        var outputs = items.flatMap(\.columns)
        if functions.hasOrdinality {
            let output = Plan.Output(makeColumn(), .int8)
            node.ordinality = output.id
            outputs.append(output)
            columns.append(RangeColumn(name: "ordinality", expression: output.expression))
        }
        var item = RangeItem(name: node.alias, columns: columns)
        item.isScalarFunction = isScalar && columns.count == 1
        try rename(&item, functions.alias)
        return (Plan(.functionScan(node), outputs), item)
    }

    /// The functions side by side; `unnest` of several arrays is several of them.
    private func expanded(_ functions: Syntax.TableFunction) -> [Syntax.TableFunction.Item] {
        functions.functions.flatMap { item in
            guard case .call(let call) = item.call, call.name.name.isSame(as: "unnest"),
                call.arguments.count > 1, call.orderBy.isEmpty, !call.isVariadic
            else { return [item] }
            return call.arguments.map { argument in
                var single = call
                single.arguments = [argument]
                var copy = item
                copy.call = .call(single)
                return copy
            }
        }
    }

    /// One function: where its rows come from, and the names of its columns when it has any of its
    /// own.
    private func bind(
        function: Syntax.Expression,
        _ definitions: [Syntax.ColumnDefinition],
        _ scope: Scope
    ) throws(DatabaseError) -> (Plan.FunctionScan.Item, names: [String]?) {
        guard case .call(let call) = function else {
            let value = try bind(function, scope)
            let output = Plan.Output(makeColumn(), value.type)
            return (Plan.FunctionScan.Item(source: .scalar(value), columns: [output]), nil)
        }
        let resolved = try resolve(tableCall: call, scope)
        let declared: [RecordField]
        let source: Plan.FunctionScan.Source
        switch resolved {
        case .set(let function, let arguments, let type, let outputs):
            source = .set(function, arguments: arguments, type: type)
            declared = outputs
        case .value(let value):
            source = .scalar(value)
            declared = fields(of: value.type) ?? []
        }
        if !definitions.isEmpty {
            var columns: [Plan.Output] = []
            for definition in definitions {
                guard let type = definition.type else { continue }
                columns.append(Plan.Output(makeColumn(), try bind(type: type)))
            }
            return (
                Plan.FunctionScan.Item(source: source, columns: columns), definitions.map(\.name)
            )
        }
        let type: SQLType =
            switch source {
            case .set(_, _, let type): type
            case .scalar(let value): value.type
            }
        if declared.isEmpty {
            if type.oid == .record {
                throw DatabaseError(
                    .syntaxError,
                    "a column definition list is required for functions returning \"record\"",
                    position: call.position
                )
            }
            let output = Plan.Output(makeColumn(), type)
            return (Plan.FunctionScan.Item(source: source, columns: [output]), nil)
        }
        let columns = declared.map { Plan.Output(makeColumn(), $0.type) }
        // A single named output keeps its name only when the function declares OUT parameters.
        return (Plan.FunctionScan.Item(source: source, columns: columns), declared.map(\.name))
    }
}
