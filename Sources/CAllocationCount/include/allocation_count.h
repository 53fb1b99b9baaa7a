#ifndef ALLOCATION_COUNT_H
#define ALLOCATION_COUNT_H

/// Calls of malloc, calloc and realloc by the whole process so far, of whatever library; 0 for ever where the C
/// library is not glibc. Linked into benchmarks only.
unsigned long allocation_count(void);

#endif
