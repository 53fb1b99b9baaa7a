/// Where Swift's tasks run.
#ifndef CTASKHOOK_H
#define CTASKHOOK_H

/// Hands every job that Swift would give to its own pool to `enqueue`, in the calling thread. The hook is the
/// runtime's (`swift_task_enqueueGlobal_hook` of swift/Runtime/Concurrency.h, which has no header on Linux).
/// Call it once, before anything has become a task.
void craftdesk_take_jobs(void (*enqueue)(void *job));

#endif
