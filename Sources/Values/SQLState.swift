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
    /// `successful_completion`.
    public static let successfulCompletion = SQLState(code: "00000")

    // Class 01: Warning.
    /// `warning`.
    public static let warning = SQLState(code: "01000")
    /// `null_value_eliminated_in_set_function`.
    public static let nullValueEliminatedInSetFunction = SQLState(code: "01003")
    /// `string_data_right_truncation_warning`.
    public static let stringDataRightTruncationWarning = SQLState(code: "01004")

    // Class 02: No Data.
    /// `no_data`.
    public static let noData = SQLState(code: "02000")

    // Class 08: Connection Exception.
    /// `connection_exception`.
    public static let connectionException = SQLState(code: "08000")
    /// `connection_failure`.
    public static let connectionFailure = SQLState(code: "08006")
    /// `protocol_violation`.
    public static let protocolViolation = SQLState(code: "08P01")

    // Class 0A: Feature Not Supported.
    /// `feature_not_supported`.
    public static let featureNotSupported = SQLState(code: "0A000")

    // Class 0B: Invalid Transaction Initiation.
    /// `invalid_transaction_initiation`.
    public static let invalidTransactionInitiation = SQLState(code: "0B000")

    // Class 20: Case Not Found.
    /// `case_not_found`.
    public static let caseNotFound = SQLState(code: "20000")

    // Class 21: Cardinality Violation.
    /// `cardinality_violation`.
    public static let cardinalityViolation = SQLState(code: "21000")

    // Class 22: Data Exception.
    /// `data_exception`.
    public static let dataException = SQLState(code: "22000")
    /// `array_subscript_error`.
    public static let arraySubscriptError = SQLState(code: "2202E")
    /// `character_not_in_repertoire`.
    public static let characterNotInRepertoire = SQLState(code: "22021")
    /// `datetime_field_overflow`.
    public static let datetimeFieldOverflow = SQLState(code: "22008")
    /// `division_by_zero`.
    public static let divisionByZero = SQLState(code: "22012")
    /// `error_in_assignment`.
    public static let errorInAssignment = SQLState(code: "22005")
    /// `escape_character_conflict`.
    public static let escapeCharacterConflict = SQLState(code: "2200B")
    /// `interval_field_overflow`.
    public static let intervalFieldOverflow = SQLState(code: "22015")
    /// `invalid_argument_for_logarithm`.
    public static let invalidArgumentForLogarithm = SQLState(code: "2201E")
    /// `invalid_argument_for_nth_value`.
    public static let invalidArgumentForNthValue = SQLState(code: "22016")
    /// `invalid_argument_for_ntile`.
    public static let invalidArgumentForNtile = SQLState(code: "22014")
    /// `invalid_argument_for_power_function`.
    public static let invalidArgumentForPowerFunction = SQLState(code: "2201F")
    /// `invalid_argument_for_width_bucket`.
    public static let invalidArgumentForWidthBucket = SQLState(code: "2201G")
    /// `invalid_character_value_for_cast`.
    public static let invalidCharacterValueForCast = SQLState(code: "22018")
    /// `invalid_datetime_format`.
    public static let invalidDatetimeFormat = SQLState(code: "22007")
    /// `invalid_escape_character`.
    public static let invalidEscapeCharacter = SQLState(code: "22019")
    /// `invalid_escape_sequence`.
    public static let invalidEscapeSequence = SQLState(code: "22025")
    /// `invalid_parameter_value`.
    public static let invalidParameterValue = SQLState(code: "22023")
    /// `invalid_preceding_or_following_size`.
    public static let invalidPrecedingOrFollowingSize = SQLState(code: "22013")
    /// `invalid_regular_expression`.
    public static let invalidRegularExpression = SQLState(code: "2201B")
    /// `invalid_row_count_in_limit_clause`.
    public static let invalidRowCountInLimitClause = SQLState(code: "2201W")
    /// `invalid_row_count_in_result_offset_clause`.
    public static let invalidRowCountInResultOffsetClause = SQLState(code: "2201X")
    /// `invalid_time_zone_displacement_value`.
    public static let invalidTimeZoneDisplacementValue = SQLState(code: "22009")
    /// `null_value_not_allowed`.
    public static let nullValueNotAllowed = SQLState(code: "22004")
    /// `numeric_value_out_of_range`.
    public static let numericValueOutOfRange = SQLState(code: "22003")
    /// `sequence_generator_limit_exceeded`.
    public static let sequenceGeneratorLimitExceeded = SQLState(code: "2200H")
    /// `string_data_length_mismatch`.
    public static let stringDataLengthMismatch = SQLState(code: "22026")
    /// `string_data_right_truncation`.
    public static let stringDataRightTruncation = SQLState(code: "22001")
    /// `substring_error`.
    public static let substringError = SQLState(code: "22011")
    /// `untranslatable_character`.
    public static let untranslatableCharacter = SQLState(code: "22P05")
    /// `invalid_text_representation`.
    public static let invalidTextRepresentation = SQLState(code: "22P02")
    /// `invalid_binary_representation`.
    public static let invalidBinaryRepresentation = SQLState(code: "22P03")
    /// `bad_copy_file_format`.
    public static let badCopyFileFormat = SQLState(code: "22P04")
    /// `duplicate_json_object_key_value`.
    public static let duplicateJSONObjectKeyValue = SQLState(code: "22030")
    /// `invalid_json_text`.
    public static let invalidJSONText = SQLState(code: "22032")
    /// `invalid_sqljson_subscript`.
    public static let invalidSQLJSONSubscript = SQLState(code: "22033")

    // Class 23: Integrity Constraint Violation.
    /// `integrity_constraint_violation`.
    public static let integrityConstraintViolation = SQLState(code: "23000")
    /// `restrict_violation`.
    public static let restrictViolation = SQLState(code: "23001")
    /// `not_null_violation`.
    public static let notNullViolation = SQLState(code: "23502")
    /// `foreign_key_violation`.
    public static let foreignKeyViolation = SQLState(code: "23503")
    /// `unique_violation`.
    public static let uniqueViolation = SQLState(code: "23505")
    /// `check_violation`.
    public static let checkViolation = SQLState(code: "23514")

    // Class 24: Invalid Cursor State.
    /// `invalid_cursor_state`.
    public static let invalidCursorState = SQLState(code: "24000")

    // Class 25: Invalid Transaction State.
    /// `invalid_transaction_state`.
    public static let invalidTransactionState = SQLState(code: "25000")
    /// `active_sql_transaction`.
    public static let activeSQLTransaction = SQLState(code: "25001")
    /// `read_only_sql_transaction`.
    public static let readOnlySQLTransaction = SQLState(code: "25006")
    /// `no_active_sql_transaction`.
    public static let noActiveSQLTransaction = SQLState(code: "25P01")
    /// `in_failed_sql_transaction`.
    public static let inFailedSQLTransaction = SQLState(code: "25P02")
    /// `idle_in_transaction_session_timeout`.
    public static let idleInTransactionSessionTimeout = SQLState(code: "25P03")

    // Class 26: Invalid SQL Statement Name.
    /// `invalid_sql_statement_name`.
    public static let invalidSQLStatementName = SQLState(code: "26000")

    // Class 28: Invalid Authorization Specification.
    /// `invalid_authorization_specification`.
    public static let invalidAuthorizationSpecification = SQLState(code: "28000")
    /// `invalid_password`.
    public static let invalidPassword = SQLState(code: "28P01")

    // Class 2B: Dependent Privilege Descriptors Still Exist.
    /// `dependent_objects_still_exist`.
    public static let dependentObjectsStillExist = SQLState(code: "2BP01")

    // Class 2D: Invalid Transaction Termination.
    /// `invalid_transaction_termination`.
    public static let invalidTransactionTermination = SQLState(code: "2D000")

    // Class 34: Invalid Cursor Name.
    /// `invalid_cursor_name`.
    public static let invalidCursorName = SQLState(code: "34000")

    // Class 3B: Savepoint Exception.
    /// `invalid_savepoint_specification`.
    public static let invalidSavepointSpecification = SQLState(code: "3B001")

    // Class 3D: Invalid Catalog Name.
    /// `invalid_catalog_name`.
    public static let invalidCatalogName = SQLState(code: "3D000")

    // Class 3F: Invalid Schema Name.
    /// `invalid_schema_name`.
    public static let invalidSchemaName = SQLState(code: "3F000")

    // Class 40: Transaction Rollback.
    /// `transaction_rollback`.
    public static let transactionRollback = SQLState(code: "40000")
    /// `serialization_failure`.
    public static let serializationFailure = SQLState(code: "40001")
    /// `deadlock_detected`.
    public static let deadlockDetected = SQLState(code: "40P01")

    // Class 42: Syntax Error or Access Rule Violation.
    /// `syntax_error`.
    public static let syntaxError = SQLState(code: "42601")
    /// `insufficient_privilege`.
    public static let insufficientPrivilege = SQLState(code: "42501")
    /// `cannot_coerce`.
    public static let cannotCoerce = SQLState(code: "42846")
    /// `grouping_error`.
    public static let groupingError = SQLState(code: "42803")
    /// `windowing_error`.
    public static let windowingError = SQLState(code: "42P20")
    /// `invalid_recursion`.
    public static let invalidRecursion = SQLState(code: "42P19")
    /// `invalid_foreign_key`.
    public static let invalidForeignKey = SQLState(code: "42830")
    /// `invalid_name`.
    public static let invalidName = SQLState(code: "42602")
    /// `name_too_long`.
    public static let nameTooLong = SQLState(code: "42622")
    /// `reserved_name`.
    public static let reservedName = SQLState(code: "42939")
    /// `datatype_mismatch`.
    public static let datatypeMismatch = SQLState(code: "42804")
    /// `indeterminate_datatype`.
    public static let indeterminateDatatype = SQLState(code: "42P18")
    /// `collation_mismatch`.
    public static let collationMismatch = SQLState(code: "42P21")
    /// `indeterminate_collation`.
    public static let indeterminateCollation = SQLState(code: "42P22")
    /// `wrong_object_type`.
    public static let wrongObjectType = SQLState(code: "42809")
    /// `undefined_column`.
    public static let undefinedColumn = SQLState(code: "42703")
    /// `undefined_function`.
    public static let undefinedFunction = SQLState(code: "42883")
    /// `undefined_table`.
    public static let undefinedTable = SQLState(code: "42P01")
    /// `undefined_parameter`.
    public static let undefinedParameter = SQLState(code: "42P02")
    /// `undefined_object`.
    public static let undefinedObject = SQLState(code: "42704")
    /// `duplicate_column`.
    public static let duplicateColumn = SQLState(code: "42701")
    /// `duplicate_cursor`.
    public static let duplicateCursor = SQLState(code: "42P03")
    /// `duplicate_database`.
    public static let duplicateDatabase = SQLState(code: "42P04")
    /// `duplicate_function`.
    public static let duplicateFunction = SQLState(code: "42723")
    /// `duplicate_prepared_statement`.
    public static let duplicatePreparedStatement = SQLState(code: "42P05")
    /// `duplicate_schema`.
    public static let duplicateSchema = SQLState(code: "42P06")
    /// `duplicate_table`.
    public static let duplicateTable = SQLState(code: "42P07")
    /// `duplicate_alias`.
    public static let duplicateAlias = SQLState(code: "42712")
    /// `duplicate_object`.
    public static let duplicateObject = SQLState(code: "42710")
    /// `ambiguous_column`.
    public static let ambiguousColumn = SQLState(code: "42702")
    /// `ambiguous_function`.
    public static let ambiguousFunction = SQLState(code: "42725")
    /// `ambiguous_parameter`.
    public static let ambiguousParameter = SQLState(code: "42P08")
    /// `ambiguous_alias`.
    public static let ambiguousAlias = SQLState(code: "42P09")
    /// `invalid_column_reference`.
    public static let invalidColumnReference = SQLState(code: "42P10")
    /// `invalid_column_definition`.
    public static let invalidColumnDefinition = SQLState(code: "42611")
    /// `invalid_cursor_definition`.
    public static let invalidCursorDefinition = SQLState(code: "42P11")
    /// `invalid_database_definition`.
    public static let invalidDatabaseDefinition = SQLState(code: "42P12")
    /// `invalid_function_definition`.
    public static let invalidFunctionDefinition = SQLState(code: "42P13")
    /// `invalid_prepared_statement_definition`.
    public static let invalidPreparedStatementDefinition = SQLState(code: "42P14")
    /// `invalid_schema_definition`.
    public static let invalidSchemaDefinition = SQLState(code: "42P15")
    /// `invalid_table_definition`.
    public static let invalidTableDefinition = SQLState(code: "42P16")
    /// `invalid_object_definition`.
    public static let invalidObjectDefinition = SQLState(code: "42P17")
    /// `generated_always`.
    public static let generatedAlways = SQLState(code: "428C9")

    // Class 53: Insufficient Resources.
    /// `insufficient_resources`.
    public static let insufficientResources = SQLState(code: "53000")
    /// `disk_full`.
    public static let diskFull = SQLState(code: "53100")
    /// `out_of_memory`.
    public static let outOfMemory = SQLState(code: "53200")
    /// `too_many_connections`.
    public static let tooManyConnections = SQLState(code: "53300")
    /// `configuration_limit_exceeded`.
    public static let configurationLimitExceeded = SQLState(code: "53400")

    // Class 54: Program Limit Exceeded.
    /// `program_limit_exceeded`.
    public static let programLimitExceeded = SQLState(code: "54000")
    /// `statement_too_complex`.
    public static let statementTooComplex = SQLState(code: "54001")
    /// `too_many_columns`.
    public static let tooManyColumns = SQLState(code: "54011")
    /// `too_many_arguments`.
    public static let tooManyArguments = SQLState(code: "54023")

    // Class 55: Object Not In Prerequisite State.
    /// `object_not_in_prerequisite_state`.
    public static let objectNotInPrerequisiteState = SQLState(code: "55000")
    /// `object_in_use`.
    public static let objectInUse = SQLState(code: "55006")
    /// `cant_change_runtime_param`.
    public static let cantChangeRuntimeParam = SQLState(code: "55P02")
    /// `lock_not_available`.
    public static let lockNotAvailable = SQLState(code: "55P03")

    // Class 57: Operator Intervention.
    /// `operator_intervention`.
    public static let operatorIntervention = SQLState(code: "57000")
    /// `query_canceled`.
    public static let queryCanceled = SQLState(code: "57014")
    /// `admin_shutdown`.
    public static let adminShutdown = SQLState(code: "57P01")
    /// `crash_shutdown`.
    public static let crashShutdown = SQLState(code: "57P02")
    /// `cannot_connect_now`.
    public static let cannotConnectNow = SQLState(code: "57P03")
    /// `database_dropped`.
    public static let databaseDropped = SQLState(code: "57P04")
    /// `idle_session_timeout`.
    public static let idleSessionTimeout = SQLState(code: "57P05")

    // Class 58: System Error.
    /// `system_error`.
    public static let systemError = SQLState(code: "58000")
    /// `io_error`.
    public static let ioError = SQLState(code: "58030")

    // Class F0: Configuration File Error.
    /// `config_file_error`.
    public static let configFileError = SQLState(code: "F0000")

    // Class XX: Internal Error.
    /// `internal_error`.
    public static let internalError = SQLState(code: "XX000")
    /// `data_corrupted`.
    public static let dataCorrupted = SQLState(code: "XX001")
    /// `index_corrupted`.
    public static let indexCorrupted = SQLState(code: "XX002")
}
