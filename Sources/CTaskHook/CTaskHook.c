#include "CTaskHook.h"

// NIO installs the same hook, but looks it up by its name: a program with the runtime linked into it doesn't keep
// that name, and the look-up finds nothing. Here the linker finds it.
typedef void (*Original)(void *job) __attribute__((swiftcall));
extern void (*swift_task_enqueueGlobal_hook)(void *job, Original original) __attribute__((swiftcall));

static void (*taker)(void *job);

__attribute__((swiftcall)) static void take(void *job, Original original) {
    (void)original;
    taker(job);
}

void craftdesk_take_jobs(void (*enqueue)(void *job)) {
    taker = enqueue;
    swift_task_enqueueGlobal_hook = take;
}
