// SPDX-License-Identifier: Apache-2.0

#include "Handles.hpp"

using namespace rocksdb;

crocks_load *crocks_make_load(crocks_store *store, const char *path) {
    auto *load = new crocks_load;
    load->store = store;
    load->path = path;
    return load;
}

void crocks_release_load(crocks_load *load) { delete load; }

void crocks_load_start(crocks_load *load, int32_t family, const char *name, crocks_status *status) {
    Options options(load->store->options, load->store->family_options[family]);
    auto writer =
        std::make_unique<SstFileWriter>(EnvOptions(), options, load->store->families[family],
                                        /*invalidate_page_cache=*/false);
    Status result = writer->Open(load->path + "/" + name);
    if (result.ok())
        load->writers[family] = std::move(writer);
    report(result, status);
}

void crocks_load_add(crocks_load *load, int32_t family, crocks_bytes key, crocks_bytes value,
                     crocks_status *status) {
    report(load->writers[family]->Put(slice(key), slice(value)), status);
}

uint64_t crocks_load_bytes(crocks_load *load, int32_t family) {
    return load->writers[family] ? load->writers[family]->FileSize() : 0;
}

void crocks_load_finish(crocks_load *load, int32_t family, crocks_status *status) {
    report(load->writers[family]->Finish(), status);
    if (status->code == CROCKS_OK)
        load->writers[family].reset();
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
