// SPDX-License-Identifier: Apache-2.0

import Expressions
public import Parsing
public import Schemas
public import Values

/// What depends on a column, and definitions after a change of names.
extension Planner {
    /// What the expressions of a table make depend on one of its columns.
    public struct ColumnUsers: Sendable {
        /// The names of generated columns.
        public var generated: [String] = []
        /// CHECK constraints.
        public var checks: Set<OID> = []
        /// Indexes with an expression or predicate over the column.
        public var indexes: Set<OID> = []
    }

    /// What refers to column `number` of `table` by an expression.
    public func users(
        ofColumn number: Int16,
        of table: TableDescription
    ) throws(DatabaseError) -> ColumnUsers {
        var users = ColumnUsers()
        let expressions = try tableExpressions(table)
        let row = expressions.row.first { $0.source == .column(number) }
        guard let id = row?.id else { return users }
        for assignment in expressions.generated
        where assignment.value.referencedColumns.contains(id) {
            if let name = table.column(numbered: assignment.column)?.name {
                users.generated.append(name)
            }
        }
        for (check, constraint) in zip(expressions.checks, table.constraints.filter(\.isCheck))
        where check.condition.referencedColumns.contains(id) {
            users.checks.insert(constraint.oid)
        }
        for index in expressions.indexes {
            let isUsed =
                index.keys.contains { $0.referencedColumns.contains(id) }
                || index.predicate?.referencedColumns.contains(id) == true
            if isUsed { users.indexes.insert(index.description.oid) }
        }
        return users
    }

    /// `table` and its indexes with column `number` called `name`, in their expressions too.
    public func renaming(
        column number: Int16,
        to name: String,
        in table: TableDescription
    ) throws(DatabaseError) -> (table: TableDescription, indexes: [IndexDescription]) {
        let expressions = try tableExpressions(table)
        var renamed = table
        renamed.columns[Int(number) - 1].name = name
        for assignment in expressions.generated {
            renamed.columns[Int(assignment.column) - 1].defaultSQL = text(
                assignment.value,
                row: expressions.row,
                of: renamed
            )
        }
        var checks = expressions.checks.makeIterator()
        for index in renamed.constraints.indices where renamed.constraints[index].isCheck {
            guard let check = checks.next() else { break }
            renamed.constraints[index].kind = .check(
                sql: text(check.condition, row: expressions.row, of: renamed)
            )
        }
        var indexes: [IndexDescription] = []
        for index in expressions.indexes {
            var description = index.description
            for (position, key) in index.keys.enumerated()
            where description.keys[position].expressionSQL != nil {
                description.keys[position].expressionSQL = text(
                    key,
                    row: expressions.row,
                    of: renamed
                )
            }
            if let predicate = index.predicate {
                description.predicateSQL = text(predicate, row: expressions.row, of: renamed)
            }
            if description != index.description { indexes.append(description) }
        }
        return (renamed, indexes)
    }

    /// The stored relations that a view's query names, directly; none when it means nothing any
    /// more, because what it reads was renamed.
    public func relations(readBy view: ViewDescription) -> Set<OID> {
        let binder = makeBinder()
        let scope = Scope(parent: nil, frame: Frame(parent: nil), commonTables: [])
        do throws(DatabaseError) {
            _ = try binder.bind(query: try binder.parseQuery(view.query), scope)
        } catch { return [] }
        return binder.readRelations
    }

    /// A view's query as the catalog keeps it, and its columns.
    ///
    /// `text`: The CREATE VIEW statement as written.
    /// - Throws: 42601 when there are more names than columns, 42701 for a name given twice.
    public func viewDefinition(
        _ create: Syntax.CreateView,
        text: String
    ) throws(DatabaseError) -> (query: String, columns: [ColumnDescription]) {
        let binder = makeBinder()
        let scope = Scope(parent: nil, frame: Frame(parent: nil), commonTables: [])
        let bound = try binder.bind(query: create.query, scope)
        guard create.columns.count <= bound.columns.count else {
            throw DatabaseError(
                .syntaxError,
                "CREATE VIEW specifies more column names than columns"
            )
        }
        var columns: [ColumnDescription] = []
        for (index, column) in bound.columns.enumerated() {
            let isNamed = create.columns.indices.contains(index)
            let name = isNamed ? create.columns[index] : column.name
            if columns.contains(where: { $0.name.isSame(as: name) }) {
                throw DatabaseError(
                    .duplicateColumn,
                    "column \"\(name)\" specified more than once"
                )
            }
            let type = column.type.oid == .unknown ? SQLType.text : column.type
            columns.append(
                ColumnDescription(number: Int16(index + 1), name: name, type: type)
            )
        }
        return (try spelled(Self.query(ofView: text), path: ["pg_catalog"]), columns)
    }
}

extension Planner {
    /// What follows the first AS outside of quotes, parentheses and comments.
    private static func query(ofView text: String) -> String {
        let bytes = Array(text.utf8)
        var index = 0
        var depth = 0
        func isWord(_ byte: UInt8) -> Bool {
            byte == UInt8(ascii: "_") || byte >= 0x80
                || (byte | 0x20 >= UInt8(ascii: "a") && byte | 0x20 <= UInt8(ascii: "z"))
                || (byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9"))
        }
        while index < bytes.count {
            switch bytes[index] {
            case UInt8(ascii: "\""), UInt8(ascii: "'"):
                let quote = bytes[index]
                index += 1
                while index < bytes.count, bytes[index] != quote { index += 1 }
            case UInt8(ascii: "("): depth += 1
            case UInt8(ascii: ")"): depth -= 1
            case UInt8(ascii: "-")
            where index + 1 < bytes.count && bytes[index + 1] == bytes[index]:
                while index < bytes.count, bytes[index] != UInt8(ascii: "\n") { index += 1 }
            case let byte where isWord(byte):
                let start = index
                while index < bytes.count, isWord(bytes[index]) { index += 1 }
                let word = String(decoding: bytes[start..<index], as: UTF8.self).lowercased()
                if word == "as", depth == 0 {
                    let rest = bytes[index...].drop { $0 == 0x20 || ($0 >= 0x09 && $0 <= 0x0D) }
                    return String(decoding: rest, as: UTF8.self)
                }
                continue
            default: break
            }
            index += 1
        }
        return text
    }
}

extension ConstraintDescription {
    fileprivate var isCheck: Bool {
        if case .check = kind { true } else { false }
    }
}
