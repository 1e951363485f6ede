// SPDX-License-Identifier: Apache-2.0

// Nodes of SELECT, INSERT, UPDATE and DELETE, as nodes.h explains.
#ifndef CPGQUERY_QUERIES_H
#define CPGQUERY_QUERIES_H

#include "expressions.h"

typedef struct PgAlias {
    uint32_t tag;
    const char *_Nullable aliasname;
    const PgList *_Nullable colnames;
} PgAlias;

typedef struct PgRangeVar {
    uint32_t tag;
    const char *_Nullable catalogname;
    const char *_Nullable schemaname;
    const char *_Nullable relname;
    bool inh;
    char relpersistence;
    const struct PgAlias *_Nullable alias;
    int32_t location;
} PgRangeVar;

typedef struct PgSelectStmt {
    uint32_t tag;
    const PgList *_Nullable distinctClause;
    const struct PgIntoClause *_Nullable intoClause;
    const PgList *_Nullable targetList;
    const PgList *_Nullable fromClause;
    const PgNode *_Nullable whereClause;
    const PgList *_Nullable groupClause;
    bool groupDistinct;
    const PgNode *_Nullable havingClause;
    const PgList *_Nullable windowClause;
    const PgList *_Nullable valuesLists;
    const PgList *_Nullable sortClause;
    const PgNode *_Nullable limitOffset;
    const PgNode *_Nullable limitCount;
    PgLimitOption limitOption;
    const PgList *_Nullable lockingClause;
    const struct PgWithClause *_Nullable withClause;
    PgSetOperation op;
    bool all;
    const struct PgSelectStmt *_Nullable larg;
    const struct PgSelectStmt *_Nullable rarg;
} PgSelectStmt;

typedef struct PgInsertStmt {
    uint32_t tag;
    const struct PgRangeVar *_Nullable relation;
    const PgList *_Nullable cols;
    const PgNode *_Nullable selectStmt;
    const struct PgOnConflictClause *_Nullable onConflictClause;
    const PgList *_Nullable returningList;
    const struct PgWithClause *_Nullable withClause;
    PgOverriding override;
} PgInsertStmt;

typedef struct PgDeleteStmt {
    uint32_t tag;
    const struct PgRangeVar *_Nullable relation;
    const PgList *_Nullable usingClause;
    const PgNode *_Nullable whereClause;
    const PgList *_Nullable returningList;
    const struct PgWithClause *_Nullable withClause;
} PgDeleteStmt;

typedef struct PgUpdateStmt {
    uint32_t tag;
    const struct PgRangeVar *_Nullable relation;
    const PgList *_Nullable targetList;
    const PgNode *_Nullable whereClause;
    const PgList *_Nullable fromClause;
    const PgList *_Nullable returningList;
    const struct PgWithClause *_Nullable withClause;
} PgUpdateStmt;

typedef struct PgResTarget {
    uint32_t tag;
    const char *_Nullable name;
    const PgList *_Nullable indirection;
    const PgNode *_Nullable val;
    int32_t location;
} PgResTarget;

typedef struct PgSortBy {
    uint32_t tag;
    const PgNode *_Nullable node;
    PgSortDirection sortby_dir;
    PgSortNulls sortby_nulls;
    const PgList *_Nullable useOp;
    int32_t location;
} PgSortBy;

typedef struct PgWindowDef {
    uint32_t tag;
    const char *_Nullable name;
    const char *_Nullable refname;
    const PgList *_Nullable partitionClause;
    const PgList *_Nullable orderClause;
    int32_t frameOptions;
    const PgNode *_Nullable startOffset;
    const PgNode *_Nullable endOffset;
    int32_t location;
} PgWindowDef;

typedef struct PgGroupingSet {
    uint32_t tag;
    PgGroupingKind kind;
    const PgList *_Nullable content;
    int32_t location;
} PgGroupingSet;

typedef struct PgLockingClause {
    uint32_t tag;
    const PgList *_Nullable lockedRels;
    PgLockStrength strength;
    PgLockWait waitPolicy;
} PgLockingClause;

typedef struct PgWithClause {
    uint32_t tag;
    const PgList *_Nullable ctes;
    bool recursive;
    int32_t location;
} PgWithClause;

typedef struct PgCommonTableExpr {
    uint32_t tag;
    const char *_Nullable ctename;
    const PgList *_Nullable aliascolnames;
    PgMaterialize ctematerialized;
    const PgNode *_Nullable ctequery;
    const PgNode *_Nullable search_clause;
    const PgNode *_Nullable cycle_clause;
    int32_t location;
    bool cterecursive;
    int32_t cterefcount;
    const PgList *_Nullable ctecolnames;
    const PgList *_Nullable ctecoltypes;
    const PgList *_Nullable ctecoltypmods;
    const PgList *_Nullable ctecolcollations;
} PgCommonTableExpr;

typedef struct PgInferClause {
    uint32_t tag;
    const PgList *_Nullable indexElems;
    const PgNode *_Nullable whereClause;
    const char *_Nullable conname;
    int32_t location;
} PgInferClause;

typedef struct PgOnConflictClause {
    uint32_t tag;
    PgOnConflictAction action;
    const struct PgInferClause *_Nullable infer;
    const PgList *_Nullable targetList;
    const PgNode *_Nullable whereClause;
    int32_t location;
} PgOnConflictClause;

typedef struct PgIntoClause {
    uint32_t tag;
    const struct PgRangeVar *_Nullable rel;
    const PgList *_Nullable colNames;
    const char *_Nullable accessMethod;
    const PgList *_Nullable options;
    PgOnCommit onCommit;
    const char *_Nullable tableSpaceName;
    const PgNode *_Nullable viewQuery;
    bool skipData;
} PgIntoClause;

typedef struct PgJoinExpr {
    uint32_t tag;
    PgJoinKind jointype;
    bool isNatural;
    const PgNode *_Nullable larg;
    const PgNode *_Nullable rarg;
    const PgList *_Nullable usingClause;
    const struct PgAlias *_Nullable join_using_alias;
    const PgNode *_Nullable quals;
    const struct PgAlias *_Nullable alias;
    int32_t rtindex;
} PgJoinExpr;

typedef struct PgRangeSubselect {
    uint32_t tag;
    bool lateral;
    const PgNode *_Nullable subquery;
    const struct PgAlias *_Nullable alias;
} PgRangeSubselect;

typedef struct PgRangeFunction {
    uint32_t tag;
    bool lateral;
    bool ordinality;
    bool is_rowsfrom;
    const PgList *_Nullable functions;
    const struct PgAlias *_Nullable alias;
    const PgList *_Nullable coldeflist;
} PgRangeFunction;

typedef struct PgRangeTableSample {
    uint32_t tag;
    const PgNode *_Nullable relation;
    const PgList *_Nullable method;
    const PgList *_Nullable args;
    const PgNode *_Nullable repeatable;
    int32_t location;
} PgRangeTableSample;

typedef struct PgIndexElem {
    uint32_t tag;
    const char *_Nullable name;
    const PgNode *_Nullable expr;
    const char *_Nullable indexcolname;
    const PgList *_Nullable collation;
    const PgList *_Nullable opclass;
    const PgList *_Nullable opclassopts;
    PgSortDirection ordering;
    PgSortNulls nulls_ordering;
} PgIndexElem;

typedef struct PgRawStmt {
    uint32_t tag;
    const PgNode *_Nullable stmt;
    int32_t stmt_location;
    int32_t stmt_len;
} PgRawStmt;

#endif
