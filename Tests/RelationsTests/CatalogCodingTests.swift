// SPDX-License-Identifier: Apache-2.0

import Schemas
import Testing
import Values

@testable import Relations

@Suite("The catalog's bytes")
struct CatalogCodingTests {
    private static let table = TableDescription(
        oid: OID(20_000),
        schema: OID(2_200),
        name: "t",
        owner: OID(10),
        columns: [
            ColumnDescription(number: 1, name: "id", type: .int8, isNotNull: true),
            ColumnDescription(
                number: 2,
                name: "v",
                type: SQLType(.vector, modifier: 3),
                defaultSQL: "NULL"
            ),
        ],
        constraints: [
            ConstraintDescription(oid: OID(20_002), name: "c", kind: .check(sql: "(id > 0)")),
            ConstraintDescription(
                oid: OID(19_999),
                name: "n",
                kind: .check(sql: "(id > 1)"),
                isValidated: false
            ),
        ],
        storageID: 20_001,
        options: ["fillfactor=70"]
    )

    private static let objects: [CatalogObject] = [
        .relation(.table(table)),
        .relation(
            .index(
                IndexDescription(
                    oid: OID(20_003),
                    schema: OID(2_200),
                    table: OID(20_000),
                    name: "t_pkey",
                    method: "btree",
                    keys: [
                        IndexDescription.Key(column: 1, type: .int8),
                        IndexDescription.Key(
                            column: nil,
                            expressionSQL: "lower(name)",
                            type: .text,
                            isDescending: true,
                            nullsFirst: true
                        ),
                    ],
                    included: [2],
                    isUnique: true,
                    constraint: .primaryKey,
                    constraintOID: OID(20_004),
                    predicateSQL: "(id > 5)",
                    storageID: 20_005
                )
            )
        ),
        .relation(
            .sequence(
                SequenceDescription(
                    oid: OID(20_006),
                    schema: OID(2_200),
                    name: "s",
                    owner: OID(10),
                    type: .int4,
                    start: -5,
                    increment: -2,
                    minimum: -100,
                    maximum: 7,
                    cycles: true,
                    ownedBy: ColumnReference(table: OID(20_000), column: 1),
                    storageID: 20_007
                )
            )
        ),
        .relation(
            .view(
                ViewDescription(
                    oid: OID(20_008),
                    schema: OID(2_200),
                    name: "w",
                    owner: OID(10),
                    query: "SELECT 1",
                    columns: [
                        ColumnDescription(number: 1, name: "?column?", type: .int4)
                    ]
                )
            )
        ),
        .database(DatabaseDescription(oid: OID(5), name: "postgres", owner: OID(10))),
        .schema(
            SchemaDescription(oid: OID(2_200), database: OID(5), name: "public", owner: OID(10))
        ),
        .role(RoleDescription(oid: OID(10), name: "postgres", isSuperuser: true, canLogin: true)),
        .extension(
            ExtensionDescription(
                oid: OID(20_009),
                database: OID(5),
                name: "vector",
                schema: OID(2_200),
                version: "0.8.0"
            )
        ),
        .comment(CommentKey(object: OID(20_000), catalog: OID(1_259), column: 2), "a column"),
        .purge(Purge(storageID: 77)),
        .statistics(statistics),
    ]

    private static let statistics = TableStatistics(
        table: OID(20_000),
        storageID: 20_001,
        rowCount: 3,
        pageCount: 1,
        lastRowID: 4,
        analyzedAt: 5,
        analyzeCount: 1,
        columns: [
            ColumnStatistics(
                number: 1,
                type: .int4,
                nullFraction: 0.5,
                averageWidth: 4,
                distinctCount: -1,
                commonValues: [.int32(7)],
                commonFrequencies: [0.25],
                histogram: [.int32(1), .int32(2)],
                correlation: 1
            )
        ],
        indexKeys: [
            .init(
                index: OID(20_003),
                statistics: ColumnStatistics(
                    number: 2,
                    type: .text,
                    commonValues: [.text("ä")],
                    commonFrequencies: [1]
                )
            )
        ]
    )

