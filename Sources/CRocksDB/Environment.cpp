// SPDX-License-Identifier: Apache-2.0

#include "Handles.hpp"

#include <rocksdb/file_system.h>

using namespace rocksdb;

namespace {

/// A file whose writes and syncs fail on demand.
class FaultyFile : public FSWritableFileOwnerWrapper {
  public:
    FaultyFile(std::unique_ptr<FSWritableFile> file, std::shared_ptr<FaultSwitch> fault)
        : FSWritableFileOwnerWrapper(std::move(file)), fault_(std::move(fault)) {}

    IOStatus Append(const Slice &data, const IOOptions &options, IODebugContext *debug) override {
        return refuses(failsWrites) ? failure("append") : target()->Append(data, options, debug);
    }
    IOStatus Append(const Slice &data, const IOOptions &options,
                    const DataVerificationInfo &information, IODebugContext *debug) override {
        return refuses(failsWrites) ? failure("append")
                                    : target()->Append(data, options, information, debug);
    }
    IOStatus Sync(const IOOptions &options, IODebugContext *debug) override {
        return refuses(failsSyncs) ? failure("sync") : target()->Sync(options, debug);
    }
    IOStatus Fsync(const IOOptions &options, IODebugContext *debug) override {
        return refuses(failsSyncs) ? failure("sync") : target()->Fsync(options, debug);
    }

  private:
    bool refuses(int operation) const { return (fault_->operations & operation) != 0; }
    IOStatus failure(const char *operation) const {
        return fault_->no_space ? IOStatus::NoSpace(operation, "injected")
                                : IOStatus::IOError(operation, "injected");
    }

    std::shared_ptr<FaultSwitch> fault_;
};

/// The files of a store: those of the system or in memory, with what the store needs otherwise.
class StoreFiles : public FileSystemWrapper {
  public:
    StoreFiles(const std::shared_ptr<FileSystem> &files, bool in_memory,
               std::shared_ptr<FaultSwitch> fault)
        : FileSystemWrapper(files), in_memory_(in_memory), fault_(std::move(fault)) {}

    const char *Name() const override { return "StoreFiles"; }

    IOStatus NewWritableFile(const std::string &name, const FileOptions &options,
                             std::unique_ptr<FSWritableFile> *result,
                             IODebugContext *debug) override {
        IOStatus status = target()->NewWritableFile(name, options, result, debug);
        if (status.ok() && fault_)
            result->reset(new FaultyFile(std::move(*result), fault_));
        return status;
    }

    /// Unknown on purpose: with it RocksDB waits by itself for a full disk to become less so, and
    /// meanwhile refuses to be told that it has.
    IOStatus GetFreeSpace(const std::string &, const IOOptions &, uint64_t *,
                          IODebugContext *) override {
        return IOStatus::NotSupported("free space");
    }

    /// Opening a database asks for it, and files in memory cannot tell.
    IOStatus GetAbsolutePath(const std::string &path, const IOOptions &options, std::string *result,
                             IODebugContext *debug) override {
        if (!in_memory_)
            return target()->GetAbsolutePath(path, options, result, debug);
        *result = path;
        return IOStatus::OK();
    }

  private:
    bool in_memory_;
    std::shared_ptr<FaultSwitch> fault_;
};

} // namespace

StoreEnvironment::StoreEnvironment(bool in_memory, std::shared_ptr<FaultSwitch> fault) {
    if (in_memory)
        memory_.reset(NewMemEnv(Env::Default()));
    Env *base = in_memory ? memory_.get() : Env::Default();
    environment_ = NewCompositeEnv(
        std::make_shared<StoreFiles>(base->GetFileSystem(), in_memory, std::move(fault)));
}
