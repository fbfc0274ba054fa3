// Computes the energy of every phase of a trial for every source from the stored samples.

import { NO_NET, netEnergy } from '../../core/energy/net-energy.ts';
import { type PhaseEnergy, phaseEnergy } from '../../core/energy/phase-energy.ts';
import type { PhaseWindow } from '../../core/energy/phase-window.ts';
import type { SourceEnergy, TotalEnergy } from '../../core/energy/source-energy.ts';
import { totalEnergy } from '../../core/energy/total-energy.ts';
import type { Sample, Source } from '../../core/source.ts';
import { IDLE_PHASE } from '../../core/study/phase.ts';
import { nsFromS } from '../../core/units.ts';
import { insertEnergies, type StoredEnergy } from '../../db/energies.ts';
import { readPhases } from '../../db/phases.ts';
import { readSamples, sampleSpan } from '../../db/samples.ts';
import type { StudyFile } from '../../db/study-file.ts';

/**
 * Samples this far outside a phase help to place its edges and show the power beyond them; even a slowed-down meter is
 * read every five seconds.
 */
const MARGIN_NS = nsFromS(10);

interface EndedPhase extends PhaseWindow {
  readonly name: string;
  /** The trial ended in the middle of it, so it ends with the last reading. */
  readonly is_cut?: boolean;
}

/** Computes and stores the energies of one trial. */
export function storeTrialEnergies(
  study: StudyFile,
  trial: number,
  sources: readonly Source[],
): StoredEnergy[] {
  const energies = trialEnergies(study, trial, sources);
  insertEnergies(study, trial, energies);
  return energies;
}

/** The energies of one trial from its stored samples, whatever energies are stored. */
export function trialEnergies(study: StudyFile, trial: number, sources: readonly Source[]): StoredEnergy[] {
  const phases = endedPhases(study, trial);
  const idle_phase = phases.find(({ name }) => name === IDLE_PHASE);
  const idle = idle_phase ? energiesOf(study, trial, sources, idle_phase) : null;
  return phases.flatMap((phase) => {
    const own = phase === idle_phase && idle !== null ? idle : energiesOf(study, trial, sources, phase);
    return own.map((energy, index) =>
      storedOf(phase, index, energy, idle?.[index] ?? null, sources[index] as Source),
    );
  });
}

/** The phases of a trial; one that never ended goes on to the last reading, since what it used was spent. */
function endedPhases(study: StudyFile, trial: number): EndedPhase[] {
  const phases = readPhases(study, trial);
  const last_ns = phases.some(({ t_end_ns }) => t_end_ns === null) ? sampleSpan(study, trial).t_end_ns : null;
  return phases.flatMap(({ name, t_begin_ns, t_end_ns }) => {
    if (t_end_ns !== null) return [{ name, t_begin_ns, t_end_ns }];
    return last_ns === null || last_ns <= t_begin_ns
      ? []
      : [{ name, t_begin_ns, t_end_ns: last_ns, is_cut: true }];
  });
}

/** Energies of one phase in the order of the sources; a source with a second witness is compared with it. */
export function energiesOf(
  study: StudyFile,
  trial: number,
  sources: readonly Source[],
  phase: PhaseWindow,
): PhaseEnergy[] {
  const around = { t_begin_ns: phase.t_begin_ns - MARGIN_NS, t_end_ns: phase.t_end_ns + MARGIN_NS };
  const samplesOf = (index: number): Sample[] => readSamples(study, trial, index + 1, around);
  return sources.map((source, index) => {
    const other = sources.findIndex(({ check_of }) => check_of === source.id);
    const witness = other < 0 ? null : { samples: samplesOf(other), source: sources[other] as Source };
    return phaseEnergy(samplesOf(index), phase, source, witness);
  });
}

/** The idle phase itself has no net energy: it would be 0 by definition. */
function storedOf(
  phase: EndedPhase,
  index: number,
  energy: PhaseEnergy,
  idle: PhaseEnergy | null,
  source: Source,
): StoredEnergy {
  const net = netEnergy(energy, idle, source);
  const { budget: _budget, own_u_j: _own, seen_s: _seen, ...figures } = energy;
  return {
    ...figures,
    flags: phase.is_cut ? [...figures.flags, 'cut_short'] : figures.flags,
    phase: phase.name,
    source: index + 1,
    ...(phase.name === IDLE_PHASE ? { ...NO_NET, idle_power_w: net.idle_power_w } : net),
  };
}

/** One phase's energies by source, in the form the documents use. */
export const sourceEnergies = (stored: readonly StoredEnergy[], sources: readonly Source[]): SourceEnergy[] =>
  stored.flatMap(({ source: number, phase: _phase, unseen_s: _unseen, idle_power_w: _idle, ...energy }) => {
    const source = sources[number - 1];
    if (!source) return [];
    const { id, device, domain, kind, method, check_of } = source;
    const how = energy.method === null ? method : `${method}, by ${energy.method}`;
    return [{ ...energy, id, device, domain, kind, method: how, check_of }];
  });

/** The total of one phase with its interval. */
export const phaseTotal = (stored: readonly StoredEnergy[], sources: readonly Source[]): TotalEnergy =>
  totalEnergy(sourceEnergies(stored, sources));

/** Energy of a phase without constant estimates, J; null when there is none or a part is missing. */
export function testedEnergy(energies: readonly StoredEnergy[], sources: readonly Source[]): number | null {
  const observed = energies.filter(({ source }) => {
    const of = sources[source - 1];
    return of !== undefined && !of.is_constant;
  });
  return phaseTotal(observed, sources).energy_j;
}

/** Tested energy of any part of a phase, computed from the samples. */
export function testedWindowEnergy(
  study: StudyFile,
  trial: number,
  sources: readonly Source[],
  window: PhaseWindow,
): number | null {
  const phase = { ...window, name: 'window' };
  const energies = energiesOf(study, trial, sources, phase).map((energy, index) =>
    storedOf(phase, index, energy, null, sources[index] as Source),
  );
  return testedEnergy(energies, sources);
}
