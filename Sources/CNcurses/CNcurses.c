#define _GNU_SOURCE
#include "CNcurses.h"

#include <langinfo.h>
#include <wchar.h>

int nc_width(wchar_t character) { return wcwidth(character); }

const char *nc_string(const char *name) {
    const char *value = tigetstr((char *)name);
    return value == (char *)-1 ? NULL : value;
}

int nc_colors(void) { return tigetnum("colors"); }

int nc_takes_rgb(void) { return tigetflag("RGB") > 0 || tigetnum("RGB") > 0; }

int nc_knows_type(const char *name) {
    TERMINAL *present = cur_term;
    int problem = 0;
    int found = setupterm((char *)name, 1, &problem) == OK;
    TERMINAL *made = cur_term;
    set_curterm(present);
    if (found && made != present) del_curterm(made);
    return found;
}

const char *nc_cursor_address(int row, int column) {
    const char *format = nc_string("cup");
    return format == NULL ? NULL : tiparm(format, row, column);
}

const char *nc_character_set(void) { return nl_langinfo(CODESET); }
