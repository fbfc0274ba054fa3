// One trial as sent to the window: two sources, six phases, and a gap in the readings.
import type { TrialView } from '../../../core/contract/study-questions.ts';

const PHASES = [
  ['idle', 0.2, 5],
  ['load', 5, 5.9],
  ['warmup', 5.9, 6.4],
  ['train', 6.4, 19.5],
  ['evaluate', 19.5, 20.1],
  ['cooldown', 20.1, 25],
] as const;

const series = [
  { label: 'NVIDIA GeForce RTX 4060 Ti (gpu, measured)', kind: 'measured', high: 122, low: 17 },
  { label: 'Intel Core i5-12600 (package, modelled)', kind: 'modelled', high: 46, low: 9 },
] as const;

export const TRIAL: TrialView = {
  trial: 2,
  length_s: 25,
  wall: [{ trial: 1, t_ns: 1e12, power_w: 182.4, energy_j: null, method: 'typed' }],
  samples: 1506,
  trace: {
    trial: 2,
    series: series.map(({ label, kind, high, low }) => ({
      label,
      kind,
      points: Array.from({ length: 251 }, (_, n) => {
        const t_s = n / 10;
        const power_w = (t_s > 6 && t_s < 20 ? high : low) + 3 * Math.sin(n * 1.7);
        return { t_s, power_w: kind === 'measured' && t_s > 12.9 && t_s < 14.1 ? null : power_w };
      }),
    })),
    phases: PHASES.map(([name, begin_s, end_s]) => ({
      name,
      begin_s,
      end_s,
      mean_power_w: name === 'warmup' ? [null, null] : [end_s > 6 && end_s < 20 ? 122 : 17, 46],
    })),
  },
  energies: series.map(({ label, kind, high }) => ({
    id: label,
    device: label.split(' (')[0] as string,
    domain: kind === 'measured' ? ('gpu' as const) : ('package' as const),
    kind,
    method: 'counter',
    energy_j: high * 13.1,
    ci: [high * 12.4, high * 13.8] as const,
    net_j: high * 11.4,
    net_ci: null,
    counter_j: kind === 'measured' ? high * 13.1 : null,
    integral_j: high * 13.2,
    average_j: null,
    gap_s: kind === 'measured' ? 1.2 : 0,
    flags: [],
  })),
  epochs: [1, 2].map((epoch) => ({
    epoch,
    end_s: 6.4 + 6.55 * epoch,
    train_loss: 0.6 / epoch,
    train_accuracy: 0.8 + 0.04 * epoch,
  })),
  events: [{ t_s: 12.9, kind: 'read_failed', message: 'the driver gave no answer for 1.2 s' }],
};
