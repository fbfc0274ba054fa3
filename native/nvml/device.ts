// One GPU: its names, and a function for each quantity. Buffers are made once, so that a reading allocates next to nothing.
import type { Bindings, Handle } from './bindings.ts';
import { eventReasonNames, type NvmlEventReason } from './event-reasons.ts';
import { identityOf, type NvmlIdentity } from './identity.ts';
import { memoryMetric, type NvmlMemory } from './memory.ts';
import {
  type DeviceLink,
  firstSupported,
  type Metric,
  metric,
  type NvmlReading,
  type SinceMetric,
} from './metric.ts';
import {
  driverModel,
  migMode,
  type NvmlDriverModel,
  type NvmlMigMode,
  performanceState,
  persistenceMode,
} from './modes.ts';
import { type NvmlPowerField, type NvmlPowerScope, powerField, powersTogether } from './power-fields.ts';
import { type NvmlPowerLimits, powerLimits } from './power-limits.ts';
import { type NvmlPowerSample, powerSamples } from './power-samples.ts';
import { type NvmlProcessUtilisation, processUtilisation } from './process-utilisation.ts';
import { type NvmlProcess, processesMetric } from './processes.ts';
import { chipTemperature, memoryTemperature } from './temperatures.ts';
import { type NvmlThrottleTimes, throttleTimes } from './throttle-times.ts';
import { wattsOf } from './units.ts';

export interface NvmlDevice extends NvmlIdentity {
  /** The driver's general power value in watts: a 1 s average on Ampere (except A100) and newer, else instantaneous. */
  readonly power: Metric;
  /** Field 186 in watts: averaged over the sensor's own short window. */
  readonly powerInstant: Metric;
  /** Field 185 in watts: averaged over 1 s. */
  readonly powerAverage: Metric;
  /** Either field for another part of the board, in watts. Few cards have them; see {@link NvmlPowerScope}. */
  readonly powerOf: (averaged: boolean, scope: NvmlPowerScope) => Metric;
  /** Several power fields in one driver call, in watts. The answer is filled anew by the next call: copy what is kept. */
  readonly powersTogether: (fields: readonly NvmlPowerField[]) => () => readonly NvmlReading[];
  /** The samples that the driver keeps by itself, newer than a stamp; some seconds' worth. Not for the sampling loop. */
  readonly powerSamples: SinceMetric<readonly NvmlPowerSample[]>;
  /** Joules since the driver was loaded (Volta and newer). Differences mean energy; it falls when the driver reloads. */
  readonly totalEnergy: Metric;
  /** Degrees Celsius. */
  readonly temperature: Metric;
  /** Degrees Celsius of the memory, where it has a sensor. */
  readonly memoryTemperature: Metric;
  /** MHz. */
  readonly clockSm: Metric;
  readonly clockMemory: Metric;
  /** Per cent of the driver's last window (1/6 to 1 s) in which a kernel ran. Not told while MIG is on. */
  readonly utilisation: Metric;
  readonly memory: Metric<NvmlMemory>;
  /** The limit in force, in watts. */
  readonly powerLimit: Metric;
  readonly powerLimits: Metric<NvmlPowerLimits>;
  /** Bit mask: 1 idle, 2 clock setting, 4 power cap, 8 hardware slow-down, 0x20 and 0x40 thermal, 0x80 power brake. */
  readonly throttleReasons: Metric;
  /** The same by name. */
  readonly eventReasons: Metric<readonly NvmlEventReason[]>;
  readonly throttleTimes: Metric<NvmlThrottleTimes>;
  /** 0 (fastest) to 15. */
  readonly performanceState: Metric;
  readonly persistenceMode: Metric<boolean>;
  readonly migMode: Metric<NvmlMigMode>;
  readonly driverModel: Metric<NvmlDriverModel>;
  /** Processes that compute on the GPU. A slow call (milliseconds): not for the sampling loop. */
  readonly processes: Metric<readonly NvmlProcess[]>;
  /** Processes that draw with the GPU. As slow. */
  readonly graphicsProcesses: Metric<readonly NvmlProcess[]>;
  /** What each process used of the engines, newer than a stamp. As slow. */
  readonly processUtilisation: SinceMetric<readonly NvmlProcessUtilisation[]>;
}

const CLOCK = { sm: 1, memory: 2 } as const;

/** Binds the metrics of one device; asks the driver for its names only. */
export function openDevice(nvml: Bindings, index: number, link: DeviceLink): NvmlDevice {
  const word = new Uint32Array(2);
  const long = new BigUint64Array(1);

  const unsigned = (
    call: ((handle: Handle, out: Uint32Array) => number) | null,
    value = (): number | null => word[0] ?? null,
  ): Metric => metric(link, { call: call && ((handle) => call(handle, word)), value });
  const watts = (call: Bindings['powerUsage']): Metric => unsigned(call, () => wattsOf(word[0]));
  const mask = <T>(call: Bindings['eventReasons'], value: (mask: number) => T): Metric<T> =>
    metric(link, { call: call && ((handle) => call(handle, long)), value: () => value(Number(long[0])) });
  const { clockInfo, totalEnergy } = nvml;
  const clock = (type: number): Metric =>
    unsigned(clockInfo && ((handle, out) => clockInfo(handle, type, out)));
  const reasons = <T>(value: (mask: number) => T): Metric<T> =>
    firstSupported(mask(nvml.eventReasons, value), mask(nvml.throttleReasons, value));
  const powerOf = (averaged: boolean, scope: NvmlPowerScope): Metric =>
    powerField(nvml, link, { averaged, scope });

  return {
    ...identityOf(nvml, index, link),
    power: watts(nvml.powerUsage),
    powerInstant: powerOf(false, 'gpu'),
    powerAverage: powerOf(true, 'gpu'),
    powerOf,
    powersTogether: (fields) => powersTogether(nvml, link, fields),
    powerSamples: powerSamples(nvml, link),
    totalEnergy: metric(link, {
      call: totalEnergy && ((handle) => totalEnergy(handle, long)),
      value: () => (long[0] ? Number(long[0]) / 1e3 : null),
    }),
    temperature: chipTemperature(nvml, link),
    memoryTemperature: memoryTemperature(nvml, link),
    clockSm: clock(CLOCK.sm),
    clockMemory: clock(CLOCK.memory),
    utilisation: unsigned(nvml.utilisation),
    memory: memoryMetric(nvml, link),
    powerLimit: firstSupported(watts(nvml.enforcedLimit), watts(nvml.managementLimit)),
    powerLimits: powerLimits(nvml, link),
    throttleReasons: reasons((bits) => bits),
    eventReasons: reasons(eventReasonNames),
    throttleTimes: throttleTimes(nvml, link),
    performanceState: performanceState(nvml, link),
    persistenceMode: persistenceMode(nvml, link),
    migMode: migMode(nvml, link),
    driverModel: driverModel(nvml, link),
    processes: processesMetric(nvml.computeProcesses, link),
    graphicsProcesses: processesMetric(nvml.graphicsProcesses, link),
    processUtilisation: processUtilisation(nvml, link),
  };
}
