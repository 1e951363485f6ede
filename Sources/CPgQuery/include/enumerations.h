// SPDX-License-Identifier: Apache-2.0

// The numbers that nodes of a raw parse tree carry. All are open: a number without a name is kept
// as it is, and reading it is not undefined.
//
// Source: libpg_query 15-4.0.0; LimitOption alone differs from PostgreSQL 15's.
#ifndef CPGQUERY_ENUMERATIONS_H
#define CPGQUERY_ENUMERATIONS_H

#include <stdint.h>

#define CPGQUERY_OPEN __attribute__((enum_extensibility(open)))

// What a node is; only kinds that a raw parse tree contains.
typedef enum CPGQUERY_OPEN PgTag : uint32_t {
    PgTagAlias = 107,
    PgTagRangeVar = 108,
    PgTagGroupingFunc = 114,
    PgTagNamedArgExpr = 118,
    PgTagBoolExpr = 123,
    PgTagSubLink = 124,
    PgTagCaseExpr = 134,
    PgTagCaseWhen = 135,
    PgTagRowExpr = 138,
    PgTagCoalesceExpr = 140,
    PgTagMinMaxExpr = 141,
    PgTagSQLValueFunction = 142,
    PgTagXmlExpr = 143,
    PgTagNullTest = 144,
    PgTagBooleanTest = 145,
    PgTagSetToDefault = 148,
    PgTagCurrentOfExpr = 149,
    PgTagJoinExpr = 154,
    PgTagIntoClause = 157,
    PgTagInteger = 226,
    PgTagFloat = 227,
    PgTagBoolean = 228,
    PgTagString = 229,
    PgTagBitString = 230,
    PgTagList = 231,
    PgTagIntList = 232,
    PgTagRawStmt = 235,
    PgTagInsertStmt = 238,
    PgTagDeleteStmt = 239,
    PgTagUpdateStmt = 240,
    PgTagMergeStmt = 241,
    PgTagSelectStmt = 242,
    PgTagAlterTableStmt = 245,
    PgTagAlterTableCmd = 246,
    PgTagAlterDomainStmt = 247,
    PgTagGrantStmt = 249,
    PgTagGrantRoleStmt = 250,
    PgTagAlterDefaultPrivilegesStmt = 251,
    PgTagClosePortalStmt = 252,
    PgTagClusterStmt = 253,
    PgTagCopyStmt = 254,
    PgTagCreateStmt = 255,
    PgTagDefineStmt = 256,
    PgTagDropStmt = 257,
    PgTagTruncateStmt = 258,
    PgTagCommentStmt = 259,
    PgTagFetchStmt = 260,
    PgTagIndexStmt = 261,
    PgTagCreateFunctionStmt = 262,
    PgTagAlterFunctionStmt = 263,
    PgTagDoStmt = 264,
    PgTagRenameStmt = 265,
    PgTagRuleStmt = 266,
    PgTagNotifyStmt = 267,
    PgTagListenStmt = 268,
    PgTagUnlistenStmt = 269,
    PgTagTransactionStmt = 270,
    PgTagViewStmt = 271,
    PgTagLoadStmt = 272,
    PgTagCreateDomainStmt = 273,
    PgTagCreatedbStmt = 274,
    PgTagDropdbStmt = 275,
    PgTagVacuumStmt = 276,
    PgTagExplainStmt = 277,
    PgTagCreateTableAsStmt = 278,
    PgTagCreateSeqStmt = 279,
    PgTagAlterSeqStmt = 280,
    PgTagVariableSetStmt = 281,
    PgTagVariableShowStmt = 282,
    PgTagDiscardStmt = 283,
    PgTagCreateTrigStmt = 284,
    PgTagCreatePLangStmt = 285,
    PgTagCreateRoleStmt = 286,
    PgTagAlterRoleStmt = 287,
    PgTagDropRoleStmt = 288,
    PgTagLockStmt = 289,
    PgTagConstraintsSetStmt = 290,
    PgTagReindexStmt = 291,
    PgTagCheckPointStmt = 292,
    PgTagCreateSchemaStmt = 293,
    PgTagAlterDatabaseStmt = 294,
    PgTagAlterDatabaseRefreshCollStmt = 295,
    PgTagAlterDatabaseSetStmt = 296,
    PgTagAlterRoleSetStmt = 297,
    PgTagCreateConversionStmt = 298,
    PgTagCreateCastStmt = 299,
    PgTagCreateOpClassStmt = 300,
    PgTagCreateOpFamilyStmt = 301,
    PgTagAlterOpFamilyStmt = 302,
    PgTagPrepareStmt = 303,
    PgTagExecuteStmt = 304,
    PgTagDeallocateStmt = 305,
    PgTagDeclareCursorStmt = 306,
    PgTagCreateTableSpaceStmt = 307,
    PgTagDropTableSpaceStmt = 308,
    PgTagAlterObjectDependsStmt = 309,
    PgTagAlterObjectSchemaStmt = 310,
    PgTagAlterOwnerStmt = 311,
    PgTagAlterOperatorStmt = 312,
    PgTagAlterTypeStmt = 313,
    PgTagDropOwnedStmt = 314,
    PgTagReassignOwnedStmt = 315,
    PgTagCompositeTypeStmt = 316,
    PgTagCreateEnumStmt = 317,
    PgTagCreateRangeStmt = 318,
    PgTagAlterEnumStmt = 319,
    PgTagAlterTSDictionaryStmt = 320,
    PgTagAlterTSConfigurationStmt = 321,
    PgTagCreateFdwStmt = 322,
    PgTagAlterFdwStmt = 323,
    PgTagCreateForeignServerStmt = 324,
    PgTagAlterForeignServerStmt = 325,
    PgTagCreateUserMappingStmt = 326,
    PgTagAlterUserMappingStmt = 327,
    PgTagDropUserMappingStmt = 328,
    PgTagAlterTableSpaceOptionsStmt = 329,
    PgTagAlterTableMoveAllStmt = 330,
    PgTagSecLabelStmt = 331,
    PgTagCreateForeignTableStmt = 332,
    PgTagImportForeignSchemaStmt = 333,
    PgTagCreateExtensionStmt = 334,
    PgTagAlterExtensionStmt = 335,
    PgTagAlterExtensionContentsStmt = 336,
    PgTagCreateEventTrigStmt = 337,
    PgTagAlterEventTrigStmt = 338,
    PgTagRefreshMatViewStmt = 339,
    PgTagReplicaIdentityStmt = 340,
    PgTagAlterSystemStmt = 341,
    PgTagCreatePolicyStmt = 342,
    PgTagAlterPolicyStmt = 343,
    PgTagCreateTransformStmt = 344,
    PgTagCreateAmStmt = 345,
    PgTagCreatePublicationStmt = 346,
    PgTagAlterPublicationStmt = 347,
    PgTagCreateSubscriptionStmt = 348,
    PgTagAlterSubscriptionStmt = 349,
    PgTagDropSubscriptionStmt = 350,
    PgTagCreateStatsStmt = 351,
    PgTagAlterCollationStmt = 352,
    PgTagCallStmt = 353,
    PgTagAlterStatsStmt = 354,
    PgTagAExpr = 355,
    PgTagColumnRef = 356,
    PgTagParamRef = 357,
    PgTagAConst = 358,
    PgTagFuncCall = 359,
    PgTagAStar = 360,
    PgTagAIndices = 361,
    PgTagAIndirection = 362,
    PgTagAArrayExpr = 363,
    PgTagResTarget = 364,
    PgTagMultiAssignRef = 365,
    PgTagTypeCast = 366,
    PgTagCollateClause = 367,
    PgTagSortBy = 368,
    PgTagWindowDef = 369,
    PgTagRangeSubselect = 370,
    PgTagRangeFunction = 371,
    PgTagRangeTableSample = 372,
    PgTagRangeTableFunc = 373,
    PgTagTypeName = 375,
    PgTagColumnDef = 376,
    PgTagIndexElem = 377,
    PgTagConstraint = 379,
    PgTagDefElem = 380,
    PgTagGroupingSet = 386,
    PgTagObjectWithArgs = 388,
    PgTagAccessPriv = 389,
    PgTagTableLikeClause = 391,
    PgTagLockingClause = 393,
    PgTagXmlSerialize = 395,
    PgTagWithClause = 396,
    PgTagInferClause = 397,
    PgTagOnConflictClause = 398,
    PgTagCommonTableExpr = 401,
    PgTagRoleSpec = 403,
    PgTagPartitionElem = 405,
    PgTagPartitionSpec = 406,
    PgTagPartitionBoundSpec = 407,
    PgTagPartitionCmd = 409,
    PgTagVacuumRelation = 410,
} PgTag;

