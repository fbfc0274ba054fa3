// NVML's C functions as JavaScript functions: the basic ones are required, any other may be missing.
import { NvmlError } from './errors.ts';
import { loadLibrary } from './library.ts';

/** An opaque device pointer. */
export type Handle = bigint;
/** Receives a function's answer: typed arrays are three to five times cheaper than koffi's own out-parameters. */
export type Out = Uint32Array | BigUint64Array | Uint8Array;
/** A function whose symbol a driver may lack. */
type Optional<F> = F | null;
type Getter = Optional<(device: Handle, out: Out) => number>;
type PairGetter = Optional<(device: Handle, first: Uint32Array, second: Uint32Array) => number>;
type TextGetter = Optional<(text: Uint8Array, length: number) => number>;
type DeviceTextGetter = Optional<(device: Handle, text: Uint8Array, length: number) => number>;
/** Fills a list of at most `count` rows, and writes the number of rows to `count`. */
type ProcessList = Optional<(device: Handle, count: Uint32Array, rows: Uint8Array) => number>;

export interface Bindings {
  /** Path or name of the loaded library. */
  readonly library: string;
  readonly init: () => number;
  readonly shutdown: () => number;
  readonly deviceCount: (count: Uint32Array) => number;
  readonly deviceByIndex: (index: number, handle: BigUint64Array) => number;
  readonly driverVersion: TextGetter;
  readonly nvmlVersion: TextGetter;
  readonly cudaDriverVersion: Optional<(version: Uint32Array) => number>;
  readonly processName: Optional<(pid: number, text: Uint8Array, length: number) => number>;
  readonly name: DeviceTextGetter;
  readonly uuid: DeviceTextGetter;
  readonly pciInfo: Getter;
  readonly architecture: Getter;
  readonly powerUsage: Getter;
  readonly totalEnergyConsumption: Getter;
  readonly fieldValues: Optional<(device: Handle, count: number, fields: Uint8Array) => number>;
  readonly samples: Optional<
    (
      device: Handle,
      type: number,
      since_us: number,
      value_type: Uint32Array,
      count: Uint32Array,
      rows: Uint8Array | null,
    ) => number
  >;
  readonly temperatureV: Getter;
  readonly temperature: Optional<(device: Handle, sensor: number, out: Out) => number>;
  readonly clockInfo: Optional<(device: Handle, clock: number, out: Out) => number>;
  readonly utilizationRates: Getter;
  readonly memoryInfoV2: Getter;
  readonly memoryInfo: Getter;
  readonly enforcedPowerLimit: Getter;
  readonly powerManagementLimit: Getter;
  readonly powerManagementDefaultLimit: Getter;
  readonly powerManagementLimitConstraints: PairGetter;
  readonly currentClocksEventReasons: Getter;
  readonly currentClocksThrottleReasons: Getter;
  readonly computeRunningProcesses: ProcessList;
  readonly graphicsRunningProcesses: ProcessList;
  readonly processUtilization: Optional<
    (device: Handle, rows: Uint8Array | null, count: Uint32Array, since_us: number) => number
  >;
  readonly performanceState: Getter;
  readonly persistenceMode: Getter;
  readonly migMode: PairGetter;
  readonly driverModel: PairGetter;
}

/** A call of one of the frequently used functions: power, energy, field values. */
export interface NvmlCall {
  /** The function's name in the library. */
  readonly name: string;
  /** The device, an opaque pointer. */
  readonly device: bigint;
  /** Number of entries in `out`, for functions that take it; else null. */
  readonly count: number | null;
  /** Receives the answer; for requests by entry, it already contains the entries. */
  readonly out: Uint8Array;
}

/** Makes the call with `make`, or fills `out` and returns NVML's code itself. */
export type NvmlDoor = (call: NvmlCall, make: () => number) => number;

// Types are spelt by name and none is registered: koffi keeps names for the whole process, and a second registration
// (another thread, a hot reload) would throw.
const INT = 'int';
const U32 = 'uint32_t';
const U64 = 'uint64_t';
const POINTER = 'void *';

/** The bytes behind an answer, one view for each. */
const views = new WeakMap<Out, Uint8Array>();
function bytesOf(out: Out): Uint8Array {
  let view = views.get(out);
  if (view === undefined) {
    view = new Uint8Array(out.buffer, out.byteOffset, out.byteLength);
    views.set(out, view);
  }
  return view;
}

