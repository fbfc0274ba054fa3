// Adds the parts of a machine that may be added, and says what the sum leaves out.

import { type Domain, type Kind, TOTAL_DOMAINS } from '../source.ts';
import type { Interval } from '../statistics/analysis.ts';
import type { SourceEnergy, TotalEnergy } from './source-energy.ts';

/** Parts that no source of this product can measure. */
export const ALWAYS_LEFT_OUT = 'mainboard, disks, fans and power-supply losses';

const RANK: Readonly<Record<Kind, number>> = { measured: 0, derived: 1, modelled: 2 };
const NAMES: Readonly<Partial<Record<Domain, string>>> = {
  gpu: 'GPU',
  package: 'CPU package',
  dram: 'memory',
};

type Part = SourceEnergy & { readonly energy_j: number };

/**
 * GPU + CPU package + DRAM; core and uncore are inside package and psys holds it, so they are never added. A measured
 * source replaces a derived one, and that a modelled one, if it has an energy for the same thing: the same device for a
 * GPU, the whole domain for package and dram, whose models cover the whole machine. A second witness (`check_of`) reads
 * a sensor that is already included, so it is ignored. A part without energy is not counted as 0 but named in
 * `leaves_out`, together with `absent`, the parts that the caller knows to be missing (`GPU (no NVIDIA driver found)`).
 * Null when there is no part.
 *
 * Interval: the half-widths of independent parts add in quadrature (GUM 5.1.2); parts from one and the same model (kind
 * modelled, equal method) share their error and add linearly first (GUM 5.2.2, r = 1). Null when a part has none.
 */
export function totalEnergy(given: readonly SourceEnergy[], absent: readonly string[] = []): TotalEnergy {
  const parts = given.filter(({ check_of }) => check_of === undefined || check_of === null);
  const known = parts.filter((part): part is Part => part.energy_j !== null);
  const summed = known.filter(
    (part) => TOTAL_DOMAINS.includes(part.domain) && !known.some((other) => supersedes(other, part)),
  );
  const energy_j = summed.reduce((sum, part) => sum + part.energy_j, 0);
  return {
    energy_j: summed.length === 0 ? null : energy_j,
    ci: totalInterval(summed, energy_j),
    domains: [...new Set(summed.map((part) => `${part.domain} (${part.kind})`))],
    leaves_out: [
      ...new Set([...unread(parts, summed), ...missing(parts, absent), ...absent, ALWAYS_LEFT_OUT]),
    ],
  };
}

const sameThing = (a: SourceEnergy, b: SourceEnergy): boolean =>
  a.domain === b.domain && (a.domain !== 'gpu' || a.device === b.device);

const supersedes = (other: SourceEnergy, part: SourceEnergy): boolean =>
  sameThing(other, part) && RANK[other.kind] < RANK[part.kind];

/** Parts of a summable domain that were read without a result, unless another source replaces them. */
const unread = (parts: readonly SourceEnergy[], summed: readonly Part[]): string[] =>
  parts
    .filter((part) => part.energy_j === null && TOTAL_DOMAINS.includes(part.domain))
    .filter((part) => !summed.some((other) => sameThing(other, part) && other.kind !== part.kind))
    .map((part) => `${NAMES[part.domain]} ${part.device} (${part.flags.join(', ') || 'no usable reading'})`);

/** Summable domains without any source and without a reason from the caller. */
const missing = (parts: readonly SourceEnergy[], absent: readonly string[]): string[] =>
  TOTAL_DOMAINS.filter((domain) => !parts.some((part) => part.domain === domain))
    .map((domain) => NAMES[domain] as string)
    .filter((name) => !absent.some((text) => text.toLowerCase().startsWith(name.toLowerCase())))
    .map((name) => `${name} (no source)`);

function totalInterval(summed: readonly Part[], energy_j: number): Interval | null {
  const families = new Map<string, { low_j: number; high_j: number }>();
  for (const part of summed) {
    if (part.ci === null) return null;
    const family = part.kind === 'modelled' ? part.method : part.id;
    const so_far = families.get(family) ?? { low_j: 0, high_j: 0 };
    families.set(family, {
      low_j: so_far.low_j + (part.energy_j - part.ci[0]),
      high_j: so_far.high_j + (part.ci[1] - part.energy_j),
    });
  }
  if (families.size === 0) return null;
  const halves = [...families.values()];
  const low_j = Math.hypot(...halves.map((half) => half.low_j));
  const high_j = Math.hypot(...halves.map((half) => half.high_j));
  return [Math.max(0, energy_j - low_j), energy_j + high_j];
}
