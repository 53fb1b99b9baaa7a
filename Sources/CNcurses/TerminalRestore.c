#define _GNU_SOURCE
#include "TerminalRestore.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

static const int fatal_signals[] = {SIGSEGV, SIGBUS, SIGILL, SIGFPE, SIGABRT, SIGTRAP, SIGSYS, SIGQUIT};
enum { fatal_count = sizeof fatal_signals / sizeof *fatal_signals };

static struct sigaction earlier_actions[fatal_count];
static bool handlers_installed;

static struct termios saved_modes;
static char saved_bytes[RESTORE_BYTES];
static size_t saved_count;
static int saved_fd = -1;
static atomic_bool armed;

static int real_errors = -1;
static int held_errors = -1;
static atomic_bool holding;

static void write_all(int fd, const char *bytes, size_t count) {
    while (count > 0) {
        ssize_t written = write(fd, bytes, count);
        if (written < 0 && errno == EINTR) continue;
        if (written <= 0) return;
        bytes += written;
        count -= (size_t)written;
    }
}

void restore_release_errors(void) {
    if (!atomic_exchange(&holding, false)) return;
    dup2(real_errors, STDERR_FILENO);
    char buffer[4096];
    for (off_t at = 0; at < 16 * (off_t)sizeof buffer;) {
        ssize_t count = pread(held_errors, buffer, sizeof buffer, at);
        if (count <= 0) break;
        write_all(STDERR_FILENO, buffer, (size_t)count);
        at += count;
    }
    close(held_errors);
    close(real_errors);
}

bool restore_hold_errors(void) {
    if (atomic_load(&holding)) return true;
    if (!isatty(STDERR_FILENO)) return false;
    held_errors = memfd_create("held standard error", MFD_CLOEXEC);
    if (held_errors < 0) return false;
    real_errors = fcntl(STDERR_FILENO, F_DUPFD_CLOEXEC, 3);
    if (real_errors < 0 || dup2(held_errors, STDERR_FILENO) < 0) {
        close(held_errors);
        if (real_errors >= 0) close(real_errors);
        return false;
    }
    atomic_store(&holding, true);
    return true;
}

// Only async-signal-safe calls (POSIX.1-2017, 2.4.3): write, tcflush, tcsetattr, dup2, pread, close, fcntl.
static void give_back(void) {
    if (atomic_exchange(&armed, false)) {
        write_all(saved_fd, saved_bytes, saved_count);
        // Answers of the terminal that nobody reads any more would be taken for what the user types.
        tcflush(saved_fd, TCIFLUSH);
        tcsetattr(saved_fd, TCSANOW, &saved_modes);
    }
    restore_release_errors();
}

void restore_without_waiting(void) {
    int flags = saved_fd < 0 ? -1 : fcntl(saved_fd, F_GETFL);
    if (flags >= 0) fcntl(saved_fd, F_SETFL, flags | O_NONBLOCK);
    give_back();
    if (flags >= 0) fcntl(saved_fd, F_SETFL, flags);
}

static void died(int number, siginfo_t *information, void *context) {
    (void)information;
    (void)context;
    int earlier_errno = errno;
    give_back();
    for (int i = 0; i < fatal_count; i++) {
        if (fatal_signals[i] == number) sigaction(number, &earlier_actions[i], NULL);
    }
    errno = earlier_errno;
    // Blocked while this handler runs, so it is delivered at the return, in the frame that failed:
    // whoever comes next (the default action, Swift's backtracer) sees the failure as it was.
    raise(number);
}

static void exited(void) { give_back(); }

static void install_handlers(void) {
    // A stack overflow leaves no stack to handle it on.
    static char stack[64 * 1024];
    stack_t present;
    if (sigaltstack(NULL, &present) == 0 && (present.ss_flags & SS_DISABLE)) {
        stack_t alternate = {.ss_sp = stack, .ss_size = sizeof stack};
        sigaltstack(&alternate, NULL);
    }
    struct sigaction action;
    memset(&action, 0, sizeof action);
    action.sa_sigaction = died;
    action.sa_flags = SA_SIGINFO | SA_ONSTACK;
    sigemptyset(&action.sa_mask);
    for (int i = 0; i < fatal_count; i++) {
        sigaction(fatal_signals[i], &action, &earlier_actions[i]);
    }
    handlers_installed = true;
}

bool restore_arm(int fd, const struct termios *modes, const char *bytes, size_t count) {
    static bool exit_registered;
    if (count > RESTORE_BYTES) return false;
    atomic_store(&armed, false);
    saved_fd = fd;
    saved_modes = *modes;
    memcpy(saved_bytes, bytes, count);
    saved_count = count;
    if (!exit_registered) exit_registered = atexit(exited) == 0;
    if (!handlers_installed) install_handlers();
    atomic_store(&armed, true);
    return true;
}

void restore_disarm(void) {
    atomic_store(&armed, false);
    if (!handlers_installed) return;
    for (int i = 0; i < fatal_count; i++) sigaction(fatal_signals[i], &earlier_actions[i], NULL);
    handlers_installed = false;
}
