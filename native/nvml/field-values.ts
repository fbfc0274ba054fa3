// nvmlFieldValue_t by hand: 40 bytes whose value union is read at the width that its type states.

/** nvmlFieldValue_t's ids, as NVIDIA's header numbers them. */
export const FIELD = { memory_temperature: 82, power_average: 185, power_instant: 186 } as const;

/** One value asked for: the field, and of what part of the board (0: the GPU). */
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

/** A buffer that asks for these fields, in this order, in one call. */
export function fieldBuffer(fields: readonly FieldAsked[]): Buffer {
  const buffer = Buffer.alloc(SIZE * fields.length);
  fields.forEach(({ id, scope }, entry) => {
    buffer.writeUInt32LE(id, entry * SIZE + AT.id);
    buffer.writeUInt32LE(scope, entry * SIZE + AT.scope);
  });
  return buffer;
}

/** The return code of one entry; the call's own code says only that the entries were looked at. */
export const fieldCode = (buffer: Buffer, entry = 0): number => buffer.readInt32LE(entry * SIZE + AT.code);

/** One of VALUE_TYPE, or a number that this package does not know. */
export const fieldType = (buffer: Buffer, entry = 0): number => buffer.readInt32LE(entry * SIZE + AT.type);

/** The entry's value as a number; null for a type this package does not know. */
export const fieldValue = (buffer: Buffer, entry = 0): number | null =>
  unionValue(buffer, entry * SIZE + AT.value, fieldType(buffer, entry));

/**
 * nvmlValue_t, the union of field values and samples. Only the bytes of the stated type are read: drivers leave
 * rubbish in the rest. `unsigned long` is 4 bytes on Windows and 8 elsewhere; the union has 8 bytes on both.
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
