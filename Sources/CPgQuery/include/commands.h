// SPDX-License-Identifier: Apache-2.0

// Nodes of databases, roles, transactions, sessions and utilities, as nodes.h explains.
#ifndef CPGQUERY_COMMANDS_H
#define CPGQUERY_COMMANDS_H

#include "definitions.h"

typedef struct PgGrantStmt {
    uint32_t tag;
    bool is_grant;
    PgGrantTarget targtype;
    PgObjectKind objtype;
    const PgList *_Nullable objects;
    const PgList *_Nullable privileges;
    const PgList *_Nullable grantees;
    bool grant_option;
    const struct PgRoleSpec *_Nullable grantor;
    PgDropBehavior behavior;
} PgGrantStmt;

typedef struct PgGrantRoleStmt {
    uint32_t tag;
    const PgList *_Nullable granted_roles;
    const PgList *_Nullable grantee_roles;
    bool is_grant;
    bool admin_opt;
    const struct PgRoleSpec *_Nullable grantor;
    PgDropBehavior behavior;
} PgGrantRoleStmt;

typedef struct PgAlterDefaultPrivilegesStmt {
    uint32_t tag;
    const PgList *_Nullable options;
    const struct PgGrantStmt *_Nullable action;
} PgAlterDefaultPrivilegesStmt;

typedef struct PgClosePortalStmt {
    uint32_t tag;
    const char *_Nullable portalname;
} PgClosePortalStmt;

typedef struct PgClusterStmt {
    uint32_t tag;
    const struct PgRangeVar *_Nullable relation;
    const char *_Nullable indexname;
    const PgList *_Nullable params;
} PgClusterStmt;

typedef struct PgCopyStmt {
    uint32_t tag;
    const struct PgRangeVar *_Nullable relation;
    const PgNode *_Nullable query;
    const PgList *_Nullable attlist;
    bool is_from;
    bool is_program;
    const char *_Nullable filename;
    const PgList *_Nullable options;
    const PgNode *_Nullable whereClause;
} PgCopyStmt;

typedef struct PgFetchStmt {
    uint32_t tag;
    PgFetchDirection direction;
    long howMany;
    const char *_Nullable portalname;
    bool ismove;
} PgFetchStmt;

typedef struct PgDoStmt {
    uint32_t tag;
    const PgList *_Nullable args;
} PgDoStmt;

typedef struct PgNotifyStmt {
    uint32_t tag;
    const char *_Nullable conditionname;
    const char *_Nullable payload;
} PgNotifyStmt;

typedef struct PgListenStmt {
    uint32_t tag;
    const char *_Nullable conditionname;
} PgListenStmt;

typedef struct PgUnlistenStmt {
    uint32_t tag;
    const char *_Nullable conditionname;
} PgUnlistenStmt;

typedef struct PgTransactionStmt {
    uint32_t tag;
    PgTransactionKind kind;
    const PgList *_Nullable options;
    const char *_Nullable savepoint_name;
    const char *_Nullable gid;
    bool chain;
} PgTransactionStmt;

typedef struct PgCreatedbStmt {
    uint32_t tag;
    const char *_Nullable dbname;
    const PgList *_Nullable options;
} PgCreatedbStmt;

typedef struct PgDropdbStmt {
    uint32_t tag;
    const char *_Nullable dbname;
    bool missing_ok;
    const PgList *_Nullable options;
} PgDropdbStmt;

typedef struct PgVacuumStmt {
    uint32_t tag;
    const PgList *_Nullable options;
    const PgList *_Nullable rels;
    bool is_vacuumcmd;
} PgVacuumStmt;

typedef struct PgExplainStmt {
    uint32_t tag;
    const PgNode *_Nullable query;
    const PgList *_Nullable options;
} PgExplainStmt;

typedef struct PgVariableSetStmt {
    uint32_t tag;
    PgVariableSetKind kind;
    const char *_Nullable name;
    const PgList *_Nullable args;
    bool is_local;
} PgVariableSetStmt;

typedef struct PgVariableShowStmt {
    uint32_t tag;
    const char *_Nullable name;
} PgVariableShowStmt;

typedef struct PgDiscardStmt {
    uint32_t tag;
    PgDiscardMode target;
} PgDiscardStmt;

typedef struct PgCreateRoleStmt {
    uint32_t tag;
    PgRoleKind stmt_type;
    const char *_Nullable role;
    const PgList *_Nullable options;
} PgCreateRoleStmt;

