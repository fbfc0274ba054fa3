// nvmlFieldValue_t by hand: 40 bytes whose value union is read at the width that its type states.

export const FIELD = { power_average: 185, power_instant: 186 } as const;

const SIZE = 40;
const AT = { id: 0, scope: 4, type: 24, code: 28, value: 32 } as const;
const TYPE = { double: 0, uint: 1, ulong: 2, ulonglong: 3, longlong: 4, int: 5, ushort: 6 } as const;

/** A buffer asking for one field of the whole GPU (scope 0). */
export function fieldBuffer(id: number): Buffer {
  const buffer = Buffer.alloc(SIZE);
  buffer.writeUInt32LE(id, AT.id);
  return buffer;
}

/** The return code of the one entry; the call's own code says only that the entries were looked at. */
export const fieldCode = (buffer: Buffer): number => buffer.readInt32LE(AT.code);

/**
 * The entry's value as a number; null for a type this package does not know. Only the bytes of the stated type are
 * read: drivers leave rubbish in the rest of the union. `unsigned long` is 4 bytes on Windows and 8 elsewhere.
 */
export function fieldValue(buffer: Buffer, platform: NodeJS.Platform = process.platform): number | null {
  switch (buffer.readInt32LE(AT.type)) {
    case TYPE.double:
      return buffer.readDoubleLE(AT.value);
    case TYPE.uint:
      return buffer.readUInt32LE(AT.value);
    case TYPE.ulong:
      return platform === 'win32' ? buffer.readUInt32LE(AT.value) : Number(buffer.readBigUInt64LE(AT.value));
    case TYPE.ulonglong:
      return Number(buffer.readBigUInt64LE(AT.value));
    case TYPE.longlong:
      return Number(buffer.readBigInt64LE(AT.value));
    case TYPE.int:
      return buffer.readInt32LE(AT.value);
    case TYPE.ushort:
      return buffer.readUInt16LE(AT.value);
    default:
      return null;
  }
}