typedef enum CPGQUERY_OPEN PgOnCommit : uint32_t {
    PgOnCommitNoop = 0,
    PgOnCommitPreserveRows = 1,
    PgOnCommitDeleteRows = 2,
    PgOnCommitDrop = 3,
} PgOnCommit;

typedef enum CPGQUERY_OPEN PgBoolKind : uint32_t {
    PgBoolKindAnd = 0,
    PgBoolKindOr = 1,
    PgBoolKindNot = 2,
} PgBoolKind;

typedef enum CPGQUERY_OPEN PgSubLinkKind : uint32_t {
    PgSubLinkKindExists = 0,
    PgSubLinkKindAll = 1,
    PgSubLinkKindAny = 2,
    PgSubLinkKindRowcompare = 3,
    PgSubLinkKindExpr = 4,
    PgSubLinkKindMultiexpr = 5,
    PgSubLinkKindArray = 6,
    PgSubLinkKindCte = 7,
} PgSubLinkKind;

typedef enum CPGQUERY_OPEN PgCoercionForm : uint32_t {
    PgCoercionFormExplicitCall = 0,
    PgCoercionFormExplicitCast = 1,
    PgCoercionFormImplicitCast = 2,
    PgCoercionFormSqlSyntax = 3,
} PgCoercionForm;

