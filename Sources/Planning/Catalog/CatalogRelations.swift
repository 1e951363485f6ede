// SPDX-License-Identifier: Apache-2.0

public import Values

/// All computed relations, by schema and name.
///
/// They are declared as text, one relation after the other: a line `name oid kind` (kind `r` for
/// tables and `v` for views, as in `pg_class.relkind`), then, indented by one blank, the columns as
/// `name type`, separated by commas; `(n)` after the type is its modifier, `!` means NOT NULL.
public enum CatalogRelations {
    /// Every relation, tables of `pg_catalog` first.
    public static let all: [CatalogRelation] =
        parse(tables, "pg_catalog") + parse(views, "pg_catalog") + parse(statistics, "pg_catalog")
        + parse(informationSchema, "information_schema")

    /// The schemas they are in, with the numbers of their rows in `pg_namespace`.
    public static let schemas: [(name: String, oid: OID)] = [
        ("pg_catalog", OID(11)), ("information_schema", OID(13_207)),
    ]

    private static let bySchema: [String: [String: Int]] = {
        var index: [String: [String: Int]] = [:]
        for (position, relation) in all.enumerated() {
            index[relation.schema, default: [:]][relation.name] = position
        }
        return index
    }()

    private static let byOID = Dictionary(
        uniqueKeysWithValues: all.enumerated().map { ($1.oid, $0) }
    )

    /// The relation called `name` in `schema`.
    public static func relation(named name: String, in schema: String) -> CatalogRelation? {
        bySchema[schema]?[name].map { all[$0] }
    }

    /// The relation with that row in `pg_class`.
    public static func relation(_ oid: OID) -> CatalogRelation? { byOID[oid].map { all[$0] } }

    private static func parse(_ text: String, _ schema: String) -> [CatalogRelation] {
        var relations: [CatalogRelation] = []
        var header: [Substring] = []
        var columns: [CatalogRelation.Column] = []
        func finish() {
            guard header.count == 3, let oid = UInt32(header[1]) else { return }
            relations.append(
                CatalogRelation(
                    schema: schema,
                    name: String(header[0]),
                    oid: OID(oid),
                    isView: header[2] == "v",
                    columns: columns
                )
            )
            columns = []
        }
        for line in text.split(separator: "\n") {
            if line.first == " " {
                columns += line.split(separator: ",").compactMap(column)
            } else {
                finish()
                header = line.split(separator: " ")
            }
        }
        finish()
        return relations
    }

    private static func column(_ text: Substring) -> CatalogRelation.Column? {
        let words = text.split(separator: " ")
        guard words.count == 2 else { return nil }
        let isNotNull = words[1].last == "!"
        let parts = words[1].split { $0 == "(" || $0 == ")" || $0 == "!" }
        guard let oid = types[String(parts[0])] else { return nil }
        let modifier = parts.count > 1 ? Int32(parts[1]) ?? -1 : -1
        return CatalogRelation.Column(
            name: String(words[0]),
            type: SQLType(OID(oid), modifier: modifier),
            isNotNull: isNotNull
        )
    }

    /// The types that occur, by their names in `pg_type`.
    private static let types: [String: UInt32] = [
        "bool": 16, "bytea": 17, "char": 18, "name": 19, "int8": 20, "int2": 21, "int2vector": 22,
        "int4": 23, "regproc": 24, "text": 25, "oid": 26, "xid": 28, "oidvector": 30,
        "pg_node_tree": 194, "float4": 700, "float8": 701, "inet": 869, "_bool": 1000,
        "_char": 1002, "_name": 1003, "_int2": 1005, "_text": 1009, "_float4": 1021,
        "_float8": 1022, "_oid": 1028, "_aclitem": 1034, "varchar": 1043, "timestamptz": 1184,
        "interval": 1186, "numeric": 1700, "regtype": 2206, "_regtype": 2211, "anyarray": 2277,
        "pg_lsn": 3220, "pg_ndistinct": 3361, "pg_dependencies": 3402, "pg_mcv_list": 5017,
        "_pg_statistic": 10_028,
    ]
}
