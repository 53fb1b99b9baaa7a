// Signals as bytes in a pipe, so that the program's loop gets them among its other events. Handlers, not
// ignored signals: what the program starts has the default actions again.
#ifndef SIGNAL_PIPE_H
#define SIGNAL_PIPE_H

#include <stddef.h>

/// From now on each of these signals is a byte, its number, in the pipe whose end this returns; -1 when
/// there can be no pipe. SIGTERM and SIGHUP also start a clock: a program that hasn't ended `seconds`
/// later, since its terminal takes no more bytes, ends with 128 and the signal's number.
int signal_pipe_open(const int *numbers, size_t count, unsigned seconds);

/// The signals act again as they did before, and the pipe is gone.
void signal_pipe_close(void);

/// Stops the processes of this terminal's job as C-z does; returns when they are continued.
void signal_stop_job(void);

#endif
