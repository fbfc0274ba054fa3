// NVML's C functions as JavaScript functions: the basic ones must be there, of the others each may be missing.
import koffi, { type LibraryHandle } from 'koffi';
import { NvmlError } from './errors.ts';
import { libraryCandidates } from './library.ts';

/** An opaque device pointer. */
export type Handle = bigint;
/** Where a function puts its answer: typed arrays are three to five times cheaper than koffi's own out-parameters. */
export type Out = Uint32Array | BigUint64Array | Buffer;

export interface Bindings {
  /** What was loaded. */
  readonly library: string;
  readonly init: () => number;
  readonly shutdown: () => number;
  readonly deviceCount: (count: Uint32Array) => number;
  readonly deviceByIndex: (index: number, handle: BigUint64Array) => number;
  readonly driverVersion: ((text: Buffer, length: number) => number) | null;
  readonly nvmlVersion: ((text: Buffer, length: number) => number) | null;
  readonly name: ((device: Handle, text: Buffer, length: number) => number) | null;
  readonly uuid: ((device: Handle, text: Buffer, length: number) => number) | null;
  readonly pciInfo: Getter;
  readonly architecture: Getter;
  readonly powerUsage: Getter;
  readonly totalEnergy: Getter;
  readonly fieldValues: ((device: Handle, count: number, fields: Buffer) => number) | null;
  readonly temperatureV: Getter;
  readonly temperature: ((device: Handle, sensor: number, out: Out) => number) | null;
  readonly clockInfo: ((device: Handle, clock: number, out: Out) => number) | null;
  readonly utilisation: Getter;
  readonly memoryV2: Getter;
  readonly memory: Getter;
  readonly enforcedLimit: Getter;
  readonly managementLimit: Getter;
  readonly eventReasons: Getter;
  readonly throttleReasons: Getter;
  readonly computeProcesses: ((device: Handle, count: Uint32Array, processes: Buffer) => number) | null;
}
type Getter = ((device: Handle, out: Out) => number) | null;

/** Loads the library named, or the first candidate that loads, and binds it. */
export function bindNvml(library: string | undefined): Bindings {
  const candidates = library === undefined ? libraryCandidates() : [library];
  /** Places by the reason for which they did not load, so that five missing files are one reason. */
  const refusals = new Map<string, string[]>();
  for (const candidate of candidates) {
    let loaded: LibraryHandle;
    try {
      loaded = koffi.load(candidate, { lazy: true });
    } catch (error) {
      const reason = (error instanceof Error ? error.message : String(error)).replace(
        /^Failed to load [^:]*: /,
        '',
      );
      refusals.set(reason, [...(refusals.get(reason) ?? []), candidate]);
      continue;
    }
    return bind(loaded, candidate);
  }
  const tried = [...refusals].map(([reason, places]) => `${places.join(', ')}: ${reason}`).join('; ');
  throw new NvmlError(
    'LIBRARY_NOT_FOUND',
    `no NVIDIA driver library found (${tried || `none is known on ${process.platform}`})`,
  );
}

// Types are spelt by name and none is registered: koffi keeps names for the whole process, and a second registration
// (another thread, a hot reload) would throw.
const INT = 'int';
const U32 = 'uint32_t';
const POINTER = 'void *';

function bind(lib: LibraryHandle, library: string): Bindings {
  const optional = <F>(name: string, ...types: string[]): F | null => {
    try {
      return lib.func(name, INT, types) as unknown as F;
    } catch {
      return null;
    }
  };
  const required = <F>(name: string, ...types: string[]): F => {
    const bound = optional<F>(name, ...types);
    if (bound === null) {
      throw new NvmlError('NOT_NVML', `${library} is not NVIDIA's management library: it has no ${name}`);
    }
    return bound;
  };
  const getter = (name: string): Getter => optional(name, POINTER, POINTER);
  return {
    library,
    init: required('nvmlInit_v2'),
    shutdown: required('nvmlShutdown'),
    deviceCount: required('nvmlDeviceGetCount_v2', POINTER),
    deviceByIndex: required('nvmlDeviceGetHandleByIndex_v2', U32, POINTER),
    driverVersion: optional('nvmlSystemGetDriverVersion', POINTER, U32),
    nvmlVersion: optional('nvmlSystemGetNVMLVersion', POINTER, U32),
    name: optional('nvmlDeviceGetName', POINTER, POINTER, U32),
    uuid: optional('nvmlDeviceGetUUID', POINTER, POINTER, U32),
    pciInfo: getter('nvmlDeviceGetPciInfo_v3'),
    architecture: getter('nvmlDeviceGetArchitecture'),
    powerUsage: getter('nvmlDeviceGetPowerUsage'),
    totalEnergy: getter('nvmlDeviceGetTotalEnergyConsumption'),
    fieldValues: optional('nvmlDeviceGetFieldValues', POINTER, INT, POINTER),
    temperatureV: getter('nvmlDeviceGetTemperatureV'),
    temperature: optional('nvmlDeviceGetTemperature', POINTER, INT, POINTER),
    clockInfo: optional('nvmlDeviceGetClockInfo', POINTER, INT, POINTER),
    utilisation: getter('nvmlDeviceGetUtilizationRates'),
    memoryV2: getter('nvmlDeviceGetMemoryInfo_v2'),
    memory: getter('nvmlDeviceGetMemoryInfo'),
    enforcedLimit: getter('nvmlDeviceGetEnforcedPowerLimit'),
    managementLimit: getter('nvmlDeviceGetPowerManagementLimit'),
    eventReasons: getter('nvmlDeviceGetCurrentClocksEventReasons'),
    throttleReasons: getter('nvmlDeviceGetCurrentClocksThrottleReasons'),
    computeProcesses: optional('nvmlDeviceGetComputeRunningProcesses_v3', POINTER, POINTER, POINTER),
  };
}
