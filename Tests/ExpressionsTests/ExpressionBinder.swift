// SPDX-License-Identifier: Apache-2.0

import Values

@testable import Expressions

/// Reads and binds one SQL expression of a case file, as Planning does for statements.
struct ExpressionBinder {
    let resolver: Resolver
    private var tokens: [Token] = []
    private var position = 0
    /// The columns of the rows behind FROM.
    private var columns: [String: Expression] = [:]

    init(_ resolver: Resolver) { self.resolver = resolver }

    /// What a whole case is: an expression, or a call that returns a set.
    enum Bound {
        case expression(Expression)
        case set(ResolvedCall, Function)
        case aggregate(ResolvedCall, Aggregate, rows: [[Expression]], types: [SQLType])
    }

    /// `aggregate(…) [WITHIN GROUP (ORDER BY …)] FROM (VALUES …) v(…)`; nil when there is no FROM.
    private mutating func aggregate() throws -> Bound? {
        let marker = tokens.indices.first {
            $0 + 2 < tokens.count && tokens[$0] == .word("from")
                && tokens[$0 + 1] == .symbol("(") && tokens[$0 + 2] == .word("values")
        }
        guard let marker else { return nil }
        position = marker + 3
        var rows: [[Expression]] = []
        repeat {
            try expect("(")
            rows.append(try list(until: ")"))
        } while acceptSymbol(",")
        try expect(")")
        _ = try name()
        try expect("(")
        var types: [SQLType] = []
        while !acceptSymbol(")") {
            let index = types.count
            let type = try resolver.commonType(rows.map { $0[index] }, construct: "VALUES")
            for row in rows.indices {
                rows[row][index] = try resolver.coerce(
                    rows[row][index],
                    toCommon: type,
                    construct: "VALUES"
                )
            }
            columns[try name()] = .input(index, type)
            types.append(type)
            _ = acceptSymbol(",")
        }
        position = 0
        var call = try callSyntax()
        if accept("within", "group") {
            try expect("(")
            _ = accept("order", "by")
            call.directArguments = call.arguments.count
            call.arguments.append(try expression())
            try expect(")")
        }
        let resolved = try resolver.function(call)
        guard case .aggregate(let aggregate) = resolved.routine else {
            throw CaseError("\(call.name) is no aggregate")
        }
        return .aggregate(resolved, aggregate, rows: rows, types: types)
    }

    mutating func bind(_ text: String) throws -> Bound {
        var lexer = ExpressionLexer(text)
        tokens = try lexer.tokens()
        position = 0
        if let bound = try aggregate() { return bound }
        if case .word = tokens[0], tokens.count > 1 {
            let start = position
            if let call = try? callSyntax(), tokens[position] == .end,
                let resolved = try? resolver.function(call),
                case .set(let function) = resolved.routine
            {
                return .set(resolved, function)
            }
            position = start
        }
        let expression = try expression()
        guard tokens[position] == .end else { throw CaseError("rest: \(tokens[position...])") }
        if expression.type.oid == .unknown {
            return .expression(try resolver.coerce(expression, to: .text, context: .implicit))
        }
        return .expression(expression)
    }

    // MARK: Tokens

    private var token: Token { tokens[position] }
    private func isWord(_ word: String, _ offset: Int = 0) -> Bool {
        position + offset < tokens.count && tokens[position + offset] == .word(word)
    }
    private func isSymbol(_ symbol: String) -> Bool { token == .symbol(symbol) }
    private mutating func accept(_ words: String...) -> Bool {
        for (offset, word) in words.enumerated() where !isWord(word, offset) { return false }
        position += words.count
        return true
    }
    private mutating func acceptSymbol(_ symbol: String) -> Bool {
        guard isSymbol(symbol) else { return false }
        position += 1
        return true
    }
    private mutating func expect(_ symbol: String) throws {
        guard acceptSymbol(symbol) else { throw CaseError("\(symbol) expected at \(token)") }
    }
    private mutating func expectWord(_ word: String) throws {
        guard accept(word) else { throw CaseError("\(word) expected at \(token)") }
    }
    private mutating func name() throws -> String {
        switch token {
        case .word(let name), .quotedName(let name):
            position += 1
            return name
        default: throw CaseError("name expected at \(token)")
        }
    }

    // MARK: Operators

