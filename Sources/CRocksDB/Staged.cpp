// SPDX-License-Identifier: Apache-2.0

#include "Handles.hpp"

#include <algorithm>

using namespace rocksdb;

StagedFile::StagedFile(const crocks_store &store, int family, const std::string &path)
    : family_(family) {
    reader_ = std::make_unique<SstFileReader>(Options(store.options, store.family_options[family]));
    status_ = reader_->Open(path);
    if (!status_.ok())
        return;
    lookup_.reset(iterate(ReadOptions()));
    lookup_->SeekToFirst();
    if (lookup_->Valid())
        smallest_ = lookup_->key().ToString();
    lookup_->SeekToLast();
    if (lookup_->Valid())
        largest_ = lookup_->key().ToString();
    status_ = lookup_->status();
}

bool StagedFile::overlaps(const ReadOptions &options) const {
    return !(options.iterate_lower_bound && largest().compare(*options.iterate_lower_bound) < 0) &&
           !(options.iterate_upper_bound && smallest().compare(*options.iterate_upper_bound) >= 0);
}

bool StagedFile::find(const Slice &key, PinnableSlice *value, Status *status) {
    lookup_->Seek(key);
    *status = lookup_->status();
    if (!status->ok() || !lookup_->Valid() || lookup_->key() != key)
        return false;
    value->Reset();
    value->PinSelf(lookup_->value());
    return true;
}

bool crocks_transaction::findStaged(const StagedFiles &files, int family, const Slice &key,
                                    PinnableSlice *value, Status *status) const {
    bool covered = std::any_of(files.begin(), files.end(), [&](const auto &file) {
        return file->family() == family && file->covers(key);
    });
    return covered && written(family, key).kind == OwnWrite::none &&
           ::findStaged(files, family, key, value, status);
}

bool findStaged(const StagedFiles &files, int family, const Slice &key, PinnableSlice *value,
                Status *status) {
    for (auto file = files.rbegin(); file != files.rend(); file++) {
        if ((*file)->family() != family || !(*file)->covers(key))
            continue;
        if ((*file)->find(key, value, status))
            return true;
        if (!status->ok())
            return false;
    }
    return false;
}

namespace {

/// Files that do not overlap, one after the other.
class FileRun : public Iterator {
  public:
    explicit FileRun(const ReadOptions &options) : options_(options) {}

    /// Adds a file behind those there are.
    void add(std::shared_ptr<StagedFile> file) { files_.push_back(std::move(file)); }
    Slice largest() const { return files_.back()->largest(); }

    bool Valid() const override { return inner_ && inner_->Valid(); }
    Slice key() const override { return inner_->key(); }
    Slice value() const override { return inner_->value(); }
    Status status() const override { return inner_ ? inner_->status() : Status::OK(); }

    void SeekToFirst() override {
        open(0);
        if (inner_)
            inner_->SeekToFirst();
        skipForward();
    }
    void SeekToLast() override {
        open(files_.size() - 1);
        if (inner_)
            inner_->SeekToLast();
        skipBackward();
    }
    void Seek(const Slice &target) override {
        // The first file that does not end before the target.
        auto found = std::partition_point(files_.begin(), files_.end(), [&](const auto &file) {
            return file->largest().compare(target) < 0;
        });
        open(static_cast<size_t>(found - files_.begin()));
        if (inner_)
            inner_->Seek(target);
        skipForward();
    }
    void SeekForPrev(const Slice &target) override {
        // The last file that does not begin behind the target.
        auto found = std::partition_point(files_.begin(), files_.end(), [&](const auto &file) {
            return file->smallest().compare(target) <= 0;
        });
        open(static_cast<size_t>(found - files_.begin()) - 1);
        if (inner_)
            inner_->SeekForPrev(target);
        skipBackward();
    }
    void Next() override {
        inner_->Next();
        skipForward();
    }
    void Prev() override {
        inner_->Prev();
        skipBackward();
    }

