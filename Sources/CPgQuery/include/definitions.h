// SPDX-License-Identifier: Apache-2.0

// Nodes of the statements that define, change and drop objects, as nodes.h explains.
#ifndef CPGQUERY_DEFINITIONS_H
#define CPGQUERY_DEFINITIONS_H

#include "queries.h"

typedef struct PgDefElem {
    uint32_t tag;
    const char *_Nullable defnamespace;
    const char *_Nullable defname;
    const PgNode *_Nullable arg;
    PgOptionAction defaction;
    int32_t location;
} PgDefElem;

typedef struct PgRoleSpec {
    uint32_t tag;
    PgRoleSpecKind roletype;
    const char *_Nullable rolename;
    int32_t location;
} PgRoleSpec;

typedef struct PgColumnDef {
    uint32_t tag;
    const char *_Nullable colname;
    const struct PgTypeName *_Nullable typeName;
    const char *_Nullable compression;
    int32_t inhcount;
    bool is_local;
    bool is_not_null;
    bool is_from_type;
    char storage;
    const PgNode *_Nullable raw_default;
    const PgNode *_Nullable cooked_default;
    char identity;
    const struct PgRangeVar *_Nullable identitySequence;
    char generated;
    const struct PgCollateClause *_Nullable collClause;
    uint32_t collOid;
    const PgList *_Nullable constraints;
    const PgList *_Nullable fdwoptions;
    int32_t location;
} PgColumnDef;

typedef struct PgConstraint {
    uint32_t tag;
    PgConstraintKind contype;
    const char *_Nullable conname;
    bool deferrable;
    bool initdeferred;
    int32_t location;
    bool is_no_inherit;
    const PgNode *_Nullable raw_expr;
    const char *_Nullable cooked_expr;
    char generated_when;
    bool nulls_not_distinct;
    const PgList *_Nullable keys;
    const PgList *_Nullable including;
    const PgList *_Nullable exclusions;
    const PgList *_Nullable options;
    const char *_Nullable indexname;
    const char *_Nullable indexspace;
    bool reset_default_tblspc;
    const char *_Nullable access_method;
    const PgNode *_Nullable where_clause;
    const struct PgRangeVar *_Nullable pktable;
    const PgList *_Nullable fk_attrs;
    const PgList *_Nullable pk_attrs;
    char fk_matchtype;
    char fk_upd_action;
    char fk_del_action;
    const PgList *_Nullable fk_del_set_cols;
    const PgList *_Nullable old_conpfeqop;
    uint32_t old_pktable_oid;
    bool skip_validation;
    bool initially_valid;
} PgConstraint;

typedef struct PgTableLikeClause {
    uint32_t tag;
    const struct PgRangeVar *_Nullable relation;
    uint32_t options;
    uint32_t relationOid;
} PgTableLikeClause;

typedef struct PgPartitionElem {
    uint32_t tag;
    const char *_Nullable name;
    const PgNode *_Nullable expr;
    const PgList *_Nullable collation;
    const PgList *_Nullable opclass;
    int32_t location;
} PgPartitionElem;

typedef struct PgPartitionSpec {
    uint32_t tag;
    const char *_Nullable strategy;
    const PgList *_Nullable partParams;
    int32_t location;
} PgPartitionSpec;

typedef struct PgPartitionBoundSpec {
    uint32_t tag;
    char strategy;
    bool is_default;
    int32_t modulus;
    int32_t remainder;
    const PgList *_Nullable listdatums;
    const PgList *_Nullable lowerdatums;
    const PgList *_Nullable upperdatums;
    int32_t location;
} PgPartitionBoundSpec;

typedef struct PgPartitionCmd {
    uint32_t tag;
    const struct PgRangeVar *_Nullable name;
    const PgNode *_Nullable bound;
    bool concurrent;
} PgPartitionCmd;

typedef struct PgObjectWithArgs {
    uint32_t tag;
    const PgList *_Nullable objname;
    const PgList *_Nullable objargs;
    const PgList *_Nullable objfuncargs;
    bool args_unspecified;
} PgObjectWithArgs;

typedef struct PgCreateStmt {
    uint32_t tag;
    const struct PgRangeVar *_Nullable relation;
    const PgList *_Nullable tableElts;
    const PgList *_Nullable inhRelations;
    const PgNode *_Nullable partbound;
    const struct PgPartitionSpec *_Nullable partspec;
    const struct PgTypeName *_Nullable ofTypename;
    const PgList *_Nullable constraints;
    const PgList *_Nullable options;
    PgOnCommit oncommit;
    const char *_Nullable tablespacename;
    const char *_Nullable accessMethod;
    bool if_not_exists;
} PgCreateStmt;

typedef struct PgCreateTableAsStmt {
    uint32_t tag;
    const PgNode *_Nullable query;
    const struct PgIntoClause *_Nullable into;
    PgObjectKind objtype;
    bool is_select_into;
    bool if_not_exists;
} PgCreateTableAsStmt;

typedef struct PgViewStmt {
    uint32_t tag;
    const struct PgRangeVar *_Nullable view;
    const PgList *_Nullable aliases;
    const PgNode *_Nullable query;
    bool replace;
    const PgList *_Nullable options;
    PgViewCheck withCheckOption;
} PgViewStmt;

typedef struct PgRefreshMatViewStmt {
    uint32_t tag;
    bool concurrent;
    bool skipData;
    const struct PgRangeVar *_Nullable relation;
} PgRefreshMatViewStmt;

