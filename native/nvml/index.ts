// The package's entry: opens the driver's management library and provides its devices.
import { type Bindings, bindNvml, type NvmlDoor } from './bindings.ts';
import { type NvmlDevice, openDevice } from './device.ts';
import { codeName, type NvmlCode, NvmlError } from './errors.ts';
import { pciAddress } from './identity.ts';
import type { DeviceLink } from './metric.ts';
import { textOf } from './texts.ts';

export type { NvmlCall, NvmlDoor } from './bindings.ts';
export type { NvmlClockType } from './clocks.ts';
export type { NvmlDevice } from './device.ts';
export { type NvmlCode, NvmlError, type NvmlProblem } from './errors.ts';
export { eventReasonNames, type NvmlEventReason } from './event-reasons.ts';
export type { NvmlIdentity } from './identity.ts';
export { libraryCandidates } from './library.ts';
export type { NvmlMemoryInfo } from './memory-info.ts';
export type { Metric, NvmlReading, SinceMetric } from './metric.ts';
export type { NvmlDriverModel, NvmlMigMode } from './modes.ts';
export type { NvmlPowerField, NvmlPowerScope } from './power/fields.ts';
export type { NvmlPowerLimitConstraints } from './power/limits.ts';
export type { NvmlPowerSample } from './power/samples.ts';
export type { NvmlProcessInfo } from './running-processes.ts';
export type { NvmlThrottleTimes } from './throttle-times.ts';
export type { NvmlProcessUtilization, NvmlUtilization } from './utilization.ts';
export {
  type Visibility,
  type VisibilityQuestion,
  type VisibleDevice,
  visibleDevices,
} from './visible-devices.ts';

export interface NvmlOptions {
  /** Path or name of the library to load; by default the driver's usual places are tried. */
  readonly library?: string;
  /** Wraps every call for power, energy and field values, to observe it or make it elsewhere. */
  readonly door?: NvmlDoor;
}

export interface Nvml {
  /** Path or name of the loaded library. */
  readonly library: string;
  readonly driver_version: string | null;
  readonly nvml_version: string | null;
  /** The CUDA version that the driver supports, such as `12.8`; null when it does not report it. */
  readonly cuda_driver_version: string | null;
  readonly devices: readonly NvmlDevice[];
  /** Devices that the driver counts but refuses to open, with its reason. */
  readonly refused: readonly { readonly index: number; readonly code: NvmlCode }[];
  /** The device with this UUID or PCI address (`0000:01:00.0`, any usual spelling); null when there is none. */
  find(uuid_or_pci: string): NvmlDevice | null;
  /**
   * The driver's name for a process, with its path where known; null when there is none (the process has ended, or
   * belongs to another user). A slow call.
   */
  processName(pid: number): string | null;
  /** Closes the library; metrics must not be read after that. Further calls do nothing. */
  close(): void;
}

const SUCCESS = 0;
/** Room for a path: NVML truncates a process's name to the given length. */
const LONGEST_PATH = 1024;

const ADVICE: Partial<Record<NvmlCode, string>> = {
  DRIVER_NOT_LOADED: 'the NVIDIA kernel driver is not loaded',
  LIB_RM_VERSION_MISMATCH: 'the NVIDIA driver was updated: restart the machine',
  NO_PERMISSION: 'this user may not talk to the NVIDIA driver',
};

/**
 * Opens NVML. Throws NvmlError: `LIBRARY_NOT_FOUND` without a driver, `NOT_NVML` for another library, and the driver's
 * own code when it refuses to start.
 */
export function openNvml({ library, door }: NvmlOptions = {}): Nvml {
  const nvml = bindNvml(library, door);
  const started = nvml.init();
  if (started !== SUCCESS) {
    const code = codeName(started);
    throw new NvmlError(code, `NVML did not start: ${ADVICE[code] ?? code} (${nvml.library})`);
  }

  const count = new Uint32Array(1);
  const counted = nvml.deviceCount(count);
  if (counted !== SUCCESS) {
    nvml.shutdown();
    throw new NvmlError(codeName(counted), `NVML cannot count its devices: ${codeName(counted)}`);
  }

  const { links, refused, forget } = linkAll(nvml, count[0] ?? 0);
  let open = true;
  const devices = links.map(({ index, link }) => openDevice(nvml, index, link));
  const { processName } = nvml;
  return {
    library: nvml.library,
    driver_version: textOf(nvml.driverVersion),
    nvml_version: textOf(nvml.nvmlVersion),
    cuda_driver_version: cudaVersion(nvml),
    devices,
    refused,
    find: (uuid_or_pci) => findDevice(devices, uuid_or_pci),
    processName: (pid) =>
      textOf(processName && ((text, length) => processName(pid, text, length)), LONGEST_PATH) || null,
    close() {
      if (!open) return;
      open = false;
      forget();
      nvml.shutdown();
    },
  };
}

/** The driver reports 12080 for 12.8. */
function cudaVersion({ cudaDriverVersion }: Bindings): string | null {
  const out = new Uint32Array(1);
  const number = cudaDriverVersion?.(out) === SUCCESS ? (out[0] ?? 0) : 0;
  return number > 0 ? `${Math.floor(number / 1000)}.${Math.floor((number % 1000) / 10)}` : null;
}

function findDevice(devices: readonly NvmlDevice[], text: string): NvmlDevice | null {
  const address = pciAddress(text);
  const is = ({ uuid, pci_bus_id }: NvmlDevice): boolean =>
    address === null ? uuid === text : pci_bus_id !== null && pciAddress(pci_bus_id) === address;
  return devices.find(is) ?? null;
}

/** Links to all devices that the driver opens, and the refused ones with the driver's reason. */
function linkAll(nvml: Bindings, count: number) {
  const links: { index: number; link: DeviceLink }[] = [];
  const refused: { index: number; code: NvmlCode }[] = [];
  const out = new BigUint64Array(1);
  let spent = false;

  /** Initialises NVML again, only once: a driver that loses its users twice will keep doing so. */
  function revive(): boolean {
    if (spent) return false;
    spent = true;
    if (nvml.init() !== SUCCESS) return false;
    for (const { index, link } of links) {
      if (nvml.deviceByIndex(index, out) === SUCCESS) link.handle = out[0] ?? 0n;
    }
    return true;
  }

  for (let index = 0; index < count; index++) {
    const code = nvml.deviceByIndex(index, out);
    if (code === SUCCESS) links.push({ index, link: { handle: out[0] ?? 0n, lost: false, revive } });
    else refused.push({ index, code: codeName(code) });
  }
  /** After closing, reading a metric by mistake must not start the library again. */
  const forget = (): void => {
    spent = true;
  };
  return { links, refused, forget };
}
