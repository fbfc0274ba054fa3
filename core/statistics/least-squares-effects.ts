// The one piece of linear algebra here: how much of a vector each column of a design explains after those before it.

/** A column whose part outside the span of the columns before it is smaller than this share of it is dependent. */
const TOLERANCE = 1e-9;

/**
 * Householder QR of `columns` applied to `y`: entry j is column j's component of Q'y, null for a column that depends on
 * those before it. The squares of the entries of some columns add up to the sum of squares those columns explain
 * beyond all columns before them. G. Golub, C. Van Loan, Matrix Computations, 4th ed., 5.2.1 and 5.3.2.
 * Neither argument is changed. O(rows x columns^2).
 */
export function leastSquaresEffects(
  columns: readonly (readonly number[])[],
  y: readonly number[],
): (number | null)[] {
  const work = [...columns, y].map((column) => Float64Array.from(column));
  const target = work[columns.length] as Float64Array;
  let row = 0;
  return columns.map((original, j) => {
    const column = work[j] as Float64Array;
    const length = norm(column, row);
    if (row >= column.length || !(length > TOLERANCE * norm(original, 0))) return null;
    // Reflect the column onto the axis `row`; the sign is chosen so that nothing cancels.
    const reflector = column.slice(row);
    reflector[0] = (reflector[0] as number) + Math.sign(reflector[0] || 1) * length;
    const square = norm(reflector, 0) ** 2;
    for (const other of work.slice(j)) {
      let dot = 0;
      for (let i = 0; i < reflector.length; i++) dot += (reflector[i] as number) * (other[row + i] as number);
      const by = (2 * dot) / square;
      for (let i = 0; i < reflector.length; i++) {
        other[row + i] = (other[row + i] as number) - by * (reflector[i] as number);
      }
    }
    row += 1;
    return target[row - 1] as number;
  });
}

function norm(vector: ArrayLike<number>, from: number): number {
  let largest = 0;
  for (let i = from; i < vector.length; i++) largest = Math.max(largest, Math.abs(vector[i] as number));
  if (largest === 0) return 0;
  let total = 0;
  for (let i = from; i < vector.length; i++) total += ((vector[i] as number) / largest) ** 2;
  return largest * Math.sqrt(total);
}
