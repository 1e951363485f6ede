// SPDX-License-Identifier: Apache-2.0

/// The extern "C" face of RocksDB's TransactionDB that Storage uses.
///
/// Statuses are numbers, not text. Ownership: every `crocks_open_*`/`crocks_make_*` result is
/// released by the function of the same noun, children before the store: scans, snapshots,
/// transactions, pinned values, table files, then the store. RocksDB as Debian builds it has its
/// assertions on, so a wrong order ends the process; the Swift wrappers keep the order by holding
/// the store strongly.
///
/// Threads: a store and its snapshots may be used by any number of threads at once; every other
/// object by one thread at a time (rocksdb/db.h, rocksdb/utilities/transaction.h).

#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/// rocksdb::Status::Code and ::SubCode as numbers; `message` is malloc'ed or NULL.
typedef struct {
    int32_t code;
    int32_t subcode;
    char *_Nullable message;
} crocks_status;

/// The values of `crocks_status.code` Storage tells apart (rocksdb/status.h).
enum {
    CROCKS_OK = 0,
    CROCKS_NOT_FOUND = 1,
    CROCKS_CORRUPTION = 2,
    CROCKS_NOT_SUPPORTED = 3,
    CROCKS_INVALID_ARGUMENT = 4,
    CROCKS_IO_ERROR = 5,
    CROCKS_INCOMPLETE = 7,
    CROCKS_SHUTDOWN = 8,
    CROCKS_TIMED_OUT = 9,
    CROCKS_ABORTED = 10,
    CROCKS_BUSY = 11,
    CROCKS_EXPIRED = 12,
    CROCKS_TRY_AGAIN = 13,
    CROCKS_COLUMN_FAMILY_DROPPED = 15,
};

/// The values of `crocks_status.subcode` Storage tells apart.
enum {
    CROCKS_SUB_MUTEX_TIMEOUT = 1,
    CROCKS_SUB_LOCK_TIMEOUT = 2,
    CROCKS_SUB_LOCK_LIMIT = 3,
    CROCKS_SUB_NO_SPACE = 4,
    CROCKS_SUB_DEADLOCK = 5,
    CROCKS_SUB_MEMORY_LIMIT = 7,
    CROCKS_SUB_SPACE_LIMIT = 8,
};

/// The column families, in the order in which the store keeps them. RocksDB insists on one named
/// `default`; it holds the store's own notes.
enum {
    CROCKS_NOTES = 0,
    CROCKS_CATALOG = 1,
    CROCKS_ROWS = 2,
    CROCKS_VECTORS = 3,
    CROCKS_ENTRIES = 4,
    CROCKS_CHANGES = 5,
    CROCKS_FAMILY_COUNT = 6,
};

typedef struct crocks_store crocks_store;
typedef struct crocks_snapshot crocks_snapshot;
typedef struct crocks_transaction crocks_transaction;
/// A transaction's writes as they were at one point.
typedef struct crocks_writes_mark crocks_writes_mark;
typedef struct crocks_pinned crocks_pinned;
typedef struct crocks_values crocks_values;
typedef struct crocks_scan crocks_scan;
typedef struct crocks_table_file crocks_table_file;

/// Borrowed bytes.
typedef struct {
    const void *_Nullable data;
    size_t size;
} crocks_bytes;

void crocks_free(void *_Nullable memory);

// Store

typedef struct {
    /// The directory; any name when in memory.
    const char *_Nonnull path;
    /// Keeps every file in memory (rocksdb NewMemEnv); nothing outlives the store.
    bool in_memory;
    bool create_if_missing;
    /// Shared by the blocks of all families, in bytes.
    uint64_t cache_bytes;
    /// All memtables together, in bytes.
    uint64_t write_buffer_bytes;
    /// Threads for flushes and compactions together.
    int32_t background_threads;
    /// Upper bound of the rate of flushes and compactions, bytes per second; 0 is none.
    uint64_t compaction_bytes_per_second;
    /// Table files kept open; -1 is all.
    int32_t max_open_files;
    /// Lets `crocks_inject_fault` make file operations fail; for tests.
    bool injects_faults;
} crocks_options;

crocks_store *_Nullable crocks_open_store(const crocks_options *_Nonnull options,
                                          crocks_status *_Nonnull status);

/// Waits for background work and closes. All children must be gone.
void crocks_close_store(crocks_store *_Nonnull store);

/// Makes everything committed so far durable: one fdatasync of the write-ahead log.
void crocks_sync_log(crocks_store *_Nonnull store, crocks_status *_Nonnull status);

