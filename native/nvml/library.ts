// Finds and loads NVIDIA's management library on each system.
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import koffi, { type LibraryHandle } from 'koffi';
import { NvmlError } from './errors.ts';

/** WSL's kernel version names Microsoft; the driver's library then comes from the Windows side. */
function isWsl(): boolean {
  try {
    return /microsoft/i.test(readFileSync('/proc/version', 'utf8'));
  } catch {
    return false;
  }
}

/** Libraries in the driver store, newest first. */
function driverStore(system_root: string): string[] {
  const folder = join(system_root, 'System32', 'DriverStore', 'FileRepository');
  try {
    return readdirSync(folder)
      .filter((name) => /^nv.*\.inf_amd64_/i.test(name))
      .map((name) => join(folder, name, 'nvml.dll'))
      .flatMap((path) => {
        const stat = statSync(path, { throwIfNoEntry: false });
        return stat ? [{ path, changed_ms: stat.mtimeMs }] : [];
      })
      .sort((a, b) => b.changed_ms - a.changed_ms)
      .map(({ path }) => path);
  } catch {
    return [];
  }
}

/**
 * Names and paths to try, best first. The toolkit's link stub (`libnvidia-ml.so` in its stubs folder) is never among
 * them: it loads but does nothing.
 */
export function libraryCandidates(
  platform: string = process.platform,
  wsl: boolean = isWsl(),
  env: Readonly<Record<string, string | undefined>> = process.env,
): string[] {
  if (platform === 'win32') {
    const system_root = env['SystemRoot'] ?? 'C:\\Windows';
    const programs = env['ProgramW6432'] ?? 'C:\\Program Files';
    return [
      'nvml.dll',
      join(programs, 'NVIDIA Corporation', 'NVSMI', 'nvml.dll'),
      ...driverStore(system_root),
    ];
  }
  if (platform !== 'linux') return [];
  const name = 'libnvidia-ml.so.1';
  return [
    ...(wsl ? [`/usr/lib/wsl/lib/${name}`] : []),
    name,
    `/usr/lib/x86_64-linux-gnu/${name}`,
    `/usr/lib/aarch64-linux-gnu/${name}`,
    `/usr/lib64/${name}`,
    `/run/opengl-driver/lib/${name}`,
  ];
}

export interface LoadedLibrary {
  /** The name or path that loaded. */
  readonly place: string;
  readonly handle: LibraryHandle;
}

/** Throws `LIBRARY_NOT_FOUND` with every place tried and the reason why it did not load. */
export function loadLibrary(library: string | undefined): LoadedLibrary {
  const candidates = library === undefined ? libraryCandidates() : [library];
  /** Places by their reason, so that five missing files are one reason. */
  const refusals = new Map<string, string[]>();
  for (const place of candidates) {
    try {
      return { place, handle: koffi.load(place, { lazy: true }) };
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      const reason = message.replace(/^Failed to load [^:]*: /, '');
      refusals.set(reason, [...(refusals.get(reason) ?? []), place]);
    }
  }
  const tried = [...refusals].map(([reason, places]) => `${places.join(', ')}: ${reason}`).join('; ');
  throw new NvmlError(
    'LIBRARY_NOT_FOUND',
    `no NVIDIA driver library found (${tried || `none is known on ${process.platform}`})`,
  );
}
