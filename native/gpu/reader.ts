// One GPU as the sampler reads it: finds which power and energy calls answer, then reads them all in two driver calls.
import type { NvmlDevice, NvmlPowerField, NvmlProblem, NvmlReading } from 'node-nvml';
import type { ReadFlag, Reading, Source } from '../../core/source.ts';
import { averageSource, gpuSource, type PowerCall, scopeSource } from './source.ts';

export interface GpuReader {
  readonly device: NvmlDevice;
  /** The main source first; empty for a card that reports neither power nor energy. */
  readonly sources: readonly Source[];
  /** Description of the main source, even when it cannot be read. */
  readonly main: Source;
  /** One row per source, overwritten by `read`. */
  readonly rows: readonly Reading[];
  readonly read: () => void;
}

const GPU_INSTANT: NvmlPowerField = { averaged: false, scope: 'gpu' };
const GPU_AVERAGE: NvmlPowerField = { averaged: true, scope: 'gpu' };

/** Tries each way of reading once: this card lacks any field that now answers 0 or nothing. */
export function openGpu(device: NvmlDevice, name: string): GpuReader {
  const has_counter = device.totalEnergyConsumption().value !== null;
  const power = powerCall(device);
  const main = gpuSource(device, { name, has_counter, power });
  const readable = has_counter || power !== null;

  const fields: NvmlPowerField[] = power === 'instant' ? [GPU_INSTANT] : [];
  const sources: Source[] = readable ? [main] : [];
  if (readable && device.powerAverage().value !== null) {
    fields.push(GPU_AVERAGE);
    sources.push(averageSource(main));
  }
  for (const scope of readable ? (['module', 'memory'] as const) : []) {
    const field = scopeField(device, scope);
    if (field === null) continue;
    fields.push(field);
    sources.push(scopeSource(main, scope, field.averaged));
  }
  return { device, main, sources, ...reading(device, sources.length, { has_counter, power, fields }) };
}

function powerCall(device: NvmlDevice): PowerCall {
  if (device.powerInstant().value !== null) return 'instant';
  const { problem } = device.powerUsage();
  // A card that momentarily has no power value keeps the general call: it may answer next time.
  return problem === 'not_supported' || problem === 'no_permission' ? null : 'general';
}

/**
 * The field that answers for a part of the board, instantaneous preferred to averaged; null: none does.
 * Drivers that do not know scopes may repeat the GPU's own value: identical to the milliwatt within one call.
 */
function scopeField(device: NvmlDevice, scope: 'module' | 'memory'): NvmlPowerField | null {
  for (const averaged of [false, true]) {
    const field: NvmlPowerField = { averaged, scope };
    const [whole, part] = device.powerFields([{ averaged, scope: 'gpu' }, field])();
    if (part && part.value !== null && part.value !== whole?.value) return field;
  }
  return null;
}

const FLAGS: Record<NvmlProblem, ReadFlag> = {
  not_supported: 'not_supported',
  no_permission: 'no_permission',
  no_data: 'read_failed',
  zero_reading: 'zero_reading',
  device_lost: 'device_lost',
  failed: 'read_failed',
};
const flagOf = (problem: NvmlProblem | null): ReadFlag | null => (problem === null ? null : FLAGS[problem]);

/** A Reading that is overwritten each time. */
type Row = { -readonly [K in keyof Reading]: Reading[K] };
interface Ways {
  readonly has_counter: boolean;
  readonly power: PowerCall;
  /** In the order of the sources; starts with the main one's where its power is a field. */
  readonly fields: readonly NvmlPowerField[];
}

function reading(device: NvmlDevice, count: number, { has_counter, power, fields }: Ways) {
  const rows = Array.from({ length: count }, (): Row => ({ power_w: null, energy_j: null, flag: null }));
  const readFields = device.powerFields(fields);
  const main = rows[0];
  const others = rows.slice(1);
  /** Index of the first field of the other sources. */
  const offset = power === 'instant' ? 1 : 0;

  function fillMain(row: Row, watts: NvmlReading | undefined): void {
    const energy = has_counter ? device.totalEnergyConsumption() : undefined;
    const lost = energy?.problem === 'device_lost' || watts?.problem === 'device_lost';
    row.power_w = watts?.value ?? null;
    row.energy_j = energy?.value ?? null;
    row.flag = flagOf(lost ? 'device_lost' : (watts?.problem ?? energy?.problem ?? null));
  }

  function read(): void {
    const powers = fields.length > 0 ? readFields() : [];
    if (main !== undefined) {
      fillMain(main, power === 'instant' ? powers[0] : power === 'general' ? device.powerUsage() : undefined);
    }
    for (let i = 0; i < others.length; i++) {
      const [row, watts] = [others[i] as Row, powers[offset + i]];
      row.power_w = watts?.value ?? null;
      row.flag = flagOf(watts?.problem ?? null);
    }
  }
  return { rows: rows as readonly Reading[], read };
}
