// Estimates the width of text without a font, so that figures are the same on a machine that has none.

/**
 * Advance widths of Helvetica (Adobe's AFM, and Arial's and Liberation Sans' by design), in thousandths of the font size,
 * for the characters from space to tilde.
 */
const WIDTHS = [
  278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556,
  556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667, 611, 778, 722, 278,
  500, 667, 556, 833, 722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469,
  556, 333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556, 556, 556, 333, 500,
  278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584,
];
const SPACE = 32;
/** Width of letters outside ASCII: a digit's is close enough for accented and Greek ones. */
const OTHER = 556;
/** Width of ideographs and the like, which fill their square. */
const WIDE = 1000;
/** Readers' fonts are up to this much wider than Helvetica; figures leave room for that. */
const ALLOWANCE = 1.05;

/** Width in px of `text` set at `size_px`. */
export function textWidth(text: string, size_px: number): number {
  let thousandths = 0;
  for (const sign of text) {
    const code = sign.codePointAt(0) ?? SPACE;
    thousandths += WIDTHS[code - SPACE] ?? (code >= 0x2e80 ? WIDE : OTHER);
  }
  return (thousandths / 1000) * size_px * ALLOWANCE;
}
