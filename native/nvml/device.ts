// One GPU: its names, and a function for each quantity. Buffers are allocated once, so that a reading costs almost none.
import type { Bindings } from './bindings.ts';
import { clockInfo, currentClocksEventReasons, type NvmlClockType } from './clocks.ts';
import { identityOf, type NvmlIdentity } from './identity.ts';
import { memoryInfo, type NvmlMemoryInfo } from './memory-info.ts';
import { type DeviceLink, type Metric, metric, type NvmlReading, type SinceMetric } from './metric.ts';
import {
  driverModel,
  migMode,
  type NvmlDriverModel,
  type NvmlMigMode,
  performanceState,
  persistenceMode,
} from './modes.ts';
import { type NvmlPowerField, powerField, powerFields } from './power/fields.ts';
import { type NvmlPowerLimitConstraints, powerLimitConstraints, watts } from './power/limits.ts';
import { type NvmlPowerSample, totalPowerSamples } from './power/samples.ts';
import { type NvmlProcessInfo, runningProcesses } from './running-processes.ts';
import { chipTemperature, memoryTemp } from './temperatures.ts';
import { type NvmlThrottleTimes, throttleTimes } from './throttle-times.ts';
import {
  type NvmlProcessUtilization,
  type NvmlUtilization,
  processUtilization,
  utilizationRates,
} from './utilization.ts';

/** `nvmlDeviceGetX` and the field `NVML_FI_DEV_X` are `x()`; functions that join several fields have their own names. */
export interface NvmlDevice extends NvmlIdentity {
  /** Watts by nvmlDeviceGetPowerUsage: a 1 s average on Ampere (except A100) and newer, else instantaneous. */
  readonly powerUsage: Metric;
  /** Watts of field 186, NVML_FI_DEV_POWER_INSTANT: averaged over the sensor's own short window. */
  readonly powerInstant: Metric;
  /** Watts of field 185, NVML_FI_DEV_POWER_AVERAGE: averaged over 1 s. */
  readonly powerAverage: Metric;
  /** Binds either field for one part of the board, in watts. Few cards have more than the GPU; see NvmlPowerScope. */
  readonly powerField: (field: NvmlPowerField) => Metric;
  /** Binds several such fields to one driver call, in watts. The next call overwrites the answer: copy what you keep. */
  readonly powerFields: (fields: readonly NvmlPowerField[]) => () => readonly NvmlReading[];
  /** The driver's own power samples newer than a time stamp, from a ring of a few seconds. Not for the sampling loop. */
  readonly totalPowerSamples: SinceMetric<readonly NvmlPowerSample[]>;
  /** Joules since the driver was loaded (Volta and newer). Use differences; it falls when the driver reloads. */
  readonly totalEnergyConsumption: Metric;
  /** Degrees Celsius of the GPU. */
  readonly temperature: Metric;
  /** Degrees Celsius of the memory, where it has a sensor: field 82, NVML_FI_DEV_MEMORY_TEMP. */
  readonly memoryTemp: Metric;
  /** MHz of one clock: `graphics`, `sm`, `mem` or `video`. Throws a RangeError for any other word. */
  readonly clockInfo: (type: NvmlClockType) => NvmlReading;
  /** Per cent of the driver's last sample period. Not supported while MIG is on. */
  readonly utilizationRates: Metric<NvmlUtilization>;
  /** Bytes. */
  readonly memoryInfo: Metric<NvmlMemoryInfo>;
  /** Watts: the limit in force, the lowest of all limits. */
  readonly enforcedPowerLimit: Metric;
  /** Watts: the limit set by `nvidia-smi -pl` or at start. Laptops have only the enforced limit. */
  readonly powerManagementLimit: Metric;
  /** Watts: the factory limit. */
  readonly powerManagementDefaultLimit: Metric;
  /** Watts: the range in which the limit can be set. */
  readonly powerManagementLimitConstraints: Metric<NvmlPowerLimitConstraints>;
  /** Bit mask of the reasons that limit the clocks, 0 for none; `eventReasonNames` names its bits. */
  readonly currentClocksEventReasons: Metric;
  /** Nanoseconds for which each limit has reduced the clocks since the driver was loaded. */
  readonly throttleTimes: Metric<NvmlThrottleTimes>;
  /** 0 (fastest) to 15. */
  readonly performanceState: Metric;
  /** True: the driver stays loaded without users. */
  readonly persistenceMode: Metric<boolean>;
  readonly migMode: Metric<NvmlMigMode>;
  /** Windows only. */
  readonly driverModel: Metric<NvmlDriverModel>;
  /** Processes that compute on the GPU. A slow call (milliseconds): not for the sampling loop. */
  readonly computeRunningProcesses: Metric<readonly NvmlProcessInfo[]>;
  /** Processes that use the GPU for graphics. Equally slow. */
  readonly graphicsRunningProcesses: Metric<readonly NvmlProcessInfo[]>;
  /** Use of the engines by each process, newer than a time stamp. Equally slow. */
  readonly processUtilization: SinceMetric<readonly NvmlProcessUtilization[]>;
}

/** Binds the metrics of one device; reads only its names from the driver. */
export function openDevice(nvml: Bindings, index: number, link: DeviceLink): NvmlDevice {
  return {
    ...identityOf(nvml, index, link),
    powerUsage: watts(nvml.powerUsage, link),
    powerInstant: powerField(nvml, link, { averaged: false, scope: 'gpu' }),
    powerAverage: powerField(nvml, link, { averaged: true, scope: 'gpu' }),
    powerField: (field) => powerField(nvml, link, field),
    powerFields: (fields) => powerFields(nvml, link, fields),
    totalPowerSamples: totalPowerSamples(nvml, link),
    totalEnergyConsumption: totalEnergyConsumption(nvml, link),
    temperature: chipTemperature(nvml, link),
    memoryTemp: memoryTemp(nvml, link),
    clockInfo: clockInfo(nvml, link),
    utilizationRates: utilizationRates(nvml, link),
    memoryInfo: memoryInfo(nvml, link),
    enforcedPowerLimit: watts(nvml.enforcedPowerLimit, link),
    powerManagementLimit: watts(nvml.powerManagementLimit, link),
    powerManagementDefaultLimit: watts(nvml.powerManagementDefaultLimit, link),
    powerManagementLimitConstraints: powerLimitConstraints(nvml, link),
    currentClocksEventReasons: currentClocksEventReasons(nvml, link),
    throttleTimes: throttleTimes(nvml, link),
    performanceState: performanceState(nvml, link),
    persistenceMode: persistenceMode(nvml, link),
    migMode: migMode(nvml, link),
    driverModel: driverModel(nvml, link),
    computeRunningProcesses: runningProcesses(nvml.computeRunningProcesses, link),
    graphicsRunningProcesses: runningProcesses(nvml.graphicsRunningProcesses, link),
    processUtilization: processUtilization(nvml, link),
  };
}

function totalEnergyConsumption({ totalEnergyConsumption: call }: Bindings, link: DeviceLink): Metric {
  const out_mj = new BigUint64Array(1);
  return metric(link, {
    call: call && ((handle) => call(handle, out_mj)),
    value: () => (out_mj[0] ? Number(out_mj[0]) / 1e3 : null),
  });
}
