// Degrees Celsius of the chip and of its memory.
import type { Bindings } from './bindings.ts';
import { FIELD, fieldBuffer, fieldCode, fieldValue } from './field-values.ts';
import { type DeviceLink, firstSupported, type Metric, metric } from './metric.ts';

const GPU_SENSOR = 0;
/** Versioned structures start with size | version << 24. */
const TEMPERATURE_V1 = 12 | (1 << 24);

/** The chip: the versioned call of driver 570 and newer, otherwise the one it replaces. */
export function chipTemperature(nvml: Bindings, link: DeviceLink): Metric {
  const { temperatureV, temperature } = nvml;
  const inout = new Uint32Array([TEMPERATURE_V1, GPU_SENSOR, 0]);
  const out = new Uint32Array(1);
  return firstSupported(
    metric(link, {
      call: temperatureV && ((handle) => temperatureV(handle, inout)),
      // Signed in the structure.
      value: () => (inout[2] ?? 0) | 0,
    }),
    metric(link, {
      call: temperature && ((handle) => temperature(handle, GPU_SENSOR, out)),
      value: () => out[0] ?? null,
    }),
  );
}

/** The memory (HBM, some GDDR6X); cards without a sensor there report 0. */
export function memoryTemp({ fieldValues }: Bindings, link: DeviceLink): Metric {
  const buffer = fieldBuffer([{ id: FIELD.memory_temperature, scope: 0 }]);
  return metric(link, {
    call: fieldValues && ((handle) => fieldValues(handle, 1, buffer) || fieldCode(buffer)),
    value: () => fieldValue(buffer) || null,
  });
}
