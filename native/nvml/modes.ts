// Device modes that change what its numbers mean.
import type { Bindings } from './bindings.ts';
import { type DeviceLink, type Metric, metric } from './metric.ts';

/** State of partitioning into instances (MIG). */
export interface NvmlMigMode {
  readonly on: boolean;
  /** The mode after the next reset. */
  readonly pending_on: boolean;
}

/** Windows' driver models: WDDM draws the desktop and manages memory itself, TCC and MCDM are for compute only. */
export type NvmlDriverModel = 'WDDM' | 'TCC' | 'MCDM';

/** NVML's value for an unknown performance state. */
const UNKNOWN_STATE = 32;
const DRIVER_MODELS: readonly NvmlDriverModel[] = ['WDDM', 'TCC', 'MCDM'];

/** 0 (fastest) to 15 (slowest). */
export function performanceState({ performanceState: call }: Bindings, link: DeviceLink): Metric {
  const out = new Uint32Array(1);
  return metric(link, {
    call: call && ((handle) => call(handle, out)),
    value: () => (out[0] === UNKNOWN_STATE ? null : (out[0] ?? null)),
    empty: 'no_data',
  });
}

/** True when the driver stays loaded without users; otherwise opening a device takes seconds. */
export function persistenceMode({ persistenceMode: call }: Bindings, link: DeviceLink): Metric<boolean> {
  const out = new Uint32Array(1);
  return metric(link, { call: call && ((handle) => call(handle, out)), value: () => out[0] === 1 });
}

/** `not_supported` on cards without MIG. */
export function migMode({ migMode: call }: Bindings, link: DeviceLink): Metric<NvmlMigMode> {
  const [current, pending] = [new Uint32Array(1), new Uint32Array(1)];
  return metric(link, {
    call: call && ((handle) => call(handle, current, pending)),
    value: () => ({ on: current[0] === 1, pending_on: pending[0] === 1 }),
  });
}

/** Windows only: `not_supported` elsewhere. */
export function driverModel({ driverModel: call }: Bindings, link: DeviceLink): Metric<NvmlDriverModel> {
  const [current, pending] = [new Uint32Array(1), new Uint32Array(1)];
  return metric(link, {
    call: call && ((handle) => call(handle, current, pending)),
    value: () => DRIVER_MODELS[current[0] ?? -1] ?? null,
    empty: 'no_data',
  });
}
