// An invented study of precision and batch size; no test compares its numbers with a computation.

import type { StudyHandle } from '../../../core/contract/handles.ts';
import type { OpenedStudy } from '../../../core/contract/ipc.ts';
import { NO_CONDITIONS } from '../../../core/guards/conditions.ts';
import type { Analysis } from '../../../core/statistics/analysis.ts';
import { RESPONSES, responseNamed } from '../../../core/study/responses.ts';
import type { TrialRow } from '../../../core/study/trial-row.ts';
import { sweepAnalyses } from '../../../engine/study/sweep-analyses.ts';
import { SOURCES } from './machine.ts';

const CELLS = [
  ['fp32', '64', 1412],
  ['fp32', '256', 905],
  ['fp16_mixed', '64', 1240],
  ['fp16_mixed', '256', 640],
] as const;
const JITTER = [-0.031, 0.012, 0.004, -0.008, 0.027];

const TRIALS: readonly TrialRow[] = JITTER.flatMap((jitter, block) =>
  CELLS.map(([precision, batch_size, mean_j], i) => {
    const energy_j = mean_j * (1 + jitter * (1 + 0.3 * i));
    return {
      trial: block * 4 + i + 1,
      levels: { precision, batch_size, neurons: '512', layers: '2', epochs: '2' },
      replicate: block + 1,
      block: block + 1,
      order: block * 4 + i + 1,
      state: 'done' as const,
      duration_s: energy_j / 96,
      energy_total_j: energy_j,
      ci: [energy_j * 0.94, energy_j * 1.06] as const,
      power_total_w: 96 + i,
      power_tested_w: 96 + i,
      energy_tested_j: energy_j,
      carbon_g: (energy_j * 372) / 3.6e6,
      excluded: null,
      energy_to_target_j: null,
      conditions: {
        ...NO_CONDITIONS,
        background_cpu_share: 0.021,
        gpu_temperature_start_c: 41,
        idle_power_w: 27.4,
      },
      samples_per_s: 6e6 / energy_j,
      accuracy: 0.874 + jitter / 10,
      loss: 0.36,
      flags: i === 2 && block === 1 ? ['throttled'] : [],
    };
  }),
);

const groups: Analysis['groups'] = CELLS.map(([precision, batch_size, mean]) => ({
  levels: { precision, batch_size },
  n: 5,
  mean,
  sd: mean * 0.021,
  se: mean * 0.0094,
  ci: [mean * 0.974, mean * 1.026],
  median: mean * 1.004,
  min: mean * 0.969,
  max: mean * 1.027,
}));
const row = (term: string, ss: number, df: number, f: number | null, p: number | null, eta: number) => ({
  term,
  ss,
  df,
  ms: ss / df,
  f,
  p,
  eta_sq: eta,
  eta_sq_partial: eta,
  omega_sq: f === null ? null : eta - 0.01,
});

