// NVIDIA GPUs as a meter: the energy counter where the card has one, the power beside it, and what each is worth.
import { type NvmlDevice, NvmlError, type NvmlProblem, openNvml } from 'node-nvml';
import type { MachineInventory } from '../core/documents.ts';
import { messageOf } from '../core/errors.ts';
import type { GpuState, Meter, ReadFlag, Reading, Source, SourceReport } from '../core/source.ts';
import { gpuSource, noGpuReport, sensorNote } from './gpu-source.ts';

export interface OpenedNvml {
  /** Null without a readable GPU. */
  readonly meter: Meter | null;
  /** One row per GPU, or the one row `nvml` that says why there is none. */
  readonly reports: readonly SourceReport[];
  readonly gpus: MachineInventory['gpus'];
}

/** No card's sensor is refreshed oftener than every 10 ms or so, and every call takes the driver's lock, Hz. */
const MOST_HZ = 100;

/** A device that answers, and how it is read. */
interface Gpu {
  readonly device: NvmlDevice;
  readonly source: Source;
  readonly has_counter: boolean;
  /** Null for a card that tells its energy alone. */
  readonly power: NvmlDevice['power'] | null;
}

/** Opens NVML (the library named, or the driver's). Never throws: what is missing is reported. */
export function openNvmlMeter(library: string | null): OpenedNvml {
  let nvml: ReturnType<typeof openNvml>;
  try {
    nvml = openNvml(library === null ? {} : { library });
  } catch (error) {
    return { meter: null, gpus: [], reports: [noGpuReport(messageOf(error), fixFor(error))] };
  }

  const gpus: Gpu[] = [];
  const reports: SourceReport[] = [];
  for (const device of nvml.devices) {
    const gpu = probe(device, namesOf(nvml.devices, device));
    if (gpu.has_counter || gpu.power !== null) gpus.push(gpu);
    reports.push({
      ...gpu.source,
      available: gpu.has_counter || gpu.power !== null,
      reason:
        gpu.has_counter || gpu.power !== null
          ? sensorNote(device)
          : 'this card tells neither power nor energy',
      fix: null,
    });
  }
  for (const { index, code } of nvml.refused) {
    reports.push(noGpuReport(`the driver will not open GPU ${index}: ${code}`, null, `nvml:${index}`));
  }
  if (reports.length === 0) reports.push(noGpuReport('the NVIDIA driver is there and shows no GPU', null));
  if (gpus.length === 0) nvml.close();

  const inventory = nvml.devices.map((device) => ({
    name: device.name,
    uuid: device.uuid,
    driver: nvml.driver_version,
    memory_b: device.memory().value?.total_b ?? null,
    power_limit_w: device.powerLimit().value,
  }));
  return { meter: gpus.length === 0 ? null : meterOf(gpus, () => nvml.close()), reports, gpus: inventory };
}

/** The device's name, with a number where several cards share it, so that their readings can be told apart. */
function namesOf(devices: readonly NvmlDevice[], device: NvmlDevice): string {
  const alike = devices.filter(({ name }) => name === device.name);
  return alike.length === 1 ? device.name : `${device.name} #${alike.indexOf(device) + 1}`;
}

/** Asks each way of reading once: a field that answers 0 or nothing now is one this card does not have. */
function probe(device: NvmlDevice, name: string): Gpu {
  const has_counter = device.totalEnergy().value !== null;
  const instant = device.powerInstant().value !== null;
  const general = device.power();
  // A card that is momentarily without a power value keeps the general call: it may answer the next time.
  const has_power = general.problem !== 'not_supported' && general.problem !== 'no_permission';
  const power = instant ? device.powerInstant : has_power ? device.power : null;
  return { device, has_counter, power, source: gpuSource(device, { name, has_counter, instant }) };
}

const FLAGS: Record<NvmlProblem, ReadFlag> = {
  not_supported: 'not_supported',
  no_permission: 'no_permission',
  no_data: 'read_failed',
  zero_reading: 'zero_reading',
  device_lost: 'device_lost',
  failed: 'read_failed',
};

function readGpu({ device, has_counter, power }: Gpu): Reading {
  const watts = power?.();
  const energy = has_counter ? device.totalEnergy() : undefined;
  const problem =
    energy?.problem === 'device_lost' ? 'device_lost' : (watts?.problem ?? energy?.problem ?? null);
  return {
    power_w: watts?.value ?? null,
    energy_j: energy?.value ?? null,
    flag: problem === null ? null : FLAGS[problem],
  };
}

function stateOf({ device, source }: Gpu): GpuState {
  return {
    device: source.device,
    temp_c: device.temperature().value,
    clock_sm_mhz: device.clockSm().value,
    clock_mem_mhz: device.clockMemory().value,
    util_pct: device.utilisation().value,
    memory_used_b: device.memory().value?.used_b ?? null,
    throttle_reasons: device.throttleReasons().value,
    power_limit_w: device.powerLimit().value,
    performance_state: null,
  };
}

function meterOf(gpus: readonly Gpu[], close: () => void): Meter {
  return {
    sources: gpus.map(({ source }) => source),
    most_hz: MOST_HZ,
    read: () => gpus.map(readGpu),
    readState: () => gpus.map(stateOf),
    readProcesses: () => [],
    close,
  };
}

function fixFor(error: unknown): string | null {
  if (!(error instanceof NvmlError)) return null;
  switch (error.code) {
    case 'LIBRARY_NOT_FOUND':
      return "install NVIDIA's driver, or name its library in WATTPROOF_NVML_LIBRARY; without an NVIDIA GPU there is nothing to do";
    case 'NOT_NVML':
      return 'name the driver library (libnvidia-ml.so.1, nvml.dll) in WATTPROOF_NVML_LIBRARY, or unset it';
    case 'DRIVER_NOT_LOADED':
      return 'sudo modprobe nvidia, or reinstall the driver for the running kernel';
    case 'LIB_RM_VERSION_MISMATCH':
      return 'restart the machine';
    default:
      return null;
  }
}
