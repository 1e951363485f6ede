// SPDX-License-Identifier: Apache-2.0

// Nodes of expressions, as nodes.h explains.
#ifndef CPGQUERY_EXPRESSIONS_H
#define CPGQUERY_EXPRESSIONS_H

#include "nodes.h"

typedef struct PgInteger {
    uint32_t tag;
    int32_t ival;
} PgInteger;

typedef struct PgFloat {
    uint32_t tag;
    const char *_Nullable fval;
} PgFloat;

typedef struct PgBoolean {
    uint32_t tag;
    bool boolval;
} PgBoolean;

typedef struct PgString {
    uint32_t tag;
    const char *_Nullable sval;
} PgString;

typedef struct PgBitString {
    uint32_t tag;
    const char *_Nullable bsval;
} PgBitString;

typedef struct PgA_Const {
    uint32_t tag;
    union {
        PgNode node;
        PgInteger ival;
        PgFloat fval;
        PgBoolean boolval;
        PgString sval;
        PgBitString bsval;
    } val;
    bool isnull;
    int32_t location;
} PgA_Const;

typedef struct PgColumnRef {
    uint32_t tag;
    const PgList *_Nullable fields;
    int32_t location;
} PgColumnRef;

typedef struct PgParamRef {
    uint32_t tag;
    int32_t number;
    int32_t location;
} PgParamRef;

typedef struct PgA_Expr {
    uint32_t tag;
    PgExprKind kind;
    const PgList *_Nullable name;
    const PgNode *_Nullable lexpr;
    const PgNode *_Nullable rexpr;
    int32_t location;
} PgA_Expr;

typedef struct PgBoolExpr {
    uint32_t tag;
    PgBoolKind boolop;
    const PgList *_Nullable args;
    int32_t location;
} PgBoolExpr;

typedef struct PgTypeName {
    uint32_t tag;
    const PgList *_Nullable names;
    uint32_t typeOid;
    bool setof;
    bool pct_type;
    const PgList *_Nullable typmods;
    int32_t typemod;
    const PgList *_Nullable arrayBounds;
    int32_t location;
} PgTypeName;

typedef struct PgTypeCast {
    uint32_t tag;
    const PgNode *_Nullable arg;
    const struct PgTypeName *_Nullable typeName;
    int32_t location;
} PgTypeCast;

typedef struct PgCollateClause {
    uint32_t tag;
    const PgNode *_Nullable arg;
    const PgList *_Nullable collname;
    int32_t location;
} PgCollateClause;

typedef struct PgFuncCall {
    uint32_t tag;
    const PgList *_Nullable funcname;
    const PgList *_Nullable args;
    const PgList *_Nullable agg_order;
    const PgNode *_Nullable agg_filter;
    const struct PgWindowDef *_Nullable over;
    bool agg_within_group;
    bool agg_star;
    bool agg_distinct;
    bool func_variadic;
    PgCoercionForm funcformat;
    int32_t location;
} PgFuncCall;

typedef struct PgNamedArgExpr {
    uint32_t tag;
    const PgNode *_Nullable arg;
    const char *_Nullable name;
    int32_t argnumber;
    int32_t location;
} PgNamedArgExpr;

typedef struct PgGroupingFunc {
    uint32_t tag;
    const PgList *_Nullable args;
    const PgList *_Nullable refs;
    const PgList *_Nullable cols;
    uint32_t agglevelsup;
    int32_t location;
} PgGroupingFunc;

typedef struct PgSubLink {
    uint32_t tag;
    PgSubLinkKind subLinkType;
    int32_t subLinkId;
    const PgNode *_Nullable testexpr;
    const PgList *_Nullable operName;
    const PgNode *_Nullable subselect;
    int32_t location;
} PgSubLink;

typedef struct PgCaseExpr {
    uint32_t tag;
    uint32_t casetype;
    uint32_t casecollid;
    const PgNode *_Nullable arg;
    const PgList *_Nullable args;
    const PgNode *_Nullable defresult;
    int32_t location;
} PgCaseExpr;

typedef struct PgCaseWhen {
    uint32_t tag;
    const PgNode *_Nullable expr;
    const PgNode *_Nullable result;
    int32_t location;
} PgCaseWhen;

typedef struct PgRowExpr {
    uint32_t tag;
    const PgList *_Nullable args;
    uint32_t row_typeid;
    PgCoercionForm row_format;
    const PgList *_Nullable colnames;
    int32_t location;
} PgRowExpr;

typedef struct PgCoalesceExpr {
    uint32_t tag;
    uint32_t coalescetype;
    uint32_t coalescecollid;
    const PgList *_Nullable args;
    int32_t location;
} PgCoalesceExpr;

typedef struct PgMinMaxExpr {
    uint32_t tag;
    uint32_t minmaxtype;
    uint32_t minmaxcollid;
    uint32_t inputcollid;
    PgMinMax op;
    const PgList *_Nullable args;
    int32_t location;
} PgMinMaxExpr;

typedef struct PgSQLValueFunction {
    uint32_t tag;
    PgValueFunction op;
    uint32_t type;
    int32_t typmod;
    int32_t location;
} PgSQLValueFunction;

typedef struct PgNullTest {
    uint32_t tag;
    const PgNode *_Nullable arg;
    PgNullTestKind nulltesttype;
    bool argisrow;
    int32_t location;
} PgNullTest;

typedef struct PgBooleanTest {
    uint32_t tag;
    const PgNode *_Nullable arg;
    PgBoolTestKind booltesttype;
    int32_t location;
} PgBooleanTest;

typedef struct PgSetToDefault {
    uint32_t tag;
    uint32_t typeId;
    int32_t typeMod;
    uint32_t collation;
    int32_t location;
} PgSetToDefault;

typedef struct PgCurrentOfExpr {
    uint32_t tag;
    uint32_t cvarno;
    const char *_Nullable cursor_name;
    int32_t cursor_param;
} PgCurrentOfExpr;

typedef struct PgA_Indices {
    uint32_t tag;
    bool is_slice;
    const PgNode *_Nullable lidx;
    const PgNode *_Nullable uidx;
} PgA_Indices;

typedef struct PgA_Indirection {
    uint32_t tag;
    const PgNode *_Nullable arg;
    const PgList *_Nullable indirection;
} PgA_Indirection;

typedef struct PgA_ArrayExpr {
    uint32_t tag;
    const PgList *_Nullable elements;
    int32_t location;
} PgA_ArrayExpr;

typedef struct PgMultiAssignRef {
    uint32_t tag;
    const PgNode *_Nullable source;
    int32_t colno;
    int32_t ncolumns;
} PgMultiAssignRef;

#endif
