// SPDX-License-Identifier: Apache-2.0

/// What the opaque handles of CRocksDB.h are; shared by the files of this target only.

#pragma once

#include "CRocksDB.h"

#include <array>
#include <atomic>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include <rocksdb/cache.h>
#include <rocksdb/env.h>
#include <rocksdb/rate_limiter.h>
#include <rocksdb/sst_file_reader.h>
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

/// A finished table file that is read before it is part of the database.
class StagedFile {
  public:
    StagedFile(const crocks_store &store, int family, const std::string &path);

    /// Why it cannot be read, if so.
    const rocksdb::Status &status() const { return status_; }
    int family() const { return family_; }
    rocksdb::Slice smallest() const { return smallest_; }
    rocksdb::Slice largest() const { return largest_; }
    /// Whether some key in the bounds of `options` may be in the file.
    bool overlaps(const rocksdb::ReadOptions &options) const;
    /// Whether `key` may be in the file.
    bool covers(const rocksdb::Slice &key) const {
        return key.compare(smallest()) >= 0 && key.compare(largest()) <= 0;
    }
    rocksdb::Iterator *iterate(const rocksdb::ReadOptions &options) const {
        return reader_->NewIterator(options);
    }
    /// Finds `key`; false when there is none, or on error.
    bool find(const rocksdb::Slice &key, rocksdb::PinnableSlice *value, rocksdb::Status *status);

  private:
    int family_;
    std::unique_ptr<rocksdb::SstFileReader> reader_;
    /// For `find`; declared after the reader it belongs to.
    std::unique_ptr<rocksdb::Iterator> lookup_;
    rocksdb::Status status_;
    std::string smallest_, largest_;
};

/// Files are shared by the transaction and its open scans.
using StagedFiles = std::vector<std::shared_ptr<StagedFile>>;

/// Reads `base` and those of `files` that are of `family`, in the order of keys.
///
/// A file hides what `base` has under the same key, a later file what an earlier one has. Moves in
/// one direction only after each seek.
std::unique_ptr<rocksdb::Iterator> mergedIterator(std::unique_ptr<rocksdb::Iterator> base,
                                                  const StagedFiles &files, int family,
                                                  const rocksdb::ReadOptions &options);

inline bool hasStaged(const StagedFiles &files, int family) {
    for (const auto &file : files)
        if (file->family() == family)
            return true;
    return false;
}

/// What a write batch has under one key.
struct OwnWrite {
    enum Kind { none, value, deleted };
    Kind kind = none;
    std::string bytes;
};

/// What a transaction had written at one point, as far as it is not still so: the write batch has
/// the rest.
struct WritesMark {
    using Writes = std::map<std::string, OwnWrite, std::less<>>;

    /// The files there were.
    StagedFiles staged;
    /// What the batch had under the keys that were written since, by family.
    ///
    /// A return to a savepoint behind the mark leaves them: the batch may lose what came after the
    /// mark, never what was there before it.
    std::array<Writes, CROCKS_FAMILY_COUNT> replaced;

    /// What the batch had under `key`; NULL when that is what it has now.
    const OwnWrite *find(int family, const rocksdb::Slice &key) const {
        auto found = replaced[family].find(key.ToStringView());
        return found == replaced[family].end() ? nullptr : &found->second;
    }
};

struct crocks_writes_mark {
    std::shared_ptr<WritesMark> mark;
};

struct crocks_transaction {
    crocks_store *store;
    std::unique_ptr<rocksdb::Transaction> transaction;
    StagedFiles staged;
    /// Those in use, and some that no longer are.
    std::vector<std::weak_ptr<WritesMark>> marks;

    /// The staged files that a reader at `mark` sees; NULL is now.
    const StagedFiles &stagedAt(const crocks_writes_mark *mark) const {
        return mark ? mark->mark->staged : staged;
    }
    /// What the write batch has under `key`.
    OwnWrite written(int family, const rocksdb::Slice &key) const;
    /// Finds `key` in `files`, unless the write batch hides it; false when there is none or on
    /// error.
    bool findStaged(const StagedFiles &files, int family, const rocksdb::Slice &key,
                    rocksdb::PinnableSlice *value, rocksdb::Status *status) const;
    /// Lets the marks keep what the batch has under `key`, which is about to be written.
    void keepForMarks(int family, const rocksdb::Slice &key);
};

/// Finds `key` in `files`; false when there is none or on error.
bool findStaged(const StagedFiles &files, int family, const rocksdb::Slice &key,
                rocksdb::PinnableSlice *value, rocksdb::Status *status);

struct crocks_pinned {
    rocksdb::PinnableSlice slice;
};

struct crocks_values {
    std::vector<rocksdb::Slice> keys;
    std::vector<rocksdb::PinnableSlice> slices;
    std::vector<rocksdb::Status> statuses;
};

struct crocks_table_file {
    std::unique_ptr<rocksdb::SstFileWriter> writer;
};

inline rocksdb::Slice slice(crocks_bytes bytes) {
    return bytes.data ? rocksdb::Slice(static_cast<const char *>(bytes.data), bytes.size)
                      : rocksdb::Slice();
}

inline crocks_bytes bytesOf(const rocksdb::Slice &slice) { return {slice.data(), slice.size()}; }

/// Fills `status`; the message is made only for a failure, because it allocates.
void report(const rocksdb::Status &result, crocks_status *status);
