// SPDX-License-Identifier: Apache-2.0

public import Values

extension BackendEncoder {
    /// An error.
    public mutating func errorResponse(_ error: DatabaseError) { report("E", error.fields) }

    /// A notice or warning, which interrupts nothing.
    public mutating func noticeResponse(_ notice: DatabaseError) { report("N", notice.fields) }

    /// Source: PostgreSQL 15 manual, section 55.8 "Error and Notice Message Fields".
    private mutating func report(_ kind: Unicode.Scalar, _ fields: DatabaseError.Fields) {
        message(kind) {
            $0.field("S", fields.severity.rawValue)
            $0.field("V", fields.severity.rawValue)
            $0.field("C", fields.state.code)
            $0.field("M", fields.message)
            $0.field("D", fields.detail)
            $0.field("H", fields.hint)
            $0.field("P", fields.position.map { String($0) })
            $0.field("W", fields.context)
            $0.field("s", fields.schema)
            $0.field("t", fields.table)
            $0.field("c", fields.column)
            $0.field("d", fields.dataType)
            $0.field("n", fields.constraint)
            $0.field("F", fields.file)
            $0.field("L", String(fields.line))
            $0.field("R", fields.routine)
            $0.bytes.append(0)
        }
    }

    private mutating func field(_ letter: Unicode.Scalar, _ text: String?) {
        guard let text else { return }
        bytes.append(UInt8(truncatingIfNeeded: letter.value))
        string(text)
    }
}
