// SPDX-License-Identifier: Apache-2.0

/// Time zones of the tz database, through cctz.
///
/// A zone is loaded once and lives as long as the process. cctz's time_zone is an immutable value
/// that any number of threads may use at once; every function here may be called from any thread.

#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef struct ctz_zone ctz_zone;

/// What a zone says about one moment.
typedef struct ctz_moment {
    /// Seconds to add to UTC to get local time.
    int32_t offset;
    bool is_daylight_saving;
    /// The abbreviation in use, such as `CEST`; lives as long as the process.
    const char *_Nonnull abbreviation;
} ctz_moment;

/// The zone whose file is called `name`, nil when there is none. The caller makes sure that `name`
/// is one that ctz_list gave: other names might lead out of the directory of zones.
const ctz_zone *_Nullable ctz_load(const char *_Nonnull name);

/// What `zone` says about the moment `seconds` after 1970-01-01 00:00:00 UTC.
ctz_moment ctz_at(const ctz_zone *_Nonnull zone, int64_t seconds);

/// The offset from UTC in force when local clocks show the time that is `seconds` after 1970-01-01
/// 00:00:00 on the same clocks. A time that clocks skip counts as before the change, one that they
/// show twice as after it, so usually as standard time.
int32_t ctz_offset_of_local(const ctz_zone *_Nonnull zone, int64_t seconds);

/// The names of all zones in the directory of the tz database, in no particular order. `name` is
/// called with each.
void ctz_list(void *_Nullable context,
              void (*_Nonnull name)(void *_Nullable context, const char *_Nonnull name));

#ifdef __cplusplus
}
#endif
