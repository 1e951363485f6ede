// SPDX-License-Identifier: Apache-2.0

/// A five-character error code, as the SQL standard and PostgreSQL define them.
///
/// Source: PostgreSQL 15 manual, appendix A "PostgreSQL Error Codes"; the constants carry its
/// condition names.
public struct SQLState: Hashable, Sendable {
    /// Five characters out of 0-9 and A-Z; the first two are the class.
    public let code: String

    /// A code that has no constant here; five characters.
    public init(code: String) { self.code = code }
}

extension SQLState {
    // Class 00: Successful Completion.
    public static let successfulCompletion = SQLState(code: "00000")

    // Class 01: Warning.
    public static let warning = SQLState(code: "01000")
    public static let nullValueEliminatedInSetFunction = SQLState(code: "01003")
    public static let stringDataRightTruncationWarning = SQLState(code: "01004")

    // Class 02: No Data.
    public static let noData = SQLState(code: "02000")

    // Class 08: Connection Exception.
    public static let connectionException = SQLState(code: "08000")
    public static let connectionFailure = SQLState(code: "08006")
    public static let protocolViolation = SQLState(code: "08P01")

    // Class 0A: Feature Not Supported.
    public static let featureNotSupported = SQLState(code: "0A000")

    // Class 0B: Invalid Transaction Initiation.
    public static let invalidTransactionInitiation = SQLState(code: "0B000")

    // Class 20: Case Not Found.
    public static let caseNotFound = SQLState(code: "20000")

    // Class 21: Cardinality Violation.
    public static let cardinalityViolation = SQLState(code: "21000")

    // Class 22: Data Exception.
    public static let dataException = SQLState(code: "22000")
    public static let arraySubscriptError = SQLState(code: "2202E")
    public static let characterNotInRepertoire = SQLState(code: "22021")
    public static let datetimeFieldOverflow = SQLState(code: "22008")
    public static let divisionByZero = SQLState(code: "22012")
    public static let errorInAssignment = SQLState(code: "22005")
    public static let escapeCharacterConflict = SQLState(code: "2200B")
    public static let intervalFieldOverflow = SQLState(code: "22015")
    public static let invalidArgumentForLogarithm = SQLState(code: "2201E")
    public static let invalidArgumentForNthValue = SQLState(code: "22016")
    public static let invalidArgumentForNtile = SQLState(code: "22014")
    public static let invalidArgumentForPowerFunction = SQLState(code: "2201F")
    public static let invalidArgumentForWidthBucket = SQLState(code: "2201G")
    public static let invalidCharacterValueForCast = SQLState(code: "22018")
    public static let invalidDatetimeFormat = SQLState(code: "22007")
    public static let invalidEscapeCharacter = SQLState(code: "22019")
    public static let invalidEscapeSequence = SQLState(code: "22025")
    public static let invalidParameterValue = SQLState(code: "22023")
    public static let invalidPrecedingOrFollowingSize = SQLState(code: "22013")
    public static let invalidRegularExpression = SQLState(code: "2201B")
    public static let invalidRowCountInLimitClause = SQLState(code: "2201W")
    public static let invalidRowCountInResultOffsetClause = SQLState(code: "2201X")
    public static let invalidTimeZoneDisplacementValue = SQLState(code: "22009")
    public static let nullValueNotAllowed = SQLState(code: "22004")
    public static let numericValueOutOfRange = SQLState(code: "22003")
    public static let sequenceGeneratorLimitExceeded = SQLState(code: "2200H")
    public static let stringDataLengthMismatch = SQLState(code: "22026")
    public static let stringDataRightTruncation = SQLState(code: "22001")
    public static let substringError = SQLState(code: "22011")
    public static let untranslatableCharacter = SQLState(code: "22P05")
    public static let invalidTextRepresentation = SQLState(code: "22P02")
    public static let invalidBinaryRepresentation = SQLState(code: "22P03")
    public static let badCopyFileFormat = SQLState(code: "22P04")
    public static let duplicateJSONObjectKeyValue = SQLState(code: "22030")
    public static let invalidJSONText = SQLState(code: "22032")
    public static let invalidSQLJSONSubscript = SQLState(code: "22033")

    // Class 23: Integrity Constraint Violation.
    public static let integrityConstraintViolation = SQLState(code: "23000")
    public static let restrictViolation = SQLState(code: "23001")
    public static let notNullViolation = SQLState(code: "23502")
    public static let foreignKeyViolation = SQLState(code: "23503")
    public static let uniqueViolation = SQLState(code: "23505")
    public static let checkViolation = SQLState(code: "23514")

    // Class 24: Invalid Cursor State.
    public static let invalidCursorState = SQLState(code: "24000")

    // Class 25: Invalid Transaction State.
    public static let invalidTransactionState = SQLState(code: "25000")
    public static let activeSQLTransaction = SQLState(code: "25001")
    public static let readOnlySQLTransaction = SQLState(code: "25006")
    public static let noActiveSQLTransaction = SQLState(code: "25P01")
    public static let inFailedSQLTransaction = SQLState(code: "25P02")
    public static let idleInTransactionSessionTimeout = SQLState(code: "25P03")

    // Class 26: Invalid SQL Statement Name.
    public static let invalidSQLStatementName = SQLState(code: "26000")

    // Class 28: Invalid Authorization Specification.
    public static let invalidAuthorizationSpecification = SQLState(code: "28000")
    public static let invalidPassword = SQLState(code: "28P01")

