// SPDX-License-Identifier: Apache-2.0

import CPgQuery
import Values

extension Converter {
    /// CREATE INDEX.
    func createIndex(_ node: UnsafePointer<PgIndexStmt>) throws(DatabaseError) -> Syntax.CreateIndex
    {
        .init(
            name: String(cName: node.pointee.idxname),
            relation: try relation(node.pointee.relation),
            accessMethod: String(cName: node.pointee.accessMethod) ?? "btree",
            elements: try indexElements(node.pointee.indexParams),
            including: try indexElements(node.pointee.indexIncludingParams),
            options: try options(node.pointee.options),
            tablespace: String(cName: node.pointee.tableSpace),
            filter: try optionalExpression(node.pointee.whereClause),
            isUnique: node.pointee.unique,
            nullsNotDistinct: node.pointee.nulls_not_distinct,
            isConcurrent: node.pointee.concurrent,
            ifNotExists: node.pointee.if_not_exists
        )
    }

    /// The keys of an index or of ON CONFLICT.
    func indexElements(
        _ list: UnsafePointer<PgList>?
    ) throws(DatabaseError) -> [Syntax.IndexElement] {
        try map(list) { node throws(DatabaseError) in try indexElement(node.cast()) }
    }

    /// A key of an index.
    func indexElement(
        _ node: UnsafePointer<PgIndexElem>
    ) throws(DatabaseError) -> Syntax.IndexElement {
        .init(
            key: try indexKey(node.pointee.name, node.pointee.expr),
            collation: try optionalName(node.pointee.collation),
            operatorClass: try optionalName(node.pointee.opclass),
            operatorClassOptions: try options(node.pointee.opclassopts),
            direction: direction(node.pointee.ordering),
            nulls: nulls(node.pointee.nulls_ordering)
        )
    }

    /// A key of PARTITION BY.
    func partitionKey(
        _ node: UnsafePointer<PgPartitionElem>
    ) throws(DatabaseError) -> Syntax.IndexElement {
        .init(
            key: try indexKey(node.pointee.name, node.pointee.expr),
            collation: try optionalName(node.pointee.collation),
            operatorClass: try optionalName(node.pointee.opclass),
            operatorClassOptions: [],
            direction: .unspecified,
            nulls: .unspecified,
            position: position(node.pointee.location)
        )
    }

    private func indexKey(
        _ column: UnsafePointer<CChar>?,
        _ value: RawNode?
    ) throws(DatabaseError) -> Syntax.IndexElement.Key {
        if let column = String(cName: column) { return .column(column) }
        return .expression(try expression(value))
    }

    /// A name that may be absent.
    func optionalName(
        _ list: UnsafePointer<PgList>?
    ) throws(DatabaseError) -> Syntax.ObjectName? {
        guard list != nil else { return nil }
        return try objectName(list)
    }

    /// REINDEX.
    func reindex(_ node: UnsafePointer<PgReindexStmt>) throws(DatabaseError) -> Syntax.Reindex {
        let kind: Syntax.Reindex.Kind =
            switch node.pointee.kind {
            case .index: .index
            case .table: .table
            case .schema: .schema
            case .system: .system
            default: .database
            }
        return .init(
            kind: kind,
            relation: try optional(node.pointee.relation) { node throws(DatabaseError) in
                try relation(node)
            },
            name: String(cName: node.pointee.name),
            options: try options(node.pointee.params)
        )
    }
}