/// Writes memtables of all families to table files and waits.
void crocks_flush(crocks_store *_Nonnull store, crocks_status *_Nonnull status);

/// Tries to leave the read-only state RocksDB enters after a failed write, such as a full disk.
void crocks_resume(crocks_store *_Nonnull store, crocks_status *_Nonnull status);

/// Writes one pair outside any transaction, without sync.
void crocks_put(crocks_store *_Nonnull store, int32_t family, crocks_bytes key, crocks_bytes value,
                crocks_status *_Nonnull status);

/// Deletes one key outside any transaction, without sync.
void crocks_delete(crocks_store *_Nonnull store, int32_t family, crocks_bytes key,
                   crocks_status *_Nonnull status);

/// Deletes [begin, end) with one range tombstone, without sync; older snapshots keep seeing it.
void crocks_delete_range(crocks_store *_Nonnull store, int32_t family, crocks_bytes begin,
                         crocks_bytes end, crocks_status *_Nonnull status);

/// Drops table files that lie wholly in [begin, end), whatever snapshots exist.
void crocks_delete_files(crocks_store *_Nonnull store, int32_t family, crocks_bytes begin,
                         crocks_bytes end, crocks_status *_Nonnull status);

/// Rewrites [begin, end) so that deleted keys free their space; an empty end is the family's end.
void crocks_compact(crocks_store *_Nonnull store, int32_t family, crocks_bytes begin,
                    crocks_bytes end, crocks_status *_Nonnull status);

/// Reads every block of every file and compares checksums.
void crocks_verify_checksums(crocks_store *_Nonnull store, crocks_status *_Nonnull status);

/// Creates a consistent copy in the new directory `path`, by hard links where possible.
void crocks_checkpoint(crocks_store *_Nonnull store, const char *_Nonnull path,
                       crocks_status *_Nonnull status);

/// An integer property of one family (rocksdb/db.h, DB::Properties); false when it has none.
bool crocks_integer_property(crocks_store *_Nonnull store, int32_t family,
                             const char *_Nonnull name, uint64_t *_Nonnull value);

/// A text property of one family, malloc'ed; NULL when it has none.
char *_Nullable crocks_text_property(crocks_store *_Nonnull store, int32_t family,
                                     const char *_Nonnull name);

/// Bytes of table files and memtables that hold [begin, end), estimated.
uint64_t crocks_approximate_bytes(crocks_store *_Nonnull store, int32_t family, crocks_bytes begin,
                                  crocks_bytes end);

/// Counters since the store was opened.
typedef struct {
    uint64_t cache_hits;
    uint64_t cache_misses;
    uint64_t cache_used_bytes;
    uint64_t cache_capacity_bytes;
    uint64_t bytes_read;
    uint64_t bytes_written;
    uint64_t flush_bytes_written;
    uint64_t compaction_bytes_read;
    uint64_t compaction_bytes_written;
    uint64_t log_bytes_written;
    uint64_t log_syncs;
    uint64_t stall_microseconds;
} crocks_statistics;

void crocks_read_statistics(crocks_store *_Nonnull store, crocks_statistics *_Nonnull statistics);

/// Makes operations fail from now on, with ENOSPC when `no_space`: the sum of file writes (1), file
/// syncs (2), ingestions before (4) and after they are done (8).
void crocks_inject_fault(crocks_store *_Nonnull store, int32_t operations, bool no_space);

// Snapshot

crocks_snapshot *_Nonnull crocks_make_snapshot(crocks_store *_Nonnull store);
void crocks_release_snapshot(crocks_store *_Nonnull store, crocks_snapshot *_Nonnull snapshot);

// Reading

crocks_pinned *_Nonnull crocks_make_pinned(void);
void crocks_release_pinned(crocks_pinned *_Nonnull pinned);
/// Lets go of the block the value is in.
void crocks_reset_pinned(crocks_pinned *_Nonnull pinned);
/// The value last read; valid until the next read into it, its reset or its release.
crocks_bytes crocks_pinned_value(crocks_pinned *_Nonnull pinned);

/// Reads a value into `pinned` without copying it; false when there is none or on error.
///
/// `transaction`, when given, contributes its own writes, with `mark` those it had made then. No
/// snapshot means the newest state.
bool crocks_get(crocks_store *_Nonnull store, crocks_transaction *_Nullable transaction,
                crocks_writes_mark *_Nullable mark, crocks_snapshot *_Nullable snapshot,
                int32_t family, crocks_bytes key, crocks_pinned *_Nonnull pinned,
                crocks_status *_Nonnull status);

