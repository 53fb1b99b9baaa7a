// What tells a Linux program, without its asking, that the machine woke up or its network changed. The kernel's
// interfaces for it are not in the modules that Swift has of glibc.
#ifndef CNETWORKWATCH_H
#define CNETWORKWATCH_H

/// A descriptor that becomes readable when an address or an IPv4 route comes or goes; -1 where there is none.
int nw_open_network(void);

/// A descriptor that becomes readable when the wall clock jumps, as it does on waking up; -1 where there is none.
int nw_open_clock(void);

/// A descriptor that `nw_signal` makes readable; -1 where there is none.
int nw_open_signal(void);
void nw_signal(int descriptor);

/// Sleeps until `network` or `clock` has something to tell, and takes it; a descriptor of -1 is left out.
/// Returns 1 for a change, 0 when `milliseconds` have passed (-1 waits for ever), -1 once `stop` is readable.
int nw_wait(int network, int clock, int stop, int milliseconds);

#endif
