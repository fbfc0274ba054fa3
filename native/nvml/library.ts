// Where NVIDIA's driver keeps its management library on each system.
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** WSL's kernel names its maker; the driver's library then comes from the Windows side. */
function isWsl(): boolean {
  try {
    return /microsoft/i.test(readFileSync('/proc/version', 'utf8'));
  } catch {
    return false;
  }
}

/** Libraries in the driver store, the newest first. */
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
 * them: it loads and knows nothing.
 */
export function libraryCandidates(
  platform: NodeJS.Platform = process.platform,
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
