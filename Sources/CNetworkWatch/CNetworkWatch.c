#ifdef __linux__
#define _GNU_SOURCE
#include "CNetworkWatch.h"

#include <errno.h>
#include <poll.h>
#include <stdint.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <sys/timerfd.h>
#include <time.h>
#include <unistd.h>

#include <linux/netlink.h>
#include <linux/rtnetlink.h>

int nw_open_network(void) {
    int descriptor = socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC | SOCK_NONBLOCK, NETLINK_ROUTE);
    if (descriptor < 0) return -1;
    struct sockaddr_nl address = {.nl_family = AF_NETLINK};
    // Links are left out: a wireless one tells of each of its scans.
    address.nl_groups = RTMGRP_IPV4_IFADDR | RTMGRP_IPV6_IFADDR | RTMGRP_IPV4_ROUTE;
    if (bind(descriptor, (struct sockaddr *)&address, sizeof address) == 0) return descriptor;
    close(descriptor);
    return -1;
}

int nw_open_clock(void) {
    int descriptor = timerfd_create(CLOCK_REALTIME, TFD_CLOEXEC | TFD_NONBLOCK);
    if (descriptor < 0) return -1;
    // Far away: what matters is that it is cancelled.
    struct itimerspec never = {.it_value = {.tv_sec = INT32_MAX}};
    if (timerfd_settime(descriptor, TFD_TIMER_ABSTIME | TFD_TIMER_CANCEL_ON_SET, &never, NULL) == 0) {
        return descriptor;
    }
    close(descriptor);
    return -1;
}

int nw_open_signal(void) { return eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK); }

void nw_signal(int descriptor) {
    uint64_t one = 1;
    ssize_t written = write(descriptor, &one, sizeof one);
    (void)written;
}

// Takes whatever there is; false at the end of it.
static int drain(int descriptor) {
    char bytes[8192];
    for (;;) {
        ssize_t count = read(descriptor, bytes, sizeof bytes);
        if (count > 0 || (count < 0 && errno == EINTR)) continue;
        // More came than fits, or the clock was set: that is news too.
        if (count < 0 && (errno == ENOBUFS || errno == ECANCELED)) continue;
        return count < 0 && errno == EAGAIN;
    }
}

int nw_wait(int network, int clock, int stop, int milliseconds) {
    struct pollfd waiting[3] = {
        {.fd = stop, .events = POLLIN}, {.fd = network, .events = POLLIN}, {.fd = clock, .events = POLLIN}};
    int count;
    do count = poll(waiting, 3, milliseconds);
    while (count < 0 && errno == EINTR);
    if (count < 0 || waiting[0].revents != 0) return -1;
    if (count == 0) return 0;
    for (int index = 1; index < 3; index++) {
        // A descriptor that can't be read any more would be ready for ever.
        if (waiting[index].revents != 0 && !drain(waiting[index].fd)) return -1;
    }
    return 1;
}
#else
#include "CNetworkWatch.h"

int nw_open_network(void) { return -1; }
int nw_open_clock(void) { return -1; }
int nw_open_signal(void) { return -1; }
void nw_signal(int descriptor) { (void)descriptor; }
int nw_wait(int network, int clock, int stop, int milliseconds) { return -1; }
#endif