/** Loads the given library, or the first candidate that loads, and binds it; frequent calls go through `door`. */
export function bindNvml(library: string | undefined, door: NvmlDoor | undefined): Bindings {
  const { handle, place } = loadLibrary(library);
  const optional = <F>(name: string, ...types: string[]): F | null => {
    try {
      return handle.func(name, INT, types) as unknown as F;
    } catch {
      return null;
    }
  };
  const required = <F>(name: string, ...types: string[]): F => {
    const bound = optional<F>(name, ...types);
    if (bound === null) {
      throw new NvmlError('NOT_NVML', `${place} is not NVIDIA's management library: it has no ${name}`);
    }
    return bound;
  };
  const getter = (name: string): Getter => optional(name, POINTER, POINTER);
  const asked = (name: string): Getter => {
    const get = getter(name);
    if (get === null || door === undefined) return get;
    return (device, out) => door({ name, device, count: null, out: bytesOf(out) }, () => get(device, out));
  };
  const askedFields = (name: string): Bindings['fieldValues'] => {
    const get: Bindings['fieldValues'] = optional(name, POINTER, INT, POINTER);
    if (get === null || door === undefined) return get;
    return (device, count, out) =>
      door({ name, device, count, out: bytesOf(out) }, () => get(device, count, out));
  };
  const pair = (name: string): PairGetter => optional(name, POINTER, POINTER, POINTER);
  const deviceText = (name: string): DeviceTextGetter => optional(name, POINTER, POINTER, U32);
  // Versions 2 and 3 fill the same 24-byte rows; version 2 came with driver 450.
  const processList = (name: string): ProcessList =>
    optional(`${name}_v3`, POINTER, POINTER, POINTER) ?? optional(`${name}_v2`, POINTER, POINTER, POINTER);
  return {
    library: place,
    init: required('nvmlInit_v2'),
    shutdown: required('nvmlShutdown'),
    deviceCount: required('nvmlDeviceGetCount_v2', POINTER),
    deviceByIndex: required('nvmlDeviceGetHandleByIndex_v2', U32, POINTER),
    driverVersion: optional('nvmlSystemGetDriverVersion', POINTER, U32),
    nvmlVersion: optional('nvmlSystemGetNVMLVersion', POINTER, U32),
    cudaDriverVersion: optional('nvmlSystemGetCudaDriverVersion_v2', POINTER),
    processName: optional('nvmlSystemGetProcessName', U32, POINTER, U32),
    name: deviceText('nvmlDeviceGetName'),
    uuid: deviceText('nvmlDeviceGetUUID'),
    pciInfo: getter('nvmlDeviceGetPciInfo_v3'),
    architecture: getter('nvmlDeviceGetArchitecture'),
    powerUsage: asked('nvmlDeviceGetPowerUsage'),
    totalEnergyConsumption: asked('nvmlDeviceGetTotalEnergyConsumption'),
    fieldValues: askedFields('nvmlDeviceGetFieldValues'),
    samples: optional('nvmlDeviceGetSamples', POINTER, INT, U64, POINTER, POINTER, POINTER),
    temperatureV: getter('nvmlDeviceGetTemperatureV'),
    temperature: optional('nvmlDeviceGetTemperature', POINTER, INT, POINTER),
    clockInfo: optional('nvmlDeviceGetClockInfo', POINTER, INT, POINTER),
    utilizationRates: getter('nvmlDeviceGetUtilizationRates'),
    memoryInfoV2: getter('nvmlDeviceGetMemoryInfo_v2'),
    memoryInfo: getter('nvmlDeviceGetMemoryInfo'),
    enforcedPowerLimit: getter('nvmlDeviceGetEnforcedPowerLimit'),
    powerManagementLimit: getter('nvmlDeviceGetPowerManagementLimit'),
    powerManagementDefaultLimit: getter('nvmlDeviceGetPowerManagementDefaultLimit'),
    powerManagementLimitConstraints: pair('nvmlDeviceGetPowerManagementLimitConstraints'),
    currentClocksEventReasons: getter('nvmlDeviceGetCurrentClocksEventReasons'),
    currentClocksThrottleReasons: getter('nvmlDeviceGetCurrentClocksThrottleReasons'),
    computeRunningProcesses: processList('nvmlDeviceGetComputeRunningProcesses'),
    graphicsRunningProcesses: processList('nvmlDeviceGetGraphicsRunningProcesses'),
    processUtilization: optional('nvmlDeviceGetProcessUtilization', POINTER, POINTER, POINTER, U64),
    performanceState: getter('nvmlDeviceGetPerformanceState'),
    persistenceMode: getter('nvmlDeviceGetPersistenceMode'),
    migMode: pair('nvmlDeviceGetMigMode'),
    driverModel: pair('nvmlDeviceGetDriverModel_v2') ?? pair('nvmlDeviceGetDriverModel'),
  };
}
