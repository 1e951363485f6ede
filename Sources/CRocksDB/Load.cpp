// SPDX-License-Identifier: Apache-2.0

#include "Handles.hpp"

#include <cstring>

#include <rocksdb/utilities/write_batch_with_index.h>

using namespace rocksdb;

namespace {

/// Calls `body` with each pair of `records` until it fails.
template <typename Body> Status forEach(crocks_bytes records, Body body) {
    const char *next = static_cast<const char *>(records.data), *end = next + records.size;
    Status result;
    while (next < end && result.ok()) {
        uint32_t sizes[2];
        memcpy(sizes, next, sizeof sizes);
        next += sizeof sizes;
        result = body(Slice(next, sizes[0]), Slice(next + sizes[0], sizes[1]));
        next += size_t{sizes[0]} + sizes[1];
    }
    return result;
}

} // namespace

crocks_table_file *crocks_make_table_file(crocks_store *store, int32_t family, const char *path,
                                          crocks_status *status) {
    Options options(store->options, store->family_options[family]);
    auto file = std::make_unique<crocks_table_file>();
    // With the options of the database, so that the kernel writes the bytes out as they come.
    file->writer =
        std::make_unique<SstFileWriter>(EnvOptions(store->options), options,
                                        store->families[family], /*invalidate_page_cache=*/false);
    Status result = file->writer->Open(path);
    report(result, status);
    return result.ok() ? file.release() : nullptr;
}

void crocks_release_table_file(crocks_table_file *file) { delete file; }

void crocks_table_file_add(crocks_table_file *file, crocks_bytes records, crocks_status *status) {
    report(forEach(records, [&](const Slice &key,
                                const Slice &value) { return file->writer->Put(key, value); }),
           status);
}

uint64_t crocks_table_file_bytes(crocks_table_file *file) { return file->writer->FileSize(); }

void crocks_finish_table_file(crocks_table_file *file, crocks_status *status) {
    report(file->writer->Finish(), status);
}

void crocks_transaction_put_all(crocks_transaction *transaction, int32_t family,
                                crocks_bytes records, crocks_status *status) {
    WriteBatchWithIndex *batch = transaction->transaction->GetWriteBatch();
    ColumnFamilyHandle *handle = transaction->store->families[family];
    report(forEach(records,
                   [&](const Slice &key, const Slice &value) {
                       transaction->keepForMarks(family, key);
                       return batch->Put(handle, key, value);
                   }),
           status);
}

void crocks_remove_file(crocks_store *store, const char *path) {
    Status ignored = store->options.env->DeleteFile(path);
    ignored.PermitUncheckedError();
}

void crocks_ingest(crocks_store *store, const crocks_load_file *files, size_t count,
                   crocks_status *status) {
    std::vector<IngestExternalFileArg> arguments;
    for (int family = 0; family < CROCKS_FAMILY_COUNT; family++) {
        IngestExternalFileArg argument;
        argument.column_family = store->families[family];
        argument.options.move_files = true;
        argument.options.failed_move_fall_back_to_copy = true;
        argument.options.snapshot_consistency = true;
        argument.options.allow_global_seqno = true;
        argument.options.write_global_seqno = false;
        argument.options.allow_blocking_flush = true;
        for (size_t i = 0; i < count; i++)
            if (files[i].family == family)
                argument.external_files.push_back(files[i].path);
        if (!argument.external_files.empty())
            arguments.push_back(std::move(argument));
    }
    int faults = store->fault ? store->fault->operations.load() : 0;
    Status result = faults & failsIngestBefore
                        ? Status::IOError("ingest", "injected")
                        : store->database->GetBaseDB()->IngestExternalFiles(arguments);
    if (faults & failsIngestAfter)
        result = Status::IOError("ingest", "injected");
    report(result, status);
}
