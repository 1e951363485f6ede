// SPDX-License-Identifier: Apache-2.0

#include "Handles.hpp"

#include <algorithm>
#include <cstring>

#include <rocksdb/convenience.h>
#include <rocksdb/filter_policy.h>
#include <rocksdb/sst_file_manager.h>
#include <rocksdb/table.h>
#include <rocksdb/utilities/checkpoint.h>
#include <rocksdb/write_buffer_manager.h>

using namespace rocksdb;

namespace {

const char *const familyNames[CROCKS_FAMILY_COUNT] = {"default", "catalog", "rows",
                                                      "vectors", "entries", "changes"};

/// The number of bytes of an in-memory table per family; the manager bounds their sum.
size_t writeBufferBytes(const crocks_options &options, int family) {
    // Vectors are most of the bytes of a load; the catalog is small for ever.
    uint64_t share =
        family == CROCKS_VECTORS ? options.write_buffer_bytes / 2 : options.write_buffer_bytes / 4;
    if (family == CROCKS_CATALOG || family == CROCKS_NOTES)
        share = options.write_buffer_bytes / 16;
    return std::max<uint64_t>(share, 1 << 20);
}

ColumnFamilyOptions familyOptions(const crocks_options &options, int family,
                                  const std::shared_ptr<Cache> &cache) {
    ColumnFamilyOptions result;
    BlockBasedTableOptions table;
    table.block_cache = cache;
    table.format_version = 5;
    table.checksum = kXXH3;
    // Index and filter blocks stay in the table readers: a few bytes per block, always needed.
    table.cache_index_and_filter_blocks = false;
    table.filter_policy.reset(NewRibbonFilterPolicy(10, 1));
    table.optimize_filters_for_memory = true;
    table.data_block_index_type = BlockBasedTableOptions::kDataBlockBinaryAndHash;
    table.block_size = 8 << 10;
    result.compression = kLZ4Compression;
    if (family == CROCKS_VECTORS) {
        // Floats do not compress, and scans pass over whole blocks: no copy, no per-entry
        // prefix decoding, and few blocks to look up.
        result.compression = kNoCompression;
        table.block_size = 64 << 10;
        table.use_delta_encoding = false;
        table.data_block_index_type = BlockBasedTableOptions::kDataBlockBinarySearch;
    }
    if (family == CROCKS_CHANGES) {
        // Read in order by followers, never by key.
        table.filter_policy.reset();
        table.block_size = 32 << 10;
    }
    result.table_factory.reset(NewBlockBasedTableFactory(table));
    result.write_buffer_size = writeBufferBytes(options, family);
    result.max_write_buffer_number = 4;
    result.level_compaction_dynamic_level_bytes = true;
    result.target_file_size_base = 64 << 20;
    result.max_bytes_for_level_base = 256 << 20;
    result.memtable_whole_key_filtering = true;
    result.memtable_prefix_bloom_size_ratio = 0.02;
    return result;
}

DBOptions databaseOptions(const crocks_options &options, crocks_store &store) {
    DBOptions result;
    result.create_if_missing = options.create_if_missing;
    result.create_missing_column_families = true;
    result.env = store.environment->get();
    result.max_open_files = options.max_open_files;
    result.max_background_jobs = std::max(2, options.background_threads);
    result.max_subcompactions = std::max(1, options.background_threads / 2);
    result.enable_pipelined_write = false;
    result.allow_concurrent_memtable_write = true;
    result.write_buffer_manager =
        std::make_shared<WriteBufferManager>(options.write_buffer_bytes, nullptr, false);
    // A torn record at the end of the log is an unacknowledged commit. Damage anywhere before it
    // is reported: the default mode would silently drop every acknowledged commit after it.
    result.wal_recovery_mode = WALRecoveryMode::kTolerateCorruptedTailRecords;
    result.avoid_flush_during_shutdown = false;
    result.max_total_wal_size = std::max<uint64_t>(options.write_buffer_bytes, 64 << 20);
    result.bytes_per_sync = 1 << 20;
    result.compaction_readahead_size = 2 << 20;
    result.statistics = store.statistics;
    result.info_log_level = InfoLogLevel::WARN_LEVEL;
    result.keep_log_file_num = 4;
    result.max_manifest_file_size = 64 << 20;
    result.stats_dump_period_sec = 0;
    result.stats_persist_period_sec = 0;
    // Not tuned by itself: that falls to a twentieth while little is written, and a checkpoint of
    // a gigabyte then takes a minute. Files in memory call the limiter in a way it asserts against.
    if (options.compaction_bytes_per_second > 0 && !options.in_memory)
        result.rate_limiter.reset(
            NewGenericRateLimiter(static_cast<int64_t>(options.compaction_bytes_per_second),
                                  100 * 1000, 10, RateLimiter::Mode::kWritesOnly));
    return result;
}

/// What TransactionDB::Open does, but without flushed memtables that are kept to check
/// transactions against, which finds the same in the table files. Open keeps at least one of each
/// family whatever the options say, up to half of the write buffers' memory.
Status open(DBOptions &database_options, const TransactionDBOptions &transaction_options,
            const char *path, std::vector<ColumnFamilyDescriptor> &descriptors,
            std::vector<ColumnFamilyHandle *> &handles, std::unique_ptr<TransactionDB> &opened) {
    std::vector<size_t> compacted;
    TransactionDB::PrepareWrap(&database_options, &descriptors, &compacted);
    for (ColumnFamilyDescriptor &descriptor : descriptors)
        descriptor.options.max_write_buffer_size_to_maintain = 0;
    DB *database = nullptr;
    Status result = DB::Open(database_options, path, descriptors, &handles, &database);
    if (!result.ok())
        return result;
    TransactionDB *wrapped = nullptr;
    result = TransactionDB::WrapDB(database, transaction_options, compacted, handles, &wrapped);
    opened.reset(wrapped);
    return result;
}

} // namespace

