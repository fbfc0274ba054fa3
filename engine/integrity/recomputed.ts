// Computes energies again from the samples, and compares them with the stored ones.
import type { Source } from '../../core/source.ts';
import type { Finding } from '../../core/study/finding.ts';
import { readTrialEnergies, type StoredEnergy } from '../../db/energies.ts';
import type { StudyFile } from '../../db/study-file.ts';
import { trialEnergies } from '../study/trial-energy.ts';

/** Another processor may round the last digits in another way. */
const ROUNDING = 1e-9;

const FIGURES = {
  energy_j: 'energy',
  ci: 'interval',
  counter_j: 'energy by the counter',
  integral_j: 'energy by the integral',
  average_j: 'energy by the second witness',
  idle_power_w: 'power at rest',
  net_j: 'net energy',
  net_ci: 'interval of the net energy',
  gap_s: 'time without readings',
  unseen_s: 'time without energy',
  method: 'method',
  flags: 'flags',
} as const satisfies Partial<Record<keyof StoredEnergy, string>>;

/** Every energy of a trial: all phases, sources, ways and intervals. `count` is the number of stored energies. */
export function compareEnergies(
  study: StudyFile,
  trial: number,
  sources: readonly Source[],
): { count: number; findings: Finding[]; energies: StoredEnergy[] } {
  const energies = trialEnergies(study, trial, sources);
  const findings: Finding[] = [];
  const stored = new Map(readTrialEnergies(study, trial).map((energy) => [keyOf(energy), energy]));
  for (const energy of energies) {
    const place = `trial ${trial}, ${energy.phase}, ${sources[energy.source - 1]?.id ?? energy.source}`;
    const other = stored.get(keyOf(energy));
    if (other === undefined) {
      findings.push({ where: `${place}: energy`, expected: inWords(energy.energy_j, 'J'), found: 'no row' });
      continue;
    }
    for (const [name, words] of Object.entries(FIGURES) as [keyof typeof FIGURES, string][]) {
      if (agree(energy[name], other[name])) continue;
      const unit = name.endsWith('_s') ? 's' : name.endsWith('_w') ? 'W' : 'J';
      findings.push({
        where: `${place}: ${words}`,
        expected: `${inWords(energy[name], unit)} from the samples`,
        found: inWords(other[name], unit),
      });
    }
  }
  const known = new Set(energies.map(keyOf));
  for (const [key, { phase, source }] of stored)
    if (!known.has(key))
      findings.push({
        where: `trial ${trial}, ${phase}: energy of source ${source}`,
        expected: 'no energy, since the phase or the source is not in the study',
        found: 'an energy',
      });
  return { count: stored.size, findings, energies };
}

const keyOf = ({ phase, source }: Pick<StoredEnergy, 'phase' | 'source'>): string => `${source} ${phase}`;

/** Equal but for rounding. */
export function agree(a: unknown, b: unknown): boolean {
  if (typeof a === 'number' && typeof b === 'number')
    return Math.abs(a - b) <= ROUNDING * Math.max(1, Math.abs(a), Math.abs(b));
  if (Array.isArray(a) && Array.isArray(b))
    return a.length === b.length && a.every((value, index) => agree(value, b[index]));
  return a === b;
}

export function inWords(value: unknown, unit: string): string {
  if (value === null || value === undefined) return 'none';
  if (typeof value === 'number') return `${Number(value.toPrecision(12))} ${unit}`;
  if (!Array.isArray(value)) return String(value);
  if (value.length === 0) return 'none';
  return typeof value[0] === 'number'
    ? `${Number(value[0].toPrecision(12))} to ${Number(value[1].toPrecision(12))} ${unit}`
    : value.map((one) => String(one)).join(', ');
}
