// SPDX-License-Identifier: Apache-2.0

import Expressions
public import Schemas
public import Values

/// Definitions as SQL text, as `pg_get_indexdef` and its like print them.
public enum DefinitionText {
    /// `CREATE [UNIQUE] INDEX name ON schema.table USING method (…) …`.
    public static func index(
        _ index: IndexDescription,
        _ table: TableDescription,
        schema: String
    ) -> String {
        let unique = index.isUnique ? "UNIQUE " : ""
        let name = SQLText.identifier(index.name)
        let target = "\(SQLText.identifier(schema)).\(SQLText.identifier(table.name))"
        var text = "CREATE \(unique)INDEX \(name) ON \(target) USING \(index.method) ("
        text += index.keys.map { key($0, table) }.joined(separator: ", ") + ")"
        text += including(index, table)
        if index.nullsNotDistinct { text += " NULLS NOT DISTINCT" }
        if !index.options.isEmpty {
            text += " WITH (" + index.options.map(option).joined(separator: ", ") + ")"
        }
        if let predicate = index.predicateSQL { text += " WHERE \(predicate)" }
        return text
    }

    /// One key of an index, by position from 1, without its order, as
    /// `pg_get_indexdef(oid, n, …)` prints it; empty past the end.
    public static func indexKey(
        _ index: IndexDescription,
        _ position: Int,
        _ table: TableDescription
    ) -> String {
        if index.keys.indices.contains(position - 1) {
            return expression(index.keys[position - 1], table)
        }
        let extra = position - 1 - index.keys.count
        guard index.included.indices.contains(extra) else { return "" }
        return column(index.included[extra], table)
    }

    /// `PRIMARY KEY (…)` or `UNIQUE (…)`.
    public static func constraint(_ index: IndexDescription, _ table: TableDescription) -> String {
        let kind = index.constraint == .primaryKey ? "PRIMARY KEY" : "UNIQUE"
        let nulls = index.nullsNotDistinct ? " NULLS NOT DISTINCT" : ""
        let keys = index.keys.map { expression($0, table) }.joined(separator: ", ")
        return "\(kind)\(nulls) (\(keys))\(including(index, table))"
    }

    /// `CHECK (…)`; foreign keys as `FOREIGN KEY (…) REFERENCES …`.
    public static func constraint(
        _ constraint: ConstraintDescription,
        _ table: TableDescription,
        relation: (OID) -> (name: String, table: TableDescription)?
    ) -> String {
        switch constraint.kind {
        case .check(let sql): return "CHECK (\(sql))"
        case .foreignKey(let key):
            let columns = key.columns.map { column($0, table) }.joined(separator: ", ")
            guard let (name, target) = relation(key.table) else {
                return "FOREIGN KEY (\(columns))"
            }
            let referenced = key.referenced.map { column($0, target) }.joined(separator: ", ")
            return "FOREIGN KEY (\(columns)) REFERENCES \(name)(\(referenced))"
        }
    }

    private static func including(_ index: IndexDescription, _ table: TableDescription) -> String {
        if index.included.isEmpty { return "" }
        let names = index.included.map { column($0, table) }.joined(separator: ", ")
        return " INCLUDE (\(names))"
    }

    private static func option(_ option: String) -> String {
        guard let equals = option.firstIndex(of: "=") else { return option }
        let name = option[..<equals]
        let value = option[option.index(after: equals)...]
        return "\(name)='\(value)'"
    }

    private static func key(_ key: IndexDescription.Key, _ table: TableDescription) -> String {
        var text = expression(key, table)
        if let operatorClass = key.operatorClass { text += " \(operatorClass)" }
        if key.isDescending {
            text += key.nullsFirst ? " DESC" : " DESC NULLS LAST"
        } else if key.nullsFirst {
            text += " NULLS FIRST"
        }
        return text
    }

    private static func expression(
        _ key: IndexDescription.Key,
        _ table: TableDescription
    ) -> String {
        if let number = key.column { return column(number, table) }
        let sql = key.expressionSQL ?? ""
        // A bare function call stands alone; anything else is parenthesised.
        return sql.hasPrefix("(") || isCall(sql) ? sql : "(\(sql))"
    }

    private static func isCall(_ sql: String) -> Bool {
        guard sql.hasSuffix(")"), let open = sql.firstIndex(of: "(") else { return false }
        return sql[..<open].allSatisfy { $0.isLetter || $0.isNumber || $0 == "_" || $0 == "." }
    }

    private static func column(_ number: Int16, _ table: TableDescription) -> String {
        SQLText.identifier(table.column(numbered: number)?.name ?? "")
    }
}
