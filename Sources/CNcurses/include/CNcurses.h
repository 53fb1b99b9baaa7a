// What Swift can't reach of ncursesw by itself: globals, which Swift 6 takes for unsafe shared state,
// and macros that aren't plain numbers. Everything else is called by its ncurses name.
#ifndef CNCURSES_H
#define CNCURSES_H

#define NCURSES_WIDECHAR 1
#include <locale.h>
#include <ncurses.h>
#include <term.h>
#include <wchar.h>

#include "SignalPipe.h"
#include "TerminalRestore.h"

// term.h names some capabilities by macros so short that they would get in anyone's way.
#undef lines
#undef columns
#undef bell
#undef tab

static inline WINDOW *nc_stdscr(void) { return stdscr; }
static inline WINDOW *nc_curscr(void) { return curscr; }
static inline int nc_lines(void) { return LINES; }
static inline int nc_columns(void) { return COLS; }
static inline int nc_color_pairs(void) { return COLOR_PAIRS; }

static inline attr_t nc_bold(void) { return A_BOLD; }
static inline attr_t nc_dim(void) { return A_DIM; }
static inline attr_t nc_reverse(void) { return A_REVERSE; }
static inline attr_t nc_underline(void) { return A_UNDERLINE; }
static inline attr_t nc_italic(void) { return A_ITALIC; }
static inline attr_t nc_plain(void) { return A_NORMAL; }

/// The most wide characters one cell holds, its terminating zero included.
static inline int nc_cell_characters(void) { return CCHARW_MAX; }

/// Makes a cell of a colour pair of any number; setcchar's own parameter for it is a short.
static inline int nc_set_cell(cchar_t *cell, const wchar_t *text, attr_t attributes, int pair) {
    return setcchar(cell, text, attributes, 0, &pair);
}

/// Puts cells in a row of a window from a column on; a wide one takes two columns of the window.
static inline int nc_put_cells(WINDOW *window, int y, int x, const cchar_t *cells, int count) {
    return wmove(window, y, x) == ERR ? ERR : wadd_wchnstr(window, cells, count);
}

/// Sets the character set from the environment (LC_ALL, LC_CTYPE, LANG), or as `name` says.
/// Only this category: the program's numbers and dates aren't the locale's business.
static inline int nc_set_character_set(const char *name) { return setlocale(LC_CTYPE, name) != NULL; }

/// A capability of the terminal that is a string, as its terminfo entry has it; NULL when it has none.
const char *nc_string(const char *name);

/// How many colours the terminal has by its terminfo entry; -1 for none. Known before start_color().
int nc_colors(void);

/// Whether the terminal takes 24-bit colours as numbers (the RGB flag of terminfo).
int nc_takes_rgb(void);

/// Whether the terminal database has an entry of this name.
int nc_knows_type(const char *name);

/// Moves the cursor: the bytes for it, or NULL.
const char *nc_cursor_address(int row, int column);

/// Columns of a character by the C library, as ncurses and most terminals see it; -1: not printable.
int nc_width(wchar_t character);

/// The name of the locale's character set, such as "UTF-8" or "ANSI_X3.4-1968".
const char *nc_character_set(void);

#endif
