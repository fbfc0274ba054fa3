// The factorial designs of test/fixtures/statistics/factorial.R with what R found in them.
import type { TidyTable } from '../../../../core/statistics/tidy-table.ts';
import { fixture } from '../expected.ts';

export interface FactorialRow {
  term: string;
  ss: number;
  df: number;
  f: number;
  p: number;
}
export interface FactorialData {
  name: string;
  factors: string[];
  rows: string[][];
  y: number[];
  residual: { ss: number; df: number };
  ss_total: number;
  contrast: { diff: number; ci: [number, number] } | null;
  tukey: { pair: [string, string]; diff: number; ci: [number, number]; p: number }[] | null;
  two: FactorialRow[];
  three: FactorialRow[] | null;
}

export const factorialData = fixture<FactorialData[]>('factorial.json');

export const tableOf = ({ factors, rows, y }: FactorialData): TidyTable => ({
  response: 'y',
  factors,
  rows: rows.map((levels, i) => ({
    levels: Object.fromEntries(factors.map((name, f) => [name, levels[f] as string])),
    value: y[i] as number,
  })),
});