crocks_store *crocks_open_store(const crocks_options *options, crocks_status *status) {
    auto store = std::make_unique<crocks_store>();
    store->in_memory = options->in_memory;
    if (options->injects_faults)
        store->fault = std::make_shared<FaultSwitch>();
    store->environment = std::make_unique<StoreEnvironment>(options->in_memory, store->fault);
    LRUCacheOptions cache_options;
    cache_options.capacity = options->cache_bytes;
    cache_options.strict_capacity_limit = false;
    store->cache = NewLRUCache(cache_options);
    store->statistics = CreateDBStatistics();
    store->statistics->set_stats_level(StatsLevel::kExceptHistogramOrTimers);

    DBOptions database_options = databaseOptions(*options, *store);
    std::vector<ColumnFamilyDescriptor> descriptors;
    for (int family = 0; family < CROCKS_FAMILY_COUNT; family++) {
        store->family_options.push_back(familyOptions(*options, family, store->cache));
        descriptors.emplace_back(familyNames[family], store->family_options.back());
    }
    store->options = Options(database_options, store->family_options[CROCKS_ROWS]);

    TransactionDBOptions transaction_options;
    transaction_options.num_stripes = 64;
    std::vector<ColumnFamilyHandle *> handles;
    Status result = open(database_options, transaction_options, options->path, descriptors, handles,
                         store->database);
    report(result, status);
    if (!result.ok())
        return nullptr;
    std::copy(handles.begin(), handles.end(), store->families.begin());
    return store.release();
}

void crocks_close_store(crocks_store *store) {
    for (ColumnFamilyHandle *family : store->families) {
        Status ignored = store->database->DestroyColumnFamilyHandle(family);
        ignored.PermitUncheckedError();
    }
    Status ignored = store->database->Close();
    ignored.PermitUncheckedError();
    store->database.reset();
    delete store;
}

void crocks_sync_log(crocks_store *store, crocks_status *status) {
    // Files in memory cannot be synced while they are written, and need not be.
    report(store->in_memory ? Status::OK() : store->database->SyncWAL(), status);
}

void crocks_flush(crocks_store *store, crocks_status *status) {
    FlushOptions options;
    std::vector<ColumnFamilyHandle *> all(store->families.begin(), store->families.end());
    report(store->database->Flush(options, all), status);
}

void crocks_resume(crocks_store *store, crocks_status *status) {
    report(store->database->GetRootDB()->Resume(), status);
}

void crocks_put(crocks_store *store, int32_t family, crocks_bytes key, crocks_bytes value,
                crocks_status *status) {
    report(store->database->GetBaseDB()->Put(WriteOptions(), store->families[family], slice(key),
                                             slice(value)),
           status);
}

