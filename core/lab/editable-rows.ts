// How many rows of data a hand can take hold of.

/** Of more rows than these none is edited: each would be too small a thing to press. */
export const EDITABLE_ROWS = 3000;
