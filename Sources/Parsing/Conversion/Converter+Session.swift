// SPDX-License-Identifier: Apache-2.0

import CPgQuery
import Values

extension Converter {
    /// BEGIN, COMMIT and their like.
    func transaction(
        _ node: UnsafePointer<PgTransactionStmt>
    ) throws(DatabaseError) -> Syntax.Transaction {
        let raw = node.pointee
        switch raw.kind {
        case .begin: return .begin(try transactionModes(raw.options))
        case .start: return .start(try transactionModes(raw.options))
        case .commit: return .commit(andChain: raw.chain)
        case .rollback: return .rollback(andChain: raw.chain)
        case .savepoint: return .savepoint(name(raw.savepoint_name))
        case .release: return .release(name(raw.savepoint_name))
        case .rollbackTo: return .rollbackTo(name(raw.savepoint_name))
        case .prepare: return .prepare(name(raw.gid))
        case .commitPrepared: return .commitPrepared(name(raw.gid))
        default: return .rollbackPrepared(name(raw.gid))
        }
    }

    /// A list of modes; of several that contradict each other the last one holds.
    private func transactionModes(
        _ list: UnsafePointer<PgList>?
    ) throws(DatabaseError) -> Syntax.TransactionModes {
        var modes = Syntax.TransactionModes()
        for node in RawList(list) {
            let option = (try required(node).cast() as UnsafePointer<PgDefElem>).pointee
            let argument = try required(option.arg)
            guard let constant = argument.cast(.aConst, as: PgA_Const.self)?.pointee else {
                throw .unexpectedNode(argument)
            }
            switch name(option.defname) {
            case "transaction_isolation":
                modes.isolation = .init(rawValue: name(constant.val.sval.sval))
            case "transaction_read_only": modes.isReadOnly = constant.val.ival.ival != 0
            default: modes.isDeferrable = constant.val.ival.ival != 0
            }
        }
        return modes
    }

    /// SET and RESET.
    func setVariable(
        _ node: UnsafePointer<PgVariableSetStmt>
    ) throws(DatabaseError) -> Syntax.SetVariable {
        let raw = node.pointee
        let name = name(raw.name)
        let kind: Syntax.SetVariable.Kind
        switch raw.kind {
        case .setValue:
            kind = .value(
                name: name,
                try map(raw.args) { node throws(DatabaseError) in
                    // SET name TO $1 is libpg_query's own.
                    try refuseParameter(node)
                    return try expression(node)
                }
            )
        case .setDefault: kind = .default(name: name)
        case .setCurrent: kind = .current(name: name)
        case .setMulti: kind = try setTransaction(raw, name)
        case .reset: kind = .reset(name: name)
        default: kind = .resetAll
        }
        return .init(kind: kind, isLocal: raw.is_local)
    }

    private func setTransaction(
        _ raw: PgVariableSetStmt,
        _ name: String
    ) throws(DatabaseError) -> Syntax.SetVariable.Kind {
        switch name {
        case "TRANSACTION": return .transaction(try transactionModes(raw.args))
        case "SESSION CHARACTERISTICS":
            return .sessionCharacteristics(try transactionModes(raw.args))
        default:
            guard
                let constant = (RawList(raw.args).first ?? nil)?
                    .cast(.aConst, as: PgA_Const.self)?.pointee
            else { throw .missingNode }
            return .snapshot(self.name(constant.val.sval.sval))
        }
    }

    /// SET CONSTRAINTS.
    func setConstraints(
        _ node: UnsafePointer<PgConstraintsSetStmt>
    ) throws(DatabaseError) -> Syntax.SetConstraints {
        .init(
            constraints: try relations(node.pointee.constraints),
            isDeferred: node.pointee.deferred
        )
    }

    /// PREPARE.
    func prepare(_ node: UnsafePointer<PgPrepareStmt>) throws(DatabaseError) -> Syntax.Prepare {
        .init(
            name: name(node.pointee.name),
            types: try map(node.pointee.argtypes) { node throws(DatabaseError) in
                try typeName(node.cast())
            },
            statement: try statement(node.pointee.query)
        )
    }

    /// EXECUTE.
    func execute(_ node: UnsafePointer<PgExecuteStmt>) throws(DatabaseError) -> Syntax.Execute {
        .init(name: name(node.pointee.name), arguments: try expressions(node.pointee.params))
    }

    /// DECLARE CURSOR.
    func declareCursor(
        _ node: UnsafePointer<PgDeclareCursorStmt>
    ) throws(DatabaseError) -> Syntax.DeclareCursor {
        let options = CursorOptions(rawValue: node.pointee.options)
        if options.isSuperset(of: [.scroll, .noScroll]) {
            throw .contradictory("SCROLL", "NO SCROLL")
        }
        if options.isSuperset(of: [.asensitive, .insensitive]) {
            throw .contradictory("ASENSITIVE", "INSENSITIVE")
        }
        return .init(
            name: name(node.pointee.portalname),
            query: try query(node.pointee.query),
            isBinary: options.contains(.binary),
            isScrollable: options.contains(.scroll)
                ? true : options.contains(.noScroll) ? false : nil,
            isHeld: options.contains(.hold),
            isInsensitive: options.contains(.insensitive)
        )
    }

    /// FETCH and MOVE.
    func fetch(_ node: UnsafePointer<PgFetchStmt>) -> Syntax.Fetch {
        let direction: Syntax.Fetch.Direction =
            switch node.pointee.direction {
            case .backward: .backward
            case .absolute: .absolute
            case .relative: .relative
            default: .forward
            }
        return .init(
            direction: direction,
            count: node.pointee.howMany,
            cursor: name(node.pointee.portalname),
            isMove: node.pointee.ismove
        )
    }

    /// DISCARD.
    func discard(_ node: UnsafePointer<PgDiscardStmt>) -> Syntax.Discard {
        switch node.pointee.target {
        case .all: .all
        case .plans: .plans
        case .sequences: .sequences
        default: .temporary
        }
    }

    /// LOCK.
    func lock(_ node: UnsafePointer<PgLockStmt>) throws(DatabaseError) -> Syntax.LockTable {
        .init(
            relations: try relations(node.pointee.relations),
            mode: Int(node.pointee.mode),
            noWait: node.pointee.nowait
        )
    }
}

/// The bits of DECLARE CURSOR.
///
/// Source: PostgreSQL 15, `CURSOR_OPT_*`.
private struct CursorOptions: OptionSet {
    let rawValue: Int32

    static let binary = CursorOptions(rawValue: 0x1)
    static let scroll = CursorOptions(rawValue: 0x2)
    static let noScroll = CursorOptions(rawValue: 0x4)
    static let insensitive = CursorOptions(rawValue: 0x8)
    static let asensitive = CursorOptions(rawValue: 0x10)
    static let hold = CursorOptions(rawValue: 0x20)
}

extension DatabaseError {
    /// Two options of a cursor that exclude each other.
    fileprivate static func contradictory(_ first: String, _ second: String) -> DatabaseError {
        DatabaseError(.invalidCursorDefinition, "cannot specify both \(first) and \(second)")
    }
}
