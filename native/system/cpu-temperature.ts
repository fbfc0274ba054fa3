// The processor's temperature from the kernel: Documentation/hwmon, temp*_input in thousandths of a degree.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Chips whose first temperature is the processor package's: Intel, AMD, AMD by zenpower, ARM boards. */
const CPU_CHIPS: readonly string[] = ['coretemp', 'k10temp', 'zenpower', 'cpu_thermal'];

/** Files of the package temperatures, one per socket; empty where there are none, as in most virtual machines. */
export function cpuTemperatureFiles(hwmon_root: string): string[] {
  return listed(hwmon_root).flatMap((chip) => {
    const folder = join(hwmon_root, chip);
    return CPU_CHIPS.includes(text(join(folder, 'name')) ?? '') && text(join(folder, 'temp1_input')) !== null
      ? [join(folder, 'temp1_input')]
      : [];
  });
}

/** The hottest package, degrees Celsius; null when none can be read. */
export function cpuTemperature(files: readonly string[]): number | null {
  const known = files.flatMap((file) => {
    const value = text(file);
    return value !== null && /^-?\d+$/.test(value) ? [Number(value) / 1000] : [];
  });
  return known.length === 0 ? null : Math.max(...known);
}

/** Number of thermal throttles of all packages since boot; null where the kernel does not count them. */
export function cpuThrottleCount(cpu_root: string): number | null {
  const counts = listed(cpu_root).flatMap((cpu) => {
    const value = text(join(cpu_root, cpu, 'thermal_throttle', 'core_throttle_count'));
    return value !== null && /^\d+$/.test(value) ? [Number(value)] : [];
  });
  return counts.length === 0 ? null : counts.reduce((sum, count) => sum + count, 0);
}

function listed(folder: string): string[] {
  try {
    return readdirSync(folder).sort();
  } catch {
    return [];
  }
}

function text(file: string): string | null {
  try {
    return readFileSync(file, 'utf8').trim();
  } catch {
    return null;
  }
}
