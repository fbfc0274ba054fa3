// Checks of the assumptions behind the t-tests and the ANOVA, always computed.
import type { Analysis } from './analysis.ts';
import { deviations } from './descriptives/mean.ts';
import type { StudyCells } from './model/study-cells.ts';
import { brownForsythe } from './tests/brown-forsythe.ts';
import { MOST_VALUES, shapiroWilk } from './tests/shapiro-wilk.ts';

const NORMALITY = 'Shapiro-Wilk';

/** Normality of every cell and of the pooled residuals (value - cell mean); equal scatter over all cells. */
export function assumptions({ cells }: StudyCells): Analysis['assumptions'] {
  const n = cells.reduce((count, { values }) => count + values.length, 0);
  const pooled = n > MOST_VALUES ? null : shapiroWilk(cells.flatMap(({ values }) => deviations(values)));
  const scatter = brownForsythe(cells.map((cell) => cell.values));
  return {
    normality: cells.map(({ levels, values }) => {
      const found = shapiroWilk(values);
      return { levels, method: NORMALITY, w: found?.w ?? null, p: found?.p ?? null };
    }),
    residuals: pooled && { method: NORMALITY, ...pooled },
    homogeneity: scatter && scatter.df2 > 0 ? { method: 'Brown-Forsythe', ...scatter } : null,
  };
}