typedef enum CPGQUERY_OPEN PgMinMax : uint32_t {
    PgMinMaxGreatest = 0,
    PgMinMaxLeast = 1,
} PgMinMax;

typedef enum CPGQUERY_OPEN PgValueFunction : uint32_t {
    PgValueFunctionCurrentDate = 0,
    PgValueFunctionCurrentTime = 1,
    PgValueFunctionCurrentTimeN = 2,
    PgValueFunctionCurrentTimestamp = 3,
    PgValueFunctionCurrentTimestampN = 4,
    PgValueFunctionLocaltime = 5,
    PgValueFunctionLocaltimeN = 6,
    PgValueFunctionLocaltimestamp = 7,
    PgValueFunctionLocaltimestampN = 8,
    PgValueFunctionCurrentRole = 9,
    PgValueFunctionCurrentUser = 10,
    PgValueFunctionUser = 11,
    PgValueFunctionSessionUser = 12,
    PgValueFunctionCurrentCatalog = 13,
    PgValueFunctionCurrentSchema = 14,
} PgValueFunction;

typedef enum CPGQUERY_OPEN PgNullTestKind : uint32_t {
    PgNullTestKindIsNull = 0,
    PgNullTestKindIsNotNull = 1,
} PgNullTestKind;

typedef enum CPGQUERY_OPEN PgBoolTestKind : uint32_t {
    PgBoolTestKindIsTrue = 0,
    PgBoolTestKindIsNotTrue = 1,
    PgBoolTestKindIsFalse = 2,
    PgBoolTestKindIsNotFalse = 3,
    PgBoolTestKindIsUnknown = 4,
    PgBoolTestKindIsNotUnknown = 5,
} PgBoolTestKind;

typedef enum CPGQUERY_OPEN PgJoinKind : uint32_t {
    PgJoinKindInner = 0,
    PgJoinKindLeft = 1,
    PgJoinKindFull = 2,
    PgJoinKindRight = 3,
    PgJoinKindSemi = 4,
    PgJoinKindAnti = 5,
    PgJoinKindUniqueOuter = 6,
    PgJoinKindUniqueInner = 7,
} PgJoinKind;

typedef enum CPGQUERY_OPEN PgOverriding : uint32_t {
    PgOverridingNotSet = 0,
    PgOverridingUserValue = 1,
    PgOverridingSystemValue = 2,
} PgOverriding;

typedef enum CPGQUERY_OPEN PgLimitOption : uint32_t {
    PgLimitOptionDefault = 0,
    PgLimitOptionCount = 1,
    PgLimitOptionWithTies = 2,
} PgLimitOption;

typedef enum CPGQUERY_OPEN PgSetOperation : uint32_t {
    PgSetOperationNone = 0,
    PgSetOperationUnion = 1,
    PgSetOperationIntersect = 2,
    PgSetOperationExcept = 3,
} PgSetOperation;