  private:
    /// Makes file `index` the current one; none when there is no such file.
    void open(size_t index) {
        if (index == index_ && inner_)
            return;
        index_ = index;
        inner_.reset(index < files_.size() ? files_[index]->iterate(options_) : nullptr);
    }
    void skipForward() {
        while (inner_ && !inner_->Valid() && inner_->status().ok() && index_ + 1 < files_.size()) {
            open(index_ + 1);
            inner_->SeekToFirst();
        }
    }
    void skipBackward() {
        while (inner_ && !inner_->Valid() && inner_->status().ok() && index_ > 0) {
            open(index_ - 1);
            inner_->SeekToLast();
        }
    }

    ReadOptions options_;
    /// Declared before the iterator that reads one of them.
    StagedFiles files_;
    size_t index_ = 0;
    std::unique_ptr<Iterator> inner_;
};

/// Several iterators as one, in the order of keys; of equal keys that of the last iterator counts.
class Merged : public Iterator {
  public:
    explicit Merged(std::vector<std::unique_ptr<Iterator>> children)
        : children_(std::move(children)) {}

    bool Valid() const override { return current_ != nullptr; }
    Slice key() const override { return current_->key(); }
    Slice value() const override { return current_->value(); }
    Status status() const override {
        for (const auto &child : children_)
            if (!child->status().ok())
                return child->status();
        return Status::OK();
    }

    void SeekToFirst() override {
        for (auto &child : children_)
            child->SeekToFirst();
        choose(false);
    }
    void SeekToLast() override {
        for (auto &child : children_)
            child->SeekToLast();
        choose(true);
    }
    void Seek(const Slice &target) override {
        for (auto &child : children_)
            child->Seek(target);
        choose(false);
    }
    void SeekForPrev(const Slice &target) override {
        for (auto &child : children_)
            child->SeekForPrev(target);
        choose(true);
    }
    void Next() override { pass(false); }
    void Prev() override { pass(true); }

  private:
    /// Finds the iterator that stands at the next key.
    void choose(bool reverse) {
        current_ = nullptr;
        for (auto &child : children_) {
            if (!child->Valid())
                continue;
            int order = current_ ? child->key().compare(current_->key()) : 0;
            if (!current_ || (reverse ? order >= 0 : order <= 0))
                current_ = child.get();
        }
    }
    /// Moves every iterator that stands at the current key.
    void pass(bool reverse) {
        for (auto &child : children_) {
            if (child.get() == current_ || !child->Valid() || child->key() != current_->key())
                continue;
            reverse ? child->Prev() : child->Next();
        }
        reverse ? current_->Prev() : current_->Next();
        choose(reverse);
    }

    std::vector<std::unique_ptr<Iterator>> children_;
    Iterator *current_ = nullptr;
};

} // namespace

std::unique_ptr<Iterator> mergedIterator(std::unique_ptr<Iterator> base, const StagedFiles &files,
                                         int family, const ReadOptions &options) {
    ReadOptions read = options;
    // The files are the reader's own: it sees them whatever the snapshot.
    read.snapshot = nullptr;
    // Files of one load mostly follow each other; those that do not are runs of their own.
    std::vector<std::unique_ptr<FileRun>> runs;
    for (const auto &file : files) {
        if (file->family() != family || !file->overlaps(read))
            continue;
        auto run = std::find_if(runs.rbegin(), runs.rend(), [&](const auto &run) {
            return run->largest().compare(file->smallest()) < 0;
        });
        if (run == runs.rend()) {
            runs.push_back(std::make_unique<FileRun>(read));
            runs.back()->add(file);
        } else {
            (*run)->add(file);
        }
    }
    if (runs.empty())
        return base;
    std::vector<std::unique_ptr<Iterator>> children;
    children.push_back(std::move(base));
    for (auto &run : runs)
        children.push_back(std::move(run));
    return std::make_unique<Merged>(std::move(children));
}
