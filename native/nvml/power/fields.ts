// Fields 185 and 186: power by averaging and part of the board, one at a time or several in one driver call.
import type { Bindings } from '../bindings.ts';
import { type NvmlProblem, problemOf } from '../errors.ts';
import { FIELD, type FieldAsked, fieldBuffer, fieldCode, fieldValue } from '../field-values.ts';
import { type DeviceLink, type Metric, metric, type NvmlReading } from '../metric.ts';
import { wattsOf } from '../units.ts';

/**
 * Part that the value covers: the GPU with its memory, the whole module (a board that also has a CPU), or the GPU's
 * memory. Known from driver 545 on; a driver that does not know scopes may refuse, answer 0, or repeat the GPU's value.
 */
export type NvmlPowerScope = 'gpu' | 'module' | 'memory';

export interface NvmlPowerField {
  /** True: field 185, over 1 s. False: field 186, over the sensor's own short window. */
  readonly averaged: boolean;
  readonly scope: NvmlPowerScope;
}

const SCOPE: Readonly<Record<NvmlPowerScope, number>> = { gpu: 0, module: 1, memory: 2 };

const asked = ({ averaged, scope }: NvmlPowerField): FieldAsked => ({
  id: averaged ? FIELD.power_average : FIELD.power_instant,
  scope: SCOPE[scope],
});

/** One of the power fields, in watts. 0 means no value. */
export function powerField({ fieldValues }: Bindings, link: DeviceLink, field: NvmlPowerField): Metric {
  const buffer = fieldBuffer([asked(field)]);
  return metric(link, {
    call: fieldValues && ((handle) => fieldValues(handle, 1, buffer) || fieldCode(buffer)),
    value: () => wattsOf(fieldValue(buffer)),
  });
}

/**
 * Several power fields in one driver call: watts, in the requested order. If a driver refuses several entries at once,
 * each is read alone. The next call overwrites the answer, so that sampling allocates nothing.
 */
export function powerFields(
  nvml: Bindings,
  link: DeviceLink,
  fields: readonly NvmlPowerField[],
): () => readonly NvmlReading[] {
  const { fieldValues } = nvml;
  const rows = fields.map((): Row => ({ value: null, problem: 'no_data' }));
  const buffer = fieldBuffer(fields.map(asked));
  const all = metric(link, {
    call: fieldValues && ((handle) => fieldValues(handle, fields.length, buffer)),
    value: () => rows,
  });
  const singles = fields.map((field) => powerField(nvml, link, field));
  let together = fields.length > 1;
  let answered = false;

  function decode(row: Row, entry: number): void {
    const code = fieldCode(buffer, entry);
    row.value = code === 0 ? wattsOf(fieldValue(buffer, entry)) : null;
    row.problem = code !== 0 ? problemOf(code) : row.value === null ? 'zero_reading' : null;
    if (row.problem === 'device_lost') link.lost = true;
  }

  return () => {
    if (together) {
      const { problem } = all();
      if (problem === null) {
        answered = true;
        rows.forEach(decode);
        return rows as readonly NvmlReading[];
      }
      together = problem !== 'not_supported' && (answered || problem !== 'failed');
      for (const row of rows) [row.value, row.problem] = [null, problem];
    }
    if (!together) rows.forEach((row, entry) => Object.assign(row, singles[entry]?.()));
    return rows as readonly NvmlReading[];
  };
}

/** An NvmlReading that is overwritten each time. */
interface Row {
  value: number | null;
  problem: NvmlProblem | null;
}
