// Distinguishes physical machines from virtual ones, with the texts of real ones.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { absenceOf } from '../../../native/rapl/remedy.ts';
import {
  detectVirtualisation,
  type VirtualisationSigns,
  virtualisation,
} from '../../../native/system/virtualisation.ts';
import { type FakeProc, makeProc } from '../../fixtures/proc/make-proc.ts';

const BARE: VirtualisationSigns = {
  proc_version: 'Linux version 6.8.0-45-generic (buildd@lcy02) (gcc 13.2.0)',
  proc_cpuinfo: 'processor\t: 0\nflags\t\t: fpu vme de avx2 ept\n',
  proc_1_cgroup: '0::/init.scope\n',
  mounts: '29 1 259:2 / / rw,relatime shared:1 - ext4 /dev/nvme0n1p2 rw\n',
  dmi: 'ASUSTeK COMPUTER INC. ProArt X670E American Megatrends',
  has_dockerenv: false,
  has_containerenv: false,
  systemd_container: null,
};
const HOSTS = (root: string) => `830 796 8:1 ${root} /etc/hosts rw,relatime - ext4 /dev/sda1 rw\n`;
/** A host that runs containers has their folders mounted too, elsewhere. */
const HOST_OF_DOCKER =
  '29 1 8:1 / / rw - ext4 /dev/sda1 rw\n' +
  '400 29 0:50 / /var/lib/docker/overlay2/ab12/merged rw - overlay overlay rw,lowerdir=/var/lib/docker/overlay2/l/X\n' +
  '401 29 0:51 / /var/lib/kubelet/pods/7f/volumes/kubernetes.io~projected/token rw - tmpfs tmpfs rw\n' +
  '402 29 0:52 / /var/lib/lxcfs rw - fuse.lxcfs lxcfs rw\n';
const ARM = 'processor\t: 0\nFeatures\t: fp asimd evtstrm\n';
const IN_VM = { proc_cpuinfo: 'processor\t: 0\nflags\t\t: fpu vme hypervisor lahf_lm\n' };

test.each<[string | null, Partial<VirtualisationSigns>]>([
  [null, {}],
  [null, { dmi: 'Amazon EC2 m7i.metal-24xl' }],
  [null, { proc_version: null, proc_cpuinfo: null, proc_1_cgroup: null, mounts: null, dmi: null }],
  [null, { mounts: HOST_OF_DOCKER }],
  [null, { proc_cpuinfo: ARM, dmi: 'Amazon EC2 m7g.metal' }],
  ['kvm', { proc_cpuinfo: ARM, dmi: 'QEMU QEMU Virtual Machine' }],
  ['xen', { proc_cpuinfo: ARM, dmi: 'Xen HVM domU' }],
  ['docker in wsl', { proc_version: 'Linux 6.6.87-microsoft-standard-WSL2', has_dockerenv: true, ...IN_VM }],
  ['wsl', { proc_version: 'Linux version 5.15.153.1-microsoft-standard-WSL2', ...IN_VM }],
  ['kvm', { ...IN_VM, dmi: 'QEMU Standard PC (Q35 + ICH9, 2009) SeaBIOS' }],
  ['kvm', { ...IN_VM, dmi: 'Amazon EC2 g5.xlarge' }],
  ['kvm', { ...IN_VM, dmi: 'Google Google Compute Engine' }],
  ['vmware', { ...IN_VM, dmi: 'VMware, Inc. VMware7,1' }],
  ['virtualbox', { ...IN_VM, dmi: 'innotek GmbH VirtualBox' }],
  ['hyper-v', { ...IN_VM, dmi: 'Microsoft Corporation Virtual Machine' }],
  ['vm', { ...IN_VM, dmi: '' }],
  ['docker', { has_dockerenv: true }],
  ['docker in kvm', { has_dockerenv: true, ...IN_VM, dmi: 'QEMU' }],
  ['container (podman)', { has_containerenv: true }],
  ['container (kubernetes)', { proc_1_cgroup: '0::/kubepods/besteffort/pod1/abc' }],
  ['container (kubernetes)', { mounts: HOSTS('/var/lib/kubelet/pods/7f1a/etc-hosts'), has_dockerenv: true }],
  ['container (lxc)', { proc_1_cgroup: '12:cpu:/lxc/box' }],
  ['container (lxc)', { mounts: '9 8 0:52 /proc/cpuinfo /proc/cpuinfo rw - fuse.lxcfs lxcfs rw\n' }],
  ['container (lxc)', { systemd_container: 'lxc\n' }],
  ['container (systemd-nspawn)', { systemd_container: 'systemd-nspawn\n' }],
  // Version 2 of cgroups shows a container as its own root.
  ['docker', { proc_1_cgroup: '0::/\n', mounts: HOSTS('/var/lib/docker/containers/ab12/hosts') }],
  [
    'container (podman)',
    {
      proc_1_cgroup: '0::/\n',
      mounts: HOSTS('/home/a/.local/share/containers/storage/overlay-containers/ab12/userdata/hosts'),
    },
  ],
  ['container', { proc_1_cgroup: '1:name=systemd:/system.slice/containerd.service\n' }],
  ['vm', { proc_cpuinfo: 'flags\t\t: fpu hypervisor' }],
])('%s', (expected, signs) => {
  expect(detectVirtualisation({ ...BARE, dmi: '', ...signs })).toBe(expected);
});

let proc: FakeProc | undefined;
const root = mkdtempSync(join(tmpdir(), 'fake-root-'));
afterEach(() => {
  proc?.remove();
  rmSync(root, { recursive: true, force: true });
});

test('the signs are read where they are', () => {
  proc = makeProc({ hypervisor: true });
  const places = { proc_root: proc.root, dmi_root: join(root, 'dmi'), mark_root: root };
  expect(virtualisation(places)).toBe('vm');
  mkdirSync(join(root, 'dmi'), { recursive: true });
  writeFileSync(join(root, 'dmi', 'product_name'), 'KVM\n');
  expect(virtualisation(places)).toBe('kvm');
  mkdirSync(join(root, 'run'));
  writeFileSync(join(root, 'run', '.containerenv'), '');
  expect(virtualisation(places)).toBe('container (podman) in kvm');
  mkdirSync(join(proc.root, 'self'));
  proc.write('self/mountinfo', HOSTS('/var/lib/kubelet/pods/7f1a/etc-hosts'));
  expect(virtualisation(places)).toBe('container (kubernetes) in kvm');
});

test.each<[string | null, RegExp, RegExp | null]>([
  [
    'docker',
    /inside a container \(docker\)/,
    /^if the host has RAPL: docker run -v \/sys\/devices\/virtual\/powercap:\/powercap:ro -e WATTPROOF_POWERCAP_ROOT=\/powercap/,
  ],
  ['container (podman)', /inside a container/, /podman run -v/],
  ['container (kubernetes)', /inside a container/, /hostPath volume/],
  ['container (lxc)', /inside a container/, /lxc config device add/],
  ['docker in kvm', /virtual machine \(docker in kvm\)/, /physical machine/],
  ['kvm', /virtual machine \(kvm\)/, /physical machine/],
  ['wsl', /WSL/, null],
  ['docker in wsl', /WSL/, null],
  [null, /their driver is not loaded/, /modprobe intel_rapl_msr/],
])('%s: why there are no counters, and what brings them', (place, reason, fix) => {
  const absence = absenceOf('/sys/class/powercap', 'linux', place);
  expect(absence.reason).toMatch(reason);
  if (fix === null) expect(absence.fix).toBeNull();
  else expect(absence.fix).toMatch(fix);
});
