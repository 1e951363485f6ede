// SPDX-License-Identifier: Apache-2.0

import Values

/// Collects what the registry will hold; the files in `Functions` and `Aggregates` fill it.
struct RegistryBuilder {
    var functions: [Function] = []
    var operators: [Operator] = []
    var casts: [Cast] = []
    var aggregates: [Aggregate] = []
    var windowFunctions: [WindowFunction] = []
    /// The schema of what is registered next.
    var schema = "pg_catalog"
    private var functionsByOID: [OID: Function] = [:]

    /// Everything there is.
    static func builtin() -> RegistryBuilder {
        var builder = RegistryBuilder()
        builder.addComparison()
        builder.addOtherComparison()
        builder.addIntegers()
        builder.addBits()
        builder.addFloats()
        builder.addMath()
        builder.addNumerics()
        builder.addCasts()
        builder.addObjectIdentifierCasts()
        builder.addLengthCoercions()
        builder.addStrings()
        builder.addFormatting()
        builder.addBytes()
        builder.addLike()
        builder.addRegexes()
        builder.addJSON()
        builder.addJSONB()
        builder.addJSONBuilding()
        builder.addDateTimes()
        builder.addFormats()
        builder.addArrays()
        builder.addSessionInformation()
        builder.addCatalogInformation()
        builder.addSequences()
        builder.addAdvisoryLocks()
        builder.addPrivileges()
        builder.addSeries()
        builder.addTypeFunctions()
        builder.addVectors()
        builder.addSums()
        builder.addExtrema()
        builder.addCollections()
        builder.addStatistics()
        builder.addNumericStatistics()
        builder.addOrderedSets()
        builder.addVectorAggregates()
        builder.addJSONAggregates()
        builder.addWindowFunctions()
        return builder
    }

    /// Adds a function that is strict and immutable.
    mutating func add(
        _ oid: UInt32,
        _ name: String,
        _ arguments: [OID],
        _ result: OID,
        _ body: Function.Body
    ) {
        add(oid, name, arguments, result, FunctionOptions(), body)
    }

    /// Adds a function; `arguments` and `result` may be polymorphic.
    mutating func add(
        _ oid: UInt32,
        _ name: String,
        _ arguments: [OID],
        _ result: OID,
        _ options: FunctionOptions,
        _ body: Function.Body
    ) {
        let function = Function(
            oid: OID(oid),
            schema: schema,
            name: name,
            arguments: arguments,
            argumentNames: options.argumentNames,
            result: result,
            isVariadic: options.isVariadic,
            defaults: options.defaults,
            isStrict: options.isStrict,
            volatility: options.volatility,
            outputs: options.outputs,
            body: body
        )
        functions.append(function)
        functionsByOID[function.oid] = function
    }

    /// Adds operator `name`, which calls the function numbered `function`, already added.
    mutating func add(
        operator oid: UInt32,
        _ name: String,
        _ function: UInt32,
        commutator: UInt32 = 0,
        negator: UInt32 = 0
    ) {
        guard let function = functionsByOID[OID(function)] else {
            preconditionFailure("operator \(oid) needs function \(function)")
        }
        let isPrefix = function.arguments.count == 1
        operators.append(
            Operator(
                oid: OID(oid),
                name: name,
                left: isPrefix ? .invalid : function.arguments[0],
                right: function.arguments[isPrefix ? 0 : 1],
                function: function,
                commutator: OID(commutator),
                negator: OID(negator)
            )
        )
    }

    /// Adds a binary operator together with the function that computes it.
    mutating func add(
        infix operator: UInt32,
        _ symbol: String,
        _ function: UInt32,
        _ name: String,
        _ left: OID,
        _ right: OID,
        _ result: OID,
        commutator: UInt32 = 0,
        negator: UInt32 = 0,
        options: FunctionOptions = FunctionOptions(),
        _ body: Function.Body
    ) {
        add(function, name, [left, right], result, options, body)
        add(
            operator: `operator`,
            symbol,
            function,
            commutator: commutator,
            negator: negator
        )
    }

    /// Adds a prefix operator together with the function that computes it.
    mutating func add(
        prefix operator: UInt32,
        _ symbol: String,
        _ function: UInt32,
        _ name: String,
        _ operand: OID,
        _ result: OID,
        _ body: Function.Body
    ) {
        add(function, name, [operand], result, body)
        add(operator: `operator`, symbol, function)
    }

    /// Adds a cast by the function numbered `function`, already added; 0 is binary-coercible and
    /// nil through text.
    mutating func add(
        cast oid: UInt32,
        _ source: OID,
        _ target: OID,
        _ context: CoercionContext,
        _ function: UInt32?
    ) {
        let method: Cast.Method
        if let function, function != 0 {
            guard let object = functionsByOID[OID(function)] else {
                preconditionFailure("cast \(oid) needs function \(function)")
            }
            method = .function(object)
        } else {
            method = function == 0 ? .binaryCoercible : .inputOutput
        }
        casts.append(
            Cast(oid: OID(oid), source: source, target: target, context: context, method: method)
        )
    }
}

/// What distinguishes a function from the usual strict and immutable one.
struct FunctionOptions {
    var isStrict = true
    var volatility = Function.Volatility.immutable
    var isVariadic = false
    var defaults: [Value] = []
    var argumentNames: [String] = []
    var outputs: [(name: String, type: OID)] = []

    /// Strict, but not the same from one statement to the next.
    static var stable: FunctionOptions { FunctionOptions(volatility: .stable) }
    /// Strict, but not the same from one call to the next.
    static var volatile: FunctionOptions { FunctionOptions(volatility: .volatile) }
    /// Called with NULL arguments too.
    static var nullable: FunctionOptions { FunctionOptions(isStrict: false) }
    /// Called with NULL arguments too, and not the same from one statement to the next.
    static var stableNullable: FunctionOptions {
        FunctionOptions(isStrict: false, volatility: .stable)
    }
}
