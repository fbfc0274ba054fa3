// NVML's return codes by name, their meaning for a metric, and the only error that this package throws.

/** nvmlReturn_t by number. Unlisted codes are reported as UNKNOWN. */
const CODES = {
  0: 'SUCCESS',
  1: 'UNINITIALIZED',
  2: 'INVALID_ARGUMENT',
  3: 'NOT_SUPPORTED',
  4: 'NO_PERMISSION',
  6: 'NOT_FOUND',
  7: 'INSUFFICIENT_SIZE',
  8: 'INSUFFICIENT_POWER',
  9: 'DRIVER_NOT_LOADED',
  10: 'TIMEOUT',
  11: 'IRQ_ISSUE',
  12: 'LIBRARY_NOT_FOUND',
  13: 'FUNCTION_NOT_FOUND',
  14: 'CORRUPTED_INFOROM',
  15: 'GPU_IS_LOST',
  16: 'RESET_REQUIRED',
  17: 'OPERATING_SYSTEM',
  18: 'LIB_RM_VERSION_MISMATCH',
  19: 'IN_USE',
  20: 'MEMORY',
  21: 'NO_DATA',
  23: 'INSUFFICIENT_RESOURCES',
  25: 'ARGUMENT_VERSION_MISMATCH',
  26: 'DEPRECATED',
  27: 'NOT_READY',
  28: 'GPU_NOT_FOUND',
  999: 'UNKNOWN',
} as const;

/** `NOT_NVML` is this package's own: a library was loaded that lacks NVML's basic functions. */
export type NvmlCode = (typeof CODES)[keyof typeof CODES] | 'NOT_NVML';

export const codeName = (code: number): NvmlCode => (CODES as Record<number, NvmlCode>)[code] ?? 'UNKNOWN';

/** Reasons why a metric has no value, the same for all metrics. */
export type NvmlProblem =
  | 'not_supported' // this card or driver lacks it: not read again
  | 'no_permission' // only an administrator may read it: not read again
  | 'no_data' // nothing now; the next call may give a value
  | 'zero_reading' // the driver returned an impossible 0, which means no value
  | 'device_lost' // the GPU fell off the bus or needs a reset: not read again at all
  | 'failed'; // any other code

/** The problem behind a return code other than SUCCESS. */
export function problemOf(code: number): NvmlProblem {
  switch (codeName(code)) {
    case 'NOT_SUPPORTED':
    case 'FUNCTION_NOT_FOUND':
    case 'ARGUMENT_VERSION_MISMATCH':
    case 'DEPRECATED':
      return 'not_supported';
    case 'NO_PERMISSION':
      return 'no_permission';
    case 'GPU_IS_LOST':
    case 'RESET_REQUIRED':
      return 'device_lost';
    case 'NOT_FOUND':
    case 'NO_DATA':
    case 'NOT_READY':
    case 'TIMEOUT':
      return 'no_data';
    default:
      return 'failed';
  }
}

/** Thrown only by `openNvml`: a metric returns a problem instead. */
export class NvmlError extends Error {
  readonly code: NvmlCode;

  constructor(code: NvmlCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'NvmlError';
    this.code = code;
  }
}
