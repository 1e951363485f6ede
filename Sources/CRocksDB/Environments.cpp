// SPDX-License-Identifier: Apache-2.0

#include "Handles.hpp"

using namespace rocksdb;

namespace {

Status failure(const FaultSwitch &fault, const char *operation) {
    if (fault.no_space)
        return Status::NoSpace(operation, "injected");
    return Status::IOError(operation, "injected");
}

constexpr int failsWrites = 1;
constexpr int failsSyncs = 2;

/// A file whose writes and syncs fail on demand.
class FaultFile : public WritableFileWrapper {
  public:
    FaultFile(std::unique_ptr<WritableFile> file, std::shared_ptr<FaultSwitch> fault)
        : WritableFileWrapper(file.get()), file_(std::move(file)), fault_(std::move(fault)) {}

    Status Append(const Slice &data) override {
        return refuses(failsWrites) ? failure(*fault_, "append") : file_->Append(data);
    }
    Status Append(const Slice &data, const DataVerificationInfo &information) override {
        return refuses(failsWrites) ? failure(*fault_, "append")
                                    : file_->Append(data, information);
    }
    Status Sync() override { return refuses(failsSyncs) ? failure(*fault_, "sync") : file_->Sync(); }
    Status Fsync() override {
        return refuses(failsSyncs) ? failure(*fault_, "sync") : file_->Fsync();
    }

  private:
    bool refuses(int operation) const { return (fault_->operations & operation) != 0; }

    std::unique_ptr<WritableFile> file_;
    std::shared_ptr<FaultSwitch> fault_;
};

class FaultEnvironment : public EnvWrapper {
  public:
    FaultEnvironment(Env *base, std::shared_ptr<FaultSwitch> fault)
        : EnvWrapper(base), fault_(std::move(fault)) {}

    const char *Name() const override { return "FaultEnvironment"; }

    Status NewWritableFile(const std::string &name, std::unique_ptr<WritableFile> *result,
                           const EnvOptions &options) override {
        std::unique_ptr<WritableFile> file;
        Status status = target()->NewWritableFile(name, &file, options);
        if (status.ok())
            result->reset(new FaultFile(std::move(file), fault_));
        return status;
    }

  private:
    std::shared_ptr<FaultSwitch> fault_;
};

/// RocksDB's files in memory, with the one call that opening a database needs and they lack.
class MemoryEnvironment : public EnvWrapper {
  public:
    explicit MemoryEnvironment(std::unique_ptr<Env> files)
        : EnvWrapper(files.get()), files_(std::move(files)) {}

    const char *Name() const override { return "MemoryEnvironment"; }

    Status GetAbsolutePath(const std::string &path, std::string *result) override {
        *result = path;
        return Status::OK();
    }

  private:
    std::unique_ptr<Env> files_;
};

} // namespace

std::unique_ptr<Env> makeMemoryEnvironment() {
    return std::make_unique<MemoryEnvironment>(std::unique_ptr<Env>(NewMemEnv(Env::Default())));
}

std::unique_ptr<Env> makeFaultEnvironment(Env *base, std::shared_ptr<FaultSwitch> fault) {
    return std::make_unique<FaultEnvironment>(base, std::move(fault));
}
