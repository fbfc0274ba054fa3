// Orders level names as a person would, the same on every machine: 32, 128, 512 and not 128, 32, 512.

const PARTS = /\d+(?:\.\d+)?|\D+/g;

/**
 * Comparison for sort: plain numbers by value; other text piece by piece, digits by value (`run2` before `run10`) and
 * the rest by code point. It depends on no locale and not on the order of the rows, so a randomised run order never
 * turns the sign of a difference.
 */
export function naturalOrder(a: string, b: string): number {
  const [x, y] = [toNumber(a), toNumber(b)];
  if (x !== null && y !== null && x !== y) return x - y;
  const [left, right] = [a.match(PARTS) ?? [], b.match(PARTS) ?? []];
  for (let i = 0; i < Math.min(left.length, right.length); i++) {
    const [l, r] = [left[i] as string, right[i] as string];
    const [m, n] = [toNumber(l), toNumber(r)];
    if (m !== null && n !== null && m !== n) return m - n;
    if ((m === null || n === null) && l !== r) return l < r ? -1 : 1;
  }
  return left.length - right.length || (a < b ? -1 : a > b ? 1 : 0);
}

const toNumber = (text: string): number | null => {
  const value = text.trim() === '' ? Number.NaN : Number(text);
  return Number.isFinite(value) ? value : null;
};
