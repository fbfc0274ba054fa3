// Damaged files of the kernel: powercap, /proc, sensor chips. Every reading is a finite number or missing.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { readEnvironment } from '../../native/environment.ts';
import { closeMeters, openMeters } from '../../native/meters.ts';
import {
  cpuTemperature,
  cpuTemperatureFiles,
  cpuThrottleCount,
} from '../../native/system/cpu-temperature.ts';
import { governor } from '../../native/system/inventory.ts';
import { damagedBytes } from './damage.ts';
import { type FuzzTarget, fuzzFolder, fuzzing } from './target.ts';

const CPU =
  'processor\t: 0\nvendor_id\t: GenuineIntel\nmodel name\t: Intel(R) Xeon(R) CPU @ 2.20GHz\nphysical id\t: 0\nflags\t\t: fpu sse2 avx2\n\n';
/** Content by path below the root. */
const FILES: Readonly<Record<string, string>> = {
  'powercap/intel-rapl:0/name': 'package-0\n',
  'powercap/intel-rapl:0/energy_uj': '5000000\n',
  'powercap/intel-rapl:0/max_energy_range_uj': '262143328850\n',
  'powercap/intel-rapl:0:0/name': 'dram\n',
  'powercap/intel-rapl:0:0/energy_uj': '2000000\n',
  'powercap/intel-rapl:0:0/max_energy_range_uj': '65712999613\n',
  'proc/cpuinfo': CPU + CPU.replace('\t: 0', '\t: 1'),
  'proc/meminfo': 'MemTotal:       32594824 kB\nMemFree: 1000 kB\n',
  'proc/stat': 'cpu  1000 0 0 9000 0 0 0 0 0 0\ncpu0 1000 0 0 9000 0 0 0 0 0 0\nintr 1\n',
  'proc/version': 'Linux version 6.8.0-generic (builder@host) (gcc 13)\n',
  'proc/uptime': '1234.56 2345.67\n',
  'proc/1/cgroup': '0::/init.scope\n',
  'cpu/cpu0/cpufreq/scaling_governor': 'performance\n',
  'cpu/cpu0/thermal_throttle/package_throttle_count': '3\n',
  'hwmon/hwmon0/name': 'coretemp\n',
  'hwmon/hwmon0/temp1_label': 'Package id 0\n',
  'hwmon/hwmon0/temp1_input': '45000\n',
  'events/power/type': '20\n',
  'events/power/cpumask': '0\n',
  'events/power/events/energy-pkg': 'event=0x02\n',
  'events/power/events/energy-pkg.scale': '2.3283064365386962890625e-10\n',
  'events/power/events/energy-pkg.unit': 'Joules\n',
};
type Tree = readonly (readonly [string, Buffer | null])[];
let root: string | null = null;

export const target: FuzzTarget<Tree> = {
  make: (random) =>
    Object.entries(FILES).map(([file, text]) => {
      const chance = random();
      if (chance < 0.6) return [file, Buffer.from(text)];
      return [file, chance < 0.65 ? null : damagedBytes(Buffer.from(text), random)];
    }),
  feed(tree) {
    root ??= fuzzFolder();
    for (const [file, bytes] of tree) {
      mkdirSync(dirname(join(root, file)), { recursive: true });
      if (bytes === null) rmSync(join(root, file), { force: true });
      else writeFileSync(join(root, file), bytes);
    }
    const place = (name: string): string => join(root as string, name);
    const env = {
      ...readEnvironment({ WATTPROOF_DATA_DIR: root, WATTPROOF_NVML_LIBRARY: place('no-nvml.so') }),
      powercap_root: place('powercap'),
      event_source_root: place('events'),
      proc_root: place('proc'),
      cpu_root: place('cpu'),
      hwmon_root: place('hwmon'),
    };
    const { meters } = openMeters(env);
    const values = meters.flatMap((meter) =>
      [1, 2].flatMap(() => meter.read().flatMap(({ power_w, energy_j }) => [power_w, energy_j])),
    );
    closeMeters(meters);
    values.push(cpuTemperature(cpuTemperatureFiles(env.hwmon_root)), cpuThrottleCount(env.cpu_root));
    governor(env.cpu_root);
    const wrong = values.find((value) => value !== null && !Number.isFinite(value));
    if (wrong !== undefined) throw new Error(`a reading of ${wrong}`);
  },
};
export const attack = fuzzing(import.meta.url);
