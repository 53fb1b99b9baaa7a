#define _GNU_SOURCE
#include "CNcurses.h"

#include <langinfo.h>
#include <wchar.h>

int nc_width(wchar_t character) { return wcwidth(character); }

const char *nc_character_set(void) { return nl_langinfo(CODESET); }
