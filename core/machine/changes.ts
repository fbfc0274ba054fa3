// Compares the machine of a study with the machine that goes on with it: what is only noted, said in every analysis, or
// makes the trials incomparable.
import { formatQuantity } from '../words/format.ts';
import type { MachineFacts } from './facts.ts';

/** `noted`: an event. `said`: also a warning of every analysis. `refused`: another machine, unless the user accepts it. */
export type ChangeWeight = 'noted' | 'said' | 'refused';

export interface MachineChange {
  readonly weight: ChangeWeight;
  /** `the driver of GPU 1 was 550.54, now 555.42`. */
  readonly text: string;
}

/** Less than this share of the memory comes and goes with the kernel's own reserve. */
const SAME_MEMORY = 0.02;

export function machineChanges(before: MachineFacts, now: MachineFacts): MachineChange[] {
  const changes: MachineChange[] = [];
  const add = (weight: ChangeWeight, text: string): void => void changes.push({ weight, text });
  const compare = (weight: ChangeWeight, what: string, was: Value, is: Value): void => {
    if (was !== is) add(weight, `${what} was ${shown(was)}, now ${shown(is)}`);
  };
  const [then, today] = [before.machine, now.machine];
  compare('refused', 'the processor', then.cpu_model, today.cpu_model);
  compare('refused', 'its architecture', then.arch, today.arch);
  compareGpus(then.gpus, today.gpus, add, compare);
  if (before.sources !== null && now.sources !== null) compareSources(before.sources, now.sources, add);
  if (before.trainer !== null && now.trainer !== null) {
    compare('refused', 'the protocol of the trainer', before.trainer.protocol, now.trainer.protocol);
    if (before.trainer.name !== now.trainer.name)
      compare('refused', 'the trainer', before.trainer.name, now.trainer.name);
    else if (before.trainer.sha256 !== now.trainer.sha256)
      add('said', `the trainer ${now.trainer.name} is another version`);
    if (before.data_sha256 !== now.data_sha256) add('said', 'the files of the data set are others');
  }
  compare('said', 'the number of threads', then.cpu_threads, today.cpu_threads);
  compare('said', 'the frequency governor', then.cpu_governor, today.cpu_governor);
  if (Math.abs(today.memory_b - then.memory_b) > SAME_MEMORY * then.memory_b)
    compare(
      'said',
      'the memory',
      formatQuantity(then.memory_b / 2 ** 30, 'GiB'),
      formatQuantity(today.memory_b / 2 ** 30, 'GiB'),
    );
  compare('said', 'the virtualisation', then.virtualisation, today.virtualisation);
  if (then.hostname_hash !== today.hostname_hash) add('said', 'the machine has another name');
  compare('said', 'the operating system', then.os, today.os);
  if (before.sample_hz !== null) {
    compare('said', 'readings per second', before.sample_hz, now.sample_hz);
    compare('said', 'readings of the counters per second', before.counter_hz, now.counter_hz);
  }
  compare('noted', 'the kernel', then.kernel, today.kernel);
  compare('noted', 'Wattproof', then.app_version, today.app_version);
  compare('noted', 'Node.js', then.node_version, today.node_version);
  return changes;
}

type Value = string | number | null;
const shown = (value: Value): string => (value === null ? 'not known' : String(value));

type Gpus = MachineFacts['machine']['gpus'];

/** A card is the same by its UUID: its name alone cannot distinguish two of a kind, whose energies differ by some per cent. */
function compareGpus(
  then: Gpus,
  today: Gpus,
  add: (weight: ChangeWeight, text: string) => void,
  compare: (weight: ChangeWeight, what: string, was: Value, is: Value) => void,
): void {
  const key = ({ uuid, name }: Gpus[number]): string => uuid ?? name;
  const names = (gpus: Gpus): string =>
    gpus.map((gpu) => `${gpu.name}${gpu.uuid === null ? '' : ` (${gpu.uuid})`}`).join(', ') || 'none';
  const keys = (gpus: Gpus): string => gpus.map(key).sort().join(' ');
  if (keys(then) !== keys(today)) return add('refused', `the GPUs were ${names(then)}, now ${names(today)}`);
  for (const was of then) {
    const is = today.find((gpu) => key(gpu) === key(was));
    if (is === undefined) continue;
    compare('said', `the driver of ${was.name}`, was.driver, is.driver);
    compare('said', `the memory of ${was.name} in bytes`, was.memory_b, is.memory_b);
    compare('said', `the power limit of ${was.name} in watts`, was.power_limit_w, is.power_limit_w);
  }
}

type Sources = NonNullable<MachineFacts['sources']>;

/** A source that is missing now would leave its part out of the later trials' energy, so it is not a detail. */
function compareSources(
  then: Sources,
  today: Sources,
  add: (weight: ChangeWeight, text: string) => void,
): void {
  const missing = then.filter(({ id }) => !today.some((one) => one.id === id));
  const extra = today.filter(({ id }) => !then.some((one) => one.id === id));
  if (missing.length > 0)
    add(
      'refused',
      `power can no longer be read from ${list(missing)}${extra.length > 0 ? `, but from ${list(extra)}` : ''}`,
    );
  else if (extra.length > 0)
    add('said', `power could also be read from ${list(extra)}; the study goes on without`);
  for (const was of then) {
    const is = today.find(({ id }) => id === was.id);
    if (is !== undefined && is.method !== was.method)
      add('said', `${was.id} was read by ${was.method}, now by ${is.method}`);
  }
}

const list = (sources: Sources): string => sources.map(({ id }) => id).join(', ');