crocks_values *_Nonnull crocks_make_values(void);
void crocks_release_values(crocks_values *_Nonnull values);
/// Lets go of the blocks the values are in.
void crocks_clear_values(crocks_values *_Nonnull values);
/// Value `index` of the last `crocks_get_many`; data NULL when the key was absent.
crocks_bytes crocks_value(crocks_values *_Nonnull values, size_t index);

/// Reads `count` values at once; key i is the bytes [ends[i-1], ends[i]) of `keys`.
///
/// `sorted` promises ascending keys, which saves RocksDB a sort.
void crocks_get_many(crocks_store *_Nonnull store, crocks_transaction *_Nullable transaction,
                     crocks_writes_mark *_Nullable mark, crocks_snapshot *_Nullable snapshot,
                     int32_t family, const void *_Nonnull keys, const uint32_t *_Nonnull ends,
                     size_t count, bool sorted, crocks_values *_Nonnull values,
                     crocks_status *_Nonnull status);

// Scan

typedef struct {
    int32_t family;
    /// First key wanted; NULL data is the start of the family.
    crocks_bytes lower;
    /// First key beyond those wanted; NULL data is the end of the family.
    crocks_bytes upper;
    bool reverse;
    /// Whether blocks read enter the cache.
    bool fills_cache;
    /// Bytes read ahead from the file; 0 lets RocksDB adapt.
    size_t readahead_bytes;
    /// Entries per batch, at most.
    size_t batch_count;
    /// Bytes of keys and values per batch, about.
    size_t batch_bytes;
    /// Whether values are wanted.
    bool keys_only;
} crocks_scan_options;

/// Entries of one batch as parallel arrays, valid until the next step of the scan.
///
/// Values of 64 bytes and more start at multiples of 64, others and keys at multiples of 8.
typedef struct {
    size_t count;
    const uint8_t *_Nonnull const *_Nullable keys;
    const uint32_t *_Nullable key_sizes;
    const uint8_t *_Nonnull const *_Nullable values;
    const uint32_t *_Nullable value_sizes;
} crocks_batch;

/// A scan of what `snapshot` sees, with the writes `transaction` has made up to this call, or had
/// made at `mark`.
crocks_scan *_Nonnull crocks_open_scan(crocks_store *_Nonnull store,
                                       crocks_transaction *_Nullable transaction,
                                       crocks_writes_mark *_Nullable mark,
                                       crocks_snapshot *_Nonnull snapshot,
                                       const crocks_scan_options *_Nonnull options);
void crocks_close_scan(crocks_scan *_Nonnull scan);
/// Loads the next entries; an empty batch is the end or an error.
const crocks_batch *_Nonnull crocks_scan_next(crocks_scan *_Nonnull scan,
                                              crocks_status *_Nonnull status);
/// Continues at `key`, forwards at the first entry not below it, in reverse at the last not above.
void crocks_scan_seek(crocks_scan *_Nonnull scan, crocks_bytes key);

// Transaction

/// Starts a pessimistic transaction with deadlock detection.
crocks_transaction *_Nonnull crocks_begin(crocks_store *_Nonnull store);
/// Rolls back what is not committed and lets go of all locks.
void crocks_end(crocks_transaction *_Nonnull transaction);
/// From now on a lock on a key that changed after this moment is refused as a conflict.
void crocks_set_snapshot(crocks_transaction *_Nonnull transaction);
/// Locks `key` and, with `pinned`, reads its newest value; returns whether it exists.
///
/// Waits at most `timeout_milliseconds`, 0 not at all. `validates` refuses a key changed after
/// `crocks_set_snapshot`.
bool crocks_lock(crocks_transaction *_Nonnull transaction, int32_t family, crocks_bytes key,
                 bool exclusive, bool validates, int64_t timeout_milliseconds,
                 crocks_pinned *_Nullable pinned, crocks_status *_Nonnull status);
/// The number other transactions know it by.
uint64_t crocks_transaction_id(crocks_transaction *_Nonnull transaction);
/// Writes the ids of the transactions whose locks it waits for right now, `capacity` at most, and
/// returns how many it wrote. May be called from another thread than the one that waits.
size_t crocks_blockers(crocks_transaction *_Nonnull transaction, uint64_t *_Nonnull ids,
                       size_t capacity);
/// Writes the ids of the transactions that hold the lock on `key`, `capacity` at most, and returns
/// how many there are. Goes through all locks of the store.
size_t crocks_lock_holders(crocks_store *_Nonnull store, int32_t family, crocks_bytes key,
                           uint64_t *_Nonnull ids, size_t capacity);
