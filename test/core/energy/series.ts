// Regular samples whose energy is known by construction, of a source that says what it is at the moment it is read.
import type { EnergySource } from '../../../core/energy/method-energy.ts';
import type { Sample } from '../../../core/source.ts';

export const S = 1e9;
export const source: EnergySource = {
  domain: 'package',
  kind: 'measured',
  update_period_s: 0.1,
  window_s: 0,
  coverage: 1,
  accuracy_pct: 5,
  counter_unit_j: 0.001,
  counter_range_j: null,
  calibration: null,
};
export const window = (begin_s: number, end_s: number) => ({ t_begin_ns: begin_s * S, t_end_ns: end_s * S });

/** Samples every 0.1 s from 0 to `end_s`. */
export function series(
  end_s: number,
  power: (t_s: number) => number | null,
  energy: (t_s: number) => number | null,
  flag: (t_s: number) => Sample['flag'] = () => null,
): Sample[] {
  return Array.from({ length: Math.round(end_s * 10) + 1 }, (_, i) => {
    const t_s = i / 10;
    return { t_ns: t_s * S, power_w: power(t_s), energy_j: energy(t_s), flag: flag(t_s) };
  });
}
export const none = () => null;