    private mutating func expression() throws -> Expression {
        var operands = [try conjunction()]
        while accept("or") { operands.append(try conjunction()) }
        return operands.count == 1 ? operands[0] : .or(try booleans(operands, "OR"))
    }

    private mutating func conjunction() throws -> Expression {
        var operands = [try negation()]
        while accept("and") { operands.append(try negation()) }
        return operands.count == 1 ? operands[0] : .and(try booleans(operands, "AND"))
    }

    private func booleans(_ operands: [Expression], _ name: String) throws -> [Expression] {
        try operands.map { try resolver.coerceToBoolean($0, construct: name) }
    }

    private mutating func negation() throws -> Expression {
        if accept("not") {
            return .not(try resolver.coerceToBoolean(try negation(), construct: "NOT"))
        }
        return try test()
    }

    private mutating func test() throws -> Expression {
        var left = try comparison()
        while accept("is") {
            let negated = accept("not")
            if accept("null") {
                left = .isNull(left, negated: negated)
            } else if accept("distinct", "from") {
                let right = try comparison()
                let equality = try resolver.operatorCall(named: "=", left: left, right: right)
                guard case .call(let function, let operands, _) = equality else { break }
                left = .isDistinct(
                    operands[0],
                    operands[1],
                    equality: function,
                    negated: negated
                )
            } else {
                let truth: Bool? = accept("true") ? true : accept("false") ? false : nil
                if truth == nil { try expectWord("unknown") }
                left = try resolver.coerceToBoolean(left, construct: "IS")
                left = .isTruth(left, truth: truth, negated: negated)
            }
        }
        return left
    }

    private mutating func comparison() throws -> Expression {
        var left = try pattern()
        while case .symbol(let symbol) = token,
            ["<", ">", "=", "<=", ">=", "<>", "!="].contains(symbol)
        {
            position += 1
            let name = symbol == "!=" ? "<>" : symbol
            left = try quantified(left, name) ?? call(name, left, try pattern())
        }
        return left
    }

    private mutating func quantified(_ left: Expression, _ name: String) throws -> Expression? {
        let all = isWord("all")
        guard all || isWord("any") || isWord("some") else { return nil }
        position += 1
        try expect("(")
        let array = try expression()
        try expect(")")
        return try resolver.arrayComparison(named: name, left: left, array: array, all: all)
    }

    private func call(
        _ name: String,
        schema: String? = nil,
        _ left: Expression?,
        _ right: Expression
    ) throws -> Expression {
        try resolver.operatorCall(named: name, schema: schema, left: left, right: right)
    }

    private mutating func pattern() throws -> Expression {
        var left = try other()
        while true {
            let negated = isWord("not") && !isWord("null", 1)
            if negated { position += 1 }
            if accept("like") {
                left = try matched(left, negated ? "!~~" : "~~")
            } else if accept("ilike") {
                left = try matched(left, negated ? "!~~*" : "~~*")
            } else if accept("similar", "to") {
                var arguments = [try other()]
                if accept("escape") { arguments.append(try other()) }
                let pattern = try function("similar_to_escape", arguments)
                left = try call(negated ? "!~" : "~", left, pattern)
            } else if accept("between") {
                let symmetric = accept("symmetric")
                left = try between(left, symmetric: symmetric, negated: negated)
            } else if accept("in") {
                try expect("(")
                let items = try list(until: ")")
                left = try contained(left, items, negated: negated)
            } else {
                return left
            }
        }
    }

    private mutating func matched(_ left: Expression, _ name: String) throws -> Expression {
        var pattern = try other()
        if accept("escape") { pattern = try function("like_escape", [pattern, try other()]) }
        return try call(name, left, pattern)
    }

    private mutating func between(
        _ value: Expression,
        symmetric: Bool,
        negated: Bool
    ) throws -> Expression {
        let low = try other()
        try expectWord("and")
        let high = try other()
        func within(_ low: Expression, _ high: Expression) throws -> Expression {
            .and([try call(">=", value, low), try call("<=", value, high)])
        }
        let inside = try within(low, high)
        let result = symmetric ? .or([inside, try within(high, low)]) : inside
        return negated ? .not(result) : result
    }

    private func contained(
        _ value: Expression,
        _ items: [Expression],
        negated: Bool
    ) throws -> Expression {
        let tests = try items.map { try call(negated ? "<>" : "=", value, $0) }
        return tests.count == 1 ? tests[0] : negated ? .and(tests) : .or(tests)
    }

