// The door of the package: opens the driver's management library and hands out its devices.
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
  /** Path or name of the library to load; without it the driver's usual places are tried. */
  readonly library?: string;
  /** Every call for power, energy and field values goes through it: to watch them, or to make them elsewhere. */
  readonly door?: NvmlDoor;
}

export interface Nvml {
  /** The library that was loaded. */
  readonly library: string;
  readonly driver_version: string | null;
  readonly nvml_version: string | null;
  /** The CUDA version that the driver serves, `12.8`; null when it does not tell. */
  readonly cuda_driver_version: string | null;
  readonly devices: readonly NvmlDevice[];
  /** Devices that the driver counts but will not open, with its reason. */
  readonly refused: readonly { readonly index: number; readonly code: NvmlCode }[];
  /** The device with this UUID or PCI address (`0000:01:00.0`, any usual spelling); null when there is none. */
  find(uuid_or_pci: string): NvmlDevice | null;
  /**
   * The name of a process as the driver knows it, with its path where it is known; null when the driver does not tell
   * (the process has ended, or belongs to somebody else). A slow call.
   */
  processName(pid: number): string | null;
  /** Gives the library back; metrics must not be asked any more. Calling it again does nothing. */
  close(): void;
}

const SUCCESS = 0;
/** Room for a path: NVML cuts a process's name at the length that it is given. */
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
    throw new NvmlError(codeName(counted), `NVML does not count its devices: ${codeName(counted)}`);
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

/** The driver counts 12080 for 12.8. */
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

/** Links to all devices the driver opens; those it refuses are listed with its reason. */
function linkAll(nvml: Bindings, count: number) {
  const links: { index: number; link: DeviceLink }[] = [];
  const refused: { index: number; code: NvmlCode }[] = [];
  const out = new BigUint64Array(1);
  let spent = false;

  /** Once in the library's life: a driver that forgets its users twice will go on doing so. */
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
  /** After closing, a metric that is asked all the same must not start the library again. */
  const forget = (): void => {
    spent = true;
  };
  return { links, refused, forget };
}
