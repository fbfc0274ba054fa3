// One GPU: its names, and a function for each quantity. Buffers are made once, so that a reading allocates next to nothing.
import { architectureName } from './architectures.ts';
import type { Bindings, Handle } from './bindings.ts';
import { FIELD, fieldBuffer, fieldCode, fieldValue } from './field-values.ts';
import { type DeviceLink, firstSupported, type Metric, metric } from './metric.ts';
import { type NvmlProcess, processesMetric } from './processes.ts';
import { textOf, untilZero } from './texts.ts';

export interface NvmlMemory {
  readonly total_b: number;
  readonly used_b: number;
}

export interface NvmlDevice {
  readonly index: number;
  readonly name: string;
  /** `GPU-...`, stable across reboots; null when the driver does not tell. */
  readonly uuid: string | null;
  readonly pci_bus_id: string | null;
  /** `Ampere`, `Ada`, ...; null for older drivers and newer cards. */
  readonly architecture: string | null;
  /** The driver's general power value in watts: a 1 s average on Ampere (except A100) and newer, else instantaneous. */
  readonly power: Metric;
  /** Field 186 in watts: averaged over the sensor's own short window. */
  readonly powerInstant: Metric;
  /** Field 185 in watts: averaged over 1 s. */
  readonly powerAverage: Metric;
  /** Joules since the driver was loaded (Volta and newer). Differences mean energy; it falls when the driver reloads. */
  readonly totalEnergy: Metric;
  /** Degrees Celsius. */
  readonly temperature: Metric;
  readonly clockSm: Metric;
  readonly clockMemory: Metric;
  /** Per cent of the driver's last window in which a kernel ran. */
  readonly utilisation: Metric;
  readonly memory: Metric<NvmlMemory>;
  /** The limit in force, in watts. */
  readonly powerLimit: Metric;
  /** Bit mask: 1 idle, 2 clock setting, 4 power cap, 8 hardware slow-down, 0x20 and 0x40 thermal, 0x80 power brake. */
  readonly throttleReasons: Metric;
  /** Processes that compute on the GPU. A slow call (milliseconds): not for the sampling loop. */
  readonly processes: Metric<readonly NvmlProcess[]>;
}

const CLOCK = { sm: 1, memory: 2 } as const;
const GPU_SENSOR = 0;
/** Structures that carry their version tell it as size | version << 24. */
const TEMPERATURE_V1 = 12 | (1 << 24);
const MEMORY_V2 = 40n | (2n << 24n);
const PCI_INFO = { size: 68, bus_id: 36 } as const;

/** Watts of a power in milliwatts; null for 0, which no powered card draws: the driver's way of having no value. */
const wattsOf = (power_mw: number | null): number | null => (power_mw ? power_mw / 1e3 : null);

/** Binds the metrics of one device; asks the driver for its names only. */
export function openDevice(nvml: Bindings, index: number, link: DeviceLink): NvmlDevice {
  const word = new Uint32Array(1);
  const long = new BigUint64Array(1);

  const unsigned = (
    call: ((handle: Handle, out: Uint32Array) => number) | null,
    value = (): number | null => word[0] ?? null,
  ) => metric(link, { call: call && ((handle) => call(handle, word)), value });
  const watts = (call: ((handle: Handle, out: Uint32Array) => number) | null) =>
    unsigned(call, () => wattsOf(word[0] ?? null));
  const mask = (call: ((handle: Handle, out: BigUint64Array) => number) | null) =>
    metric(link, { call: call && ((handle) => call(handle, long)), value: () => Number(long[0]) });

  const { fieldValues, temperature, clockInfo, totalEnergy, name, uuid, pciInfo } = nvml;
  const field = (id: number): Metric => {
    const buffer = fieldBuffer(id);
    return metric(link, {
      call: fieldValues && ((handle) => fieldValues(handle, 1, buffer) || fieldCode(buffer)),
      value: () => wattsOf(fieldValue(buffer)),
    });
  };
  const clock = (type: number): Metric =>
    unsigned(clockInfo && ((handle, out) => clockInfo(handle, type, out)));

  const pci = Buffer.alloc(PCI_INFO.size);
  const architecture = unsigned(nvml.architecture)().value;
  return {
    index,
    name: textOf(name && ((text, length) => name(link.handle, text, length))) ?? `NVIDIA GPU ${index}`,
    uuid: textOf(uuid && ((text, length) => uuid(link.handle, text, length))),
    pci_bus_id: pciInfo?.(link.handle, pci) === 0 ? untilZero(pci.subarray(PCI_INFO.bus_id)) : null,
    architecture: architecture === null ? null : architectureName(architecture),
    power: watts(nvml.powerUsage),
    powerInstant: field(FIELD.power_instant),
    powerAverage: field(FIELD.power_average),
    totalEnergy: metric(link, {
      call: totalEnergy && ((handle) => totalEnergy(handle, long)),
      value: () => (long[0] ? Number(long[0]) / 1e3 : null),
    }),
    temperature: firstSupported(
      temperatureV(nvml, link),
      unsigned(temperature && ((handle, out) => temperature(handle, GPU_SENSOR, out))),
    ),
    clockSm: clock(CLOCK.sm),
    clockMemory: clock(CLOCK.memory),
    utilisation: utilisationOf(nvml, link),
    memory: firstSupported(memoryV2(nvml, link), memoryV1(nvml, link)),
    powerLimit: firstSupported(watts(nvml.enforcedLimit), watts(nvml.managementLimit)),
    throttleReasons: firstSupported(mask(nvml.eventReasons), mask(nvml.throttleReasons)),
    processes: processesMetric(nvml, link),
  };
}

function temperatureV({ temperatureV: call }: Bindings, link: DeviceLink): Metric {
  const inout = new Uint32Array([TEMPERATURE_V1, GPU_SENSOR, 0]);
  return metric(link, { call: call && ((handle) => call(handle, inout)), value: () => (inout[2] ?? 0) | 0 });
}

function utilisationOf({ utilisation: call }: Bindings, link: DeviceLink): Metric {
  const out = new Uint32Array(2);
  return metric(link, { call: call && ((handle) => call(handle, out)), value: () => out[0] ?? null });
}

function memoryV2({ memoryV2: call }: Bindings, link: DeviceLink): Metric<NvmlMemory> {
  // version, total, reserved, free, used
  const inout = new BigUint64Array([MEMORY_V2, 0n, 0n, 0n, 0n]);
  const value = () => ({ total_b: Number(inout[1]), used_b: Number(inout[4]) });
  return metric(link, { call: call && ((handle) => call(handle, inout)), value });
}

function memoryV1({ memory: call }: Bindings, link: DeviceLink): Metric<NvmlMemory> {
  // total, free, used
  const out = new BigUint64Array(3);
  const value = () => ({ total_b: Number(out[0]), used_b: Number(out[2]) });
  return metric(link, { call: call && ((handle) => call(handle, out)), value });
}
