// Codes the cells of a factorial design as columns of numbers, so that terms can be compared by least squares.

/** Indices of the factors in a term, ascending: [0] is a main effect, [0, 1] their interaction. */
export type Term = readonly number[];

/** All terms of the full factorial model, main effects first: a, b, c, a:b, a:c, b:c, a:b:c. */
export function allTerms(factors: number): Term[] {
  const terms: Term[] = [];
  for (let mask = 1; mask < 1 << factors; mask++) {
    terms.push(Array.from({ length: factors }, (_, f) => f).filter((f) => mask & (1 << f)));
  }
  return terms.sort((a, b) => a.length - b.length || compare(a, b));
}

/** True when `outer` contains every factor of `inner`: the marginality relation. */
export const contains = (outer: Term, inner: Term): boolean => inner.every((f) => outer.includes(f));

/**
 * Columns of `term`, one value per cell, under sum-to-zero coding: column i of a factor with k levels is 1 at level i,
 * -1 at the last level and 0 elsewhere; columns of an interaction are the products. R's contr.sum.
 */
export function termColumns(
  term: Term,
  codes: readonly (readonly number[])[],
  levels: readonly number[],
): number[][] {
  return term.reduce<number[][]>(
    (columns, f) => {
      const last = (levels[f] as number) - 1;
      const own = Array.from({ length: last }, (_, i) =>
        codes.map((cell) => (cell[f] === i ? 1 : cell[f] === last ? -1 : 0)),
      );
      return columns.flatMap((column) =>
        own.map((contrast) => column.map((v, c) => v * (contrast[c] as number))),
      );
    },
    [codes.map(() => 1)],
  );
}

const compare = (a: Term, b: Term): number => {
  const at = a.findIndex((f, i) => f !== b[i]);
  return at < 0 ? 0 : (a[at] as number) - (b[at] as number);
};
