// Reads the description of an opened energy meter: version, length, then the description itself.
import {
  decodeMetadata,
  decodeMetadataSize,
  decodeVersion,
  type EmiMetadata,
  METADATA_SIZE_BYTES,
  VERSION_BYTES,
} from './buffers.ts';
import { EMI_GET_METADATA, EMI_GET_METADATA_SIZE, EMI_GET_VERSION, type EmiDevice } from './emi-system.ts';

const ERROR_ACCESS_DENIED = 5;
const ERROR_NOT_SUPPORTED = 50;

/** @throws Error, in one line, when the meter refuses to answer or its answer does not match emi.h. */
export function describe(device: EmiDevice): EmiMetadata {
  const version = decodeVersion(ask(device, EMI_GET_VERSION, VERSION_BYTES));
  const bytes = decodeMetadataSize(ask(device, EMI_GET_METADATA_SIZE, METADATA_SIZE_BYTES));
  return decodeMetadata(version, ask(device, EMI_GET_METADATA, bytes));
}

function ask(device: EmiDevice, code: number, bytes: number): Buffer {
  const answer = Buffer.alloc(bytes);
  const written = device.control(code, answer);
  if (written < 0) throw new Error(reasonOf(-written));
  return answer.subarray(0, written);
}

/** Some Intel desktop processors list a meter but answer every request with error 50. */
export function reasonOf(error: number): string {
  if (error === ERROR_ACCESS_DENIED) return 'Windows denies access to it (error 5)';
  if (error === ERROR_NOT_SUPPORTED) return 'it is present but does not answer (error 50, not supported)';
  return `it does not answer (Windows error ${error})`;
}