typedef struct PgAlterRoleStmt {
    uint32_t tag;
    const struct PgRoleSpec *_Nullable role;
    const PgList *_Nullable options;
    int32_t action;
} PgAlterRoleStmt;

typedef struct PgDropRoleStmt {
    uint32_t tag;
    const PgList *_Nullable roles;
    bool missing_ok;
} PgDropRoleStmt;

typedef struct PgLockStmt {
    uint32_t tag;
    const PgList *_Nullable relations;
    int32_t mode;
    bool nowait;
} PgLockStmt;

typedef struct PgConstraintsSetStmt {
    uint32_t tag;
    const PgList *_Nullable constraints;
    bool deferred;
} PgConstraintsSetStmt;

typedef struct PgAlterDatabaseStmt {
    uint32_t tag;
    const char *_Nullable dbname;
    const PgList *_Nullable options;
} PgAlterDatabaseStmt;

typedef struct PgAlterDatabaseSetStmt {
    uint32_t tag;
    const char *_Nullable dbname;
    const struct PgVariableSetStmt *_Nullable setstmt;
} PgAlterDatabaseSetStmt;

typedef struct PgAlterRoleSetStmt {
    uint32_t tag;
    const struct PgRoleSpec *_Nullable role;
    const char *_Nullable database;
    const struct PgVariableSetStmt *_Nullable setstmt;
} PgAlterRoleSetStmt;

typedef struct PgPrepareStmt {
    uint32_t tag;
    const char *_Nullable name;
    const PgList *_Nullable argtypes;
    const PgNode *_Nullable query;
} PgPrepareStmt;

typedef struct PgExecuteStmt {
    uint32_t tag;
    const char *_Nullable name;
    const PgList *_Nullable params;
} PgExecuteStmt;

typedef struct PgDeallocateStmt {
    uint32_t tag;
    const char *_Nullable name;
} PgDeallocateStmt;

typedef struct PgDeclareCursorStmt {
    uint32_t tag;
    const char *_Nullable portalname;
    int32_t options;
    const PgNode *_Nullable query;
} PgDeclareCursorStmt;

typedef struct PgDropOwnedStmt {
    uint32_t tag;
    const PgList *_Nullable roles;
    PgDropBehavior behavior;
} PgDropOwnedStmt;

typedef struct PgReassignOwnedStmt {
    uint32_t tag;
    const PgList *_Nullable roles;
    const struct PgRoleSpec *_Nullable newrole;
} PgReassignOwnedStmt;

typedef struct PgCreateExtensionStmt {
    uint32_t tag;
    const char *_Nullable extname;
    bool if_not_exists;
    const PgList *_Nullable options;
} PgCreateExtensionStmt;

typedef struct PgAlterExtensionStmt {
    uint32_t tag;
    const char *_Nullable extname;
    const PgList *_Nullable options;
} PgAlterExtensionStmt;

typedef struct PgCallStmt {
    uint32_t tag;
    const struct PgFuncCall *_Nullable funccall;
    const PgNode *_Nullable funcexpr;
    const PgList *_Nullable outargs;
} PgCallStmt;

typedef struct PgAccessPriv {
    uint32_t tag;
    const char *_Nullable priv_name;
    const PgList *_Nullable cols;
} PgAccessPriv;

typedef struct PgVacuumRelation {
    uint32_t tag;
    const struct PgRangeVar *_Nullable relation;
    uint32_t oid;
    const PgList *_Nullable va_cols;
} PgVacuumRelation;

typedef struct PgCreateFunctionStmt {
    uint32_t tag;
    bool is_procedure;
    bool replace;
    const PgList *_Nullable funcname;
    const PgList *_Nullable parameters;
    const struct PgTypeName *_Nullable returnType;
    const PgList *_Nullable options;
    const PgNode *_Nullable sql_body;
} PgCreateFunctionStmt;

typedef struct PgAlterFunctionStmt {
    uint32_t tag;
    PgObjectKind objtype;
    const struct PgObjectWithArgs *_Nullable func;
    const PgList *_Nullable actions;
} PgAlterFunctionStmt;

typedef struct PgAlterObjectDependsStmt {
    uint32_t tag;
    PgObjectKind objectType;
    const struct PgRangeVar *_Nullable relation;
    const PgNode *_Nullable object;
    const struct PgString *_Nullable extname;
    bool remove;
} PgAlterObjectDependsStmt;

#endif
