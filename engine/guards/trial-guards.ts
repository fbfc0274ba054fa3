// Watches the trials of one sweep: waits for the machine to cool, and records the conditions of each trial.

import type { Design } from '../../core/design/design.ts';
import { type Conditions, NO_CONDITIONS } from '../../core/guards/conditions.ts';
import { gpuConditions } from '../../core/guards/gpu-conditions.ts';
import { guardFlags } from '../../core/guards/guard-flags.ts';
import { isSummed, type Source } from '../../core/source.ts';
import { IDLE_PHASE, type PhaseName, TRAIN_PHASE } from '../../core/study/phase.ts';
import { insertConditions, readConditions } from '../../db/conditions.ts';
import type { StoredEnergy } from '../../db/energies.ts';
import { readGpuProcesses, readGpuStates } from '../../db/gpu-states.ts';
import { readPhases } from '../../db/phases.ts';
import type { StudyFile } from '../../db/study-file.ts';
import type { MachineWatch, Temperatures } from './machine-watch.ts';
import { waitUntilCool } from './thermal-wait.ts';

/** Window for the last GPU state before training, ns; states come every 0.8 s. */
const BEFORE_NS = 3e9;

type Noted = Pick<
  Conditions,
  | 'background_cpu_share'
  | 'cpu_temperature_start_c'
  | 'cpu_temperature_end_c'
  | 'cpu_throttle_count'
  | 'thermal_wait_s'
>;
const NOTHING: Noted = NO_CONDITIONS;

export class TrialGuards {
  readonly #watch: MachineWatch;
  readonly #design: Pick<Design, 'backend' | 'protocol'>;
  /** Temperatures of the first idle baseline. */
  #reference: Temperatures | null = null;
  #first: Conditions | null = null;
  readonly #of_cell = new Map<string, Conditions>();
  #noted: { -readonly [K in keyof Noted]: Noted[K] } = { ...NOTHING };
  #flags: string[] = [];
  #busy: () => number | null = () => null;
  #throttled_before: number | null = null;

  constructor(watch: MachineWatch, design: Pick<Design, 'backend' | 'protocol'>) {
    this.#watch = watch;
    this.#design = design;
  }

  /** True when trials wait for cooling: a band is set, and there is a temperature to compare with. */
  get waits(): boolean {
    return this.#design.protocol.thermal_band_c !== null && (this.#reference?.size ?? 0) > 0;
  }

  /** Compares the trials to come with those that ended in an earlier session, in their order. */
  recall(
    study: StudyFile,
    ended: readonly { readonly id: number; readonly cell: string; readonly is_done: boolean }[],
  ): void {
    const stored = readConditions(study);
    for (const { id, cell, is_done } of ended) {
      const conditions = stored.get(id);
      if (conditions === undefined) continue;
      this.#first ??= conditions;
      this.#reference ??= temperaturesBefore(study, id, conditions);
      if (is_done && !this.#of_cell.has(cell)) this.#of_cell.set(cell, conditions);
    }
  }

  /** Resets the notes for a new trial. */
  begin(): void {
    this.#noted = { ...NOTHING };
    this.#flags = [];
  }

  /** Resolves to the sensors still too warm at the time-out, for which the trial is flagged. */
  async cool(signal: AbortSignal): Promise<readonly string[]> {
    const { thermal_band_c: band_c, thermal_timeout_s: timeout_s } = this.#design.protocol;
    if (band_c === null || this.#reference === null) return [];
    const temperatures = (): Temperatures => this.#watch.temperatures();
    const wait = await waitUntilCool(temperatures, this.#reference, { band_c, timeout_s }, signal);
    this.#noted.thermal_wait_s = wait.waited_s;
    if (wait.too_warm.length > 0) this.#flags.push('not_cooled');
    return wait.too_warm;
  }

  idleBegins(): void {
    this.#busy = this.#watch.countBusy();
  }

  trainerBegins(): void {
    this.#noted.background_cpu_share = this.#busy();
    const temperatures = this.#watch.temperatures();
    this.#reference ??= temperatures;
    this.#noted.cpu_temperature_start_c = temperatures.get('cpu') ?? null;
    this.#throttled_before = this.#watch.cpu_throttle_count;
  }

  trainerEnded(): void {
    this.#noted.cpu_temperature_end_c = this.#watch.cpu_temperature_c;
    const after = this.#watch.cpu_throttle_count;
    this.#noted.cpu_throttle_count =
      after === null || this.#throttled_before === null ? null : after - this.#throttled_before;
  }

  /** Stores the conditions of a trial once its samples are complete, and returns its flags. */
  store(
    study: StudyFile,
    trial: { readonly id: number; readonly cell: string; readonly is_done: boolean },
    energies: readonly StoredEnergy[],
    sources: readonly Source[],
  ): string[] {
    const conditions: Conditions = {
      ...NO_CONDITIONS,
      ...this.#noted,
      ...this.#ofGpus(study, trial.id),
      idle_power_w: idlePower(energies, sources),
    };
    insertConditions(study, trial.id, conditions);
    const flags = guardFlags(conditions, this.#first, this.#of_cell.get(trial.cell) ?? null);
    this.#first ??= conditions;
    if (trial.is_done && !this.#of_cell.has(trial.cell)) this.#of_cell.set(trial.cell, conditions);
    return [...this.#flags, ...flags];
  }

  #ofGpus(study: StudyFile, trial: number) {
    const phases = readPhases(study, trial);
    const window = (name: PhaseName) => {
      const phase = phases.find((one) => one.name === name);
      return phase?.t_end_ns ? { t_begin_ns: phase.t_begin_ns, t_end_ns: phase.t_end_ns } : null;
    };
    const [idle, train] = [window(IDLE_PHASE), window(TRAIN_PHASE)];
    const before = train && { t_begin_ns: train.t_begin_ns - BEFORE_NS, t_end_ns: train.t_begin_ns };
    return gpuConditions({
      states: train ? readGpuStates(study, trial, train) : [],
      states_before: before ? readGpuStates(study, trial, before) : [],
      processes_idle: idle ? readGpuProcesses(study, trial, idle) : [],
      processes: train ? readGpuProcesses(study, trial, train) : [],
      trains_on_gpu: this.#design.backend === 'cuda',
    });
  }
}

/** Temperatures at the start of a stored trial's trainer, from its condition and its states of the GPUs. */
function temperaturesBefore(study: StudyFile, trial: number, conditions: Conditions): Temperatures {
  const idle = readPhases(study, trial).find(({ name }) => name === IDLE_PHASE);
  const window = idle?.t_end_ns ? { t_begin_ns: idle.t_begin_ns, t_end_ns: idle.t_end_ns } : null;
  const cpu_c = conditions.cpu_temperature_start_c;
  return new Map([
    ...(cpu_c === null ? [] : [['cpu', cpu_c] as const]),
    ...(window === null ? [] : readGpuStates(study, trial, window)).flatMap(({ device, temp_c }) =>
      temp_c === null ? [] : [[device, temp_c] as const],
    ),
  ]);
}

/** Idle power of all summed sources; null when one of them had no idle reading. */
function idlePower(energies: readonly StoredEnergy[], sources: readonly Source[]): number | null {
  const idle = energies.filter(({ phase, source }) => {
    const from = sources[source - 1];
    return phase === IDLE_PHASE && from !== undefined && isSummed(from);
  });
  const powers = idle.flatMap(({ idle_power_w }) => idle_power_w ?? []);
  return powers.length === 0 || powers.length < idle.length
    ? null
    : powers.reduce((sum, power_w) => sum + power_w, 0);
}