    @Test("The bytes of statistics are pinned")
    func statisticsBytes() {
        let object = CatalogObject.statistics(Self.statistics)
        #expect(CatalogCoding.key(object.key) == [8, 0, 0, 0x4E, 0x20])
        var expected: [UInt8] = [1, 0x21, 0x4E, 0, 0]
        expected += [0, 0, 0, 0, 0, 0, 8, 0x40, 1, 0, 0, 0, 4, 0, 0, 0, 0, 0, 0, 0]
        // When and how often: ANALYZE once, the background never.
        expected += [1, 5, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]
        // One column: its number and type, three figures, a common value and how common it is.
        expected += [1, 0, 0, 0, 1, 0, 23, 0, 0, 0, 255, 255, 255, 255]
        expected += [0, 0, 0, 0x3F, 4, 0, 0, 0, 0, 0, 0x80, 0xBF]
        expected += [1, 0, 0, 0, 6, 0, 0, 0, 1, 0, 7, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0x80, 0x3E]
        // The histogram and the correlation.
        expected += [2, 0, 0, 0, 6, 0, 0, 0, 1, 0, 1, 0, 0, 0, 6, 0, 0, 0, 1, 0, 2, 0, 0, 0]
        expected += [1, 0, 0, 0x80, 0x3F]
        // One index key.
        expected += [1, 0, 0, 0, 0x23, 0x4E, 0, 0, 2, 0, 25, 0, 0, 0, 255, 255, 255, 255]
        expected += [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]
        expected += [1, 0, 0, 0, 5, 0, 0, 0, 1, 0, 2, 0xC3, 0xA4, 1, 0, 0, 0, 0, 0, 0x80, 0x3F]
        expected += [0, 0, 0, 0, 0]
        #expect(CatalogCoding.value(object) == expected)
    }

    @Test("Every object reads back as it was written", arguments: objects.indices)
    func roundTrip(index: Int) throws {
        let object = Self.objects[index]
        let key = CatalogCoding.key(object.key)
        let read = try #require(
            try CatalogCoding.object(key: key, value: CatalogCoding.value(object))
        )
        #expect("\(read)" == "\(object)")
    }

    @Test("Statistics targets follow a table's other fields")
    func statisticsTargets() throws {
        var table = Self.table
        table.columns[1].statisticsTarget = 500
        let plain = CatalogCoding.value(.relation(.table(Self.table)))
        let value = CatalogCoding.value(.relation(.table(table)))
        #expect(value == plain + [1, 0, 0, 0, 2, 0, 0xF4, 1])
        let key = CatalogCoding.key(CatalogObject.relation(.table(table)).key)
        let read = try CatalogCoding.object(key: key, value: value)
        #expect("\(try #require(read))" == "\(CatalogObject.relation(.table(table)))")
        for length in plain.count + 1..<value.count {
            #expect(throws: DatabaseError.self) {
                try CatalogCoding.object(key: key, value: Array(value[..<length]))
            }
        }
    }

    @Test("A schema's bytes are pinned")
    func golden() {
        let schema = Self.objects[5]
        #expect(CatalogCoding.key(schema.key) == [2, 0, 0, 8, 0x98])
        #expect(
            CatalogCoding.value(schema)
                == [1, 5, 0, 0, 0, 6, 0, 0, 0, 112, 117, 98, 108, 105, 99, 10, 0, 0, 0]
        )
    }

    @Test("Cut or changed bytes are reported, never read past", arguments: objects.indices)
    func damage(index: Int) {
        let object = Self.objects[index]
        let key = CatalogCoding.key(object.key)
        let value = CatalogCoding.value(object)
        for length in 0..<value.count {
            // A shorter value may still be whole only where nothing follows the format byte.
            if case .purge = object, length == 1 { continue }
            let error = #expect(throws: DatabaseError.self) {
                try CatalogCoding.object(key: key, value: Array(value[..<length]))
            }
            #expect(error?.state == .dataCorrupted)
        }
        var flipped = value
        flipped[0] = 9
        #expect(throws: DatabaseError.self) {
            try CatalogCoding.object(key: key, value: flipped)
        }
    }

    @Test("Changes apply to names and indexes")
    func applies() {
        var catalog = Catalog()
        for object in Self.objects { catalog.apply(.put(object)) }
        #expect(catalog.relationNames[QualifiedName(schema: OID(2_200), name: "t")] == OID(20_000))
        #expect(catalog.indexesOfTable[OID(20_000)] == [OID(20_003)])
        var renamed = Self.table
        renamed.name = "u"
        catalog.apply(.put(.relation(.table(renamed))))
        #expect(catalog.relationNames[QualifiedName(schema: OID(2_200), name: "t")] == nil)
        #expect(catalog.greatestIdentifier == 20_009)
        catalog.apply(.remove(.relation(OID(20_003))))
        #expect(catalog.indexesOfTable[OID(20_000)] == [])
    }
}
