// SPDX-License-Identifier: Apache-2.0

#include "CTimeZone.h"

#include <chrono>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <string>

#include <cctz/civil_time.h>
#include <cctz/time_zone.h>

struct ctz_zone {
    cctz::time_zone zone;
};

namespace {

using Seconds = std::chrono::time_point<std::chrono::system_clock, cctz::seconds>;

/// Whether the file begins as the files of the tz database do.
bool is_zone_file(const std::filesystem::path &path) {
    char magic[4] = {};
    std::ifstream file(path, std::ios::binary);
    return file.read(magic, sizeof magic) && std::memcmp(magic, "TZif", sizeof magic) == 0;
}

/// Where cctz itself looks for zones.
std::filesystem::path zone_directory() {
    const char *directory = std::getenv("TZDIR");
    return directory && *directory ? directory : "/usr/share/zoneinfo";
}

} // namespace

const ctz_zone *ctz_load(const char *name) {
    cctz::time_zone zone;
    if (!cctz::load_time_zone(name, &zone))
        return nullptr;
    return new ctz_zone{zone};
}

ctz_moment ctz_at(const ctz_zone *zone, int64_t seconds) {
    auto found = zone->zone.lookup(Seconds(cctz::seconds(seconds)));
    return {found.offset, found.is_dst, found.abbr};
}

int32_t ctz_offset_of_local(const ctz_zone *zone, int64_t seconds) {
    cctz::civil_second civil = cctz::civil_second() + seconds;
    auto found = zone->zone.lookup(civil);
    auto moment = found.kind == cctz::time_zone::civil_lookup::REPEATED ? found.post : found.pre;
    return static_cast<int32_t>(seconds - moment.time_since_epoch().count());
}

void ctz_list(void *context, void (*name)(void *context, const char *name)) {
    namespace fs = std::filesystem;
    std::error_code error;
    fs::path root = zone_directory();
    fs::recursive_directory_iterator entry(root, error), end;
    while (!error && entry != end) {
        std::string relative = fs::relative(entry->path(), root, error).string();
        // These hold the same zones again, with other rules for leap seconds.
        bool is_copy = relative == "posix" || relative == "right";
        if (is_copy && entry->is_directory(error)) {
            entry.disable_recursion_pending();
        } else if (entry->is_regular_file(error) && is_zone_file(entry->path()) &&
                   relative != "localtime" && relative != "posixrules") {
            name(context, relative.c_str());
        }
        error.clear();
        entry.increment(error);
    }
}
