// SPDX-License-Identifier: Apache-2.0

import Schemas
import Values

extension CatalogWriter {
    mutating func write(_ table: TableDescription) {
        write(table.schema)
        write(table.name)
        write(table.owner)
        write(table.columns) { $0.write($1) }
        write(table.constraints) { $0.write($1) }
        write(table.storageID)
        write(table.persistence.rawValue)
        write(table.options) { $0.write($1) }
        let targets = table.columns.filter { $0.statisticsTarget != nil }
        if targets.isEmpty { return }
        write(targets) { writer, column in
            writer.write(column.number)
            writer.write(column.statisticsTarget ?? 0)
        }
    }

    mutating func write(_ column: ColumnDescription) {
        write(column.number)
        write(column.name)
        write(column.type)
        write(column.isNotNull)
        write(column.defaultSQL) { $0.write($1) }
        write(column.identity) { $0.write($1.rawValue) }
        write(column.isGenerated)
        write(column.missingValue) { $0.write($1) }
        write(column.isDropped)
    }

    private mutating func write(_ constraint: ConstraintDescription) {
        write(constraint.oid)
        write(constraint.name)
        switch constraint.kind {
        case .check(let sql):
            write(UInt8(constraint.isValidated ? 1 : 3))
            write(sql)
        case .foreignKey(let key):
            write(UInt8(2))
            write(key.columns) { $0.write($1) }
            write(key.table)
            write(key.referenced) { $0.write($1) }
            write(key.onDelete)
            write(key.onUpdate)
        }
    }

    mutating func write(_ index: IndexDescription) {
        write(index.schema)
        write(index.table)
        write(index.name)
        write(index.method)
        write(index.keys) { writer, key in
            writer.write(key.column) { $0.write($1) }
            writer.write(key.expressionSQL) { $0.write($1) }
            writer.write(key.type)
            writer.write(key.operatorClass) { $0.write($1) }
            writer.write(key.isDescending)
            writer.write(key.nullsFirst)
        }
        write(index.included) { $0.write($1) }
        write(index.isUnique)
        write(index.constraint) { $0.write($1.rawValue) }
        write(index.constraintOID)
        write(index.predicateSQL) { $0.write($1) }
        write(index.nullsNotDistinct)
        write(index.isValid)
        write(index.options) { $0.write($1) }
        write(index.storageID)
    }
}

extension CatalogBytesReader {
    mutating func table(_ oid: OID) throws(DatabaseError) -> TableDescription {
        var table = TableDescription(
            oid: oid,
            schema: try self.oid(),
            name: try string(),
            owner: try self.oid(),
            columns: try array { reader throws(DatabaseError) in try reader.column() },
            constraints: try array { reader throws(DatabaseError) in try reader.constraint() },
            storageID: try integer(),
            persistence: try raw(TableDescription.Persistence.self),
            options: try array { reader throws(DatabaseError) in try reader.string() }
        )
        // Few tables have statistics targets; without them the description ends here.
        if isAtEnd { return table }
        let targets = try array { reader throws(DatabaseError) in
            (number: try reader.integer(Int16.self), target: try reader.integer(Int16.self))
        }
        for (number, target) in targets {
            guard let index = table.columns.firstIndex(where: { $0.number == number }) else {
                throw Self.damaged
            }
            table.columns[index].statisticsTarget = target
        }
        return table
    }

    mutating func column() throws(DatabaseError) -> ColumnDescription {
        ColumnDescription(
            number: try integer(),
            name: try string(),
            type: try type(),
            isNotNull: try bool(),
            defaultSQL: try optional { reader throws(DatabaseError) in try reader.string() },
            identity: try optional { reader throws(DatabaseError) in
                try reader.raw(ColumnDescription.Identity.self)
            },
            isGenerated: try bool(),
            missingValue: try optional { reader throws(DatabaseError) in try reader.string() },
            isDropped: try bool()
        )
    }

    private mutating func constraint() throws(DatabaseError) -> ConstraintDescription {
        let oid = try self.oid()
        let name = try string()
        switch try integer(UInt8.self) {
        case let kind where kind == 1 || kind == 3:
            return ConstraintDescription(
                oid: oid,
                name: name,
                kind: .check(sql: try string()),
                isValidated: kind == 1
            )
        case 2:
            let key = ConstraintDescription.ForeignKey(
                columns: try array { reader throws(DatabaseError) in try reader.integer() },
                table: try self.oid(),
                referenced: try array { reader throws(DatabaseError) in try reader.integer() },
                onDelete: try string(),
                onUpdate: try string()
            )
            return ConstraintDescription(oid: oid, name: name, kind: .foreignKey(key))
        default: throw Self.damaged
        }
    }

    mutating func index(_ oid: OID) throws(DatabaseError) -> IndexDescription {
        IndexDescription(
            oid: oid,
            schema: try self.oid(),
            table: try self.oid(),
            name: try string(),
            method: try string(),
            keys: try array { reader throws(DatabaseError) in try reader.indexKey() },
            included: try array { reader throws(DatabaseError) in try reader.integer() },
            isUnique: try bool(),
            constraint: try optional { reader throws(DatabaseError) in
                try reader.raw(IndexDescription.Constraint.self)
            },
            constraintOID: try self.oid(),
            predicateSQL: try optional { reader throws(DatabaseError) in try reader.string() },
            nullsNotDistinct: try bool(),
            isValid: try bool(),
            options: try array { reader throws(DatabaseError) in try reader.string() },
            storageID: try integer()
        )
    }

    private mutating func indexKey() throws(DatabaseError) -> IndexDescription.Key {
        IndexDescription.Key(
            column: try optional { reader throws(DatabaseError) in try reader.integer() },
            expressionSQL: try optional { reader throws(DatabaseError) in try reader.string() },
            type: try type(),
            operatorClass: try optional { reader throws(DatabaseError) in try reader.string() },
            isDescending: try bool(),
            nullsFirst: try bool()
        )
    }
}
