/** How large letters are. */

/** How many times larger than usual the reader has them; a drawing that counts with their width must know. */
export const larger = (): number => parseFloat(getComputedStyle(document.documentElement).fontSize) / 16;
