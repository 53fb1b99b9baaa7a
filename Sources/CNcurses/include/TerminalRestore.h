// Giving the terminal back when the program dies: on a fatal signal, and at exit without a close.
// It's C because nothing here may allocate, lock or initialise lazily: it runs in signal handlers.
#ifndef TERMINAL_RESTORE_H
#define TERMINAL_RESTORE_H

#include <stdbool.h>
#include <stddef.h>
#include <termios.h>

/// The longest sequence of bytes that restore_arm keeps.
#define RESTORE_BYTES 512

/// From now on a fatal signal or exit() writes `bytes` to `fd` and sets its modes to `modes`.
/// Returns false when `count` is more than RESTORE_BYTES. Arming again replaces what is armed.
bool restore_arm(int fd, const struct termios *modes, const char *bytes, size_t count);

/// The terminal has been given back in the ordinary way; signal handlers are as they were before.
void restore_disarm(void);

/// Gives the terminal back as far as it takes it without waiting, whatever is armed; for a program that
/// must end now. To be called from a signal handler.
void restore_without_waiting(void);

/// Keeps what is written to standard error from the screen, where it would stand in the way and be
/// lost with it. Does nothing unless standard error is a terminal. Returns whether it is held.
bool restore_hold_errors(void);

/// Standard error is the terminal again, and gets what was held back (the first 64 kB of it).
void restore_release_errors(void);

#endif
