// What of Windows the energy meters need; behind an interface, so that a test can stand in for the system.

/** IOCTLs of emi.h: CTL_CODE(FILE_DEVICE_UNKNOWN, n, METHOD_BUFFERED, FILE_READ_ACCESS). */
export const EMI_GET_VERSION = 0x22_4000;
export const EMI_GET_METADATA_SIZE = 0x22_4004;
export const EMI_GET_METADATA = 0x22_4008;
export const EMI_GET_MEASUREMENT = 0x22_400c;

/** One opened energy meter. */
export interface EmiDevice {
  /** Asks the meter, which writes to `answer`: the number of bytes it wrote, or the negative of Windows' error number. */
  control(code: number, answer: Buffer): number;
  close(): void;
}

export interface EmiSystem {
  /** Paths of the energy meters that are present. @throws Error when the system does not tell. */
  list(): readonly string[];
  /** @throws Error with Windows' error number when the meter cannot be opened. */
  open(path: string): EmiDevice;
}
