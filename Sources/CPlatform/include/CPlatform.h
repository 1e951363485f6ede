// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <signal.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

/// What Glibc's Swift module does not export: its headers leave these out, or they are variadic
/// or macros. Every function answers like the system call it wraps: -1 and errno on failure.

#ifdef __cplusplus
extern "C" {
#endif

/// getrandom(2) without flags: blocks only until the kernel's generator is seeded.
ssize_t cplatform_random(void *_Nonnull buffer, size_t count);

/// signalfd(2) for the given set, close-on-exec.
int cplatform_signal_descriptor(const sigset_t *_Nonnull set);

/// The signal number of one signalfd_siginfo record read from `descriptor`, blocking.
int cplatform_read_signal(int descriptor);

/// pipe2(2) with close-on-exec.
int cplatform_pipe(int *_Nonnull descriptors);

/// eventfd(2) at zero, close-on-exec and non-blocking.
int cplatform_event_descriptor(void);

/// accept4(2) with close-on-exec; the peer's address is not wanted here.
int cplatform_accept(int descriptor);

/// The lowest usable address of the calling thread's stack, 0 when it is not known.
uintptr_t cplatform_stack_floor(void);

/// An address in the caller's current stack frame.
uintptr_t cplatform_stack_pointer(void);

/// Has malloc map blocks of at least `mapped_bytes` one by one, and keep at most `kept_bytes` of
/// freed memory at the end of a heap (mallopt(3)); whether it took both.
int cplatform_set_allocator(int mapped_bytes, int kept_bytes);

/// Gives pages of freed memory back to the system (malloc_trim(3)).
void cplatform_trim_allocator(void);

/// Names the calling thread, at most 15 bytes (pthread_setname_np); 0 or an error number.
int cplatform_name_thread(const char *_Nonnull name);

/// The text of an error number, static and never NULL.
const char *_Nonnull cplatform_error_text(int code);

/// Whether `mode` of a stat record describes a directory.
int cplatform_is_directory(mode_t mode);

#ifdef __cplusplus
}
#endif
