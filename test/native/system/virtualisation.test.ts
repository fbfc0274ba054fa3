// What is taken for a physical machine and what is not, from the texts of real ones.
import { expect, test } from 'vitest';
import { detectVirtualisation, type VirtualisationSigns } from '../../../native/system/virtualisation.ts';

const BARE: VirtualisationSigns = {
  proc_version: 'Linux version 6.8.0-45-generic (buildd@lcy02) (gcc 13.2.0)',
  proc_cpuinfo: 'processor\t: 0\nflags\t\t: fpu vme de avx2 ept\n',
  proc_1_cgroup: '0::/init.scope\n',
  dmi: 'ASUSTeK COMPUTER INC. ProArt X670E American Megatrends',
  has_dockerenv: false,
  has_containerenv: false,
};
const IN_VM = { proc_cpuinfo: 'processor\t: 0\nflags\t\t: fpu vme hypervisor lahf_lm\n' };

test.each<[string | null, Partial<VirtualisationSigns>]>([
  [null, {}],
  [null, { dmi: 'Amazon EC2 m7i.metal-24xl' }],
  [null, { proc_version: null, proc_cpuinfo: null, proc_1_cgroup: null, dmi: null }],
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
  ['container', { proc_1_cgroup: '12:cpu:/lxc/box' }],
  ['vm', { proc_cpuinfo: 'flags\t\t: fpu hypervisor' }],
])('%s', (expected, signs) => {
  expect(detectVirtualisation({ ...BARE, dmi: '', ...signs })).toBe(expected);
});
