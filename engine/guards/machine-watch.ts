// Watches the machine around a training run: temperatures, load from other programs, throttling.
import type { GpuState } from '../../core/source.ts';
import type { Environment } from '../../native/environment.ts';
import { openCpuTimes, utilisation } from '../../native/models/cpu-times.ts';
import {
  cpuTemperature,
  cpuTemperatureFiles,
  cpuThrottleCount,
} from '../../native/system/cpu-temperature.ts';

/** Degrees Celsius by sensor: `cpu`, and each GPU by its device. */
export type Temperatures = ReadonlyMap<string, number>;

export class MachineWatch {
  readonly #files: readonly string[];
  readonly #cpu_root: string;
  readonly #times: ReturnType<typeof openCpuTimes>;
  readonly #gpus = new Map<string, number>();

  constructor(env: Pick<Environment, 'hwmon_root' | 'cpu_root' | 'proc_root'>) {
    this.#files = cpuTemperatureFiles(env.hwmon_root);
    this.#cpu_root = env.cpu_root;
    this.#times = openCpuTimes(env.proc_root);
  }

  /** Stores the GPU states from the sampler; a card that stops reporting its temperature has none. */
  hear(states: readonly GpuState[]): void {
    for (const { device, temp_c } of states)
      if (temp_c === null) this.#gpus.delete(device);
      else this.#gpus.set(device, temp_c);
  }

  get cpu_temperature_c(): number | null {
    return cpuTemperature(this.#files);
  }

  get cpu_throttle_count(): number | null {
    return cpuThrottleCount(this.#cpu_root);
  }

  temperatures(): Temperatures {
    const cpu_c = this.cpu_temperature_c;
    return new Map([...(cpu_c === null ? [] : [['cpu', cpu_c] as const]), ...this.#gpus]);
  }

  /** Starts counting; the returned function gives the processors' busy share since then, 0 to 1. */
  countBusy(): () => number | null {
    const before = this.#times.read();
    return () => {
      const after = this.#times.read();
      return before === null || after === null ? null : utilisation(before, after);
    };
  }

  close(): void {
    this.#times.close();
  }
}
