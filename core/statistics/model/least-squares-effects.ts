// Least squares: how much of a vector each column of a design explains after the columns before it.

/** A column is dependent when its part outside the span of earlier columns is below this share of it. */
const TOLERANCE = 1e-9;

export interface Factorisation {
  /** Row of R for each column; null for a column that depends on those before it. */
  readonly rows: readonly (number | null)[];
  /** R by columns; for a dependent column too, the entries are its coordinates. */
  readonly r: readonly Float64Array[];
  /** The first entries of Q'y, one for each row of R. */
  readonly z: Float64Array;
  /** Sum of squares of the other entries of Q'y, which no column explains. */
  readonly rest: number;
}

/**
 * Householder QR of `columns` applied to `y`. G. Golub, C. Van Loan, Matrix Computations, 4th ed., 5.2.1 and 5.3.2.
 * Neither argument is changed. O(rows x columns^2).
 */
export function factorise(columns: readonly (readonly number[])[], y: readonly number[]): Factorisation {
  const work = [...columns, y].map((column) => Float64Array.from(column));
  const target = work[columns.length] as Float64Array;
  let row = 0;
  const rows = columns.map((original, j) => {
    const column = work[j] as Float64Array;
    const length = norm(column, row);
    if (row >= column.length || !(length > TOLERANCE * norm(original, 0))) return null;
    // Reflect the column onto the axis `row`; the sign is chosen so that nothing cancels.
    const reflector = column.slice(row);
    reflector[0] = (reflector[0] as number) + Math.sign(reflector[0] || 1) * length;
    const square = norm(reflector, 0) ** 2;
    for (let o = j; o < work.length; o++) {
      const other = work[o] as Float64Array;
      let dot = 0;
      for (let i = 0; i < reflector.length; i++) dot += (reflector[i] as number) * (other[row + i] as number);
      if (dot === 0) continue;
      const by = (2 * dot) / square;
      for (let i = 0; i < reflector.length; i++) {
        other[row + i] = (other[row + i] as number) - by * (reflector[i] as number);
      }
    }
    row += 1;
    return row - 1;
  });
  return { rows, r: work.slice(0, columns.length), z: target.slice(0, row), rest: norm(target, row) ** 2 };
}

/**
 * Entry j is column j's component of Q'y, null for a column that depends on those before it. The squares of the entries
 * of some columns add up to the sum of squares those columns explain in addition to all columns before them.
 */
export function leastSquaresEffects(
  columns: readonly (readonly number[])[],
  y: readonly number[],
): (number | null)[] {
  const { rows, z } = factorise(columns, y);
  return rows.map((row) => (row === null ? null : (z[row] as number)));
}

function norm(vector: ArrayLike<number>, from: number): number {
  let largest = 0;
  for (let i = from; i < vector.length; i++) largest = Math.max(largest, Math.abs(vector[i] as number));
  if (largest === 0) return 0;
  let total = 0;
  for (let i = from; i < vector.length; i++) total += ((vector[i] as number) / largest) ** 2;
  return largest * Math.sqrt(total);
}
