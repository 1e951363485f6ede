// SPDX-License-Identifier: Apache-2.0

#include "Handles.hpp"

#include <algorithm>
#include <cstdlib>
#include <cstring>

#include <rocksdb/perf_level.h>
#include <rocksdb/utilities/write_batch_with_index.h>

using namespace rocksdb;

namespace {

constexpr size_t cacheLine = 64;
/// The first batch is small, so that a scan of one entry costs no more than it must.
constexpr size_t firstCount = 32;
constexpr size_t firstBytes = 8 << 10;
/// How much larger the next batch may be.
constexpr size_t growth = 4;

/// Memory that entries of one batch are copied into; never moves while a batch is filled.
class BatchMemory {
  public:
    ~BatchMemory() { free(memory_); }

    /// Forgets the contents and makes room for at least `capacity` bytes.
    void restart(size_t capacity) {
        used_ = 0;
        if (capacity <= capacity_)
            return;
        free(memory_);
        capacity_ = (capacity + cacheLine - 1) / cacheLine * cacheLine;
        memory_ = static_cast<uint8_t *>(aligned_alloc(cacheLine, capacity_));
        if (!memory_)
            abort();
    }
    /// Copies `bytes` to the next place with the given alignment; NULL when they do not fit.
    const uint8_t *copy(const Slice &bytes, size_t alignment) {
        size_t start = (used_ + alignment - 1) & ~(alignment - 1);
        if (start > capacity_ || bytes.size() > capacity_ - start)
            return nullptr;
        memcpy(memory_ + start, bytes.data(), bytes.size());
        used_ = start + bytes.size();
        return memory_ + start;
    }

  private:
    uint8_t *memory_ = nullptr;
    size_t capacity_ = 0;
    size_t used_ = 0;
};

/// A transaction's writes in the range of a scan as they were when it began, or at an earlier mark,
/// in scan order.
///
/// Copied rather than merged live: a statement must not see what it writes itself while it
/// scans, and RocksDB's own merging iterator would show it that.
struct OwnWrites {
    struct Entry {
        std::string key;
        std::string value;
        bool deleted;
    };
    std::vector<Entry> entries;
    size_t next = 0;

    void collect(crocks_transaction *transaction, const crocks_writes_mark *mark,
                 const ReadOptions &read, const crocks_scan_options &options) {
        std::unique_ptr<WBWIIterator> iterator(
            transaction->transaction->GetWriteBatch()->NewIterator(
                transaction->store->families[options.family]));
        if (read.iterate_lower_bound)
            iterator->Seek(*read.iterate_lower_bound);
        else
            iterator->SeekToFirst();
        for (; iterator->Valid(); iterator->Next()) {
            WriteEntry entry = iterator->Entry();
            if (read.iterate_upper_bound && entry.key.compare(*read.iterate_upper_bound) >= 0)
                break;
            bool deleted = entry.type == kDeleteRecord || entry.type == kSingleDeleteRecord;
            Entry copy{entry.key.ToString(), std::string(), deleted};
            if (!deleted && !options.keys_only)
                copy.value = entry.value.ToString();
            // A key written several times is listed once per write, the newest last.
            if (!entries.empty() && entries.back().key == copy.key)
                entries.back() = std::move(copy);
            else
                entries.push_back(std::move(copy));
        }
        if (mark)
            restore(mark->mark->replaced[options.family], read);
        if (options.reverse)
            std::reverse(entries.begin(), entries.end());
    }

    /// Puts what was written under the keys of `replaced` in the place of what is now.
    void restore(const WritesMark::Writes &replaced, const ReadOptions &read) {
        auto lower = read.iterate_lower_bound
                         ? replaced.lower_bound(read.iterate_lower_bound->ToStringView())
                         : replaced.begin();
        auto upper = read.iterate_upper_bound
                         ? replaced.lower_bound(read.iterate_upper_bound->ToStringView())
                         : replaced.end();
        std::vector<Entry> now = std::move(entries);
        entries.clear();
        auto kept = now.begin();
        auto keep = [&](auto isBefore) {
            while (kept != now.end() && isBefore(kept->key))
                entries.push_back(std::move(*kept++));
        };
        // Bounds the wrong way round are an empty range.
        bool isEmpty = read.iterate_lower_bound && read.iterate_upper_bound &&
                       read.iterate_lower_bound->compare(*read.iterate_upper_bound) >= 0;
        for (auto write = isEmpty ? upper : lower; write != upper; write++) {
            keep([&](const std::string &key) { return key < write->first; });
            if (kept != now.end() && kept->key == write->first)
                kept++;
            if (write->second.kind != OwnWrite::none)
                entries.push_back(
                    {write->first, write->second.bytes, write->second.kind == OwnWrite::deleted});
        }
        keep([](const std::string &) { return true; });
    }
};

} // namespace

struct crocks_scan {
    crocks_scan_options options;
    /// The bounds the iterator refers to.
    std::string lower, upper;
    Slice lower_slice, upper_slice;
    std::unique_ptr<Iterator> iterator;
    OwnWrites own;
    bool positioned = false;

    size_t batch_count = firstCount, batch_bytes = firstBytes;
    BatchMemory key_arena, value_arena;
    std::vector<const uint8_t *> keys, values;
    std::vector<uint32_t> key_sizes, value_sizes;
    crocks_batch batch{};
    /// Where the last value of the iterator lay, to guess where the next ones do.
    const char *last_value = nullptr;

    bool before(const Slice &left, const Slice &right) const {
        int order = left.compare(right);
        return options.reverse ? order > 0 : order < 0;
    }