typedef enum CPGQUERY_OPEN PgObjectKind : uint32_t {
    PgObjectKindAccessMethod = 0,
    PgObjectKindAggregate = 1,
    PgObjectKindAmop = 2,
    PgObjectKindAmproc = 3,
    PgObjectKindAttribute = 4,
    PgObjectKindCast = 5,
    PgObjectKindColumn = 6,
    PgObjectKindCollation = 7,
    PgObjectKindConversion = 8,
    PgObjectKindDatabase = 9,
    PgObjectKindDefault = 10,
    PgObjectKindDefacl = 11,
    PgObjectKindDomain = 12,
    PgObjectKindDomconstraint = 13,
    PgObjectKindEventTrigger = 14,
    PgObjectKindExtension = 15,
    PgObjectKindFdw = 16,
    PgObjectKindForeignServer = 17,
    PgObjectKindForeignTable = 18,
    PgObjectKindFunction = 19,
    PgObjectKindIndex = 20,
    PgObjectKindLanguage = 21,
    PgObjectKindLargeobject = 22,
    PgObjectKindMatview = 23,
    PgObjectKindOpclass = 24,
    PgObjectKindOperator = 25,
    PgObjectKindOpfamily = 26,
    PgObjectKindParameterAcl = 27,
    PgObjectKindPolicy = 28,
    PgObjectKindProcedure = 29,
    PgObjectKindPublication = 30,
    PgObjectKindPublicationNamespace = 31,
    PgObjectKindPublicationRel = 32,
    PgObjectKindRole = 33,
    PgObjectKindRoutine = 34,
    PgObjectKindRule = 35,
    PgObjectKindSchema = 36,
    PgObjectKindSequence = 37,
    PgObjectKindSubscription = 38,
    PgObjectKindStatisticExt = 39,
    PgObjectKindTabconstraint = 40,
    PgObjectKindTable = 41,
    PgObjectKindTablespace = 42,
    PgObjectKindTransform = 43,
    PgObjectKindTrigger = 44,
    PgObjectKindTsconfiguration = 45,
    PgObjectKindTsdictionary = 46,
    PgObjectKindTsparser = 47,
    PgObjectKindTstemplate = 48,
    PgObjectKindType = 49,
    PgObjectKindUserMapping = 50,
    PgObjectKindView = 51,
} PgObjectKind;

typedef enum CPGQUERY_OPEN PgAlterTableKind : uint32_t {
    PgAlterTableKindAddColumn = 0,
    PgAlterTableKindAddColumnRecurse = 1,
    PgAlterTableKindAddColumnToView = 2,
    PgAlterTableKindColumnDefault = 3,
    PgAlterTableKindCookedColumnDefault = 4,
    PgAlterTableKindDropNotNull = 5,
    PgAlterTableKindSetNotNull = 6,
    PgAlterTableKindDropExpression = 7,
    PgAlterTableKindCheckNotNull = 8,
    PgAlterTableKindSetStatistics = 9,
    PgAlterTableKindSetOptions = 10,
    PgAlterTableKindResetOptions = 11,
    PgAlterTableKindSetStorage = 12,
    PgAlterTableKindSetCompression = 13,
    PgAlterTableKindDropColumn = 14,
    PgAlterTableKindDropColumnRecurse = 15,
    PgAlterTableKindAddIndex = 16,
    PgAlterTableKindReAddIndex = 17,
    PgAlterTableKindAddConstraint = 18,
    PgAlterTableKindAddConstraintRecurse = 19,
    PgAlterTableKindReAddConstraint = 20,
    PgAlterTableKindReAddDomainConstraint = 21,
    PgAlterTableKindAlterConstraint = 22,
    PgAlterTableKindValidateConstraint = 23,
    PgAlterTableKindValidateConstraintRecurse = 24,
    PgAlterTableKindAddIndexConstraint = 25,
    PgAlterTableKindDropConstraint = 26,
    PgAlterTableKindDropConstraintRecurse = 27,
    PgAlterTableKindReAddComment = 28,
    PgAlterTableKindAlterColumnType = 29,
    PgAlterTableKindAlterColumnGenericOptions = 30,
    PgAlterTableKindChangeOwner = 31,
    PgAlterTableKindClusterOn = 32,
    PgAlterTableKindDropCluster = 33,
    PgAlterTableKindSetLogged = 34,
    PgAlterTableKindSetUnLogged = 35,
    PgAlterTableKindDropOids = 36,
    PgAlterTableKindSetAccessMethod = 37,
    PgAlterTableKindSetTableSpace = 38,
    PgAlterTableKindSetRelOptions = 39,
    PgAlterTableKindResetRelOptions = 40,
    PgAlterTableKindReplaceRelOptions = 41,
    PgAlterTableKindEnableTrig = 42,
    PgAlterTableKindEnableAlwaysTrig = 43,
    PgAlterTableKindEnableReplicaTrig = 44,
    PgAlterTableKindDisableTrig = 45,
    PgAlterTableKindEnableTrigAll = 46,
    PgAlterTableKindDisableTrigAll = 47,
    PgAlterTableKindEnableTrigUser = 48,
    PgAlterTableKindDisableTrigUser = 49,
    PgAlterTableKindEnableRule = 50,
    PgAlterTableKindEnableAlwaysRule = 51,
    PgAlterTableKindEnableReplicaRule = 52,
    PgAlterTableKindDisableRule = 53,
    PgAlterTableKindAddInherit = 54,
    PgAlterTableKindDropInherit = 55,
    PgAlterTableKindAddOf = 56,
    PgAlterTableKindDropOf = 57,
    PgAlterTableKindReplicaIdentity = 58,
    PgAlterTableKindEnableRowSecurity = 59,
    PgAlterTableKindDisableRowSecurity = 60,
    PgAlterTableKindForceRowSecurity = 61,
    PgAlterTableKindNoForceRowSecurity = 62,
    PgAlterTableKindGenericOptions = 63,
    PgAlterTableKindAttachPartition = 64,
    PgAlterTableKindDetachPartition = 65,
    PgAlterTableKindDetachPartitionFinalize = 66,
    PgAlterTableKindAddIdentity = 67,
    PgAlterTableKindSetIdentity = 68,
    PgAlterTableKindDropIdentity = 69,
    PgAlterTableKindReAddStatistics = 70,
} PgAlterTableKind;

