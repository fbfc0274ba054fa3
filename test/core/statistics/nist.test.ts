// One-way ANOVA against the certified values of NIST's Statistical Reference Datasets (public domain).
import { expect, test } from 'vitest';
import { factorialAnova } from '../../../core/statistics/factorial-anova.ts';
import { oneWayAnova } from '../../../core/statistics/one-way-anova.ts';
import { distance, fixtureText } from './expected.ts';

/**
 * Name and relative tolerance of every certified figure. Data with 7 constant leading digits lie within 1e-3 of each
 * other at 1e6, and those with 13 within 0.4 at 1e12: reading them into a double already moves them by 1e-9 and 1e-4 of
 * their scatter, which bounds what any program can find (certified values hold for the decimal text).
 */
const DATASETS: [string, number][] = [
  ['SiRstv', 1e-12],
  ['SmLs01', 1e-13],
  ['SmLs02', 1e-13],
  ['AtmWtAg', 1e-9],
  ['SmLs04', 1e-9],
  ['SmLs05', 1e-9],
  ['SmLs07', 1e-3],
  ['SmLs08', 1e-3],
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

test.each(DATASETS)('%s within %d', (name, tolerance) => {
  const { groups, want } = read(name);
  expect(groups.flat().length).toBe((want.df_between as number) + (want.df_within as number) + 1);
  const one = oneWayAnova(groups);
  const factorial = factorialAnova(
    groups.map((values, code) => ({ codes: [code], values })),
    [groups.length],
    2,
  );
  const found = [
    [one.ss_between, want.ss_between],
    [one.ss_within, want.ss_within],
    [one.f, want.f],
    [factorial.terms[0]?.ss, want.ss_between],
    [factorial.ss_residual, want.ss_within],
    [factorial.terms[0]?.f, want.f],
  ] as [number, number][];
  const worst = Math.max(...found.map(([actual, expected]) => distance(actual, expected)));
  expect(worst).toBeLessThan(tolerance);
});
