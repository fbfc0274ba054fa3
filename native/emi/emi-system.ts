// The Windows calls that the energy meters need, behind an interface so that a test can replace the system.

/** IOCTLs of emi.h: CTL_CODE(FILE_DEVICE_UNKNOWN, n, METHOD_BUFFERED, FILE_READ_ACCESS). */
export const EMI_GET_VERSION = 0x22_4000;
export const EMI_GET_METADATA_SIZE = 0x22_4004;
export const EMI_GET_METADATA = 0x22_4008;
export const EMI_GET_MEASUREMENT = 0x22_400c;

/** One opened energy meter. */
export interface EmiDevice {
  /** Sends a request; the meter writes to `answer`. Returns the bytes written, or Windows' negated error number. */
  control(code: number, answer: Buffer): number;
  close(): void;
}

export interface EmiSystem {
  /** Paths of the energy meters present. @throws Error when the system does not list them. */
  list(): readonly string[];
  /** @throws Error with Windows' error number when the meter cannot be opened. */
  open(path: string): EmiDevice;
}
