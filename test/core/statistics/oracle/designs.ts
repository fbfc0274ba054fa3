// R's answers for designs of every kind, and how closely ours are held to them: oracle.R makes oracle.json (`npm run oracle`).
import { readFileSync } from 'node:fs';
import { expect } from 'vitest';
import type { HeadlineTest } from '../../../../core/statistics/options.ts';
import type { TidyTable } from '../../../../core/statistics/tidy-table.ts';

export interface LogP {
  readonly log_p: number | null;
}
export interface Row extends LogP {
  readonly term: string;
  readonly ss: number;
  readonly df: number;
  readonly f: number | null;
}
interface TTest {
  readonly a: string;
  readonly b: string;
  readonly at: string;
  readonly diff: number;
  readonly t?: number;
  readonly df?: number;
  readonly ci?: [number, number];
  readonly log_p?: number;
  readonly p_holm: number | null;
}
export interface Design {
  readonly name: string;
  readonly factors: string[];
  readonly rows: string[][];
  readonly y: number[];
  readonly day: string[] | null;
  readonly temp_c: number[] | null;
  readonly found: {
    readonly two: Row[] | null;
    readonly three: Row[] | null;
    readonly normality: ((LogP & { w: number }) | null)[];
    readonly residuals: (LogP & { w: number }) | null;
    readonly homogeneity: (LogP & { f: number; df1: number; df2: number }) | null;
    readonly t_tests: TTest[];
    readonly welch_anova: (LogP & { f: number; df1: number; df2: number }) | null;
    readonly kruskal: (LogP & { h: number; df: number }) | null;
    readonly mann_whitney: ((LogP & { a: string; b: string; w: number }) | null)[];
    /** The headline test by R's copy of the rule. */
    readonly test: HeadlineTest;
    readonly student: (LogP & { t: number; df: number; ci: [number, number] }) | null;
    readonly means: {
      term: string;
      at: string;
      mean: number | null;
      se: number | null;
      ci: [number, number] | null;
    }[];
    readonly simple: (LogP & { at: string; f: number | null; df1: number; p_holm: number | null })[];
    /** For several factors, or beside a block or a covariate; else null. */
    readonly contrasts:
      | {
          a: string;
          b: string;
          diff: number;
          ci?: [number, number];
          tukey_ci?: [number, number] | null;
          tukey_p?: number | null;
        }[]
      | null;
    /** For designs up to 30 rows. */
    readonly residuals_of_rows: {
      residual: number[];
      leverage: number[];
      standardised: (number | null)[];
      cook_d: (number | null)[];
      p_outlier: (number | null)[];
    } | null;
    readonly paired: (LogP & {
      a: string;
      b: string;
      at: string;
      pairs: number;
      v: number;
      t: { t: number; df: number; p: number; diff: number; ci: [number, number] } | null;
    })[];
    readonly tukey: { a: string; b: string; diff: number; ci: [number, number]; p: number }[] | null;
  };
}
export const designs = JSON.parse(readFileSync(new URL('oracle.json', import.meta.url), 'utf8')) as Design[];

export const tableOf = ({ factors, rows, y, day, temp_c }: Design): TidyTable => ({
  response: 'energy_j',
  factors,
  ...(day ? { block: 'day' } : {}),
  ...(temp_c ? { covariates: ['temp_c'] } : {}),
  rows: rows.map((levels, i) => ({
    levels: Object.fromEntries(factors.map((name, f) => [name, levels[f] as string])),
    value: y[i] as number,
    ...(day ? { block: day[i] as string } : {}),
    ...(temp_c ? { covariates: [temp_c[i] as number] } : {}),
  })),
});

/** p as its logarithm, which keeps a relative error of 1e-6 the same size down to 1e-300. */
export function closeP(p: number | null | undefined, log_p: number | null | undefined): void {
  if (log_p == null || p == null) {
    expect(p ?? null).toBe(log_p ?? null);
    return;
  }
  expect(Math.abs(Math.log(p) - log_p), `${p} should be exp(${log_p})`).toBeLessThan(1e-6);
}

/** Differences of means lose what the means had in common: told on the scale of the scatter. */
export function closeOnScale(actual: number | null | undefined, expected: number, scale: number): void {
  expect(Math.abs((actual as number) - expected) / (Math.abs(expected) + scale)).toBeLessThan(1e-9);
}

/** Distances of the values from the first one: their mean, and their scatter around it. */
export function scaleOf(y: readonly number[]): { readonly middle: number; readonly scatter: number } {
  const off = y.map((value) => value - (y[0] as number));
  const middle = off.reduce((total, value) => total + value, 0) / y.length;
  const scatter = Math.sqrt(off.reduce((total, value) => total + (value - middle) ** 2, 0) / y.length);
  return { middle, scatter };
}
