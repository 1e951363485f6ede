// SPDX-License-Identifier: Apache-2.0

#include "Handles.hpp"

#include <algorithm>

#include <rocksdb/utilities/write_batch_with_index.h>

using namespace rocksdb;

crocks_writes_mark *crocks_mark_writes(crocks_transaction *transaction) {
    auto &marks = transaction->marks;
    // Here too, for transactions that mark much and write nothing more.
    marks.erase(
        std::remove_if(marks.begin(), marks.end(), [](const auto &mark) { return mark.expired(); }),
        marks.end());
    auto mark = std::make_shared<WritesMark>();
    mark->staged = transaction->staged;
    marks.push_back(mark);
    return new crocks_writes_mark{std::move(mark)};
}

void crocks_release_writes_mark(crocks_writes_mark *mark) { delete mark; }

OwnWrite crocks_transaction::written(int family, const Slice &key) const {
    std::unique_ptr<WBWIIterator> iterator(
        transaction->GetWriteBatch()->NewIterator(store->families[family]));
    OwnWrite found;
    // A key written several times is listed once per write, the newest last.
    for (iterator->Seek(key); iterator->Valid(); iterator->Next()) {
        WriteEntry entry = iterator->Entry();
        if (entry.key != key)
            break;
        bool deleted = entry.type == kDeleteRecord || entry.type == kSingleDeleteRecord;
        found.kind = deleted ? OwnWrite::deleted : OwnWrite::value;
        found.bytes = deleted ? std::string() : entry.value.ToString();
    }
    return found;
}

void crocks_transaction::keepForMarks(int family, const Slice &key) {
    if (marks.empty())
        return;
    std::vector<std::weak_ptr<WritesMark>> used;
    OwnWrite now;
    bool looked = false;
    for (auto &each : marks) {
        auto mark = each.lock();
        if (!mark)
            continue;
        used.push_back(each);
        if (mark->find(family, key))
            continue;
        if (!looked)
            now = written(family, key);
        looked = true;
        mark->replaced[family].emplace(key.ToString(), now);
    }
    if (used.size() < marks.size())
        marks = std::move(used);
}
