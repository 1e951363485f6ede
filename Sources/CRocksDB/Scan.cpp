// SPDX-License-Identifier: Apache-2.0

#include "Handles.hpp"

#include <algorithm>
#include <cstring>

#include <rocksdb/utilities/write_batch_with_index.h>

using namespace rocksdb;

namespace {

/// A transaction's writes in the range of a scan as they were when it began, in scan order.
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

    void collect(crocks_transaction *transaction, ColumnFamilyHandle *family, const Slice *lower,
                 const Slice *upper, bool reverse, bool keys_only);
};

void OwnWrites::collect(crocks_transaction *transaction, ColumnFamilyHandle *family,
                        const Slice *lower, const Slice *upper, bool reverse, bool keys_only) {
    std::unique_ptr<WBWIIterator> iterator(
        transaction->transaction->GetWriteBatch()->NewIterator(family));
    if (lower)
        iterator->Seek(*lower);
    else
        iterator->SeekToFirst();
    for (; iterator->Valid(); iterator->Next()) {
        WriteEntry entry = iterator->Entry();
        if (upper && entry.key.compare(*upper) >= 0)
            break;
        bool deleted = entry.type == kDeleteRecord || entry.type == kSingleDeleteRecord;
        Entry copy{entry.key.ToString(), std::string(), deleted};
        if (!deleted && !keys_only)
            copy.value = entry.value.ToString();
        // A key written several times is listed once per write, the newest last.
        if (!entries.empty() && entries.back().key == copy.key)
            entries.back() = std::move(copy);
        else
            entries.push_back(std::move(copy));
    }
    if (reverse)
        std::reverse(entries.begin(), entries.end());
}

} // namespace

struct crocks_scan {
    crocks_scan_options options;
    std::string lower, upper;
    Slice lower_slice, upper_slice;
    std::unique_ptr<Iterator> iterator;
    OwnWrites own;
    bool positioned = false;

    // The batch: bytes copied into the arena, then described by the four arrays.
    std::vector<char> arena;
    std::vector<uint8_t const *> keys, values;
    std::vector<uint32_t> key_sizes, value_sizes;
    crocks_batch batch{};

    bool before(const Slice &left, const Slice &right) const {
        int order = left.compare(right);
        return options.reverse ? order > 0 : order < 0;
    }
    void position();
    void advance() {
        if (options.reverse)
            iterator->Prev();
        else
            iterator->Next();
    }
};

void crocks_scan::position() {
    positioned = true;
    if (options.reverse)
        iterator->SeekToLast();
    else
        iterator->SeekToFirst();
}

crocks_scan *crocks_open_scan(crocks_store *store, crocks_transaction *transaction,
                              crocks_snapshot *snapshot, const crocks_scan_options *options) {
    auto *scan = new crocks_scan;
    scan->options = *options;
    ReadOptions read;
    if (snapshot)
        read.snapshot = snapshot->snapshot;
    read.fill_cache = options->fills_cache;
    read.readahead_size = options->readahead_bytes;
    read.total_order_seek = true;
    bool has_lower = options->lower.data != nullptr, has_upper = options->upper.data != nullptr;
    if (has_lower) {
        scan->lower = slice(options->lower).ToString();
        scan->lower_slice = Slice(scan->lower);
        read.iterate_lower_bound = &scan->lower_slice;
    }
    if (has_upper) {
        scan->upper = slice(options->upper).ToString();
        scan->upper_slice = Slice(scan->upper);
        read.iterate_upper_bound = &scan->upper_slice;
    }
    ColumnFamilyHandle *family = store->families[options->family];
    if (transaction)
        scan->own.collect(transaction, family, has_lower ? &scan->lower_slice : nullptr,
                          has_upper ? &scan->upper_slice : nullptr, options->reverse,
                          options->keys_only);
    scan->iterator.reset(store->database->GetBaseDB()->NewIterator(read, family));
    size_t count = std::max<size_t>(1, options->batch_count);
    scan->keys.resize(count);
    scan->values.resize(count);
    scan->key_sizes.resize(count);
    scan->value_sizes.resize(count);
    scan->batch = {0, scan->keys.data(), scan->key_sizes.data(), scan->values.data(),
                   scan->value_sizes.data()};
    return scan;
}

void crocks_close_scan(crocks_scan *scan) { delete scan; }

void crocks_scan_seek(crocks_scan *scan, crocks_bytes key) {
    Slice target = slice(key);
    scan->positioned = true;
    if (scan->options.reverse)
        scan->iterator->SeekForPrev(target);
    else
        scan->iterator->Seek(target);
    auto &entries = scan->own.entries;
    auto first = std::partition_point(entries.begin(), entries.end(), [&](const auto &entry) {
        return scan->before(entry.key, target);
    });
    scan->own.next = static_cast<size_t>(first - entries.begin());
}

const crocks_batch *crocks_scan_next(crocks_scan *scan, crocks_status *status) {
    if (!scan->positioned)
        scan->position();
    Iterator &iterator = *scan->iterator;
    OwnWrites &own = scan->own;
    size_t capacity = scan->keys.size(), count = 0;
    scan->arena.clear();
    auto append = [&](const Slice &key, const Slice &value) {
        // Offsets for now: the arena may move while it grows.
        scan->keys[count] = reinterpret_cast<const uint8_t *>(scan->arena.size());
        scan->key_sizes[count] = static_cast<uint32_t>(key.size());
        scan->arena.insert(scan->arena.end(), key.data(), key.data() + key.size());
        scan->values[count] = reinterpret_cast<const uint8_t *>(scan->arena.size());
        scan->value_sizes[count] = static_cast<uint32_t>(value.size());
        scan->arena.insert(scan->arena.end(), value.data(), value.data() + value.size());
        count++;
    };
    while (count < capacity && scan->arena.size() < scan->options.batch_bytes) {
        bool has_own = own.next < own.entries.size();
        if (!iterator.Valid() && !has_own)
            break;
        if (!has_own || (iterator.Valid() && scan->before(iterator.key(), own.entries[own.next].key))) {
            append(iterator.key(), scan->options.keys_only ? Slice() : iterator.value());
            scan->advance();
            continue;
        }
        const auto &entry = own.entries[own.next++];
        if (iterator.Valid() && iterator.key() == Slice(entry.key))
            scan->advance();
        if (!entry.deleted)
            append(entry.key, entry.value);
    }
    const uint8_t *base = reinterpret_cast<const uint8_t *>(scan->arena.data());
    for (size_t i = 0; i < count; i++) {
        scan->keys[i] = base + reinterpret_cast<size_t>(scan->keys[i]);
        scan->values[i] = base + reinterpret_cast<size_t>(scan->values[i]);
    }
    scan->batch.count = count;
    report(iterator.status(), status);
    if (!iterator.status().ok())
        scan->batch.count = 0;
    return &scan->batch;
}
