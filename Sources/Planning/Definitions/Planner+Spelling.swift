// SPDX-License-Identifier: Apache-2.0

import Expressions
import Parsing
public import Schemas
public import Values

/// Definitions with their names as the search path of the session demands.
///
/// The catalog keeps them so that they mean the same with any path: everything outside of
/// `pg_catalog` has its schema, and a relation in a constant is a number.
extension Planner {
    /// Expressions kept in the catalog, separated by commas, over rows of `table`, as the session
    /// reads them; as they are kept when they mean nothing any more.
    public func shown(_ sql: String, of table: TableDescription?) -> String {
        let binder = makeBinder()
        let row = table.map { binder.rowColumns(of: $0) } ?? []
        let item = table.map { binder.rangeItem($0, row) }
        guard let parsed = try? binder.parseQuery("SELECT " + sql),
            case .select(let select) = parsed.body
        else { return sql }
        var texts: [String] = []
        for target in select.targets {
            guard let value = try? binder.bind(written: target.value, as: .check, nil, item) else {
                return sql
            }
            texts.append(text(value, row: row, of: table, isStored: false))
        }
        return texts.joined(separator: ", ")
    }

    /// An index of `table` with its expressions as the session reads them.
    public func shown(_ index: IndexDescription, of table: TableDescription) -> IndexDescription {
        var shown = index
        for (position, key) in index.keys.enumerated() {
            shown.keys[position].expressionSQL = key.expressionSQL.map { self.shown($0, of: table) }
        }
        shown.predicateSQL = index.predicateSQL.map { self.shown($0, of: table) }
        return shown
    }

    /// A view's query as the session reads it.
    public func shown(_ view: ViewDescription) -> String {
        (try? spelled(view.query, path: context.session.currentSchemas(implicit: true)))
            ?? view.query
    }

    /// The relations that constants of a kept expression name: the sequences of a default.
    public func relations(namedIn sql: String) -> Set<OID> {
        guard sql.contains("::regclass"),
            let value = try? makeBinder().bind(stored: sql, as: .defaultExpression, nil, nil)
        else { return [] }
        var found: Set<OID> = []
        value.forEachPart { part in
            if case .constant(.oid(let number), let type) = part, type.oid == .regclass {
                found.insert(OID(number))
            }
        }
        return found
    }

    /// `query` with the names that `path` finds bare, and all others with their schema.
    func spelled(_ query: String, path: [String]) throws(DatabaseError) -> String {
        let binder = makeBinder()
        binder.mentions = [:]
        let scope = Scope(parent: nil, frame: Frame(parent: nil), commonTables: [])
        _ = try binder.bind(query: try binder.parseQuery(query), scope)
        var text = Array(query.unicodeScalars)
        let mentions = (binder.mentions ?? [:]).sorted { $0.key > $1.key }
        for (position, mention) in mentions where position <= text.count {
            let start = position - 1
            let end: Int?
            let replacement: String
            switch mention {
            case .relation(let schema, let name, let isBare):
                end = Self.endOfName(in: text, from: start)
                let isFound = isBare && path.contains(schema)
                replacement = Self.qualified(name, isFound ? nil : schema)
            case .object(let schema, let name):
                // The grammar's own names for what pg_catalog has are no names in the text.
                if schema == "pg_catalog" { continue }
                end = Self.endOfName(in: text, from: start)
                replacement = Self.qualified(name, path.contains(schema) ? nil : schema)
            case .symbol(let schema, let name):
                if schema == "pg_catalog" { continue }
                end = Self.endOfOperator(name, in: text, from: start)
                replacement =
                    path.contains(schema)
                    ? name : "OPERATOR(\(SQLText.identifier(schema)).\(name))"
            }
            if let end { text.replaceSubrange(start..<end, with: replacement.unicodeScalars) }
        }
        var result = String.UnicodeScalarView()
        result.append(contentsOf: text)
        return String(result)
    }

    private static func qualified(_ name: String, _ schema: String?) -> String {
        let quoted = SQLText.identifier(name)
        return schema.map { "\(SQLText.identifier($0)).\(quoted)" } ?? quoted
    }

    /// Where the possibly qualified name that begins at `start` ends; nil if there is none.
    private static func endOfName(in text: [Unicode.Scalar], from start: Int) -> Int? {
        var end = start
        while true {
            guard let part = endOfPart(in: text, from: end) else { return end == start ? nil : end }
            let dot = text[part...].firstIndex { !$0.properties.isWhitespace } ?? part
            guard dot < text.count, text[dot] == "." else { return part }
            end = text[(dot + 1)...].firstIndex { !$0.properties.isWhitespace } ?? text.count
        }
    }

    private static func endOfPart(in text: [Unicode.Scalar], from start: Int) -> Int? {
        guard start < text.count else { return nil }
        if text[start] == "\"" {
            var index = start + 1
            while index < text.count {
                if text[index] == "\"" {
                    guard index + 1 < text.count, text[index + 1] == "\"" else { return index + 1 }
                    index += 1
                }
                index += 1
            }
            return nil
        }
        let end = text[start...].firstIndex { scalar in
            !(scalar.properties.isAlphabetic || scalar.value >= 0x80 || scalar == "_"
                || scalar == "$" || ("0"..."9").contains(scalar))
        }
        return end == start ? nil : end ?? text.count
    }

    /// Where the operator at `start`, written bare or with OPERATOR(), ends; nil if it is another.
    private static func endOfOperator(
        _ name: String,
        in text: [Unicode.Scalar],
        from start: Int
    ) -> Int? {
        let rest = text[start...]
        if rest.starts(with: name.unicodeScalars) { return start + name.unicodeScalars.count }
        // The other spelling of <>.
        if name == "<>", rest.starts(with: "!=".unicodeScalars) { return start + 2 }
        var word = String.UnicodeScalarView()
        word.append(contentsOf: rest.prefix(8))
        guard String(word).lowercased() == "operator" else { return nil }
        return rest.firstIndex(of: ")").map { $0 + 1 }
    }
}
