// NVIDIA GPUs as a meter: the energy counter where the card has one, the powers beside it, and what each is worth.
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
  /** One row per source of each GPU, or the one row `nvml` that says why there is none. */
  readonly reports: readonly SourceReport[];
  readonly gpus: MachineInventory['gpus'];
}

/** No card's sensor is refreshed oftener than every 10 ms or so, and every call takes the driver's lock, Hz. */
const MOST_HZ = 100;

/** Opens NVML (the library named, or the driver's). Never throws: what is missing is reported. */
export function openNvmlMeter(library: string | null, cuda: CudaVariables = NO_CUDA_VARIABLES): OpenedNvml {
  let nvml: Nvml;
  let place = '';
  try {
    // The door is asked once the library is open and has told its name.
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
    reports.push(noGpuReport(`the driver will not open GPU ${index}: ${code}`, null, `nvml:${index}`));
  }
  if (reports.length === 0) reports.push(noGpuReport('the NVIDIA driver is there and shows no GPU', null));

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

/** The device's name, with a number where several cards share it, so that their readings can be told apart. */
function nameOf(devices: readonly NvmlDevice[], device: NvmlDevice): string {
  const alike = devices.filter(({ name }) => name === device.name);
  return alike.length === 1 ? device.name : `${device.name} #${alike.indexOf(device) + 1}`;
}

function reportsOf({ device, main, sources }: GpuReader, hidden: string | null): SourceReport[] {
  if (sources.length === 0) {
    return [{ ...main, available: false, reason: 'this card tells neither power nor energy', fix: null }];
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
  'MIG is on: power and energy are those of the whole card, whichever instance computes, and the driver does not tell how busy it is';

/** Watts of the limit in force; on drivers that do not tell it, of the limit that was set. */
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
  // The rows are the same objects for ever: reading fills them anew.
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
