// One-way ANOVA against the certified values of NIST's Statistical Reference Datasets (public domain).
import { expect, test } from 'vitest';
import { factorialAnova } from '../../../core/statistics/model/factorial-anova.ts';
import { linearModelAnova } from '../../../core/statistics/model/linear-model-anova.ts';
import { oneWayAnova } from '../../../core/statistics/tests/one-way-anova.ts';
import { distance, fixtureText } from './expected.ts';

/**
 * Name and digits that must be right (log relative error). Data with 7 constant leading digits lie within 1e-3 of each
 * other at 1e6, and those with 13 within 0.4 at 1e12: reading them into a double already moves them by 1e-9 and 1e-4 of
 * their scatter, which bounds what any program can find (certified values hold for the decimal text).
 */
const DATASETS: [string, number][] = [
  ['SiRstv', 13],
  ['SmLs01', 13],
  ['SmLs02', 13],
  ['AtmWtAg', 10],
  ['SmLs04', 10],
  ['SmLs05', 10],
  ['SmLs07', 4.1],
  ['SmLs08', 4.1],
];

function read(name: string) {
  const lines = fixtureText(`nist/${name}.dat`).split(/\r?\n/);
  const groups = new Map<string, number[]>();
  for (const line of lines.slice(60)) {
    const [level, value] = line.trim().split(/\s+/);
    if (level === undefined || value === undefined) continue;
    groups.set(level, [...(groups.get(level) ?? []), Number(value)]);
  }
  const certified = (label: RegExp): number[] => {
    const row = lines.find((line) => label.test(line)) as string;
    return row.replace(label, '').trim().split(/\s+/).map(Number);
  };
  const [df_between, ss_between, , f] = certified(/^Between \w+/);
  const [df_within, ss_within] = certified(/^Within \w+/);
  return { groups: [...groups.values()], want: { df_between, ss_between, f, df_within, ss_within } };
}

/** Digits of `actual` that agree with the certified value; at most 15, as many as NIST gives. */
const digits = (actual: number, certified: number): number =>
  Math.min(15, -Math.log10(Math.max(distance(actual, certified), Number.MIN_VALUE)));

test.each(DATASETS)('%s to %d digits', (name, at_least) => {
  const { groups, want } = read(name);
  expect(groups.flat().length).toBe((want.df_between as number) + (want.df_within as number) + 1);
  const one = oneWayAnova(groups);
  const factorial = factorialAnova(
    groups.map((values, code) => ({ codes: [code], values })),
    [groups.length],
    2,
  );
  // The path that the analysis takes with blocks or covariates.
  const rows = groups.flatMap((values, code) =>
    values.map((value) => ({ codes: [code], block: null, covariates: [], values: [value] })),
  );
  const linear = linearModelAnova(rows, { levels: [groups.length], blocks: 0, covariates: 0 }, 2);
  const found = {
    one_way: [one.f, one.ss_between, one.ss_within],
    factorial: [factorial.terms[0]?.f, factorial.terms[0]?.ss, factorial.ss_residual],
    linear: [linear.tests[0]?.f, linear.tests[0]?.ss, linear.ss_residual],
  };
  const certified = [want.f, want.ss_between, want.ss_within] as number[];
  for (const [path, numbers] of Object.entries(found))
    numbers.forEach((number, i) => {
      // Exact arithmetic on the doubles has 0.2 digits less in the sums of squares of SmLs05 to SmLs08 than in F.
      const wanted = i === 0 ? at_least : at_least - 0.2;
      expect(digits(number as number, certified[i] as number), path).toBeGreaterThanOrEqual(wanted);
    });
});
