// SPDX-License-Identifier: Apache-2.0

import Expressions
public import Schemas
public import Values

/// Definitions as SQL text, as `pg_get_indexdef` and its like print them.
public enum DefinitionText {
    /// `CREATE [UNIQUE] INDEX name ON schema.table USING method (…) …`.
    ///
    /// `schema` is the table's, nil when it is not to be named; `namesExtension` writes the schema
    /// of the extension's operator classes; `isPretty` leaves parentheses out that nobody needs,
    /// as far as they enclose a whole expression.
    public static func index(
        _ index: IndexDescription,
        _ table: TableDescription,
        schema: String?,
        namesExtension: Bool,
        isPretty: Bool = false
    ) -> String {
        let unique = index.isUnique ? "UNIQUE " : ""
        let name = SQLText.identifier(index.name)
        let prefix = schema.map { SQLText.identifier($0) + "." } ?? ""
        let target = prefix + SQLText.identifier(table.name)
        var text = "CREATE \(unique)INDEX \(name) ON \(target) USING \(index.method) ("
        let keys = index.keys.map { key in
            let isQualified = namesExtension && isOfExtension(key, index)
            return self.key(key, table, isPretty, prefix: isQualified ? "public." : "")
        }
        text += keys.joined(separator: ", ") + ")"
        text += including(index, table)
        if index.nullsNotDistinct { text += " NULLS NOT DISTINCT" }
        if !index.options.isEmpty {
            text += " WITH (" + index.options.map(option).joined(separator: ", ") + ")"
        }
        if let predicate = index.predicateSQL {
            text += " WHERE \(isPretty ? bare(predicate) : predicate)"
        }
        return text
    }

    /// One key of an index, by position from 1, without its order, as
    /// `pg_get_indexdef(oid, n, …)` prints it; empty past the end.
    public static func indexKey(
        _ index: IndexDescription,
        _ position: Int,
        _ table: TableDescription,
        isPretty: Bool = false
    ) -> String {
        if index.keys.indices.contains(position - 1) {
            return expression(index.keys[position - 1], table, isPretty)
        }
        let extra = position - 1 - index.keys.count
        guard index.included.indices.contains(extra) else { return "" }
        return column(index.included[extra], table)
    }

    /// `PRIMARY KEY (…)` or `UNIQUE (…)`.
    public static func constraint(_ index: IndexDescription, _ table: TableDescription) -> String {
        let kind = index.constraint == .primaryKey ? "PRIMARY KEY" : "UNIQUE"
        let nulls = index.nullsNotDistinct ? " NULLS NOT DISTINCT" : ""
        let keys = index.keys.map { expression($0, table, false) }.joined(separator: ", ")
        return "\(kind)\(nulls) (\(keys))\(including(index, table))"
    }

    /// `CHECK (…)`; foreign keys as `FOREIGN KEY (…) REFERENCES …`.
    public static func constraint(
        _ constraint: ConstraintDescription,
        _ table: TableDescription,
        relation: (OID) -> (name: String, table: TableDescription)?
    ) -> String {
        switch constraint.kind {
        case .check(let sql):
            return "CHECK (\(sql))\(constraint.isValidated ? "" : " NOT VALID")"
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

    private static func isOfExtension(
        _ key: IndexDescription.Key,
        _ index: IndexDescription
    ) -> Bool {
        guard let method = AccessMethod.named(index.method) else { return false }
        let found = OperatorClass.of(key.type.oid, method: method.oid, named: key.operatorClass)
        return found?.isExtension == true
    }

    private static func key(
        _ key: IndexDescription.Key,
        _ table: TableDescription,
        _ isPretty: Bool,
        prefix: String
    ) -> String {
        var text = expression(key, table, isPretty)
        if let operatorClass = key.operatorClass { text += " \(prefix)\(operatorClass)" }
        if key.isDescending {
            text += key.nullsFirst ? " DESC" : " DESC NULLS LAST"
        } else if key.nullsFirst {
            text += " NULLS FIRST"
        }
        return text
    }

    private static func expression(
        _ key: IndexDescription.Key,
        _ table: TableDescription,
        _ isPretty: Bool
    ) -> String {
        if let number = key.column { return column(number, table) }
        let sql = key.expressionSQL ?? ""
        // A bare function call stands alone; anything else is parenthesised.
        return isCall(sql) ? sql : "(\(isPretty ? bare(sql) : sql))"
    }

    /// `sql` without parentheses around all of it, or around the simple operand of a cast.
    public static func bare(_ sql: String) -> String {
        guard sql.hasPrefix("("), let close = closing(sql[...]) else { return sql }
        let inner = sql[sql.index(after: sql.startIndex)..<close]
        let rest = sql[sql.index(after: close)...]
        if rest.isEmpty { return String(inner) }
        let isSimple = isCall(String(inner)) || inner.allSatisfy(isNameCharacter)
        return rest.hasPrefix("::") && isSimple ? String(inner + rest) : sql
    }

    /// Where the parenthesis that `sql` begins with is closed.
    private static func closing(_ sql: Substring) -> String.Index? {
        var depth = 0
        var quote: Character?
        for index in sql.indices {
            let character = sql[index]
            if let open = quote {
                if character == open { quote = nil }
                continue
            }
            switch character {
            case "'", "\"": quote = character
            case "(": depth += 1
            case ")":
                depth -= 1
                if depth == 0 { return index }
            default: break
            }
        }
        return nil
    }

    private static func isNameCharacter(_ character: Character) -> Bool {
        character.isLetter || character.isNumber || character == "_" || character == "."
    }

    private static func isCall(_ sql: String) -> Bool {
        guard let open = sql.firstIndex(of: "("), open > sql.startIndex,
            sql[..<open].allSatisfy(isNameCharacter), let close = closing(sql[open...])
        else { return false }
        return sql.index(after: close) == sql.endIndex
    }

    private static func column(_ number: Int16, _ table: TableDescription) -> String {
        SQLText.identifier(table.column(numbered: number)?.name ?? "")
    }
}
