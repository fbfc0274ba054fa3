// Paths of the machine that a test, a container or an unusual installation may override: read once from the
// environment and passed on as plain data, also to worker threads.
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import type { CudaVariables } from './gpu/visibility.ts';

export interface Environment {
  /** NVML library to load; null: search for one. */
  readonly nvml_library: string | null;
  /** CUDA's own variables on which GPUs a program may see. */
  readonly cuda: CudaVariables;
  /** Linux's powercap folder, which holds the RAPL counters. */
  readonly powercap_root: string;
  /** Linux's folder of event sources, which describes the perf events of RAPL. */
  readonly event_source_root: string;
  readonly proc_root: string;
  /** Folder of the per-CPU sysfs files (frequency governor, throttle counters). */
  readonly cpu_root: string;
  /** Linux's folder of sensor chips, which holds the processor's temperature. */
  readonly hwmon_root: string;
  /** Folder with the firmware's vendor names, which identify a hypervisor. */
  readonly dmi_root: string;
  /** Root of the file system, where container runtimes leave marks (`.dockerenv`, `run/.containerenv`). */
  readonly mark_root: string;
  /** Folder of studies and settings. */
  readonly data_dir: string;
  /** Trainer binary to run; null: the one that was built. */
  readonly trainer: string | null;
}

type Variables = Readonly<Record<string, string | undefined>>;

/** A variable's value; empty counts as unset, which is what `export X=` means. */
const given = (env: Variables, name: string): string | null => env[name] || null;

/** The platform's folder for an application's own data. */
function platformDataDir(env: Variables, platform: NodeJS.Platform): string {
  const home = given(env, 'HOME') ?? given(env, 'USERPROFILE') ?? homedir();
  if (platform === 'win32') {
    return join(given(env, 'APPDATA') ?? join(home, 'AppData', 'Roaming'), 'wattproof');
  }
  if (platform === 'darwin') return join(home, 'Library', 'Application Support', 'wattproof');
  return join(given(env, 'XDG_DATA_HOME') ?? join(home, '.local', 'share'), 'wattproof');
}

/** Reads the overrides (`WATTPROOF_...`) and fills in the platform's defaults. Touches no file. */
export function readEnvironment(
  env: Variables = process.env,
  platform: NodeJS.Platform = process.platform,
): Environment {
  const chosen_dir = given(env, 'WATTPROOF_DATA_DIR');
  return {
    nvml_library: given(env, 'WATTPROOF_NVML_LIBRARY'),
    // Set but empty hides every GPU, so an empty value is kept.
    cuda: {
      visible_devices: env.CUDA_VISIBLE_DEVICES ?? null,
      device_order: env.CUDA_DEVICE_ORDER ?? null,
    },
    powercap_root: given(env, 'WATTPROOF_POWERCAP_ROOT') ?? '/sys/class/powercap',
    event_source_root: given(env, 'WATTPROOF_EVENT_SOURCE_ROOT') ?? '/sys/bus/event_source/devices',
    proc_root: given(env, 'WATTPROOF_PROC_ROOT') ?? '/proc',
    cpu_root: given(env, 'WATTPROOF_CPU_ROOT') ?? '/sys/devices/system/cpu',
    hwmon_root: given(env, 'WATTPROOF_HWMON_ROOT') ?? '/sys/class/hwmon',
    dmi_root: '/sys/class/dmi/id',
    mark_root: '/',
    data_dir: chosen_dir === null ? platformDataDir(env, platform) : resolve(chosen_dir),
    trainer: given(env, 'WATTPROOF_TRAINER'),
  };
}
