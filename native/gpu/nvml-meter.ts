// NVIDIA GPUs as a meter: the energy counter where the card has one, power readings, and how far to trust each.
import { type Nvml, type NvmlDevice, NvmlError, openNvml } from 'node-nvml';
import { messageOf } from '../../core/errors.ts';
import type { MachineInventory } from '../../core/machine/inventory.ts';
import type { GpuState, Meter, SourceReport } from '../../core/source.ts';
import { callTape } from '../collector/call-tape.ts';
import { gpuProcesses } from './processes.ts';
import { type GpuReader, openGpu } from './reader.ts';
import { noGpuReport, sensorNote } from './source.ts';
import { type CudaVariables, NO_CUDA_VARIABLES, visibilityNote } from './visibility.ts';

export interface OpenedNvml {
  /** Null without a readable GPU. */
  readonly meter: Meter | null;
  /** One row per source of each GPU, or a single row `nvml` with the reason why there is none. */
  readonly reports: readonly SourceReport[];
  readonly gpus: MachineInventory['gpus'];
}

/** Hz. No card's sensor refreshes more often than about every 10 ms, and every call takes the driver's lock. */
const MOST_HZ = 100;

/** Opens NVML: the given library, or the driver's. Never throws: anything missing is reported. */
export function openNvmlMeter(library: string | null, cuda: CudaVariables = NO_CUDA_VARIABLES): OpenedNvml {
  let nvml: Nvml;
  let place = '';
  try {
    // The door is first called once the library is open and its path is known.
    nvml = openNvml({
      ...(library === null ? {} : { library }),
      door: (call, make) => callTape.pass({ kind: 'ask_device', library: place, ...call }, make),
    });
    place = nvml.library;
  } catch (error) {
    return { meter: null, gpus: [], reports: [noGpuReport(messageOf(error), fixFor(error))] };
  }

  const gpus = nvml.devices.map((device) => openGpu(device, nameOf(nvml.devices, device)));
  const reports = gpus.flatMap((gpu) => reportsOf(gpu, visibilityNote(nvml.devices, gpu.device, cuda)));
  for (const { index, code } of nvml.refused) {
    reports.push(noGpuReport(`the driver refuses to open GPU ${index}: ${code}`, null, `nvml:${index}`));
  }
  if (reports.length === 0) reports.push(noGpuReport('the NVIDIA driver is loaded but shows no GPU', null));

  const inventory = nvml.devices.map((device) => ({
    name: device.name,
    uuid: device.uuid,
    driver: nvml.driver_version,
    memory_b: device.memoryInfo().value?.total_b ?? null,
    power_limit_w: powerLimitOf(device),
  }));
  const readable = gpus.filter(({ sources }) => sources.length > 0);
  if (readable.length === 0) nvml.close();
  return { meter: readable.length === 0 ? null : meterOf(readable, nvml), reports, gpus: inventory };
}

/** The device's name, numbered where several cards share it, so that their readings can be distinguished. */
function nameOf(devices: readonly NvmlDevice[], device: NvmlDevice): string {
  const alike = devices.filter(({ name }) => name === device.name);
  return alike.length === 1 ? device.name : `${device.name} #${alike.indexOf(device) + 1}`;
}

function reportsOf({ device, main, sources }: GpuReader, hidden: string | null): SourceReport[] {
  if (sources.length === 0) {
    return [{ ...main, available: false, reason: 'this card reports neither power nor energy', fix: null }];
  }
  const notes = [hidden, sensorNote(device), device.migMode().value?.on ? MIG_NOTE : null];
  return sources.map((source) => ({
    ...source,
    available: true,
    reason: source.id === main.id ? notes.filter((note) => note !== null).join('; ') || null : null,
    fix: null,
  }));
}

const MIG_NOTE =
  'MIG is on: power and energy are for the whole card, not one instance, and the driver reports no utilisation';

/** The limit in force, watts; on drivers that do not report it, the limit that was set. */
function powerLimitOf(device: NvmlDevice): number | null {
  const enforced = device.enforcedPowerLimit();
  return enforced.problem === 'not_supported' ? device.powerManagementLimit().value : enforced.value;
}

function stateOf({ device, main }: GpuReader): GpuState {
  return {
    device: main.device,
    temp_c: device.temperature().value,
    clock_sm_mhz: device.clockInfo('sm').value,
    clock_mem_mhz: device.clockInfo('mem').value,
    util_pct: device.utilizationRates().value?.gpu_pct ?? null,
    memory_used_b: device.memoryInfo().value?.used_b ?? null,
    throttle_reasons: device.currentClocksEventReasons().value,
    power_limit_w: powerLimitOf(device),
    performance_state: device.performanceState().value,
  };
}

function meterOf(gpus: readonly GpuReader[], nvml: Nvml): Meter {
  // The rows stay the same objects: each reading overwrites them.
  const rows = gpus.flatMap((gpu) => gpu.rows);
  const processes = gpus.map(({ device, main }) => gpuProcesses(nvml, device, main.device));
  return {
    sources: gpus.flatMap(({ sources }) => sources),
    most_hz: MOST_HZ,
    is_taped: true,
    read() {
      for (const gpu of gpus) gpu.read();
      return rows;
    },
    readState: () => gpus.map(stateOf),
    readProcesses: () => processes.flatMap((ask) => ask()),
    close: () => nvml.close(),
  };
}

function fixFor(error: unknown): string | null {
  if (!(error instanceof NvmlError)) return null;
  switch (error.code) {
    case 'LIBRARY_NOT_FOUND':
      return "with an NVIDIA GPU, install NVIDIA's driver or set WATTPROOF_NVML_LIBRARY to its library; otherwise there is nothing to do";
    case 'NOT_NVML':
      return 'set WATTPROOF_NVML_LIBRARY to the driver library (libnvidia-ml.so.1, nvml.dll), or unset it';
    case 'DRIVER_NOT_LOADED':
      return 'sudo modprobe nvidia, or reinstall the driver for the running kernel';
    case 'LIB_RM_VERSION_MISMATCH':
      return 'restart the machine';
    default:
      return null;
  }
}
