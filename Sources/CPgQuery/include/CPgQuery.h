// SPDX-License-Identifier: Apache-2.0

// SQL text to a raw parse tree, by PostgreSQL's scanner and grammar in libpg_query.
#ifndef CPGQUERY_H
#define CPGQUERY_H

#include "commands.h"

// What parsing one text gave: a tree, or an error when `message` is not null. Everything a result
// points to lives until the result is freed.
typedef struct CPgQueryResult {
    void *_Nullable context;      // the memory it lives in
    const PgList *_Nullable tree; // of PgRawStmt; null for an empty text
    int sqlstate;                 // five characters of six bits each, first character lowest
    int position;                 // in characters from 1; 0 for none
    const char *_Nullable message;
    const char *_Nullable detail;
    const char *_Nullable hint;
} CPgQueryResult;

// Parses `sql`, which ends at its first NUL byte and must be valid UTF-8. Takes no more stack for a
// deeply nested text than for a flat one. Any number of threads may parse at once, but a thread
// must free one result before it parses again.
CPgQueryResult cpgquery_parse(const char *_Nonnull sql);

// Releases what a result points to.
void cpgquery_free(CPgQueryResult *_Nonnull result);

#endif
