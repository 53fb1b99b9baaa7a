// Accessors only; see include/CNcurses.h.