void crocks_delete(crocks_store *store, int32_t family, crocks_bytes key, crocks_status *status) {
    report(
        store->database->GetBaseDB()->Delete(WriteOptions(), store->families[family], slice(key)),
        status);
}

void crocks_delete_range(crocks_store *store, int32_t family, crocks_bytes begin, crocks_bytes end,
                         crocks_status *status) {
    report(store->database->GetBaseDB()->DeleteRange(WriteOptions(), store->families[family],
                                                     slice(begin), slice(end)),
           status);
}

void crocks_delete_files(crocks_store *store, int32_t family, crocks_bytes begin, crocks_bytes end,
                         crocks_status *status) {
    Slice first = slice(begin), last = slice(end);
    report(DeleteFilesInRange(store->database->GetBaseDB(), store->families[family], &first, &last,
                              /*include_end=*/false),
           status);
}

void crocks_compact(crocks_store *store, int32_t family, crocks_bytes begin, crocks_bytes end,
                    crocks_status *status) {
    CompactRangeOptions options;
    options.exclusive_manual_compaction = false;
    options.bottommost_level_compaction = BottommostLevelCompaction::kForceOptimized;
    Slice first = slice(begin), last = slice(end);
    report(store->database->CompactRange(options, store->families[family],
                                         begin.data ? &first : nullptr, end.data ? &last : nullptr),
           status);
}

void crocks_verify_checksums(crocks_store *store, crocks_status *status) {
    ReadOptions options;
    options.fill_cache = false;
    report(store->database->VerifyChecksum(options), status);
}

void crocks_checkpoint(crocks_store *store, const char *path, crocks_status *status) {
    Checkpoint *checkpoint = nullptr;
    Status result = Checkpoint::Create(store->database.get(), &checkpoint);
    if (result.ok())
        result = checkpoint->CreateCheckpoint(path);
    delete checkpoint;
    report(result, status);
}

bool crocks_integer_property(crocks_store *store, int32_t family, const char *name,
                             uint64_t *value) {
    return store->database->GetIntProperty(store->families[family], name, value);
}

char *crocks_text_property(crocks_store *store, int32_t family, const char *name) {
    std::string value;
    if (!store->database->GetProperty(store->families[family], name, &value))
        return nullptr;
    return strdup(value.c_str());
}

uint64_t crocks_approximate_bytes(crocks_store *store, int32_t family, crocks_bytes begin,
                                  crocks_bytes end) {
    SizeApproximationOptions options;
    options.include_memtables = true;
    Range range(slice(begin), slice(end));
    uint64_t size = 0;
    Status result =
        store->database->GetApproximateSizes(options, store->families[family], &range, 1, &size);
    return result.ok() ? size : 0;
}

void crocks_read_statistics(crocks_store *store, crocks_statistics *statistics) {
    Statistics &source = *store->statistics;
    statistics->cache_hits = source.getTickerCount(BLOCK_CACHE_HIT);
    statistics->cache_misses = source.getTickerCount(BLOCK_CACHE_MISS);
    statistics->cache_used_bytes = store->cache->GetUsage();
    statistics->cache_capacity_bytes = store->cache->GetCapacity();
    statistics->bytes_read =
        source.getTickerCount(BYTES_READ) + source.getTickerCount(ITER_BYTES_READ);
    statistics->bytes_written = source.getTickerCount(BYTES_WRITTEN);
    statistics->flush_bytes_written = source.getTickerCount(FLUSH_WRITE_BYTES);
    statistics->compaction_bytes_read = source.getTickerCount(COMPACT_READ_BYTES);
    statistics->compaction_bytes_written = source.getTickerCount(COMPACT_WRITE_BYTES);
    statistics->log_bytes_written = source.getTickerCount(WAL_FILE_BYTES);
    statistics->log_syncs = source.getTickerCount(WAL_FILE_SYNCED);
    statistics->stall_microseconds = source.getTickerCount(STALL_MICROS);
}

void crocks_inject_fault(crocks_store *store, int32_t operations, bool no_space) {
    if (!store->fault)
        return;
    store->fault->no_space = no_space;
    store->fault->operations = operations;
}

crocks_snapshot *crocks_make_snapshot(crocks_store *store) {
    return new crocks_snapshot{store->database->GetSnapshot()};
}

void crocks_release_snapshot(crocks_store *store, crocks_snapshot *snapshot) {
    store->database->ReleaseSnapshot(snapshot->snapshot);
    delete snapshot;
}
