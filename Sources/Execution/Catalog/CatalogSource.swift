// SPDX-License-Identifier: Apache-2.0

import Expressions
import Planning
import Relations
import Schemas
import Values

/// What the rows of computed relations are made of.
struct CatalogSource {
    let catalog: any CatalogReader
    let session: any SessionEnvironment
    let transaction: RelationTransaction

    /// A planner for what the catalog keeps as text.
    var planner: Planner {
        Planner(catalog: catalog, context: EvaluationContext(session: session))
    }

    /// The relations that users made, of every schema of the database.
    var relations: [Relation] { catalog.relations() }

    /// The tables that users made.
    var tables: [TableDescription] {
        relations.compactMap { if case .table(let table) = $0 { table } else { nil } }
    }

    /// The indexes that users made.
    var indexes: [IndexDescription] {
        relations.compactMap { if case .index(let index) = $0 { index } else { nil } }
    }

    /// The sequences that users made.
    var sequences: [SequenceDescription] {
        relations.compactMap { if case .sequence(let sequence) = $0 { sequence } else { nil } }
    }

    /// The views that users made.
    var views: [ViewDescription] {
        relations.compactMap { if case .view(let view) = $0 { view } else { nil } }
    }

    /// The installed extension `vector`.
    var vectorExtension: ExtensionDescription? {
        catalog.extensions().first { $0.name == "vector" }
    }

    /// The schema of what is catalogued as `isExtension`: that of the extension.
    var extensionSchema: OID { vectorExtension?.schema ?? CatalogOID.publicSchema }

    /// The name of schema `oid`, built-in or not.
    func schemaName(_ oid: OID) -> String {
        CatalogRelations.schemas.first { $0.oid == oid }?.name ?? catalog.schema(oid)?.name ?? ""
    }

    /// The name of role `oid`.
    func roleName(_ oid: OID) -> String {
        catalog.roles().first { $0.oid == oid }?.name ?? "unknown (OID=\(oid.rawValue))"
    }

    /// The text that a catalog function of the session gives for `arguments`.
    func text(
        _ function: String,
        _ arguments: Value...
    ) throws(DatabaseError) -> Value {
        try session.catalogFunction(function, arguments)
    }
}

/// Identifiers of built-in objects, as PostgreSQL numbers them.
enum CatalogOID {
    static let pgCatalog = OID(11)
    static let publicSchema = OID(2_200)
    static let superuser = OID(10)
    static let defaultTablespace = OID(1_663)
    static let internalLanguage = OID(12)
    static let cLanguage = OID(13)

    // The system catalogs themselves, for dependencies.
    static let typeRelation = OID(1_247)
    static let procRelation = OID(1_255)
    static let classRelation = OID(1_259)
    static let constraintRelation = OID(2_606)
    static let defaultRelation = OID(2_604)
    static let rewriteRelation = OID(2_618)
    static let operatorRelation = OID(2_617)
    static let castRelation = OID(2_605)
    static let methodRelation = OID(2_601)
    static let operatorClassRelation = OID(2_616)
    static let operatorFamilyRelation = OID(2_753)
    static let extensionRelation = OID(3_079)
    static let namespaceRelation = OID(2_615)

    /// The row of a column's default in `pg_attrdef`: made up, but unique there.
    static func columnDefault(_ table: OID, _ column: Int16) -> OID {
        OID(0x8000_0000 | (table.rawValue &* 1_600 &+ UInt32(UInt16(bitPattern: column))))
    }
}
