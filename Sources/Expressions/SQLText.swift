// SPDX-License-Identifier: Apache-2.0

import Values

/// Quotes names and strings as SQL text.
public enum SQLText {
    /// `text` as a string literal; with `E` when it has backslashes.
    public static func literal(_ text: String) -> String {
        let hasBackslash = text.utf8.contains(0x5C)
        var bytes: [UInt8] = hasBackslash ? [0x45, 0x27] : [0x27]
        for byte in text.utf8 {
            if byte == 0x27 || byte == 0x5C { bytes.append(byte) }
            bytes.append(byte)
        }
        bytes.append(0x27)
        return String(decoding: bytes, as: UTF8.self)
    }

    /// `name` as an identifier, quoted only where it must be.
    public static func identifier(_ name: String) -> String {
        let bytes = Array(name.utf8)
        let isPlain =
            bytes.first.map { isStart($0) } == true
            && bytes.allSatisfy { isStart($0) || isDigit($0) }
        if isPlain, !reservedWords.contains(name) { return name }
        var quoted: [UInt8] = [0x22]
        for byte in bytes {
            if byte == 0x22 { quoted.append(byte) }
            quoted.append(byte)
        }
        quoted.append(0x22)
        return String(decoding: quoted, as: UTF8.self)
    }

    private static func isStart(_ byte: UInt8) -> Bool {
        (0x61...0x7A).contains(byte) || byte == 0x5F
    }

    private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

    /// The key words that cannot name a function or column unquoted.
    ///
    /// Source: PostgreSQL 15 manual, appendix C "SQL Key Words".
    static let reservedWords: Set<String> = Set(
        """
        all analyse analyze and any array as asc asymmetric authorization between bigint binary bit \
        boolean both case cast char character check coalesce collate collation column concurrently \
        constraint create cross current_catalog current_date current_role current_schema \
        current_time current_timestamp current_user dec decimal default deferrable desc distinct do \
        else end except exists extract false fetch float for foreign freeze from full grant greatest \
        group grouping having ilike in initially inner inout int integer intersect interval into is \
        isnull join lateral leading least left like limit localtime localtimestamp national natural \
        nchar none normalize not notnull null nullif numeric offset on only or order out outer \
        overlaps overlay placing position precision primary real references returning right row \
        select session_user setof similar smallint some substring symmetric table tablesample then \
        time timestamp to trailing treat trim true union unique user using values varchar variadic \
        verbose when where window with xmlattributes xmlconcat xmlelement xmlexists xmlforest \
        xmlnamespaces xmlparse xmlpi xmlroot xmlserialize xmltable
        """.split(whereSeparator: { $0 == " " || $0 == "\n" }).map(String.init)
    )
}
