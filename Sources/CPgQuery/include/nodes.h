// SPDX-License-Identifier: Apache-2.0

// The raw parse tree of libpg_query as it lies in memory.
//
// The library's documented faces print the tree as protobuf or JSON, which takes ten times as long
// as parsing and recurses into the stack without a bound. The tree itself costs nothing to read.
// These declarations state its layout: PostgreSQL 15 nodes with the fields in PostgreSQL's order
// and under its names, and nothing that only later stages fill in is ever looked at. A node begins
// with its tag. Absent nodes, lists and strings are null. Locations are bytes from 0, -1 if
// unknown.
//
//   PgList    0  tag          uint32   List, IntList or OidList
//             4  length       int32    elements present
//             8  max_length   int32    elements allocated
//            16  elements     pointer  8 bytes each: a node, an int32 or a uint32
#ifndef CPGQUERY_NODES_H
#define CPGQUERY_NODES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "enumerations.h"

typedef struct PgNode {
    PgTag tag;
} PgNode;

typedef union PgListCell {
    const PgNode *_Nullable node;
    int32_t number;
} PgListCell;

typedef struct PgList {
    uint32_t tag;
    int32_t length;
    int32_t max_length;
    const PgListCell *_Nullable elements;
} PgList;

#endif