    // Class 2B: Dependent Privilege Descriptors Still Exist.
    public static let dependentObjectsStillExist = SQLState(code: "2BP01")

    // Class 2D: Invalid Transaction Termination.
    public static let invalidTransactionTermination = SQLState(code: "2D000")

    // Class 34: Invalid Cursor Name.
    public static let invalidCursorName = SQLState(code: "34000")

    // Class 3B: Savepoint Exception.
    public static let invalidSavepointSpecification = SQLState(code: "3B001")

    // Class 3D: Invalid Catalog Name.
    public static let invalidCatalogName = SQLState(code: "3D000")

    // Class 3F: Invalid Schema Name.
    public static let invalidSchemaName = SQLState(code: "3F000")

    // Class 40: Transaction Rollback.
    public static let transactionRollback = SQLState(code: "40000")
    public static let serializationFailure = SQLState(code: "40001")
    public static let deadlockDetected = SQLState(code: "40P01")

    // Class 42: Syntax Error or Access Rule Violation.
    public static let syntaxError = SQLState(code: "42601")
    public static let insufficientPrivilege = SQLState(code: "42501")
    public static let cannotCoerce = SQLState(code: "42846")
    public static let groupingError = SQLState(code: "42803")
    public static let windowingError = SQLState(code: "42P20")
    public static let invalidRecursion = SQLState(code: "42P19")
    public static let invalidForeignKey = SQLState(code: "42830")
    public static let invalidName = SQLState(code: "42602")
    public static let nameTooLong = SQLState(code: "42622")
    public static let reservedName = SQLState(code: "42939")
    public static let datatypeMismatch = SQLState(code: "42804")
    public static let indeterminateDatatype = SQLState(code: "42P18")
    public static let collationMismatch = SQLState(code: "42P21")
    public static let indeterminateCollation = SQLState(code: "42P22")
    public static let wrongObjectType = SQLState(code: "42809")
    public static let undefinedColumn = SQLState(code: "42703")
    public static let undefinedFunction = SQLState(code: "42883")
    public static let undefinedTable = SQLState(code: "42P01")
    public static let undefinedParameter = SQLState(code: "42P02")
    public static let undefinedObject = SQLState(code: "42704")
    public static let duplicateColumn = SQLState(code: "42701")
    public static let duplicateCursor = SQLState(code: "42P03")
    public static let duplicateDatabase = SQLState(code: "42P04")
    public static let duplicateFunction = SQLState(code: "42723")
    public static let duplicatePreparedStatement = SQLState(code: "42P05")
    public static let duplicateSchema = SQLState(code: "42P06")
    public static let duplicateTable = SQLState(code: "42P07")
    public static let duplicateAlias = SQLState(code: "42712")
    public static let duplicateObject = SQLState(code: "42710")
    public static let ambiguousColumn = SQLState(code: "42702")
    public static let ambiguousFunction = SQLState(code: "42725")
    public static let ambiguousParameter = SQLState(code: "42P08")
    public static let ambiguousAlias = SQLState(code: "42P09")
    public static let invalidColumnReference = SQLState(code: "42P10")
    public static let invalidColumnDefinition = SQLState(code: "42611")
    public static let invalidCursorDefinition = SQLState(code: "42P11")
    public static let invalidDatabaseDefinition = SQLState(code: "42P12")
    public static let invalidFunctionDefinition = SQLState(code: "42P13")
    public static let invalidPreparedStatementDefinition = SQLState(code: "42P14")
    public static let invalidSchemaDefinition = SQLState(code: "42P15")
    public static let invalidTableDefinition = SQLState(code: "42P16")
    public static let invalidObjectDefinition = SQLState(code: "42P17")
    public static let generatedAlways = SQLState(code: "428C9")

    // Class 53: Insufficient Resources.
    public static let insufficientResources = SQLState(code: "53000")
    public static let diskFull = SQLState(code: "53100")
    public static let outOfMemory = SQLState(code: "53200")
    public static let tooManyConnections = SQLState(code: "53300")
    public static let configurationLimitExceeded = SQLState(code: "53400")

    // Class 54: Program Limit Exceeded.
    public static let programLimitExceeded = SQLState(code: "54000")
    public static let statementTooComplex = SQLState(code: "54001")
    public static let tooManyColumns = SQLState(code: "54011")
    public static let tooManyArguments = SQLState(code: "54023")

    // Class 55: Object Not In Prerequisite State.
    public static let objectNotInPrerequisiteState = SQLState(code: "55000")
    public static let objectInUse = SQLState(code: "55006")
    public static let cantChangeRuntimeParam = SQLState(code: "55P02")
    public static let lockNotAvailable = SQLState(code: "55P03")

    // Class 57: Operator Intervention.
    public static let operatorIntervention = SQLState(code: "57000")
    public static let queryCanceled = SQLState(code: "57014")
    public static let adminShutdown = SQLState(code: "57P01")
    public static let crashShutdown = SQLState(code: "57P02")
    public static let cannotConnectNow = SQLState(code: "57P03")
    public static let databaseDropped = SQLState(code: "57P04")
    public static let idleSessionTimeout = SQLState(code: "57P05")

    // Class 58: System Error.
    public static let systemError = SQLState(code: "58000")
    public static let ioError = SQLState(code: "58030")

    // Class F0: Configuration File Error.
    public static let configFileError = SQLState(code: "F0000")

    // Class XX: Internal Error.
    public static let internalError = SQLState(code: "XX000")
    public static let dataCorrupted = SQLState(code: "XX001")
    public static let indexCorrupted = SQLState(code: "XX002")
}
