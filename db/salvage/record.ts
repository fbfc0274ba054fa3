// Decodes the records of SQLite's format: a header of types, then the values.
// https://www.sqlite.org/fileformat2.html#record_format

/** A stored value, with whole numbers beyond 2^53 as BigInt. */
export type StoredValue = number | bigint | string | Buffer | null;

/** A number of 1 to 9 bytes and the offset behind it; null when the bytes end before. */
export function readVarint(bytes: Buffer, offset: number): { value: number; next: number } | null {
  let value = 0;
  for (let i = 0; i < 9; i++) {
    const byte = bytes[offset + i];
    if (byte === undefined) return null;
    if (i === 8) return { value: value * 256 + byte, next: offset + 9 };
    value = value * 128 + (byte & 0x7f);
    if (byte < 0x80) return { value, next: offset + i + 1 };
  }
  return null;
}

/** The values of a record; null for bytes that are none. */
export function readRecord(payload: Buffer): StoredValue[] | null {
  const head = readVarint(payload, 0);
  if (head === null || head.value < 2 || head.value > payload.length) return null;
  const values: StoredValue[] = [];
  let offset = head.value;
  for (let at = head.next; at < head.value; ) {
    const type = readVarint(payload, at);
    if (type === null || type.next > head.value) return null;
    at = type.next;
    const length = lengthOf(type.value);
    if (length === null || offset + length > payload.length) return null;
    const value = valueOf(payload, type.value, offset, length);
    if (value === undefined) return null;
    values.push(value);
    offset += length;
  }
  // A record fills its payload: one that does not is something else.
  return offset === payload.length ? values : null;
}

const NUMBER_BYTES = [0, 1, 2, 3, 4, 6, 8, 8, 0, 0];

function lengthOf(type: number): number | null {
  if (type < 10) return NUMBER_BYTES[type] ?? null;
  return type < 12 ? null : Math.floor((type - 12) / 2);
}

/** Undefined for a text that is not UTF-8. */
function valueOf(bytes: Buffer, type: number, offset: number, length: number): StoredValue | undefined {
  if (type === 0) return null;
  if (type <= 4) return length === 0 ? 0 : bytes.readIntBE(offset, length);
  if (type === 5) return bytes.readIntBE(offset, 6);
  if (type === 6) {
    const whole = bytes.readBigInt64BE(offset);
    return Number.isSafeInteger(Number(whole)) ? Number(whole) : whole;
  }
  if (type === 7) return bytes.readDoubleBE(offset);
  if (type === 8 || type === 9) return type - 8;
  const content = bytes.subarray(offset, offset + length);
  if (type % 2 === 0) return Buffer.from(content);
  try {
    return UTF_8.decode(content);
  } catch {
    return undefined;
  }
}

const UTF_8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