/// Lets go of a lock taken by `crocks_lock` when nothing was written under it.
void crocks_unlock(crocks_transaction *_Nonnull transaction, int32_t family, crocks_bytes key);
void crocks_transaction_put(crocks_transaction *_Nonnull transaction, int32_t family,
                            crocks_bytes key, crocks_bytes value, bool locks,
                            int64_t timeout_milliseconds, crocks_status *_Nonnull status);
void crocks_transaction_delete(crocks_transaction *_Nonnull transaction, int32_t family,
                               crocks_bytes key, bool locks, int64_t timeout_milliseconds,
                               crocks_status *_Nonnull status);
/// Marks what the transaction has written. Keys written from now on are kept in memory as they
/// were, until the mark is released; it may outlive the transaction.
crocks_writes_mark *_Nonnull crocks_mark_writes(crocks_transaction *_Nonnull transaction);
void crocks_release_writes_mark(crocks_writes_mark *_Nonnull mark);
void crocks_set_savepoint(crocks_transaction *_Nonnull transaction);
void crocks_rollback_to_savepoint(crocks_transaction *_Nonnull transaction,
                                  crocks_status *_Nonnull status);
void crocks_release_savepoint(crocks_transaction *_Nonnull transaction,
                              crocks_status *_Nonnull status);
/// Bytes of the transaction's writes held in memory.
size_t crocks_transaction_bytes(crocks_transaction *_Nonnull transaction);
/// Commits what was written, with one more pair in family changes.
void crocks_commit(crocks_transaction *_Nonnull transaction, crocks_bytes change_key,
                   crocks_bytes change, crocks_status *_Nonnull status);

// Table files

/// Starts the sorted table file `path` of `family`.
crocks_table_file *_Nullable crocks_make_table_file(crocks_store *_Nonnull store, int32_t family,
                                                    const char *_Nonnull path,
                                                    crocks_status *_Nonnull status);
/// Closes it; one that was not finished cannot be used.
void crocks_release_table_file(crocks_table_file *_Nonnull file);
/// Adds pairs, whose keys ascend throughout the file.
///
/// `records` are end to end: size of the key and of the value (two uint32_t), key, value.
void crocks_table_file_add(crocks_table_file *_Nonnull file, crocks_bytes records,
                           crocks_status *_Nonnull status);
/// Bytes written so far.
uint64_t crocks_table_file_bytes(crocks_table_file *_Nonnull file);
/// Ends and syncs the file.
void crocks_finish_table_file(crocks_table_file *_Nonnull file, crocks_status *_Nonnull status);

/// Puts pairs, laid out as for `crocks_table_file_add`, without locking them.
void crocks_transaction_put_all(crocks_transaction *_Nonnull transaction, int32_t family,
                                crocks_bytes records, crocks_status *_Nonnull status);
/// Lets the transaction read `path`, a finished table file, as its own writes.
///
/// What it wrote to the same keys otherwise, before or after, hides what the file has.
void crocks_transaction_stage(crocks_transaction *_Nonnull transaction, int32_t family,
                              const char *_Nonnull path, crocks_status *_Nonnull status);
/// Forgets all staged files but the first `count`.
void crocks_transaction_unstage(crocks_transaction *_Nonnull transaction, size_t count);

/// Writes `note` followed by all writes of the transaction, with one more pair in family changes,
/// under `note_key` of the notes.
void crocks_note_commit(crocks_transaction *_Nonnull transaction, crocks_bytes change_key,
                        crocks_bytes change, crocks_bytes note_key, crocks_bytes note,
                        crocks_status *_Nonnull status);
/// Does the writes that `crocks_note_commit` noted, and deletes the note. The transaction keeps its
/// locks, which take long to let go of when they are many, until `crocks_end`.
void crocks_write_noted(crocks_transaction *_Nonnull transaction, crocks_status *_Nonnull status);
/// Does the same from the bytes of a note that was found.
void crocks_apply_noted(crocks_store *_Nonnull store, crocks_bytes writes, crocks_bytes note_key,
                        crocks_status *_Nonnull status);

typedef struct {
    int32_t family;
    const char *_Nonnull path;
} crocks_load_file;

/// Moves finished files into the store, all of them or none, as its newest entries.
void crocks_ingest(crocks_store *_Nonnull store, const crocks_load_file *_Nonnull files,
                   size_t count, crocks_status *_Nonnull status);

/// Removes a staged file that is not to be ingested; nothing happens when there is none.
void crocks_remove_file(crocks_store *_Nonnull store, const char *_Nonnull path);

#ifdef __cplusplus
}
#endif