    private mutating func other() throws -> Expression {
        var left = try sum()
        while true {
            if accept("operator") {
                try expect("(")
                var schema: String? = try name()
                try expect(".")
                if schema == "" { schema = nil }
                guard case .symbol(let symbol) = token else { throw CaseError("operator expected") }
                position += 1
                try expect(")")
                left = try call(symbol, schema: schema, left, try sum())
                continue
            }
            guard case .symbol(let symbol) = token, Self.isOther(symbol) else { return left }
            position += 1
            left = try quantified(left, symbol) ?? call(symbol, left, try sum())
        }
    }

    private static func isOther(_ symbol: String) -> Bool {
        ![
            "<", ">", "=", "<=", ">=", "<>", "!=", "+", "-", "*", "/", "%", "^", "(", ")", "[", "]",
            ",", ";", ".", ":", "::",
        ].contains(symbol)
    }

    private mutating func sum() throws -> Expression {
        var left = try product()
        while case .symbol(let symbol) = token, ["+", "-"].contains(symbol) {
            position += 1
            left = try call(symbol, left, try product())
        }
        return left
    }

    private mutating func product() throws -> Expression {
        var left = try power()
        while case .symbol(let symbol) = token, ["*", "/", "%"].contains(symbol) {
            position += 1
            left = try call(symbol, left, try power())
        }
        return left
    }

    private mutating func power() throws -> Expression {
        var left = try zoned()
        while acceptSymbol("^") { left = try call("^", left, try zoned()) }
        return left
    }

    private mutating func zoned() throws -> Expression {
        var left = try unary()
        while accept("at", "time", "zone") { left = try function("timezone", [try unary(), left]) }
        return left
    }

    private mutating func unary() throws -> Expression {
        if case .symbol(let symbol) = token, symbol == "-" || symbol == "+" {
            position += 1
            if symbol == "-", case .number(let digits) = token,
                tokens[position + 1] != .symbol("::")
            {
                // A negative literal is one constant, as the grammar folds it.
                position += 1
                return try number("-" + digits)
            }
            return try call(symbol, nil, try unary())
        }
        if case .symbol(let symbol) = token, Self.isOther(symbol) {
            position += 1
            return try call(symbol, nil, try unary())
        }
        return try cast(subscripted(try primary()))
    }

    private mutating func cast(_ operand: Expression) throws -> Expression {
        var operand = operand
        while acceptSymbol("::") {
            operand = try resolver.coerce(operand, to: try type(), context: .explicit)
            operand = try subscripted(operand)
        }
        return operand
    }

    private mutating func subscripted(_ container: Expression) throws -> Expression {
        var subscripts: [Expression.Subscript] = []
        while acceptSymbol("[") {
            var item = Expression.Subscript(lower: nil, upper: nil, isSlice: false)
            if !isSymbol(":"), !isSymbol("]") { item.upper = try index() }
            if acceptSymbol(":") {
                item = .init(lower: item.upper, upper: nil, isSlice: true)
                if !isSymbol("]") { item.upper = try index() }
            }
            try expect("]")
            subscripts.append(item)
        }
        if subscripts.isEmpty { return container }
        return try resolver.element(of: container, subscripts)
    }

    private mutating func index() throws -> Expression { try expression() }

    // MARK: Operands

    private mutating func primary() throws -> Expression {
        let token = token
        position += 1
        switch token {
        case .string(let text): return .constant(.text(text), .unknown)
        case .bits(let text):
            let type = SQLType(.bit)
            return .constant(try TypeCodec.parse(text, as: type, Formatting()), type)
        case .number(let digits): return try number(digits)
        case .symbol("("):
            let items = try list(until: ")")
            return items.count == 1 ? items[0] : .row(items, .record)
        case .word(let word): return try keyword(word)
        case .quotedName:
            position -= 1
            return try functionOrTypedLiteral()
        default: throw CaseError("operand expected at \(token)")
        }
    }

    private func number(_ digits: String) throws -> Expression {
        if let value = Int32(digits) { return .constant(.int32(value), .int4) }
        if let value = Int64(digits) { return .constant(.int64(value), .int8) }
        return .constant(.numeric(try Numeric(parsing: digits)), .numeric)
    }

    private mutating func list(until end: String) throws -> [Expression] {
        if acceptSymbol(end) { return [] }
        var items = [try expression()]
        while acceptSymbol(",") { items.append(try expression()) }
        try expect(end)
        return items
    }

