// The real interface to Windows' energy meters: the configuration manager lists them, the kernel opens them.
import koffi, { type LibraryHandle } from 'koffi';
import { messageOf } from '../../core/errors.ts';
import type { EmiDevice, EmiSystem } from './emi-system.ts';

/** GUID_DEVICE_ENERGY_METER {45BD8344-7ED6-49CF-A440-C276C933B053} in memory order. */
const ENERGY_METER = Buffer.from('4483bd45d67ecf49a440c276c933b053', 'hex');

const CR_SUCCESS = 0;
/** The list grew between the call for its length and the call for its content. */
const CR_BUFFER_SMALL = 26;
const TRIES = 3;
/** CM_GET_DEVICE_INTERFACE_LIST_PRESENT */
const PRESENT = 0;

const GENERIC_READ = 0x8000_0000;
const SHARE_READ_WRITE = 3;
const OPEN_EXISTING = 3;
const INVALID_HANDLE = -1;

export interface WindowsLibraries {
  readonly cfgmgr32: string;
  readonly kernel32: string;
}
const LIBRARIES: WindowsLibraries = { cfgmgr32: 'cfgmgr32.dll', kernel32: 'kernel32.dll' };

/** A handle as wide as a pointer; its values are small integers, or -1. */
type Handle = number;

function load(name: string): LibraryHandle {
  try {
    return koffi.load(name);
  } catch (error) {
    throw new Error(`${name} cannot be loaded (${messageOf(error)})`, { cause: error });
  }
}

/** @throws Error when a library or a function in it is missing, as on any other system. */
export function windowsEmiSystem(libraries: WindowsLibraries = LIBRARIES): EmiSystem {
  const manager = load(libraries.cfgmgr32);
  const kernel = load(libraries.kernel32);
  const listSize = manager.func(
    'uint32_t __stdcall CM_Get_Device_Interface_List_SizeW(void *length, void *guid, void *device, uint32_t flags)',
  );
  const listPaths = manager.func(
    'uint32_t __stdcall CM_Get_Device_Interface_ListW(void *guid, void *device, void *paths, uint32_t length, uint32_t flags)',
  );
  const createFile = kernel.func(
    'intptr_t __stdcall CreateFileW(str16 path, uint32_t access, uint32_t share, void *security, uint32_t creation, uint32_t flags, intptr_t template)',
  );
  const deviceIoControl = kernel.func(
    'int32_t __stdcall DeviceIoControl(intptr_t device, uint32_t code, void *question, uint32_t question_bytes, void *answer, uint32_t answer_bytes, void *written, void *overlapped)',
  );
  const closeHandle = kernel.func('int32_t __stdcall CloseHandle(intptr_t handle)');
  const lastError = kernel.func('uint32_t __stdcall GetLastError()');

  function list(): string[] {
    const length = new Uint32Array(1);
    let code = CR_BUFFER_SMALL;
    for (let tries = 0; tries < TRIES && code === CR_BUFFER_SMALL; tries++) {
      code = listSize(length, ENERGY_METER, null, PRESENT);
      if (code !== CR_SUCCESS) break;
      const characters = Math.max(1, length[0] as number);
      const paths = Buffer.alloc(characters * 2);
      code = listPaths(ENERGY_METER, null, paths, characters, PRESENT);
      if (code === CR_SUCCESS) return paths.toString('utf16le').split('\0').filter(Boolean);
    }
    throw new Error(`Windows does not list its energy meters (configuration manager error ${code})`);
  }

  function open(path: string): EmiDevice {
    const handle: Handle = createFile(path, GENERIC_READ, SHARE_READ_WRITE, null, OPEN_EXISTING, 0, 0);
    if (handle === INVALID_HANDLE) throw new Error(`it cannot be opened (Windows error ${lastError()})`);
    const written = new Uint32Array(1);
    let closed = false;
    return {
      control(code, answer) {
        // ERROR_INVALID_HANDLE: after closing, the number may already belong to another handle.
        if (closed) return -6;
        const done = deviceIoControl(handle, code, null, 0, answer, answer.length, written, null);
        // A failure without an error number is still a failure (31: ERROR_GEN_FAILURE).
        return done === 0 ? -(lastError() || 31) : (written[0] as number);
      },
      close() {
        if (!closed) closeHandle(handle);
        closed = true;
      },
    };
  }

  return { list, open };
}
