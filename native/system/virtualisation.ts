// Whether this is a physical machine: virtual ones and containers hide the counters that the audit would read.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The texts that tell; null where the system has no such file. */
export interface VirtualisationSigns {
  readonly proc_version: string | null;
  readonly proc_cpuinfo: string | null;
  readonly proc_1_cgroup: string | null;
  /** Firmware's names of the machine: `QEMU Standard PC`, `Amazon EC2 m7i.large`, ... */
  readonly dmi: string | null;
  readonly has_dockerenv: boolean;
  readonly has_containerenv: boolean;
}

/** Hypervisors by what their firmware calls the machine. */
const MAKERS: readonly (readonly [RegExp, string])[] = [
  [/vmware/i, 'vmware'],
  [/virtualbox|innotek/i, 'virtualbox'],
  [/xen/i, 'xen'],
  [/parallels/i, 'parallels'],
  [/microsoft.*virtual/i, 'hyper-v'],
  [/kvm|qemu|amazon ec2|google|openstack|bochs|firecracker/i, 'kvm'],
];

function containerOf(signs: VirtualisationSigns): string | null {
  if (signs.has_dockerenv) return 'docker';
  if (signs.has_containerenv) return 'container (podman)';
  const cgroup = signs.proc_1_cgroup ?? '';
  if (/kubepods/.test(cgroup)) return 'container (kubernetes)';
  if (/docker/.test(cgroup)) return 'docker';
  return /\/lxc|containerd|libpod/.test(cgroup) ? 'container' : null;
}

/**
 * `wsl`, `kvm`, `vmware`, `docker`, ...; `docker in vm` where both are seen; null on bare metal.
 * The processor's hypervisor flag decides that there is a virtual machine, the firmware's names which one: a cloud's
 * bare-metal machine carries the cloud's name too.
 */
export function detectVirtualisation(signs: VirtualisationSigns): string | null {
  if (/microsoft/i.test(signs.proc_version ?? '')) return 'wsl';
  const container = containerOf(signs);
  const in_vm = /^flags\s*:.*\shypervisor(\s|$)/m.test(signs.proc_cpuinfo ?? '');
  const vm = in_vm ? (MAKERS.find(([pattern]) => pattern.test(signs.dmi ?? ''))?.[1] ?? 'vm') : null;
  return container !== null && vm !== null ? `${container} in ${vm}` : (container ?? vm);
}

function textOf(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
}

/** Reads the signs and judges them; null on systems without /proc (Windows, macOS), where nobody asks. */
export function virtualisation(roots: { proc_root: string; dmi_root: string }): string | null {
  const dmi = ['sys_vendor', 'product_name', 'bios_vendor'].map((name) => textOf(join(roots.dmi_root, name)));
  return detectVirtualisation({
    proc_version: textOf(join(roots.proc_root, 'version')),
    proc_cpuinfo: textOf(join(roots.proc_root, 'cpuinfo')),
    proc_1_cgroup: textOf(join(roots.proc_root, '1', 'cgroup')),
    dmi: dmi.join(' '),
    has_dockerenv: existsSync('/.dockerenv'),
    has_containerenv: existsSync('/run/.containerenv'),
  });
}
