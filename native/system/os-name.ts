// The operating system's name, from calls that cannot hang.
import { readFileSync } from 'node:fs';
import { release, type } from 'node:os';
import { osInfo } from 'systeminformation';

/** The PRETTY_NAME of an os-release file (`Debian GNU/Linux 12 (bookworm)`); null when it has none. */
export const parseOsRelease = (text: string): string | null =>
  /^PRETTY_NAME=(?:"([^"]*)"|(\S+))/m.exec(text)?.slice(1).find(Boolean) ?? null;

/**
 * Linux keeps it in a file; elsewhere systeminformation knows it. Not used on Linux, since it runs a blocking
 * `hostname -f`, which waits for unreachable name servers.
 */
export async function osName(platform: NodeJS.Platform = process.platform): Promise<string> {
  if (platform !== 'linux') {
    const { distro, release: version } = await osInfo();
    if (distro) return `${distro} ${version}`.trim();
  }
  for (const path of ['/etc/os-release', '/usr/lib/os-release']) {
    try {
      const name = parseOsRelease(readFileSync(path, 'utf8'));
      if (name !== null) return name;
    } catch {
      // Missing: try the next file, then the kernel's name.
    }
  }
  return `${type()} ${release()}`;
}
