// SPDX-License-Identifier: Apache-2.0

#include "Handles.hpp"

#include <algorithm>
#include <rocksdb/utilities/write_batch_with_index.h>

using namespace rocksdb;

crocks_transaction *crocks_begin(crocks_store *store) {
    WriteOptions write_options;
    write_options.sync = false;
    write_options.disableWAL = store->in_memory;
    TransactionOptions options;
    options.deadlock_detect = true;
    // So many transactions are looked at before a deadlock is taken for granted. There may be as
    // many sessions, all waiting for one.
    options.deadlock_detect_depth = 4096;
    options.lock_timeout = 0;
    auto *transaction = store->database->BeginTransaction(write_options, options);
    return new crocks_transaction{store, std::unique_ptr<Transaction>(transaction), {}, {}};
}

void crocks_end(crocks_transaction *transaction) { delete transaction; }

void crocks_set_snapshot(crocks_transaction *transaction) {
    transaction->transaction->SetSnapshot();
}

bool crocks_lock(crocks_transaction *transaction, int32_t family, crocks_bytes key, bool exclusive,
                 bool validates, int64_t timeout_milliseconds, crocks_pinned *pinned,
                 crocks_status *status) {
    Transaction &inner = *transaction->transaction;
    inner.SetLockTimeout(timeout_milliseconds);
    ColumnFamilyHandle *handle = transaction->store->families[family];
    PinnableSlice *value = nullptr;
    if (pinned) {
        pinned->slice.Reset();
        value = &pinned->slice;
    }
    Status result =
        inner.GetForUpdate(ReadOptions(), handle, slice(key), value, exclusive, validates);
    if (result.IsNotFound() && value) {
        Status found;
        if (transaction->findStaged(transaction->staged, family, slice(key), value, &found) ||
            !found.ok())
            result = found;
    }
    report(result, status);
    return result.ok();
}

uint64_t crocks_transaction_id(crocks_transaction *transaction) {
    return transaction->transaction->GetID();
}

size_t crocks_blockers(crocks_transaction *transaction, uint64_t *ids, size_t capacity) {
    uint32_t family = 0;
    std::string key;
    std::vector<TransactionID> found = transaction->transaction->GetWaitingTxns(&family, &key);
    size_t count = std::min(found.size(), capacity);
    std::copy_n(found.begin(), count, ids);
    return count;
}

size_t crocks_lock_holders(crocks_store *store, int32_t family, crocks_bytes key, uint64_t *ids,
                           size_t capacity) {
    auto locks = store->database->GetLockStatusData();
    auto [lock, end] = locks.equal_range(store->families[family]->GetID());
    for (; lock != end; ++lock) {
        if (slice(key) != lock->second.key)
            continue;
        const std::vector<TransactionID> &found = lock->second.ids;
        std::copy_n(found.begin(), std::min(found.size(), capacity), ids);
        return found.size();
    }
    return 0;
}

void crocks_unlock(crocks_transaction *transaction, int32_t family, crocks_bytes key) {
    transaction->transaction->UndoGetForUpdate(transaction->store->families[family], slice(key));
}

void crocks_transaction_put(crocks_transaction *transaction, int32_t family, crocks_bytes key,
                            crocks_bytes value, bool locks, int64_t timeout_milliseconds,
                            crocks_status *status) {
    Transaction &inner = *transaction->transaction;
    ColumnFamilyHandle *handle = transaction->store->families[family];
    transaction->keepForMarks(family, slice(key));
    if (!locks) {
        report(inner.GetWriteBatch()->Put(handle, slice(key), slice(value)), status);
        return;
    }
    inner.SetLockTimeout(timeout_milliseconds);
    report(inner.Put(handle, slice(key), slice(value)), status);
}

void crocks_transaction_delete(crocks_transaction *transaction, int32_t family, crocks_bytes key,
                               bool locks, int64_t timeout_milliseconds, crocks_status *status) {
    Transaction &inner = *transaction->transaction;
    ColumnFamilyHandle *handle = transaction->store->families[family];
    transaction->keepForMarks(family, slice(key));
    if (!locks) {
        report(inner.GetWriteBatch()->Delete(handle, slice(key)), status);
        return;
    }
    inner.SetLockTimeout(timeout_milliseconds);
    report(inner.Delete(handle, slice(key)), status);
}

void crocks_set_savepoint(crocks_transaction *transaction) {
    transaction->transaction->SetSavePoint();
}

void crocks_rollback_to_savepoint(crocks_transaction *transaction, crocks_status *status) {
    report(transaction->transaction->RollbackToSavePoint(), status);
}

void crocks_release_savepoint(crocks_transaction *transaction, crocks_status *status) {
    report(transaction->transaction->PopSavePoint(), status);
}

size_t crocks_transaction_bytes(crocks_transaction *transaction) {
    return transaction->transaction->GetWriteBatch()->GetWriteBatch()->GetDataSize();
}

void crocks_commit(crocks_transaction *transaction, crocks_bytes change_key, crocks_bytes change,
                   crocks_status *status) {
    Transaction &inner = *transaction->transaction;
    // Nobody reads it back before the commit, so it needs no place in the index.
    WriteBatch *batch = inner.GetWriteBatch()->GetWriteBatch();
    Status result =
        batch->Put(transaction->store->families[CROCKS_CHANGES], slice(change_key), slice(change));
    if (result.ok())
        result = inner.Commit();
    report(result, status);
}

void crocks_transaction_stage(crocks_transaction *transaction, int32_t family, const char *path,
                              crocks_status *status) {
    auto file = std::make_shared<StagedFile>(*transaction->store, family, path);
    report(file->status(), status);
    if (file->status().ok())
        transaction->staged.push_back(std::move(file));
}

void crocks_transaction_unstage(crocks_transaction *transaction, size_t count) {
    if (count < transaction->staged.size())
        transaction->staged.resize(count);
}

void crocks_note_commit(crocks_transaction *transaction, crocks_bytes change_key,
                        crocks_bytes change, crocks_bytes note_key, crocks_bytes note,
                        crocks_status *status) {
    auto &families = transaction->store->families;
    // Nobody reads these back before the commit, so they need no place in the index.
    WriteBatch *batch = transaction->transaction->GetWriteBatch()->GetWriteBatch();
    Status result = batch->Put(families[CROCKS_CHANGES], slice(change_key), slice(change));
    if (result.ok()) {
        Slice key = slice(note_key), parts[] = {slice(note), Slice(batch->Data())};
        WriteBatch noted;
        result = noted.Put(families[CROCKS_NOTES], SliceParts(&key, 1), SliceParts(parts, 2));
        if (result.ok())
            result = transaction->store->database->GetBaseDB()->Write(
                *transaction->transaction->GetWriteOptions(), &noted);
    }
    if (result.ok())
        result = batch->Delete(families[CROCKS_NOTES], slice(note_key));
    report(result, status);
}

void crocks_write_noted(crocks_transaction *transaction, crocks_status *status) {
    Transaction &inner = *transaction->transaction;
    report(transaction->store->database->GetBaseDB()->Write(*inner.GetWriteOptions(),
                                                            inner.GetWriteBatch()->GetWriteBatch()),
           status);
}

void crocks_apply_noted(crocks_store *store, crocks_bytes writes, crocks_bytes note_key,
                        crocks_status *status) {
    WriteBatch batch(slice(writes).ToString());
    Status result = batch.Delete(store->families[CROCKS_NOTES], slice(note_key));
    if (result.ok())
        result = store->database->GetBaseDB()->Write(WriteOptions(), &batch);
    report(result, status);
}
