// Factorial ANOVA of types II and III against R's model comparisons: test/fixtures/statistics/factorial.R.
import { describe, expect, test } from 'vitest';
import { sortIntoCells } from '../../../../core/statistics/model/cells.ts';
import { factorialAnova } from '../../../../core/statistics/model/factorial-anova.ts';
import { close } from '../expected.ts';
import { type FactorialRow, factorialData, tableOf } from './factorial-data.ts';

describe.each(factorialData.map((one) => [one.name, one] as const))('%s', (name, one) => {
  const { factors, cells } = sortIntoCells(tableOf(one));
  const counts = factors.map((factor) => factor.levels.length);
  // R takes squares as a difference of two residual sums, so with an offset of 1e6 its own digits end earlier.
  const tolerance = name.includes('offset') ? 1e-7 : 1e-9;

  test.each([[2, one.two], ...(one.three ? [[3, one.three] as const] : [])] as [2 | 3, FactorialRow[]][])(
    'type %i',
    (ss_type, want) => {
      const found = factorialAnova(cells, counts, ss_type);
      close(found.ss_residual, one.residual.ss, tolerance);
      expect(found.df_residual).toBe(one.residual.df);
      close(found.ss_total, one.ss_total, tolerance);
      expect(found.terms.map(({ term }) => term.map((f) => one.factors[f]).join(':'))).toEqual(
        want.map((r) => r.term),
      );
      found.terms.forEach((row, i) => {
        const expected = want[i] as FactorialRow;
        expect(row.df).toBe(expected.df);
        close(row.ss, expected.ss, tolerance);
        close(row.f, expected.f, tolerance);
        close(row.p, expected.p, 10 * tolerance);
      });
    },
  );
});
