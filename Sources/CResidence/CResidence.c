#ifdef __linux__
#define _GNU_SOURCE
#include "CResidence.h"

#include <link.h>
#include <malloc.h>
#include <stdint.h>
#include <sys/mman.h>
#include <unistd.h>

// Segments that may not be written to are as the file has them, so that nothing is lost with their pages. (The linker
// makes no relocations in them; one that did would be marked, and is left alone.)
static int give_back_segments(struct dl_phdr_info *object, size_t size, void *page) {
    (void)size;
    for (int i = 0; i < object->dlpi_phnum; i++) {
        const ElfW(Phdr) *header = &object->dlpi_phdr[i];
        if (header->p_type != PT_DYNAMIC) continue;
        for (const ElfW(Dyn) *tag = (const ElfW(Dyn) *)(object->dlpi_addr + header->p_vaddr); tag->d_tag != DT_NULL;
             tag++) {
            if (tag->d_tag == DT_TEXTREL || (tag->d_tag == DT_FLAGS && tag->d_un.d_val & DF_TEXTREL)) return 0;
        }
    }
    uintptr_t mask = *(const uintptr_t *)page - 1;
    for (int i = 0; i < object->dlpi_phnum; i++) {
        const ElfW(Phdr) *header = &object->dlpi_phdr[i];
        if (header->p_type != PT_LOAD || header->p_flags & PF_W) continue;
        // Whole pages of it alone: the first and the last one may be another segment's too.
        uintptr_t start = (object->dlpi_addr + header->p_vaddr + mask) & ~mask;
        uintptr_t end = (object->dlpi_addr + header->p_vaddr + header->p_filesz) & ~mask;
        // A refusal leaves the pages where they are.
        if (end > start) (void)madvise((void *)start, end - start, MADV_DONTNEED);
    }
    return 0;
}

void rs_give_back(void) {
    malloc_trim(0);
    uintptr_t page = (uintptr_t)sysconf(_SC_PAGESIZE);
    dl_iterate_phdr(give_back_segments, &page);
}
#endif
