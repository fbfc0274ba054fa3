// The one system call behind perf events: opens a counter of one CPU as a file descriptor.
import { constants } from 'node:os';
import koffi from 'koffi';

/** An event that has started to count. Reading `fd` gives its value, 8 bytes; `close` releases it. */
export interface OpenedEvent {
  readonly fd: number;
  close(): void;
}

/**
 * Opens the event `config` of the PMU `type` on one CPU, for all processes; a refusal returns the system's error
 * number. Replaceable, so that tests run without the hardware.
 */
export type OpenEvent = (
  type: number,
  config: bigint,
  cpu: number,
) => OpenedEvent | { readonly errno: number };

/** perf_event_open has no function in libc, only a number per architecture (asm/unistd_64.h, asm-generic/unistd.h). */
const CALL_NUMBERS: Partial<Record<NodeJS.Architecture, number>> = { x64: 298, arm64: 241 };
/** PERF_ATTR_SIZE_VER0: the oldest layout, which every kernel takes. Nothing in it but type, size and config is set. */
const ATTR_SIZE = 64;
const ALL_PROCESSES = -1;
const NO_GROUP = -1;
/** PERF_FLAG_FD_CLOEXEC: the trainer does not inherit the counter. */
const CLOSE_ON_EXEC = 8;

interface Libc {
  /** The descriptor, or the negative error number. */
  open(attr: Buffer, cpu: number): number;
  close(fd: number): void;
}

let libc: Libc | null | undefined;

/** This process's own libc; null where the call has no number or no libc can be loaded. */
function bindLibc(): Libc | null {
  const call = CALL_NUMBERS[process.arch];
  if (process.platform !== 'linux' || call === undefined) return null;
  try {
    const own = koffi.load(null);
    const syscall = own.func('long syscall(long number, ...)');
    const close = own.func('int close(int fd)');
    return {
      open(attr, cpu) {
        // biome-ignore format: each variable argument is a pair of type and value
        const fd = Number(syscall(call,
          'void *', attr, 'long', ALL_PROCESSES, 'long', cpu, 'long', NO_GROUP, 'unsigned long', CLOSE_ON_EXEC,
        ));
        return fd >= 0 ? fd : -koffi.errno();
      },
      close,
    };
  } catch {
    return null;
  }
}

/** The real call. Also returns `ENOSYS` where the platform has no such call. */
export const openEvent: OpenEvent = (type, config, cpu) => {
  if (libc === undefined) libc = bindLibc();
  const door = libc;
  if (door === null) return { errno: constants.errno.ENOSYS };
  const attr = Buffer.alloc(ATTR_SIZE);
  attr.writeUInt32LE(type, 0);
  attr.writeUInt32LE(ATTR_SIZE, 4);
  attr.writeBigUInt64LE(config, 8);
  const fd = door.open(attr, cpu);
  if (fd < 0) return { errno: -fd };
  // Closed by libc as well: in a worker thread, node warns about descriptors that it did not open itself.
  return { fd, close: () => door.close(fd) };
};
