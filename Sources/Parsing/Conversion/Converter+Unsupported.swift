// SPDX-License-Identifier: Apache-2.0

import CPgQuery
import Values

extension Converter {
    /// A statement that has no tree of its own, by its command tag.
    func unsupported(_ node: RawNode) throws(DatabaseError) -> Syntax.Statement {
        if let tag = Self.commandTags[node.tag.rawValue] {
            return .unsupported(.init(commandTag: tag))
        }
        return .unsupported(.init(commandTag: try variableTag(node)))
    }

    /// The tags that depend on what the statement is about.
    private func variableTag(_ node: RawNode) throws(DatabaseError) -> String {
        switch node.tag {
        case .createFunctionStmt:
            let raw = (node.cast() as UnsafePointer<PgCreateFunctionStmt>).pointee
            return raw.is_procedure ? "CREATE PROCEDURE" : "CREATE FUNCTION"
        case .alterFunctionStmt:
            let raw = (node.cast() as UnsafePointer<PgAlterFunctionStmt>).pointee
            return "ALTER \(try objectKind(raw.objtype).rawValue)"
        case .defineStmt:
            let raw = (node.cast() as UnsafePointer<PgDefineStmt>).pointee
            return "CREATE \(try objectKind(raw.kind).rawValue)"
        case .alterObjectDependsStmt:
            let raw = (node.cast() as UnsafePointer<PgAlterObjectDependsStmt>).pointee
            return "ALTER \(try objectKind(raw.objectType).rawValue)"
        default: throw .unexpectedNode(node)
        }
    }

    /// Source: PostgreSQL 15, `CreateCommandTag`.
    private static let commandTags: [UInt32: String] = {
        let pairs: [(PgTag, String)] = [
            (.mergeStmt, "MERGE"), (.ruleStmt, "CREATE RULE"), (.loadStmt, "LOAD"),
            (.createTrigStmt, "CREATE TRIGGER"), (.createPLangStmt, "CREATE LANGUAGE"),
            (.alterDatabaseRefreshCollStmt, "ALTER DATABASE"),
            (.createConversionStmt, "CREATE CONVERSION"), (.createCastStmt, "CREATE CAST"),
            (.createOpClassStmt, "CREATE OPERATOR CLASS"),
            (.createOpFamilyStmt, "CREATE OPERATOR FAMILY"),
            (.alterOpFamilyStmt, "ALTER OPERATOR FAMILY"),
            (.createTableSpaceStmt, "CREATE TABLESPACE"),
            (.dropTableSpaceStmt, "DROP TABLESPACE"), (.alterOperatorStmt, "ALTER OPERATOR"),
            (.alterTypeStmt, "ALTER TYPE"), (.createRangeStmt, "CREATE TYPE"),
            (.alterTSDictionaryStmt, "ALTER TEXT SEARCH DICTIONARY"),
            (.alterTSConfigurationStmt, "ALTER TEXT SEARCH CONFIGURATION"),
            (.createFdwStmt, "CREATE FOREIGN DATA WRAPPER"),
            (.alterFdwStmt, "ALTER FOREIGN DATA WRAPPER"),
            (.createForeignServerStmt, "CREATE SERVER"),
            (.alterForeignServerStmt, "ALTER SERVER"),
            (.createUserMappingStmt, "CREATE USER MAPPING"),
            (.alterUserMappingStmt, "ALTER USER MAPPING"),
            (.dropUserMappingStmt, "DROP USER MAPPING"),
            (.alterTableSpaceOptionsStmt, "ALTER TABLESPACE"),
            (.alterTableMoveAllStmt, "ALTER TABLE"), (.secLabelStmt, "SECURITY LABEL"),
            (.createForeignTableStmt, "CREATE FOREIGN TABLE"),
            (.importForeignSchemaStmt, "IMPORT FOREIGN SCHEMA"),
            (.alterExtensionContentsStmt, "ALTER EXTENSION"),
            (.createEventTrigStmt, "CREATE EVENT TRIGGER"),
            (.alterEventTrigStmt, "ALTER EVENT TRIGGER"), (.alterSystemStmt, "ALTER SYSTEM"),
            (.createPolicyStmt, "CREATE POLICY"), (.alterPolicyStmt, "ALTER POLICY"),
            (.createTransformStmt, "CREATE TRANSFORM"), (.createAmStmt, "CREATE ACCESS METHOD"),
            (.createPublicationStmt, "CREATE PUBLICATION"),
            (.alterPublicationStmt, "ALTER PUBLICATION"),
            (.createSubscriptionStmt, "CREATE SUBSCRIPTION"),
            (.alterSubscriptionStmt, "ALTER SUBSCRIPTION"),
            (.dropSubscriptionStmt, "DROP SUBSCRIPTION"),
            (.createStatsStmt, "CREATE STATISTICS"), (.alterStatsStmt, "ALTER STATISTICS"),
            (.alterCollationStmt, "ALTER COLLATION"),
        ]
        return Dictionary(uniqueKeysWithValues: pairs.map { ($0.0.rawValue, $0.1) })
    }()
}
