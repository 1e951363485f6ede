// SPDX-License-Identifier: Apache-2.0

#include "CPgQuery.h"

#include <pg_query.h>
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>

_Static_assert(PG_VERSION_NUM / 100 == 1500, "the layouts in include/ are those of PostgreSQL 15");
_Static_assert(sizeof(void *) == 8, "the layouts in include/ are those of a 64-bit system");

// What libpg_query exports without declaring it in its installed headers.
// Source: libpg_query 15-4.0.0, src/pg_query_internal.h and src/postgres/include/utils/elog.h.
typedef struct {
    PgList *tree;
    char *stderr_buffer;
    PgQueryError *error;
} RawParseResult;

typedef struct ErrorContext {
    struct ErrorContext *previous;
    void (*callback)(void *);
    void *arg;
} ErrorContext;

// The error at hand, up to the last field read here.
typedef struct {
    int level;
    bool output[4];
    const char *filename;
    int line;
    const char *function, *domain, *context_domain;
    int sqlstate;
    char *message, *detail, *detail_log, *hint;
} ErrorData;

enum { LEVEL_ERROR = 21, ENCODING_UTF8 = 6 };

extern RawParseResult pg_query_raw_parse(const char *input);
extern void *pg_query_enter_memory_context(void);
extern void pg_query_exit_memory_context(void *context);
extern void pg_query_free_top_memory_context(void *context);
extern void pg_query_free_error(PgQueryError *error);
extern void MemoryContextInit(void);
extern int SetDatabaseEncoding(int encoding);
extern ErrorData *CopyErrorData(void);
extern char *MemoryContextStrdup(void *context, const char *string);
extern __thread sig_atomic_t pg_query_initialized;
extern __thread void *TopMemoryContext;
extern __thread void *CurrentMemoryContext;
extern __thread ErrorContext *error_context_stack;

static pthread_once_t once = PTHREAD_ONCE_INIT;
static pthread_key_t thread_end;
static bool has_key;

static void make_key(void) {
    has_key = pthread_key_create(&thread_end, pg_query_free_top_memory_context) == 0;
}

// Readies the library for this thread. Its own initialisation would do, but makes one more pthread
// key for every thread, and a process has 1,024 of them.
static void prepare_thread(void) {
    if (pg_query_initialized) {
        return;
    }
    pg_query_initialized = 1;
    MemoryContextInit();
    SetDatabaseEncoding(ENCODING_UTF8);
    pthread_once(&once, make_key);
    if (has_key) {
        pthread_setspecific(thread_end, TopMemoryContext);
    }
}

// Called by the library while it raises an error, before it gives up parsing: the one moment at
// which the SQLSTATE and the hint can be had.
static void keep_error(void *argument) {
    CPgQueryResult *result = argument;
    void *previous = CurrentMemoryContext;
    CurrentMemoryContext = result->context;
    ErrorData *error = CopyErrorData();
    CurrentMemoryContext = previous;
    if (error->level < LEVEL_ERROR) {
        return;
    }
    result->sqlstate = error->sqlstate;
    result->detail = error->detail;
    result->hint = error->hint;
}

CPgQueryResult cpgquery_parse(const char *sql) {
    CPgQueryResult result = {0};
    prepare_thread();
    result.context = pg_query_enter_memory_context();
    ErrorContext context = {error_context_stack, keep_error, &result};
    error_context_stack = &context;
    RawParseResult raw = pg_query_raw_parse(sql);
    error_context_stack = context.previous;
    free(raw.stderr_buffer);
    result.tree = raw.tree;
    if (raw.error != NULL) {
        result.tree = NULL;
        result.position = raw.error->cursorpos;
        result.message = MemoryContextStrdup(result.context, raw.error->message);
        pg_query_free_error(raw.error);
    }
    return result;
}

void cpgquery_free(CPgQueryResult *result) {
    pg_query_exit_memory_context(result->context);
    *result = (CPgQueryResult){0};
}
