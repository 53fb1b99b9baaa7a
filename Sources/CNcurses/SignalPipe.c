#define _GNU_SOURCE
#include "SignalPipe.h"

#include "TerminalRestore.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <unistd.h>

enum { most_signals = 16 };

static int ends[2] = {-1, -1};
static int kept_numbers[most_signals];
static struct sigaction kept_actions[most_signals];
static struct sigaction kept_alarm;
static size_t kept_count;
static unsigned patience;
static volatile sig_atomic_t ending;

static void arrived(int number) {
    int earlier_errno = errno;
    unsigned char byte = (unsigned char)number;
    ssize_t written = write(ends[1], &byte, 1);
    (void)written; // A full pipe holds enough of them already.
    if (number == SIGTERM || number == SIGHUP) {
        ending = number;
        alarm(patience);
    }
    errno = earlier_errno;
}

static void too_late(int number) {
    (void)number;
    restore_without_waiting();
    _exit(128 + ending);
}

int signal_pipe_open(const int *numbers, size_t count, unsigned seconds) {
    if (ends[0] >= 0 || count > most_signals) return -1;
    if (pipe2(ends, O_CLOEXEC | O_NONBLOCK) != 0) return -1;
    patience = seconds;
    struct sigaction action = {.sa_handler = arrived, .sa_flags = SA_RESTART};
    sigemptyset(&action.sa_mask);
    for (size_t i = 0; i < count; i++) {
        kept_numbers[i] = numbers[i];
        sigaction(numbers[i], &action, &kept_actions[i]);
    }
    kept_count = count;
    struct sigaction late = {.sa_handler = too_late};
    sigemptyset(&late.sa_mask);
    sigaction(SIGALRM, &late, &kept_alarm);
    return ends[0];
}

void signal_pipe_close(void) {
    if (ends[0] < 0) return;
    for (size_t i = 0; i < kept_count; i++) sigaction(kept_numbers[i], &kept_actions[i], NULL);
    kept_count = 0;
    // The clock goes on when it was started: the end isn't reached yet.
    if (!ending) sigaction(SIGALRM, &kept_alarm, NULL);
    close(ends[0]);
    close(ends[1]);
    ends[0] = ends[1] = -1;
}

void signal_stop_job(void) {
    struct sigaction ignored = {.sa_handler = SIG_IGN};
    struct sigaction standard = {.sa_handler = SIG_DFL};
    struct sigaction present;
    sigset_t stop;
    sigset_t blocked;
    sigemptyset(&ignored.sa_mask);
    sigemptyset(&standard.sa_mask);
    sigemptyset(&stop);
    sigaddset(&stop, SIGTSTP);
    // The others of the job first, and not this process: the group's signal goes to any of its threads, at any
    // time, so that with it and the one below it would be stopped twice, or with the handler already back not at
    // all. To ignore it once more takes away what of it is pending.
    sigaction(SIGTSTP, &ignored, &present);
    kill(0, SIGTSTP);
    sigaction(SIGTSTP, &ignored, NULL);
    sigaction(SIGTSTP, &standard, NULL);
    pthread_sigmask(SIG_UNBLOCK, &stop, &blocked);
    // To this thread, so that it is stopped before the next line. Where nobody could continue it (no shell with
    // job control), the kernel doesn't stop it.
    raise(SIGTSTP);
    pthread_sigmask(SIG_SETMASK, &blocked, NULL);
    sigaction(SIGTSTP, &present, NULL);
}
