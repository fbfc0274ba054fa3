// Reads and writes nvmlFieldValue_t: 40 bytes, with a value union that is read at the width of its stated type.

/** Field ids of nvmlFieldValue_t, as in NVIDIA's header. */
export const FIELD = { memory_temperature: 82, power_average: 185, power_instant: 186 } as const;

/** One requested value: the field, and the part of the board (0: the GPU). */
export interface FieldAsked {
  readonly id: number;
  readonly scope: number;
}

const SIZE = 40;
const AT = { id: 0, scope: 4, type: 24, code: 28, value: 32 } as const;
export const VALUE_TYPE = {
  double: 0,
  uint: 1,
  ulong: 2,
  ulonglong: 3,
  longlong: 4,
  int: 5,
  ushort: 6,
} as const;

/** A buffer that requests these fields, in this order, in one call. */
export function fieldBuffer(fields: readonly FieldAsked[]): Buffer {
  const buffer = Buffer.alloc(SIZE * fields.length);
  fields.forEach(({ id, scope }, entry) => {
    buffer.writeUInt32LE(id, entry * SIZE + AT.id);
    buffer.writeUInt32LE(scope, entry * SIZE + AT.scope);
  });
  return buffer;
}

/** The return code of one entry; the call's own code says only that the entries were processed. */
export const fieldCode = (buffer: Buffer, entry = 0): number => buffer.readInt32LE(entry * SIZE + AT.code);

/** One of VALUE_TYPE, or an unknown number. */
export const fieldType = (buffer: Buffer, entry = 0): number => buffer.readInt32LE(entry * SIZE + AT.type);

/** The entry's value as a number; null for an unknown type. */
export const fieldValue = (buffer: Buffer, entry = 0): number | null =>
  unionValue(buffer, entry * SIZE + AT.value, fieldType(buffer, entry));

/**
 * nvmlValue_t, the union of field values and samples. Only the bytes of the stated type are read: drivers leave
 * garbage in the rest. `unsigned long` is 4 bytes on Windows and 8 elsewhere; the union has 8 bytes on both.
 */
export function unionValue(
  buffer: Buffer,
  at: number,
  type: number,
  platform: string = process.platform,
): number | null {
  switch (type) {
    case VALUE_TYPE.double:
      return buffer.readDoubleLE(at);
    case VALUE_TYPE.uint:
      return buffer.readUInt32LE(at);
    case VALUE_TYPE.ulong:
      return platform === 'win32' ? buffer.readUInt32LE(at) : Number(buffer.readBigUInt64LE(at));
    case VALUE_TYPE.ulonglong:
      return Number(buffer.readBigUInt64LE(at));
    case VALUE_TYPE.longlong:
      return Number(buffer.readBigInt64LE(at));
    case VALUE_TYPE.int:
      return buffer.readInt32LE(at);
    case VALUE_TYPE.ushort:
      return buffer.readUInt16LE(at);
    default:
      return null;
  }
}