typedef struct PgIndexStmt {
    uint32_t tag;
    const char *_Nullable idxname;
    const struct PgRangeVar *_Nullable relation;
    const char *_Nullable accessMethod;
    const char *_Nullable tableSpace;
    const PgList *_Nullable indexParams;
    const PgList *_Nullable indexIncludingParams;
    const PgList *_Nullable options;
    const PgNode *_Nullable whereClause;
    const PgList *_Nullable excludeOpNames;
    const char *_Nullable idxcomment;
    uint32_t indexOid;
    uint32_t oldNode;
    uint32_t oldCreateSubid;
    uint32_t oldFirstRelfilenodeSubid;
    bool unique;
    bool nulls_not_distinct;
    bool primary;
    bool isconstraint;
    bool deferrable;
    bool initdeferred;
    bool transformed;
    bool concurrent;
    bool if_not_exists;
    bool reset_default_tblspc;
} PgIndexStmt;

typedef struct PgReindexStmt {
    uint32_t tag;
    PgReindexKind kind;
    const struct PgRangeVar *_Nullable relation;
    const char *_Nullable name;
    const PgList *_Nullable params;
} PgReindexStmt;

typedef struct PgAlterTableStmt {
    uint32_t tag;
    const struct PgRangeVar *_Nullable relation;
    const PgList *_Nullable cmds;
    PgObjectKind objtype;
    bool missing_ok;
} PgAlterTableStmt;

typedef struct PgAlterTableCmd {
    uint32_t tag;
    PgAlterTableKind subtype;
    const char *_Nullable name;
    int16_t num;
    const struct PgRoleSpec *_Nullable newowner;
    const PgNode *_Nullable def;
    PgDropBehavior behavior;
    bool missing_ok;
    bool recurse;
} PgAlterTableCmd;

typedef struct PgReplicaIdentityStmt {
    uint32_t tag;
    char identity_type;
    const char *_Nullable name;
} PgReplicaIdentityStmt;

typedef struct PgCreateSeqStmt {
    uint32_t tag;
    const struct PgRangeVar *_Nullable sequence;
    const PgList *_Nullable options;
    uint32_t ownerId;
    bool for_identity;
    bool if_not_exists;
} PgCreateSeqStmt;

typedef struct PgAlterSeqStmt {
    uint32_t tag;
    const struct PgRangeVar *_Nullable sequence;
    const PgList *_Nullable options;
    bool for_identity;
    bool missing_ok;
} PgAlterSeqStmt;

typedef struct PgCreateSchemaStmt {
    uint32_t tag;
    const char *_Nullable schemaname;
    const struct PgRoleSpec *_Nullable authrole;
    const PgList *_Nullable schemaElts;
    bool if_not_exists;
} PgCreateSchemaStmt;

typedef struct PgCompositeTypeStmt {
    uint32_t tag;
    const struct PgRangeVar *_Nullable typevar;
    const PgList *_Nullable coldeflist;
} PgCompositeTypeStmt;

typedef struct PgCreateEnumStmt {
    uint32_t tag;
    const PgList *_Nullable typeName;
    const PgList *_Nullable vals;
} PgCreateEnumStmt;

typedef struct PgAlterEnumStmt {
    uint32_t tag;
    const PgList *_Nullable typeName;
    const char *_Nullable oldVal;
    const char *_Nullable newVal;
    const char *_Nullable newValNeighbor;
    bool newValIsAfter;
    bool skipIfNewValExists;
} PgAlterEnumStmt;

typedef struct PgCreateDomainStmt {
    uint32_t tag;
    const PgList *_Nullable domainname;
    const struct PgTypeName *_Nullable typeName;
    const struct PgCollateClause *_Nullable collClause;
    const PgList *_Nullable constraints;
} PgCreateDomainStmt;

typedef struct PgAlterDomainStmt {
    uint32_t tag;
    char subtype;
    const PgList *_Nullable typeName;
    const char *_Nullable name;
    const PgNode *_Nullable def;
    PgDropBehavior behavior;
    bool missing_ok;
} PgAlterDomainStmt;

typedef struct PgDropStmt {
    uint32_t tag;
    const PgList *_Nullable objects;
    PgObjectKind removeType;
    PgDropBehavior behavior;
    bool missing_ok;
    bool concurrent;
} PgDropStmt;

typedef struct PgTruncateStmt {
    uint32_t tag;
    const PgList *_Nullable relations;
    bool restart_seqs;
    PgDropBehavior behavior;
} PgTruncateStmt;

typedef struct PgCommentStmt {
    uint32_t tag;
    PgObjectKind objtype;
    const PgNode *_Nullable object;
    const char *_Nullable comment;
} PgCommentStmt;

typedef struct PgRenameStmt {
    uint32_t tag;
    PgObjectKind renameType;
    PgObjectKind relationType;
    const struct PgRangeVar *_Nullable relation;
    const PgNode *_Nullable object;
    const char *_Nullable subname;
    const char *_Nullable newname;
    PgDropBehavior behavior;
    bool missing_ok;
} PgRenameStmt;

typedef struct PgAlterObjectSchemaStmt {
    uint32_t tag;
    PgObjectKind objectType;
    const struct PgRangeVar *_Nullable relation;
    const PgNode *_Nullable object;
    const char *_Nullable newschema;
    bool missing_ok;
} PgAlterObjectSchemaStmt;

typedef struct PgAlterOwnerStmt {
    uint32_t tag;
    PgObjectKind objectType;
    const struct PgRangeVar *_Nullable relation;
    const PgNode *_Nullable object;
    const struct PgRoleSpec *_Nullable newowner;
} PgAlterOwnerStmt;

typedef struct PgDefineStmt {
    uint32_t tag;
    PgObjectKind kind;
    bool oldstyle;
    const PgList *_Nullable defnames;
    const PgList *_Nullable args;
    const PgList *_Nullable definition;
    bool if_not_exists;
    bool replace;
} PgDefineStmt;

#endif
