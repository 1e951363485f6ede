// SPDX-License-Identifier: Apache-2.0

public import Values

/// What a function call in SQL turned out to mean.
public struct ResolvedCall: Sendable {
    /// What is called.
    public enum Routine: Sendable {
        /// A function of single values.
        case function(Function)
        /// A function that returns a set: ``Function/returnsSet`` holds.
        case set(Function)
        case aggregate(Aggregate)
        case window(WindowFunction)
        /// No function at all: `type(value)`, a conversion.
        case conversion(Expression)
    }

    /// What is called.
    public let routine: Routine
    /// The arguments as the routine declares them: coerced, defaults filled in, a variadic tail
    /// gathered into an array.
    public let arguments: [Expression]
    /// The type of the result: of each row for a set.
    public let type: SQLType
    /// The names and actual types of the output columns of a function that returns a set or has
    /// OUT arguments; empty when it has one unnamed column.
    public let outputs: [(name: String, type: SQLType)]

    /// The call as an expression, nil for aggregates, window functions and sets.
    public var expression: Expression? {
        switch routine {
        case .function(let function): .call(function, arguments, type)
        case .conversion(let expression): expression
        case .set, .aggregate, .window: nil
        }
    }
}

/// A function call as written.
public struct CallSyntax: Sendable {
    /// The function's name.
    public var name: String
    /// The schema it is qualified with.
    public var schema: String?
    /// The arguments, bound, in the order they were written.
    public var arguments: [Expression]
    /// The name of each argument in `name => value`; empty, or nil in places, when positional.
    public var argumentNames: [String?]
    /// Whether the last argument is marked VARIADIC: it is the array itself.
    public var isVariadic: Bool
    /// `f(*)`.
    public var isStar: Bool
    /// How many of the arguments stand before WITHIN GROUP; nil without it.
    public var directArguments: Int?

    /// A call of `name` with those arguments.
    public init(
        name: String,
        schema: String? = nil,
        arguments: [Expression] = [],
        argumentNames: [String?] = [],
        isVariadic: Bool = false,
        isStar: Bool = false,
        directArguments: Int? = nil
    ) {
        self.name = name
        self.schema = schema
        self.arguments = arguments
        self.argumentNames = argumentNames
        self.isVariadic = isVariadic
        self.isStar = isStar
        self.directArguments = directArguments
    }
}
