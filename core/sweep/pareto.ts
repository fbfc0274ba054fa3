// The Pareto set: choices that no other beats in cost without being worth less.

export interface CostAndWorth {
  readonly cost: number;
  readonly worth: number;
}

/**
 * Indices, ascending in cost, of the points for which no other has at most their cost and at least their worth with one
 * of the two strictly better. Equal points are all included. O(n log n).
 */
export function paretoSet(points: readonly CostAndWorth[]): number[] {
  const order = points
    .map((point, index) => ({ ...point, index }))
    .sort((a, b) => a.cost - b.cost || b.worth - a.worth || a.index - b.index);
  let [best, best_cost] = [Number.NEGATIVE_INFINITY, Number.NaN];
  return order
    .filter(({ cost, worth }) => {
      const is_in = worth > best || (worth === best && cost === best_cost);
      if (worth > best) [best, best_cost] = [worth, cost];
      return is_in;
    })
    .map(({ index }) => index);
}
