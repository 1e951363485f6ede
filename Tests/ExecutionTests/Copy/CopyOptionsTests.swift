// SPDX-License-Identifier: Apache-2.0

import Execution
import Testing
import Values

@Suite struct CopyOptionsTests {
    @Test("fills in the defaults of each format")
    func defaults() throws {
        let text = try CopyOptions([], isFrom: true)
        #expect(text == CopyOptions())
        let csv = try CopyOptions(
            [.init("format", .text("csv")), .init("header")],
            isFrom: true
        )
        #expect(csv.delimiter == UInt8(ascii: ","))
        #expect(csv.null.isEmpty)
        #expect(csv.header == .present)
        let quoted = try CopyOptions(
            [.init("format", .text("csv")), .init("quote", .text("'"))],
            isFrom: true
        )
        #expect(quoted.escape == UInt8(ascii: "'"))
    }

    struct Wrong: Sendable {
        var options: [CopyOptions.Option]
        var isFrom = true
        var state: SQLState
        var message: String
    }

    static let csv = CopyOptions.Option("format", .text("csv"))
    static let binary = CopyOptions.Option("format", .text("binary"))

    static let wrong: [Wrong] = [
        Wrong(
            options: [csv, csv],
            state: .syntaxError,
            message: "conflicting or redundant options"
        ),
        Wrong(
            options: [.init("oids")],
            state: .syntaxError,
            message: "option \"oids\" not recognized"
        ),
        Wrong(
            options: [.init("format", .text("xml"))],
            state: .invalidParameterValue,
            message: "COPY format \"xml\" not recognized"
        ),
        Wrong(
            options: [binary, .init("delimiter", .text(","))],
            state: .syntaxError,
            message: "cannot specify DELIMITER in BINARY mode"
        ),
        Wrong(
            options: [binary, .init("null", .text(","))],
            state: .syntaxError,
            message: "cannot specify NULL in BINARY mode"
        ),
        Wrong(
            options: [binary, .init("header")],
            state: .featureNotSupported,
            message: "cannot specify HEADER in BINARY mode"
        ),
        Wrong(
            options: [.init("delimiter", .text("ab"))],
            state: .featureNotSupported,
            message: "COPY delimiter must be a single one-byte character"
        ),
        Wrong(
            options: [.init("delimiter", .text("\n"))],
            state: .invalidParameterValue,
            message: "COPY delimiter cannot be newline or carriage return"
        ),
        Wrong(
            options: [.init("delimiter", .text("x"))],
            state: .invalidParameterValue,
            message: "COPY delimiter cannot be \"x\""
        ),
        Wrong(
            options: [.init("null", .text("a\nb"))],
            state: .invalidParameterValue,
            message: "COPY null representation cannot use newline or carriage return"
        ),
        Wrong(
            options: [.init("quote", .text("'"))],
            state: .featureNotSupported,
            message: "COPY quote available only in CSV mode"
        ),
        Wrong(
            options: [.init("escape", .text("'"))],
            state: .featureNotSupported,
            message: "COPY escape available only in CSV mode"
        ),
        Wrong(
            options: [csv, .init("quote", .text(","))],
            state: .invalidParameterValue,
            message: "COPY delimiter and quote must be different"
        ),
        Wrong(
            options: [csv, .init("null", .text("a,"))],
            state: .featureNotSupported,
            message: "COPY delimiter must not appear in the NULL specification"
        ),
        Wrong(
            options: [csv, .init("null", .text("\""))],
            state: .featureNotSupported,
            message: "CSV quote character must not appear in the NULL specification"
        ),
        Wrong(
            options: [.init("force_null", .list(["a"]))],
            state: .featureNotSupported,
            message: "COPY force null available only in CSV mode"
        ),
        Wrong(
            options: [csv, .init("force_quote", .star)],
            state: .featureNotSupported,
            message: "COPY force quote only available using COPY TO"
        ),
        Wrong(
            options: [csv, .init("force_not_null", .list(["a"]))],
            isFrom: false,
            state: .featureNotSupported,
            message: "COPY force not null only available using COPY FROM"
        ),
        Wrong(
            options: [.init("force_null", .text("a"))],
            state: .invalidParameterValue,
            message: "argument to option \"force_null\" must be a list of column names"
        ),
        Wrong(
            options: [csv, .init("header", .text("maybe"))],
            state: .syntaxError,
            message: "header requires a Boolean value or \"match\""
        ),
        Wrong(
            options: [csv, .init("header", .text("match"))],
            isFrom: false,
            state: .featureNotSupported,
            message: "cannot use \"match\" with HEADER in COPY TO"
        ),
        Wrong(
            options: [.init("encoding", .text("klingon"))],
            state: .invalidParameterValue,
            message: "argument to option \"encoding\" must be a valid encoding name"
        ),
    ]

    @Test("refuses contradictions in PostgreSQL's words", arguments: wrong)
    func errors(_ wrong: Wrong) {
        let failure = error { () throws(DatabaseError) in
            try CopyOptions(wrong.options, isFrom: wrong.isFrom)
        }
        #expect(failure?.state == wrong.state)
        #expect(failure?.message == wrong.message)
    }
}