typedef enum CPGQUERY_OPEN PgDropBehavior : uint32_t {
    PgDropBehaviorRestrict = 0,
    PgDropBehaviorCascade = 1,
} PgDropBehavior;

typedef enum CPGQUERY_OPEN PgGrantTarget : uint32_t {
    PgGrantTargetObject = 0,
    PgGrantTargetAllInSchema = 1,
    PgGrantTargetDefaults = 2,
} PgGrantTarget;

typedef enum CPGQUERY_OPEN PgFetchDirection : uint32_t {
    PgFetchDirectionForward = 0,
    PgFetchDirectionBackward = 1,
    PgFetchDirectionAbsolute = 2,
    PgFetchDirectionRelative = 3,
} PgFetchDirection;

typedef enum CPGQUERY_OPEN PgTransactionKind : uint32_t {
    PgTransactionKindBegin = 0,
    PgTransactionKindStart = 1,
    PgTransactionKindCommit = 2,
    PgTransactionKindRollback = 3,
    PgTransactionKindSavepoint = 4,
    PgTransactionKindRelease = 5,
    PgTransactionKindRollbackTo = 6,
    PgTransactionKindPrepare = 7,
    PgTransactionKindCommitPrepared = 8,
    PgTransactionKindRollbackPrepared = 9,
} PgTransactionKind;

typedef enum CPGQUERY_OPEN PgViewCheck : uint32_t {
    PgViewCheckNo = 0,
    PgViewCheckLocal = 1,
    PgViewCheckCascaded = 2,
} PgViewCheck;

typedef enum CPGQUERY_OPEN PgVariableSetKind : uint32_t {
    PgVariableSetKindSetValue = 0,
    PgVariableSetKindSetDefault = 1,
    PgVariableSetKindSetCurrent = 2,
    PgVariableSetKindSetMulti = 3,
    PgVariableSetKindReset = 4,
    PgVariableSetKindResetAll = 5,
} PgVariableSetKind;

typedef enum CPGQUERY_OPEN PgDiscardMode : uint32_t {
    PgDiscardModeAll = 0,
    PgDiscardModePlans = 1,
    PgDiscardModeSequences = 2,
    PgDiscardModeTemp = 3,
} PgDiscardMode;

typedef enum CPGQUERY_OPEN PgRoleKind : uint32_t {
    PgRoleKindRole = 0,
    PgRoleKindUser = 1,
    PgRoleKindGroup = 2,
} PgRoleKind;

