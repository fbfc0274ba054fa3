// The door of the package: opens the driver's management library and hands out its devices.
import { type Bindings, bindNvml } from './bindings.ts';
import { type NvmlDevice, openDevice } from './device.ts';
import { codeName, type NvmlCode, NvmlError } from './errors.ts';
import type { DeviceLink } from './metric.ts';
import { textOf } from './texts.ts';

export type { NvmlDevice, NvmlMemory } from './device.ts';
export { type NvmlCode, NvmlError, type NvmlProblem } from './errors.ts';
export { libraryCandidates } from './library.ts';
export type { Metric, NvmlReading } from './metric.ts';
export type { NvmlProcess } from './processes.ts';

export interface NvmlOptions {
  /** Path or name of the library to load; without it the driver's usual places are tried. */
  readonly library?: string;
}

export interface Nvml {
  /** The library that was loaded. */
  readonly library: string;
  readonly driver_version: string | null;
  readonly nvml_version: string | null;
  readonly devices: readonly NvmlDevice[];
  /** Devices that the driver counts but will not open, with its reason. */
  readonly refused: readonly { readonly index: number; readonly code: NvmlCode }[];
  /** Gives the library back; metrics must not be asked any more. Calling it again does nothing. */
  close(): void;
}

const SUCCESS = 0;

const ADVICE: Partial<Record<NvmlCode, string>> = {
  DRIVER_NOT_LOADED: 'the NVIDIA kernel driver is not loaded',
  LIB_RM_VERSION_MISMATCH: 'the NVIDIA driver was updated: restart the machine',
  NO_PERMISSION: 'this user may not talk to the NVIDIA driver',
};

/**
 * Opens NVML. Throws NvmlError: `LIBRARY_NOT_FOUND` without a driver, `NOT_NVML` for another library, and the driver's
 * own code when it refuses to start.
 */
export function openNvml({ library }: NvmlOptions = {}): Nvml {
  const nvml = bindNvml(library);
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
  return {
    library: nvml.library,
    driver_version: textOf(nvml.driverVersion),
    nvml_version: textOf(nvml.nvmlVersion),
    devices: links.map(({ index, link }) => openDevice(nvml, index, link)),
    refused,
    close() {
      if (!open) return;
      open = false;
      forget();
      nvml.shutdown();
    },
  };
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
