// SPDX-License-Identifier: Apache-2.0

#include "Handles.hpp"

#include <cstdlib>
#include <cstring>

static_assert(CROCKS_CORRUPTION == static_cast<int>(rocksdb::Status::kCorruption));
static_assert(CROCKS_IO_ERROR == static_cast<int>(rocksdb::Status::kIOError));
static_assert(CROCKS_TIMED_OUT == static_cast<int>(rocksdb::Status::kTimedOut));
static_assert(CROCKS_BUSY == static_cast<int>(rocksdb::Status::kBusy));
static_assert(CROCKS_EXPIRED == static_cast<int>(rocksdb::Status::kExpired));
static_assert(CROCKS_TRY_AGAIN == static_cast<int>(rocksdb::Status::kTryAgain));
static_assert(CROCKS_COLUMN_FAMILY_DROPPED ==
              static_cast<int>(rocksdb::Status::kColumnFamilyDropped));
static_assert(CROCKS_SUB_LOCK_TIMEOUT == static_cast<int>(rocksdb::Status::kLockTimeout));
static_assert(CROCKS_SUB_LOCK_LIMIT == static_cast<int>(rocksdb::Status::kLockLimit));
static_assert(CROCKS_SUB_NO_SPACE == static_cast<int>(rocksdb::Status::kNoSpace));
static_assert(CROCKS_SUB_DEADLOCK == static_cast<int>(rocksdb::Status::kDeadlock));
static_assert(CROCKS_SUB_MEMORY_LIMIT == static_cast<int>(rocksdb::Status::kMemoryLimit));
static_assert(CROCKS_SUB_SPACE_LIMIT == static_cast<int>(rocksdb::Status::kSpaceLimit));

void report(const rocksdb::Status &result, crocks_status *status) {
    status->code = static_cast<int32_t>(result.code());
    status->subcode = static_cast<int32_t>(result.subcode());
    status->message = nullptr;
    if (!result.ok() && !result.IsNotFound())
        status->message = strdup(result.ToString().c_str());
}

void crocks_free(void *memory) { free(memory); }
