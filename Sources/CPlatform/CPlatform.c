// SPDX-License-Identifier: Apache-2.0

#define _GNU_SOURCE

#include "CPlatform.h"

#include <errno.h>
#include <fcntl.h>
#include <malloc.h>
#include <pthread.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/random.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

ssize_t cplatform_random(void *buffer, size_t count) { return getrandom(buffer, count, 0); }

int cplatform_signal_descriptor(const sigset_t *set) { return signalfd(-1, set, SFD_CLOEXEC); }

int cplatform_read_signal(int descriptor) {
    struct signalfd_siginfo information;
    ssize_t count = read(descriptor, &information, sizeof information);
    if (count < 0)
        return -1;
    if (count != sizeof information) {
        errno = EIO;
        return -1;
    }
    return (int)information.ssi_signo;
}

int cplatform_pipe(int *descriptors) { return pipe2(descriptors, O_CLOEXEC); }

int cplatform_event_descriptor(void) { return eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK); }

int cplatform_accept(int descriptor) { return accept4(descriptor, NULL, NULL, SOCK_CLOEXEC); }

/// pthread_getattr_np reads /proc/self/maps for the main thread, so its answer is kept per thread.
static _Thread_local uintptr_t stack_floor;

uintptr_t cplatform_stack_floor(void) {
    if (stack_floor != 0)
        return stack_floor;
    pthread_attr_t attributes;
    if (pthread_getattr_np(pthread_self(), &attributes) != 0)
        return 0;
    void *address = NULL;
    size_t size = 0;
    if (pthread_attr_getstack(&attributes, &address, &size) == 0)
        stack_floor = (uintptr_t)address;
    pthread_attr_destroy(&attributes);
    return stack_floor;
}

uintptr_t cplatform_stack_pointer(void) { return (uintptr_t)__builtin_frame_address(0); }

int cplatform_name_thread(const char *name) { return pthread_setname_np(pthread_self(), name); }

int cplatform_set_allocator(int mapped_bytes, int kept_bytes) {
    return mallopt(M_MMAP_THRESHOLD, mapped_bytes) && mallopt(M_TRIM_THRESHOLD, kept_bytes);
}

void cplatform_trim_allocator(void) { malloc_trim(0); }

const char *cplatform_error_text(int code) {
    const char *text = strerrordesc_np(code);
    return text ? text : "unknown error";
}

int cplatform_is_directory(mode_t mode) { return S_ISDIR(mode); }
