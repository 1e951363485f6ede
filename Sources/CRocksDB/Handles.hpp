// SPDX-License-Identifier: Apache-2.0

/// What the opaque handles of CRocksDB.h are; shared by the files of this target only.

#pragma once

#include "CRocksDB.h"

#include <array>
#include <atomic>
#include <memory>
#include <string>
#include <vector>

#include <rocksdb/cache.h>
#include <rocksdb/env.h>
#include <rocksdb/rate_limiter.h>
#include <rocksdb/sst_file_writer.h>
#include <rocksdb/statistics.h>
#include <rocksdb/utilities/transaction.h>
#include <rocksdb/utilities/transaction_db.h>

/// The operations of `crocks_inject_fault`.
constexpr int failsWrites = 1;
constexpr int failsSyncs = 2;
constexpr int failsIngestBefore = 4;
constexpr int failsIngestAfter = 8;

/// Which operations fail on purpose, for tests.
struct FaultSwitch {
    std::atomic<int> operations{0};
    std::atomic<bool> no_space{false};
};

/// Where the files of a store are.
class StoreEnvironment {
  public:
    StoreEnvironment(bool in_memory, std::shared_ptr<FaultSwitch> fault);
    rocksdb::Env *get() const { return environment_.get(); }

  private:
    /// Owns the files in memory, which `environment_` wraps.
    std::unique_ptr<rocksdb::Env> memory_;
    std::unique_ptr<rocksdb::Env> environment_;
};

struct crocks_store {
    /// Declared first, so destroyed last: the database's files live in it.
    std::unique_ptr<StoreEnvironment> environment;
    std::shared_ptr<FaultSwitch> fault;
    bool in_memory = false;
    std::shared_ptr<rocksdb::Cache> cache;
    std::shared_ptr<rocksdb::Statistics> statistics;
    rocksdb::Options options;
    std::vector<rocksdb::ColumnFamilyOptions> family_options;
    std::unique_ptr<rocksdb::TransactionDB> database;
    std::array<rocksdb::ColumnFamilyHandle *, CROCKS_FAMILY_COUNT> families{};
};

struct crocks_snapshot {
    const rocksdb::Snapshot *snapshot;
};

struct crocks_transaction {
    crocks_store *store;
    std::unique_ptr<rocksdb::Transaction> transaction;
};

struct crocks_pinned {
    rocksdb::PinnableSlice slice;
};

struct crocks_values {
    std::vector<rocksdb::Slice> keys;
    std::vector<rocksdb::PinnableSlice> slices;
    std::vector<rocksdb::Status> statuses;
};

struct crocks_load {
    crocks_store *store;
    std::string path;
    std::array<std::unique_ptr<rocksdb::SstFileWriter>, CROCKS_FAMILY_COUNT> writers;
};

inline rocksdb::Slice slice(crocks_bytes bytes) {
    return bytes.data ? rocksdb::Slice(static_cast<const char *>(bytes.data), bytes.size)
                      : rocksdb::Slice();
}

inline crocks_bytes bytesOf(const rocksdb::Slice &slice) { return {slice.data(), slice.size()}; }

/// Fills `status`; the message is made only for a failure, because it allocates.
void report(const rocksdb::Status &result, crocks_status *status);
