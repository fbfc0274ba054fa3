// Orders level names as a person would, the same on every machine: 32, 128, 512 and not 128, 32, 512.

const PARTS = /\d+|\D+/g;

/**
 * The names sorted: by value where all are numbers, else piece by piece, digits by value (`run2` before `run10`) and
 * the rest by code point. It depends on no locale and not on the order of the rows, so a randomised run order never
 * flips the sign of a difference.
 */
export function naturallySorted(names: Iterable<string>): string[] {
  const list = [...names];
  const numbers = list.every((name) => name.trim() !== '' && Number.isFinite(Number(name)));
  return list.sort((a, b) => (numbers ? Number(a) - Number(b) : 0) || byPieces(a, b));
}

function byPieces(a: string, b: string): number {
  const left = a.match(PARTS) ?? [];
  const right = b.match(PARTS) ?? [];
  const at = left.findIndex((piece, i) => piece !== right[i]);
  const [l, r] = [left[at], right[at]];
  if (l === undefined || r === undefined) return left.length - right.length;
  return Number(l) - Number(r) || (l < r ? -1 : 1);
}
