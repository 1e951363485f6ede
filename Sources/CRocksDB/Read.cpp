// SPDX-License-Identifier: Apache-2.0

#include "Handles.hpp"

using namespace rocksdb;

namespace {

ReadOptions readOptions(crocks_snapshot *snapshot) {
    ReadOptions options;
    options.verify_checksums = true;
    if (snapshot)
        options.snapshot = snapshot->snapshot;
    return options;
}

/// Reads what `mark` has kept for `key`.
Status getReplaced(crocks_store *store, const WritesMark &mark, const OwnWrite &write,
                   const ReadOptions &options, int32_t family, const Slice &key,
                   PinnableSlice *value) {
    value->Reset();
    switch (write.kind) {
    case OwnWrite::value:
        value->PinSelf(write.bytes);
        return Status::OK();
    case OwnWrite::deleted:
        return Status::NotFound();
    case OwnWrite::none:
        break;
    }
    Status staged;
    if (findStaged(mark.staged, family, key, value, &staged) || !staged.ok())
        return staged;
    return store->database->GetBaseDB()->Get(options, store->families[family], key, value);
}

} // namespace

crocks_pinned *crocks_make_pinned(void) { return new crocks_pinned; }

void crocks_release_pinned(crocks_pinned *pinned) { delete pinned; }

void crocks_reset_pinned(crocks_pinned *pinned) { pinned->slice.Reset(); }

crocks_bytes crocks_pinned_value(crocks_pinned *pinned) { return bytesOf(pinned->slice); }

bool crocks_get(crocks_store *store, crocks_transaction *transaction, crocks_writes_mark *mark,
                crocks_snapshot *snapshot, int32_t family, crocks_bytes key, crocks_pinned *pinned,
                crocks_status *status) {
    pinned->slice.Reset();
    ReadOptions options = readOptions(snapshot);
    ColumnFamilyHandle *handle = store->families[family];
    if (const OwnWrite *write = mark ? mark->mark->find(family, slice(key)) : nullptr) {
        Status result =
            getReplaced(store, *mark->mark, *write, options, family, slice(key), &pinned->slice);
        report(result, status);
        return result.ok();
    }
    Status staged;
    if (transaction && (transaction->findStaged(transaction->stagedAt(mark), family, slice(key),
                                                &pinned->slice, &staged) ||
                        !staged.ok())) {
        report(staged, status);
        return staged.ok();
    }
    Status result =
        transaction
            ? transaction->transaction->Get(options, handle, slice(key), &pinned->slice)
            : store->database->GetBaseDB()->Get(options, handle, slice(key), &pinned->slice);
    report(result, status);
    return result.ok();
}

crocks_values *crocks_make_values(void) { return new crocks_values; }

void crocks_release_values(crocks_values *values) { delete values; }

void crocks_clear_values(crocks_values *values) { values->slices.clear(); }

crocks_bytes crocks_value(crocks_values *values, size_t index) {
    if (!values->statuses[index].ok())
        return {nullptr, 0};
    return bytesOf(values->slices[index]);
}

void crocks_get_many(crocks_store *store, crocks_transaction *transaction, crocks_writes_mark *mark,
                     crocks_snapshot *snapshot, int32_t family, const void *keys,
                     const uint32_t *ends, size_t count, bool sorted, crocks_values *values,
                     crocks_status *status) {
    values->slices.clear();
    values->slices.resize(count);
    values->statuses.assign(count, Status());
    values->keys.resize(count);
    const char *bytes = static_cast<const char *>(keys);
    for (size_t i = 0, start = 0; i < count; start = ends[i], i++)
        values->keys[i] = Slice(bytes + start, ends[i] - start);
    ReadOptions options = readOptions(snapshot);
    ColumnFamilyHandle *handle = store->families[family];
    if (transaction)
        transaction->transaction->MultiGet(options, handle, count, values->keys.data(),
                                           values->slices.data(), values->statuses.data(), sorted);
    else
        store->database->GetBaseDB()->MultiGet(options, handle, count, values->keys.data(),
                                               values->slices.data(), values->statuses.data(),
                                               sorted);
    if (transaction && hasStaged(transaction->stagedAt(mark), family)) {
        for (size_t i = 0; i < count; i++) {
            Status found;
            if (transaction->findStaged(transaction->stagedAt(mark), family, values->keys[i],
                                        &values->slices[i], &found) ||
                !found.ok())
                values->statuses[i] = found;
        }
    }
    if (mark && !mark->mark->replaced[family].empty()) {
        for (size_t i = 0; i < count; i++) {
            if (const OwnWrite *write = mark->mark->find(family, values->keys[i]))
                values->statuses[i] = getReplaced(store, *mark->mark, *write, options, family,
                                                  values->keys[i], &values->slices[i]);
        }
    }
    for (const Status &each : values->statuses) {
        if (!each.ok() && !each.IsNotFound()) {
            report(each, status);
            return;
        }
    }
    report(Status::OK(), status);
}
