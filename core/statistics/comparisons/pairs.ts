// Who is compared with whom.

/** All pairs in order: (0, 1), (0, 2), ..., (1, 2), ... */
export const pairs = <T>(items: readonly T[]): [T, T][] =>
  items.flatMap((a, i) => items.slice(i + 1).map((b): [T, T] => [a, b]));
