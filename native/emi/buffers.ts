// Decodes the answers of Windows' energy meters as emi.h lays them out. Little-endian and packed: channels follow one
// another without padding, so nothing in them is aligned.

/** The two versions of the interface: V1 has one channel, V2 any number. */
export const EMI_V1 = 1;
export const EMI_V2 = 2;

/** A device's own description. */
export interface EmiMetadata {
  readonly oem: string;
  readonly model: string;
  /** Names of the channels, in the order of the measurements. */
  readonly channels: readonly string[];
}

/** EMI_NAME_MAX: characters of a maker's and a model's name, including the terminating zero. */
const NAME_BYTES = 16 * 2;
/** EmiMeasurementUnitPicowattHours, the only unit defined. */
const PICOWATT_HOURS = 0;
/** AbsoluteEnergy and AbsoluteTime, 8 bytes each. */
export const MEASUREMENT_BYTES = 16;
const V1_BYTES = 72;
const V2_BYTES = 68;
const CHANNEL_BYTES = 6;
/** A server's meter has one channel per core, which stays well below this. The bound stops a wrong count. */
const MOST_CHANNELS = 4096;
/** Room for this many channels with names of 100 bytes, which Windows 11 reserves for each. */
const MOST_METADATA_BYTES = 1 << 19;

/** Sizes of the answers that are read before anything else is known. */
export const VERSION_BYTES = 2;
export const METADATA_SIZE_BYTES = 4;

/** The answer to IOCTL_EMI_GET_VERSION. @throws Error on an unknown version. */
export function decodeVersion(answer: Buffer): number {
  atLeast(answer, VERSION_BYTES, 'the version');
  const version = answer.readUInt16LE(0);
  if (version !== EMI_V1 && version !== EMI_V2) throw new Error(`expected version 1 or 2, got ${version}`);
  return version;
}

/** The answer to IOCTL_EMI_GET_METADATA_SIZE, bytes. @throws Error on an impossible size. */
export function decodeMetadataSize(answer: Buffer): number {
  atLeast(answer, METADATA_SIZE_BYTES, 'the size of the description');
  const bytes = answer.readUInt32LE(0);
  if (bytes < V2_BYTES || bytes > MOST_METADATA_BYTES)
    throw new Error(`expected a description of ${V2_BYTES} to ${MOST_METADATA_BYTES} bytes, got ${bytes}`);
  return bytes;
}

/** The answer to IOCTL_EMI_GET_METADATA. @throws Error, in one line, on anything that does not match emi.h. */
export const decodeMetadata = (version: number, answer: Buffer): EmiMetadata =>
  version === EMI_V1 ? decodeV1(answer) : decodeV2(answer);

/** { u32 unit; WCHAR oem[16]; WCHAR model[16]; u16 revision; u16 name_bytes; WCHAR name[]; } */
function decodeV1(answer: Buffer): EmiMetadata {
  atLeast(answer, V1_BYTES, 'the description');
  expectUnit(answer.readUInt32LE(0));
  return {
    oem: textAt(answer, 4, NAME_BYTES),
    model: textAt(answer, 36, NAME_BYTES),
    channels: [textAt(answer, V1_BYTES, answer.readUInt16LE(70))],
  };
}

/** { WCHAR oem[16]; WCHAR model[16]; u16 revision; u16 count; { u32 unit; u16 name_bytes; WCHAR name[]; }[]; } */
function decodeV2(answer: Buffer): EmiMetadata {
  atLeast(answer, V2_BYTES, 'the description');
  const count = answer.readUInt16LE(66);
  if (count === 0 || count > MOST_CHANNELS)
    throw new Error(`expected 1 to ${MOST_CHANNELS} channels, got ${count}`);
  const channels: string[] = [];
  let at = V2_BYTES;
  for (let channel = 0; channel < count; channel++) {
    atLeast(answer, at + CHANNEL_BYTES, `channel ${channel} of ${count}`);
    expectUnit(answer.readUInt32LE(at));
    const bytes = answer.readUInt16LE(at + 4);
    channels.push(textAt(answer, at + CHANNEL_BYTES, bytes));
    at += CHANNEL_BYTES + bytes;
  }
  return { oem: textAt(answer, 0, NAME_BYTES), model: textAt(answer, NAME_BYTES, NAME_BYTES), channels };
}

function expectUnit(unit: number): void {
  if (unit !== PICOWATT_HOURS) throw new Error(`expected picowatt-hours (unit 0), got unit ${unit}`);
}

function atLeast(answer: Buffer, bytes: number, what: string): void {
  if (answer.length < bytes) throw new Error(`${what} is cut short: ${answer.length} of ${bytes} bytes`);
}

/** UTF-16 text up to its terminating zero; the room for a name may be longer than the name. */
function textAt(answer: Buffer, at: number, bytes: number): string {
  if (bytes % 2 !== 0) throw new Error(`expected a name of whole UTF-16 characters, got ${bytes} bytes`);
  atLeast(answer, at + bytes, 'a name');
  const text = answer.toString('utf16le', at, at + bytes).split('\0', 1)[0] as string;
  if (!text.isWellFormed() || /\p{Cc}/u.test(text))
    throw new Error(`expected a name in UTF-16, got ${answer.toString('hex', at, at + Math.min(bytes, 16))}`);
  return text;
}

/** Energy of one channel in picowatt-hours since an arbitrary start. With 64 bits it does not wrap. */
export const energyPwhAt = (answer: Buffer, channel: number): number =>
  Number(answer.readBigUInt64LE(channel * MEASUREMENT_BYTES));

/** Time of that energy in s, on the meter's own clock, which counts in units of 100 ns. */
export const energyTimeSAt = (answer: Buffer, channel: number): number =>
  Number(answer.readBigUInt64LE(channel * MEASUREMENT_BYTES + 8)) / 1e7;
