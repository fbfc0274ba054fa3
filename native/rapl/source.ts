// Describes a RAPL counter before it is read: resolution, wrap, refresh, and how far to trust it.
import { type Domain, PLAIN_SOURCE, type Source } from '../../core/source.ts';
import { jFromUj } from '../../core/units.ts';
import type { Zone } from './zones.ts';

/** The register behind a zone is 32 bits wide, so its unit is its range divided by this. */
const COUNTER_STEPS = 2 ** 32 - 1;
/** powercap reports whole microjoules: no reading is finer. */
const FINEST_J = 1e-6;
/** Intel SDM: the counters are refreshed about once a millisecond. */
const UPDATE_PERIOD_S = 0.001;
/** Hz. Reading faster than the refresh yields nothing new. */
export const RAPL_MOST_HZ = 1 / UPDATE_PERIOD_S;

/**
 * Accuracy by domain, in per cent. No maker bounds the error of the package counter: 5 % is an allowance. For DRAM,
 * Intel's own tool warns of about 30 %. Parts that enter no total have none.
 */
const TRUST: Record<Domain, { accuracy_pct: number | null; reference: string | null }> = {
  package: {
    accuracy_pct: 5,
    reference:
      'Khan et al. 2018, RAPL in Action, doi:10.1145/3177754 (no bound is published: 5 % is an allowance)',
  },
  dram: {
    accuracy_pct: 30,
    reference:
      'Desrochers, Paradis, Weaver 2016, A Validation of DRAM RAPL Power Measurements, doi:10.1145/2989081.2989088 (constant offsets; Intel Power Gadget: up to about 30 %)',
  },
  core: { accuracy_pct: null, reference: null },
  uncore: { accuracy_pct: null, reference: null },
  psys: { accuracy_pct: null, reference: null },
  gpu: { accuracy_pct: null, reference: null },
  gpu_memory: { accuracy_pct: null, reference: null },
  module: { accuracy_pct: null, reference: null },
};

/** The source of one zone; `device` is the CPU's name. */
export function raplSource(zone: Zone, device: string): Source {
  const counter_range_j = zone.max_energy_range_uj === null ? null : jFromUj(zone.max_energy_range_uj);
  return {
    ...PLAIN_SOURCE,
    id: `rapl:${zone.name}`,
    device,
    domain: zone.domain,
    kind: 'measured',
    method: 'RAPL powercap',
    ...TRUST[zone.domain],
    update_period_s: UPDATE_PERIOD_S,
    counter_range_j,
    counter_unit_j: counter_range_j === null ? FINEST_J : Math.max(FINEST_J, counter_range_j / COUNTER_STEPS),
  };
}