typedef enum CPGQUERY_OPEN PgReindexKind : uint32_t {
    PgReindexKindIndex = 0,
    PgReindexKindTable = 1,
    PgReindexKindSchema = 2,
    PgReindexKindSystem = 3,
    PgReindexKindDatabase = 4,
} PgReindexKind;

typedef enum CPGQUERY_OPEN PgExprKind : uint32_t {
    PgExprKindOp = 0,
    PgExprKindOpAny = 1,
    PgExprKindOpAll = 2,
    PgExprKindDistinct = 3,
    PgExprKindNotDistinct = 4,
    PgExprKindNullif = 5,
    PgExprKindIn = 6,
    PgExprKindLike = 7,
    PgExprKindIlike = 8,
    PgExprKindSimilar = 9,
    PgExprKindBetween = 10,
    PgExprKindNotBetween = 11,
    PgExprKindBetweenSym = 12,
    PgExprKindNotBetweenSym = 13,
} PgExprKind;

typedef enum CPGQUERY_OPEN PgSortDirection : uint32_t {
    PgSortDirectionDefault = 0,
    PgSortDirectionAsc = 1,
    PgSortDirectionDesc = 2,
    PgSortDirectionUsing = 3,
} PgSortDirection;

typedef enum CPGQUERY_OPEN PgSortNulls : uint32_t {
    PgSortNullsDefault = 0,
    PgSortNullsFirst = 1,
    PgSortNullsLast = 2,
} PgSortNulls;

typedef enum CPGQUERY_OPEN PgConstraintKind : uint32_t {
    PgConstraintKindNull = 0,
    PgConstraintKindNotnull = 1,
    PgConstraintKindDefault = 2,
    PgConstraintKindIdentity = 3,
    PgConstraintKindGenerated = 4,
    PgConstraintKindCheck = 5,
    PgConstraintKindPrimary = 6,
    PgConstraintKindUnique = 7,
    PgConstraintKindExclusion = 8,
    PgConstraintKindForeign = 9,
    PgConstraintKindAttrDeferrable = 10,
    PgConstraintKindAttrNotDeferrable = 11,
    PgConstraintKindAttrDeferred = 12,
    PgConstraintKindAttrImmediate = 13,
} PgConstraintKind;

typedef enum CPGQUERY_OPEN PgOptionAction : uint32_t {
    PgOptionActionUnspec = 0,
    PgOptionActionSet = 1,
    PgOptionActionAdd = 2,
    PgOptionActionDrop = 3,
} PgOptionAction;

typedef enum CPGQUERY_OPEN PgGroupingKind : uint32_t {
    PgGroupingKindEmpty = 0,
    PgGroupingKindSimple = 1,
    PgGroupingKindRollup = 2,
    PgGroupingKindCube = 3,
    PgGroupingKindSets = 4,
} PgGroupingKind;

typedef enum CPGQUERY_OPEN PgLockStrength : uint32_t {
    PgLockStrengthNone = 0,
    PgLockStrengthForkeyshare = 1,
    PgLockStrengthForshare = 2,
    PgLockStrengthFornokeyupdate = 3,
    PgLockStrengthForupdate = 4,
} PgLockStrength;

typedef enum CPGQUERY_OPEN PgLockWait : uint32_t {
    PgLockWaitBlock = 0,
    PgLockWaitSkip = 1,
    PgLockWaitError = 2,
} PgLockWait;

typedef enum CPGQUERY_OPEN PgOnConflictAction : uint32_t {
    PgOnConflictActionNone = 0,
    PgOnConflictActionNothing = 1,
    PgOnConflictActionUpdate = 2,
} PgOnConflictAction;

typedef enum CPGQUERY_OPEN PgMaterialize : uint32_t {
    PgMaterializeDefault = 0,
    PgMaterializeAlways = 1,
    PgMaterializeNever = 2,
} PgMaterialize;

typedef enum CPGQUERY_OPEN PgRoleSpecKind : uint32_t {
    PgRoleSpecKindCstring = 0,
    PgRoleSpecKindCurrentRole = 1,
    PgRoleSpecKindCurrentUser = 2,
    PgRoleSpecKindSessionUser = 3,
    PgRoleSpecKindPublic = 4,
} PgRoleSpecKind;

#endif
