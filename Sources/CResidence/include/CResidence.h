// What of this program's resident memory Linux may have back. The interfaces for it are not in the modules that
// Swift has of glibc.
#ifndef CRESIDENCE_H
#define CRESIDENCE_H

/// Gives back what the allocator keeps of freed memory, and the pages of code and constants, of the program and its
/// libraries, that were mapped so far. They stay in the machine's page cache: what is used again is mapped again,
/// without a read from the disk as long as the machine has room. Takes a few milliseconds after a storm.
void rs_give_back(void);

#endif