    void position(const Slice *target) {
        positioned = true;
        if (options.reverse)
            target ? iterator->SeekForPrev(*target) : iterator->SeekToLast();
        else
            target ? iterator->Seek(*target) : iterator->SeekToFirst();
        auto &entries = own.entries;
        auto first = entries.begin();
        if (target)
            first = std::partition_point(first, entries.end(), [&](const auto &entry) {
                return before(entry.key, *target);
            });
        own.next = static_cast<size_t>(first - entries.begin());
    }

    void advance() {
        if (options.reverse)
            iterator->Prev();
        else
            iterator->Next();
    }

    /// Makes room for the next batch, larger than the last one up to the bounds asked for.
    void restart() {
        batch.count = 0;
        size_t count = std::min(batch_count, options.batch_count);
        size_t bytes = std::min(batch_bytes, options.batch_bytes);
        batch_count = count * growth;
        batch_bytes = bytes * growth;
        if (keys.size() < count) {
            keys.resize(count);
            values.resize(count);
            key_sizes.resize(count);
            value_sizes.resize(count);
            batch.keys = keys.data();
            batch.key_sizes = key_sizes.data();
            batch.values = values.data();
            batch.value_sizes = value_sizes.data();
        }
        key_arena.restart(count * 32);
        value_arena.restart(options.keys_only ? cacheLine : bytes);
    }

    /// Adds an entry to the batch; false when there is no room, which is never so for the first.
    bool append(const Slice &key, const Slice &value) {
        size_t index = batch.count;
        if (index == keys.size())
            return false;
        if (index == 0) {
            key_arena.restart(key.size());
            value_arena.restart(value.size());
        }
        // Large values are vectors: aligned, kernels load them without crossing cache lines.
        size_t alignment = value.size() >= cacheLine ? cacheLine : 8;
        keys[index] = key_arena.copy(key, 8);
        values[index] = value_arena.copy(value, alignment);
        if (!keys[index] || !values[index])
            return false;
        key_sizes[index] = static_cast<uint32_t>(key.size());
        value_sizes[index] = static_cast<uint32_t>(value.size());
        batch.count = index + 1;
        return true;
    }

    /// Asks for the memory of the value after the next one.
    ///
    /// Values of one size lie at equal distances in a block. The processor's own prefetcher stops
    /// at every page, which costs a third of the time of a scan over vectors.
    void prefetch(const Slice &value) {
        ptrdiff_t distance = value.data() - last_value;
        last_value = value.data();
        if (value.size() < 256 || distance < -16384 || distance > 16384)
            return;
        const char *next = value.data() + 2 * distance;
        for (size_t offset = 0; offset < value.size(); offset += cacheLine)
            __builtin_prefetch(next + offset);
    }
};

crocks_scan *crocks_open_scan(crocks_store *store, crocks_transaction *transaction,
                              crocks_writes_mark *mark, crocks_snapshot *snapshot,
                              const crocks_scan_options *options) {
    // RocksDB's per-thread counters cost a tenth of a step and nobody reads them.
    SetPerfLevel(PerfLevel::kDisable);
    auto *scan = new crocks_scan;
    scan->options = *options;
    ReadOptions read;
    read.snapshot = snapshot->snapshot;
    read.fill_cache = options->fills_cache;
    read.readahead_size = options->readahead_bytes;
    if (options->lower.data) {
        scan->lower = slice(options->lower).ToString();
        scan->lower_slice = Slice(scan->lower);
        read.iterate_lower_bound = &scan->lower_slice;
    }
    if (options->upper.data) {
        scan->upper = slice(options->upper).ToString();
        scan->upper_slice = Slice(scan->upper);
        read.iterate_upper_bound = &scan->upper_slice;
    }
    ColumnFamilyHandle *family = store->families[options->family];
    if (transaction)
        scan->own.collect(transaction, mark, read, *options);
    scan->iterator.reset(store->database->GetBaseDB()->NewIterator(read, family));
    if (transaction && hasStaged(transaction->stagedAt(mark), options->family))
        scan->iterator = mergedIterator(std::move(scan->iterator), transaction->stagedAt(mark),
                                        options->family, read);
    return scan;
}

void crocks_close_scan(crocks_scan *scan) { delete scan; }

void crocks_scan_seek(crocks_scan *scan, crocks_bytes key) {
    Slice target = slice(key);
    scan->position(&target);
}

const crocks_batch *crocks_scan_next(crocks_scan *scan, crocks_status *status) {
    if (!scan->positioned)
        scan->position(nullptr);
    scan->restart();
    Iterator &iterator = *scan->iterator;
    OwnWrites &own = scan->own;
    while (true) {
        bool has_own = own.next < own.entries.size(), has_base = iterator.Valid();
        if (!has_own && !has_base)
            break;
        if (has_base && (!has_own || scan->before(iterator.key(), own.entries[own.next].key))) {
            Slice value;
            if (!scan->options.keys_only) {
                value = iterator.value();
                scan->prefetch(value);
            }
            if (!scan->append(iterator.key(), value))
                break;
            scan->advance();
            continue;
        }
        const auto &entry = own.entries[own.next];
        if (!entry.deleted && !scan->append(entry.key, entry.value))
            break;
        own.next++;
        // The own write hides what the snapshot has under the same key.
        if (has_base && iterator.key() == Slice(entry.key))
            scan->advance();
    }
    Status result = iterator.status();
    if (!result.ok())
        scan->batch.count = 0;
    report(result, status);
    return &scan->batch;
}