    private mutating func keyword(_ word: String) throws -> Expression {
        switch word {
        case "null": return .constant(.null, .unknown)
        case "true": return .constant(.bool(true), .bool)
        case "false": return .constant(.bool(false), .bool)
        case "case": return try conditional()
        case "array" where isSymbol("["): return try array()
        case "row" where isSymbol("("):
            try expect("(")
            return .row(try list(until: ")"), .record)
        case "cast":
            try expect("(")
            let operand = try expression()
            try expectWord("as")
            let type = try type()
            try expect(")")
            return try resolver.coerce(operand, to: type, context: .explicit)
        case "coalesce", "greatest", "least":
            try expect("(")
            let (items, type) = try common(try list(until: ")"), word.uppercased())
            return word == "coalesce"
                ? .coalesce(items, type) : .extremum(items, greatest: word == "greatest", type)
        case "nullif":
            try expect("(")
            let items = try list(until: ")")
            guard case .call(let equality, let operands, _) = try call("=", items[0], items[1])
            else { throw CaseError("nullif") }
            return .nullIf(operands[0], operands[1], equality: equality, operands[0].type)
        case "extract", "position", "substring", "trim", "overlay":
            if isSymbol("("), let special = try special(word) { return special }
            position -= 1
            return try functionOrTypedLiteral()
        default:
            if let column = columns[word], !isSymbol("(") { return column }
            position -= 1
            return try functionOrTypedLiteral()
        }
    }

    private func common(
        _ items: [Expression],
        _ construct: String
    ) throws -> ([Expression], SQLType) {
        let type = try resolver.commonType(items, construct: construct)
        return (
            try items.map { try resolver.coerce($0, toCommon: type, construct: construct) }, type
        )
    }

    private mutating func conditional() throws -> Expression {
        let subject = isWord("when") ? nil : try expression()
        var conditions: [Expression] = []
        var results: [Expression] = []
        while accept("when") {
            let condition = try expression()
            conditions.append(
                try subject.map { try call("=", $0, condition) }
                    ?? resolver.coerceToBoolean(condition, construct: "CASE/WHEN")
            )
            try expectWord("then")
            results.append(try expression())
        }
        let otherwise = accept("else") ? try expression() : .constant(.null, .unknown)
        try expectWord("end")
        let (coerced, type) = try common([otherwise] + results, "CASE")
        let branches = zip(conditions, coerced.dropFirst()).map {
            Expression.Branch(condition: $0, result: $1)
        }
        return .conditional(branches, otherwise: coerced[0], type)
    }

    private mutating func array() throws -> Expression {
        try expect("[")
        var items: [Expression] = []
        while !acceptSymbol("]") {
            items.append(isSymbol("[") ? try array() : try expression())
            if !acceptSymbol(",") {
                try expect("]")
                break
            }
        }
        if items.isEmpty {
            try expect("::")
            return .array([], nested: false, try type())
        }
        let (elements, type) = try common(items, "ARRAY")
        let nested = type.oid.elementType != nil
        let arrayType = nested ? type.oid : type.oid.arrayType ?? .anyarray
        return .array(elements, nested: nested, SQLType(arrayType))
    }

    /// The constructs whose arguments are separated by key words.
    private mutating func special(_ word: String) throws -> Expression? {
        let start = position
        try expect("(")
        switch word {
        case "extract":
            let field: String
            if case .string(let text) = token {
                field = text
                position += 1
            } else {
                field = try name()
            }
            try expectWord("from")
            let source = try expression()
            try expect(")")
            return try function("extract", [.constant(.text(field), .text), source])
        case "position":
            let part = try other()
            guard accept("in") else { break }
            let whole = try other()
            try expect(")")
            return try function("position", [whole, part])
        case "substring", "overlay":
            var arguments = [try expression()]
            if word == "overlay" {
                guard accept("placing") else { break }
                arguments.append(try expression())
            }
            if accept("similar") {
                arguments.append(try expression())
                try expectWord("escape")
                arguments.append(try expression())
            } else if accept("for") {
                arguments += [.constant(.int32(1), .int4), try expression()]
            } else {
                guard accept("from") else { break }
                arguments.append(try expression())
                if accept("for") { arguments.append(try expression()) }
            }
            try expect(")")
            return try function(word, arguments)
        default:
            var name = "btrim"
            if accept("leading") { name = "ltrim" }
            if accept("trailing") { name = "rtrim" }
            _ = accept("both")
            if accept("from") {
                let operand = try expression()
                try expect(")")
                return try function(name, [operand])
            }
            let first = try expression()
            if acceptSymbol(")") { return try function(name, [first]) }
            guard accept("from") else { break }
            let operand = try expression()
            try expect(")")
            return try function(name, [operand, first])
        }
        position = start
        return nil
    }