export const ANALYSIS: Analysis = {
  response: 'energy_tested_j',
  n: 20,
  alpha: 0.05,
  groups,
  assumptions: {
    normality: [],
    residuals: { method: 'Shapiro-Wilk', w: 0.971, p: 0.778 },
    homogeneity: { method: 'Brown-Forsythe', f: 1.243, df1: 3, df2: 16, p: 0.327 },
  },
  anova: {
    kind: 'factorial',
    ss_type: 2,
    rows: [
      row('precision', 239_841, 1, 312.4, 6.1e-12, 0.1),
      row('batch_size', 1_537_000, 1, 2002.1, 2e-18, 0.83),
      row('precision:batch_size', 10_730, 1, 13.98, 0.0018, 0.06),
      { ...row('residual', 12_283, 16, null, null, 0), eta_sq: null, eta_sq_partial: null },
    ],
  },
  welch_anova: { f: 501.2, df1: 3, df2: 8.31, p: 1e-9 },
  t_tests: [
    {
      a: 'fp32',
      b: 'fp16_mixed',
      levels: {},
      method: 'Welch',
      t: 1.72,
      df: 17.6,
      p: 0.103,
      p_holm: 0.103,
      diff: 218.6,
      ci: [-49, 486],
      cohen_d: 0.77,
      hedges_g: 0.74,
      g_ci: [-0.16, 1.61],
    },
    {
      a: 'fp32',
      b: 'fp16_mixed',
      levels: { batch_size: '64' },
      method: 'Welch',
      t: 9.83,
      df: 7.8,
      p: 1.2e-5,
      p_holm: 2.4e-5,
      diff: 172,
      ci: [131, 213],
      cohen_d: 6.2,
      hedges_g: 5.6,
      g_ci: [2.7, 8.5],
    },
    {
      a: 'fp32',
      b: 'fp16_mixed',
      levels: { batch_size: '256' },
      method: 'Welch',
      t: 25.4,
      df: 6.6,
      p: 1e-7,
      p_holm: 3e-7,
      diff: 265,
      ci: [240, 290],
      cohen_d: 16.1,
      hedges_g: 14.5,
      g_ci: [7.6, 21.4],
    },
  ],
  post_hoc: [],
  rank_tests: { mann_whitney: [], kruskal_wallis: { h: 17.8, df: 3, p: 0.0005 } },
  equivalence: [],
  residuals: [],
  headline: {
    test: 'anova',
    name: 'factorial analysis of variance, type II',
    term: 'precision',
    statistic: 'F',
    value: 312.4,
    df: [1, 16],
    p: 6.1e-12,
    diff: null,
    ci: null,
    asked: false,
    reason: 'Only the ANOVA tests 2 factors together.',
  },
  estimated_means: [],
  simple_effects: [],
  bootstrap: [],
  paired_t_tests: [],
  signed_ranks: [],
  verdict: {
    text: 'Training energy differs between precisions: fp16 mixed used 219 J (18.9 %) less than fp32 on average. The size of the saving depends on the batch size.',
    apa: 'F(1, 16) = 312.40, p < .001, ηp² = .95; interaction F(1, 16) = 13.98, p = .002, ηp² = .47',
  },
  warnings: ['Trial 7 ran while the GPU was throttled by its power limit.'],
};

export const STUDY: OpenedStudy = {
  study: 'study-AAAAAAAAAAAAAAAAAAAAAA' as StudyHandle,
  path: '/home/ada/.local/share/wattproof/studies/mixed-precision-2026-03-02-1405.wattproof',
  doubts: [],
  name: 'Mixed precision',
  created_unix_ms: Date.UTC(2026, 2, 2, 13, 5),
  design: null,
  trials: TRIALS,
  analysis: ANALYSIS,
  why_no_analysis: null,
  sweep: sweepAnalyses(
    TRIALS,
    {
      response: responseNamed('energy_tested_j'),
      factors: ['precision', 'batch_size'],
      tidy: {},
      options: { alpha: 0.05, unit: 'J' },
    },
    {
      outliers: { rule: { kind: 'iqr', k: 1.5 }, is_planned: true },
      target: null,
      accuracy_margin: 0.01,
      looks: [],
    },
  ),
  carbon: {
    carbon_g: 2.33,
    ci: [1.9, 2.8],
    intensity_g_per_kwh: 381,
    region: 'Germany',
    year: 2024,
    source: 'Ember, yearly electricity data',
    licence: 'CC BY 4.0',
    pue: 1,
    caveats: ['The yearly average of the country; the hour of the run is not known.'],
  },
  responses: RESPONSES,
  factors: ['precision', 'batch_size'],
  analysed_factors: ['precision', 'batch_size'],
  tries: [],
  interruptions: [],
  unfinished: null,
  covariates: ['run_order', 'cpu_temperature_start_c'],
  trained_by: ['own'],
  kind: 'mixed',
  sources: SOURCES.filter((one) => one.available).map(({ id, device, domain, kind, method }, i) => ({
    id,
    device,
    domain,
    kind,
    method,
    energy_j: [812, 190, 47][i] ?? null,
  })),
};
