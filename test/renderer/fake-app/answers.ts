// Answers for the window alone: a machine with a GPU and a study of precision against batch size. Invented numbers, for
// looks and states only; nothing here is compared with a computation.
import type { Analysis } from '../../../core/analysis.ts';
import type { DoctorDocument, TrialRow } from '../../../core/documents.ts';
import type { RequestChannel, Responses, Result, StudyView } from '../../../core/ipc.ts';
import { RESPONSES } from '../../../core/responses.ts';
import { DEFAULT_SETTINGS } from '../../../core/settings.ts';
import type { SourceReport } from '../../../core/source.ts';

const source = (
  part: Partial<SourceReport> & Pick<SourceReport, 'id' | 'device' | 'domain' | 'kind' | 'method'>,
): SourceReport => ({
  reference: null,
  update_period_s: null,
  accuracy_pct: null,
  counter_range_j: null,
  counter_unit_j: null,
  available: true,
  reason: null,
  fix: null,
  ...part,
});

export const SOURCES: readonly SourceReport[] = [
  source({
    id: 'nvml:GPU-1',
    device: 'NVIDIA GeForce RTX 4060 Ti',
    domain: 'gpu',
    kind: 'measured',
    method: 'NVML total energy counter',
    update_period_s: 0.02,
    accuracy_pct: 5,
  }),
  source({
    id: 'rapl:package-0',
    device: 'Intel Core i5-12600',
    domain: 'package',
    kind: 'measured',
    method: 'RAPL powercap',
    update_period_s: 0.001,
    accuracy_pct: 3,
    available: false,
    reason: 'The counter is there, but only root may read it.',
    fix: 'sudo chmod a+r /sys/class/powercap/intel-rapl:0/energy_uj, or install the udev rule',
  }),
  source({
    id: 'model:cpu',
    device: 'Intel Core i5-12600',
    domain: 'package',
    kind: 'modelled',
    method: 'TDP x utilisation',
    update_period_s: 0.1,
    accuracy_pct: 40,
  }),
  source({
    id: 'model:ram',
    device: '32 GB DDR4',
    domain: 'dram',
    kind: 'modelled',
    method: '0.375 W per GB',
    accuracy_pct: 50,
  }),
];

export const DOCTOR: DoctorDocument = {
  machine: {
    hostname_hash: '1f',
    os: 'Debian GNU/Linux 12 (bookworm)',
    kernel: '6.1.0-18-amd64',
    arch: 'x64',
    cpu_model: '12th Gen Intel(R) Core(TM) i5-12600',
    cpu_physical_cores: 6,
    cpu_threads: 12,
    cpu_governor: 'performance',
    memory_b: 32 * 2 ** 30,
    gpus: [
      {
        name: 'NVIDIA GeForce RTX 4060 Ti',
        uuid: 'GPU-1',
        driver: '550.54',
        memory_b: 16 * 2 ** 30,
        power_limit_w: 165,
      },
    ],
    virtualisation: null,
    app_version: '0.1.0',
    node_version: 'v24',
  },
  sources: SOURCES,
  trainer: {
    backends: [
      {
        name: 'cuda',
        available: true,
        device: 'NVIDIA GeForce RTX 4060 Ti',
        precisions: ['fp32', 'tf32', 'fp16_mixed', 'bf16_mixed'],
        reason: null,
        isa: 'sm_89',
      },
      {
        name: 'cpu',
        available: true,
        device: '12th Gen Intel(R) Core(TM) i5-12600',
        precisions: ['fp32'],
        reason: 'bf16_mixed needs AVX512_BF16 or AMX, which this processor does not have',
        isa: 'avx2',
      },
    ],
  },
};

const CELLS = [
  ['fp32', '64', 1412],
  ['fp32', '256', 905],
  ['fp16_mixed', '64', 1240],
  ['fp16_mixed', '256', 640],
] as const;
const JITTER = [-0.031, 0.012, 0.004, -0.008, 0.027];

export const TRIALS: readonly TrialRow[] = JITTER.flatMap((jitter, block) =>
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
      power_w: 96 + i,
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
  response: 'energy_j',
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
  verdict: {
    text: 'Training energy differs between precisions: fp16 mixed used 219 J (18.9 %) less than fp32 on average. The size of the saving depends on the batch size.',
    apa: 'F(1, 16) = 312.40, p < .001, ηp² = .95; interaction F(1, 16) = 13.98, p = .002, ηp² = .47',
  },
  warnings: ['Trial 7 ran while the GPU was throttled by its power limit.'],
};

export const STUDY: StudyView = {
  path: '/home/ada/.local/share/wattproof/studies/mixed-precision-2026-03-02-1405.wattproof',
  name: 'Mixed precision',
  created_unix_ms: Date.UTC(2026, 2, 2, 13, 5),
  design: null,
  trials: TRIALS,
  analysis: ANALYSIS,
  why_no_analysis: null,
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
  responses: RESPONSES.map(({ name, label, unit }) => ({ name, label, unit })),
  factors: ['precision', 'batch_size'],
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

const ok = <T>(value: T): Result<T> => ({ ok: true, value });

/** An answer to every channel; a test replaces those it is about. */
export const ANSWERS: { [C in RequestChannel]?: Result<Responses[C]> } = {
  'machine:inspect': ok(DOCTOR),
  'live:start': ok({ sources: SOURCES.filter((one) => one.available) }),
  'live:stop': ok(null),
  'sweep:start': ok({ study: STUDY.path }),
  'sweep:abort': ok(null),
  'sweep:current': ok(null),
  'study:recent': ok([
    { path: STUDY.path, name: 'mixed-precision-2026-03-02-1405', modified_unix_ms: STUDY.created_unix_ms },
  ]),
  'study:choose': ok(STUDY.path),
  'study:open': ok(STUDY),
  'app:info': ok({
    version: '0.1.0',
    open_study: null,
    dataset_dir: '/opt/wattproof/resources/fashion-mnist',
  }),
  'settings:get': ok({ ...DEFAULT_SETTINGS, theme: 'light' }),
  'carbon:regions': ok([
    { code: 'CYP', name: 'Cyprus', intensity_g_per_kwh: 512.3 },
    { code: 'DEU', name: 'Germany', intensity_g_per_kwh: 381.0 },
  ]),
};