    private func function(_ name: String, _ arguments: [Expression]) throws -> Expression {
        let call = CallSyntax(name: name, schema: "pg_catalog", arguments: arguments)
        guard let expression = try resolver.function(call).expression else {
            throw CaseError("\(name) is no scalar function")
        }
        return expression
    }

    private mutating func functionOrTypedLiteral() throws -> Expression {
        let start = position
        if var type = try? type(), case .string(let text) = token {
            position += 1
            if type.oid == .interval, let fields = try intervalFields() { type = fields }
            return try resolver.coerce(
                .constant(.text(text), .unknown),
                to: type,
                context: .explicit
            )
        }
        position = start
        let resolved = try resolver.function(try callSyntax())
        guard let expression = resolved.expression else {
            throw CaseError("no scalar function at \(tokens[start])")
        }
        return expression
    }

    /// `YEAR TO MONTH` and the like behind an interval literal.
    private mutating func intervalFields() throws -> SQLType? {
        let masks: [(String, Int32)] = [
            ("year", 4), ("month", 2), ("day", 8), ("hour", 1_024), ("minute", 2_048),
            ("second", 4_096),
        ]
        guard let first = masks.firstIndex(where: { isWord($0.0) }) else { return nil }
        position += 1
        var last = first
        if accept("to"), let end = masks.firstIndex(where: { isWord($0.0) }) {
            position += 1
            last = end
        }
        let mask = masks[first...last].reduce(0) { $0 | $1.1 }
        let modifier = try TypeModifier.parse([String(mask)], for: .interval).modifier
        return SQLType(.interval, modifier: modifier)
    }

    private mutating func callSyntax() throws -> CallSyntax {
        var call = CallSyntax(name: try name())
        if acceptSymbol(".") {
            call.schema = call.name
            call.name = try name()
        }
        try expect("(")
        if acceptSymbol("*") { call.isStar = true }
        while !acceptSymbol(")") {
            if accept("variadic") { call.isVariadic = true }
            if case .word(let name) = token, tokens[position + 1] == .symbol("=>") {
                position += 2
                call.argumentNames.append(name)
            } else {
                call.argumentNames.append(nil)
            }
            call.arguments.append(try expression())
            if !acceptSymbol(",") {
                try expect(")")
                break
            }
        }
        return call
    }

    // MARK: Types

    private mutating func type() throws -> SQLType {
        if token == .quotedName("char") {
            position += 1
            return SQLType(.char)
        }
        var words = try name()
        if words == "pg_catalog" || words == "public", acceptSymbol(".") { words = try name() }
        if words == "double" { words += " " + (try name()) }
        if words == "character" || words == "bit", accept("varying") { words += " varying" }
        var modifiers: [String] = []
        if acceptSymbol("(") {
            while !isSymbol(")") {
                let sign = acceptSymbol("-") ? "-" : ""
                guard case .number(let digits) = token else { throw CaseError("modifier") }
                modifiers.append(sign + digits)
                position += 1
                _ = acceptSymbol(",")
            }
            try expect(")")
        }
        if accept("with", "time", "zone") { words += " with time zone" }
        if accept("without", "time", "zone") { words += " without time zone" }
        guard let description = TypeDescription(sqlName: words) else {
            throw CaseError("type \(words)")
        }
        var type = SQLType(description.oid)
        if !modifiers.isEmpty {
            if type.oid == .interval { modifiers = ["32767"] + modifiers }
            type.modifier = try TypeModifier.parse(modifiers, for: type.oid).modifier
        } else if ["character", "char", "bit"].contains(words),
            type.oid == .bpchar || type.oid == .bit
        {
            type.modifier = type.oid == .bpchar ? 5 : 1
        }
        while acceptSymbol("[") {
            if case .number = token { position += 1 }
            try expect("]")
            type = SQLType(type.oid.arrayType ?? .anyarray, modifier: type.modifier)
        }
        return type
    }
}
