// Energy of every phase of a trial by every source, computed from the stored samples.

import type { SourceEnergy, TotalEnergy } from '../core/documents.ts';
import { phaseEnergy } from '../core/energy/phase-energy.ts';
import { totalEnergy } from '../core/energy/total-energy.ts';
import type { Source } from '../core/source.ts';
import { insertEnergies, type StoredEnergy } from '../db/energies.ts';
import { readPhases } from '../db/phases.ts';
import { readSamples } from '../db/samples.ts';
import type { StudyFile } from '../db/study-file.ts';

/** Samples this far outside a phase still help to place its edges. */
const MARGIN_NS = 3e9;

/** Computes and stores the energies of one trial; phases that never ended are left out. */
export function storeTrialEnergies(
  study: StudyFile,
  trial: number,
  sources: readonly Source[],
): StoredEnergy[] {
  const energies: StoredEnergy[] = [];
  for (const phase of readPhases(study, trial)) {
    if (phase.t_end_ns === null) continue;
    const window = { t_begin_ns: phase.t_begin_ns, t_end_ns: phase.t_end_ns };
    const around = { t_begin_ns: window.t_begin_ns - MARGIN_NS, t_end_ns: window.t_end_ns + MARGIN_NS };
    sources.forEach((source, index) => {
      const samples = readSamples(study, trial, index + 1, around);
      energies.push({
        phase: phase.name,
        source: index + 1,
        ...phaseEnergy(samples, window, source),
        average_j: null,
        idle_power_w: null,
        net_j: null,
        net_ci: null,
      });
    });
  }
  insertEnergies(study, trial, energies);
  return energies;
}

/** One phase's energies as the documents show them, source by source. */
export const sourceEnergies = (stored: readonly StoredEnergy[], sources: readonly Source[]): SourceEnergy[] =>
  stored.flatMap((energy) => {
    const source = sources[energy.source - 1];
    if (!source) return [];
    const { id, device, domain, kind, method } = source;
    const how = energy.method === null ? method : `${method}, by ${energy.method}`;
    return [
      {
        id,
        device,
        domain,
        kind,
        method: how,
        energy_j: energy.energy_j,
        ci: energy.ci,
        net_j: energy.net_j,
        net_ci: energy.net_ci,
        counter_j: energy.counter_j,
        integral_j: energy.integral_j,
        average_j: energy.average_j,
        gap_s: energy.gap_s,
        flags: energy.flags,
      },
    ];
  });

/** The total of one phase and the interval it carries. A second witness has no part in it. */
export const phaseTotal = (stored: readonly StoredEnergy[], sources: readonly Source[]): TotalEnergy =>
  totalEnergy(
    sourceEnergies(
      stored.filter(({ source }) => sources[source - 1]?.check_of === null),
      sources,
    ),
  );
