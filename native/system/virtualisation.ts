// Detects virtual machines and containers, which hide the counters that the audit would read.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Files with signs of virtualisation; null where the system has no such file. */
export interface VirtualisationSigns {
  readonly proc_version: string | null;
  readonly proc_cpuinfo: string | null;
  readonly proc_1_cgroup: string | null;
  /** Mount points: with cgroups v2, the only file that names a container's runtime. */
  readonly mounts: string | null;
  /** The firmware's names for the machine: `QEMU Standard PC`, `Amazon EC2 m7i.large`, ... */
  readonly dmi: string | null;
  readonly has_dockerenv: boolean;
  readonly has_containerenv: boolean;
  /** systemd's note of the container it runs in: `lxc`, `systemd-nspawn`, ... */
  readonly systemd_container: string | null;
}

/** Hypervisors by their firmware's names for the machine. */
const MAKERS: readonly (readonly [RegExp, string])[] = [
  [/vmware/i, 'vmware'],
  [/virtualbox|innotek/i, 'virtualbox'],
  [/xen/i, 'xen'],
  [/parallels/i, 'parallels'],
  [/microsoft.*virtual/i, 'hyper-v'],
  [/kvm|qemu|amazon ec2|google|openstack|bochs|firecracker/i, 'kvm'],
];
/** Names that no physical machine has; a cloud's own name is on its bare-metal machines too. */
const NEVER_METAL = /vmware|virtualbox|innotek|hvm domu|parallels|microsoft.*virtual|kvm|qemu|bochs/i;

/** Lines of mountinfo: id, parent, device, root inside its file system, mount point, options, ..., -, type, source. */
function mountOf(line: string): { root: string; point: string; type: string } {
  const [own = '', rest = ''] = line.split(' - ');
  const [, , , root = '', point = ''] = own.split(' ');
  return { root, point, type: rest.split(' ')[0] ?? '' };
}

/** Container runtimes mount their own /etc/hosts from a folder that names them; LXC mounts its own /proc files. */
function containerOfMounts(mounts: string): string | null {
  const all = mounts.split('\n').map(mountOf);
  const hosts = all.find(({ point }) => point === '/etc/hosts')?.root ?? '';
  if (/\/kubelet\/pods\//.test(hosts)) return 'container (kubernetes)';
  if (/\/docker\/containers\//.test(hosts)) return 'docker';
  if (/overlay-containers\//.test(hosts)) return 'container (podman)';
  const has_lxcfs = all.some(({ point, type }) => type === 'fuse.lxcfs' && point.startsWith('/proc/'));
  return has_lxcfs ? 'container (lxc)' : null;
}

function containerOf(signs: VirtualisationSigns): string | null {
  const cgroup = signs.proc_1_cgroup ?? '';
  const mounts = containerOfMounts(signs.mounts ?? '');
  // A pod's runtime may leave Docker's or Podman's marks too, but the fix is up to the cluster.
  if (mounts === 'container (kubernetes)' || /kubepods/.test(cgroup)) return 'container (kubernetes)';
  if (signs.has_dockerenv || /docker/.test(cgroup)) return 'docker';
  if (signs.has_containerenv || /libpod/.test(cgroup)) return 'container (podman)';
  if (/\/lxc/.test(cgroup)) return 'container (lxc)';
  const noted = signs.systemd_container?.trim();
  return mounts ?? (noted ? `container (${noted})` : /containerd/.test(cgroup) ? 'container' : null);
}

/** x86 has a processor flag for this. Without flags, only names that are always virtual count. */
function isVirtual({ proc_cpuinfo, dmi }: VirtualisationSigns): boolean {
  const flags = /^flags\s*:(.*)$/m.exec(proc_cpuinfo ?? '')?.[1];
  return flags === undefined ? NEVER_METAL.test(dmi ?? '') : /\shypervisor(\s|$)/.test(flags);
}

/**
 * `wsl`, `kvm`, `vmware`, `docker`, ...; `docker in vm` where both are seen; null on bare metal.
 * The processor's hypervisor flag shows that this is a virtual machine; the firmware's names show which one.
 */
export function detectVirtualisation(signs: VirtualisationSigns): string | null {
  const container = containerOf(signs);
  const is_wsl = /microsoft/i.test(signs.proc_version ?? '');
  const named = MAKERS.find(([pattern]) => pattern.test(signs.dmi ?? ''))?.[1] ?? 'vm';
  const vm = is_wsl ? 'wsl' : isVirtual(signs) ? named : null;
  return container !== null && vm !== null ? `${container} in ${vm}` : (container ?? vm);
}

function textOf(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
}

/** Folders to search for the signs; `mark_root` is the root of the file system, where containers leave their marks. */
export interface SignPlaces {
  readonly proc_root: string;
  readonly dmi_root: string;
  readonly mark_root: string;
}

/** Reads and evaluates the signs; null on systems without /proc (Windows, macOS), where it does not matter. */
export function virtualisation({ proc_root, dmi_root, mark_root }: SignPlaces): string | null {
  const dmi = ['sys_vendor', 'product_name', 'bios_vendor'].map((name) => textOf(join(dmi_root, name)) ?? '');
  return detectVirtualisation({
    proc_version: textOf(join(proc_root, 'version')),
    proc_cpuinfo: textOf(join(proc_root, 'cpuinfo')),
    proc_1_cgroup: textOf(join(proc_root, '1', 'cgroup')),
    mounts: textOf(join(proc_root, 'self', 'mountinfo')),
    dmi: dmi.join(' '),
    has_dockerenv: existsSync(join(mark_root, '.dockerenv')),
    has_containerenv: existsSync(join(mark_root, 'run', '.containerenv')),
    systemd_container: textOf(join(mark_root, 'run', 'systemd', 'container')),
  });
}
