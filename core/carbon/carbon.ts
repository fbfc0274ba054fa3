// Grams of CO2e from joules: energy x building overhead x grid factor, with the interval of both.

import type { Settings } from '../settings.ts';
import type { Interval } from '../statistics/analysis.ts';
import { carbonG } from '../units.ts';
import type { CarbonDocument } from './carbon-document.ts';
import { carbonFactor } from './factor.ts';

/**
 * carbon_g = energy_j / 3.6e6 x pue x intensity. The interval combines the relative half-widths of energy and factor,
 * which are independent, in quadrature (product of two factors, first order); an energy interval that is not symmetric
 * keeps its sides. PUE is taken as given. Null energy stays null; no energy interval, no carbon interval.
 * @throws AuditError `usage` for a country without a factor.
 */
export function carbonOf(
  energy_j: number | null,
  energy_ci: Interval | null,
  settings: Settings,
): CarbonDocument {
  const { accuracy_pct, ...factor } = carbonFactor(settings);
  const { pue } = settings;
  const gramsOf = (part_j: number): number => carbonG(part_j, factor.intensity_g_per_kwh) * pue;
  const caveats = [...factor.caveats];
  if (pue !== 1)
    caveats.push(`the energy was multiplied by a PUE of ${pue} for the building’s cooling and power supply`);
  const shared = { ...factor, pue, caveats };
  if (energy_j === null) return { carbon_g: null, ci: null, ...shared };
  const carbon_g = gramsOf(energy_j);
  if (energy_ci === null) return { carbon_g, ci: null, ...shared };
  const factor_g = (carbon_g * (accuracy_pct ?? 0)) / 100;
  const [low_g, high_g] = energy_ci.map(gramsOf) as [number, number];
  const ci: Interval = [
    Math.max(0, carbon_g - Math.hypot(carbon_g - low_g, factor_g)),
    carbon_g + Math.hypot(high_g - carbon_g, factor_g),
  ];
  return { carbon_g, ci, ...shared };
}
