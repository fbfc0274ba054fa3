// Blocks and covariates against comparisons of R's lm() fits: test/fixtures/statistics/covariance.R.
import { expect, test } from 'vitest';
import { linearModelAnova, type ModelPart } from '../../../../core/statistics/model/linear-model-anova.ts';
import type { ModelGroup } from '../../../../core/statistics/model/model-design.ts';
import { close, fixture } from '../expected.ts';

interface Expected {
  readonly term: string;
  readonly ss: number;
  readonly df: number;
  readonly f: number;
  readonly p: number;
}
interface Case {
  readonly name: string;
  readonly factors: string[];
  readonly levels: Record<string, unknown[]>;
  readonly rows: (Omit<ModelGroup, 'values'> & { readonly value: number })[];
  readonly blocks: number;
  readonly covariates: number;
  readonly residual: { ss: number; df: number };
  readonly two: Expected[];
  readonly three: Expected[];
}
const cases = fixture<Case[]>('covariance.json');

const nameOf = (part: ModelPart, factors: readonly string[]): string => {
  if ('term' in part) return part.term.map((f) => factors[f]).join(':');
  return 'blocks' in part ? 'block' : `x${part.covariate + 1}`;
};

test.each(cases.map((one) => [one.name, one] as const))('%s', (_, one) => {
  const levels = one.factors.map((name) => (one.levels[name] as unknown[]).length);
  const groups = one.rows.map(({ value, ...row }) => ({ ...row, values: [value] }));
  for (const [ss_type, expected] of [
    [2, one.two],
    [3, one.three],
  ] as const) {
    const shape = { levels, blocks: one.blocks, covariates: one.covariates };
    const found = linearModelAnova(groups, shape, ss_type);
    close(found.ss_residual, one.residual.ss);
    expect(found.df_residual).toBe(one.residual.df);
    expect(found.tests.map(({ part }) => nameOf(part, one.factors))).toEqual(
      expected.map(({ term }) => term),
    );
    expected.forEach((row, k) => {
      const { ss, df, f, p } = found.tests[k] as (typeof found.tests)[number];
      expect(df).toBe(row.df);
      close(ss, row.ss, 1e-8);
      close(f, row.f, 1e-8);
      close(p, row.p, 1e-6);
    });
  }
});

test('a block that is a level of a factor cannot be separated from it: no test, no NaN', () => {
  const rows = [0, 0, 1, 1].map((level, i) => ({
    codes: [level],
    block: level,
    covariates: [],
    values: [i + level],
  }));
  const { tests, df_residual } = linearModelAnova(rows, { levels: [2], blocks: 2, covariates: 0 }, 2);
  expect(df_residual).toBe(2);
  expect(tests.map(({ df, f, p }) => [df, f, p])).toEqual([
    [0, null, null],
    [0, null, null],
  ]);
});

test('a covariate that does not vary explains nothing', () => {
  const rows = [1, 2, 4, 7].map((value, i) => ({
    codes: [i % 2],
    block: null,
    covariates: [5],
    values: [value],
  }));
  const { tests } = linearModelAnova(rows, { levels: [2], blocks: 0, covariates: 1 }, 3);
  expect(tests.at(-1)).toMatchObject({ part: { covariate: 0 }, df: 0, f: null, p: null });
});
