// What the name of a virtual machine or a container means for its counters, and how a container is given its host's.

/** The containers that `virtualisation` names. */
const CONTAINER = /^(docker|container)/;

/** For the answers of `virtualisation`: `docker`, `container (podman)`, `docker in kvm`, ... */
export const isContainer = (virtualisation: string | null): boolean => CONTAINER.test(virtualisation ?? '');

export const isVirtualMachine = (virtualisation: string | null): boolean =>
  virtualisation !== null && (!isContainer(virtualisation) || virtualisation.includes(' in '));

/** Where the counters are on the host, and the place in the container that the fixes below give them. */
const ON_HOST = '/sys/devices/virtual/powercap';
const IN_CONTAINER = '/powercap';
const NAMED = `WATTPROOF_POWERCAP_ROOT=${IN_CONTAINER}`;

/**
 * How a container on a physical machine gets the counters. Not under their own name: Docker (24.0.7) and Podman (4.7.2) and
 * later lay an empty folder over it (moby GHSA-jq35-85cj-fj4p), and /sys/class/powercap holds only links into it.
 */
export function containerFix(virtualisation: string | null): string {
  const who = 'as root, or as a member of the group that may read energy_uj on the host';
  if (virtualisation?.includes('kubernetes'))
    return `if the node has RAPL: a hostPath volume of ${ON_HOST} at ${IN_CONTAINER}, read-only, and ${NAMED}, ${who}`;
  if (virtualisation?.includes('lxc'))
    return `if the host has RAPL: lxc config device add NAME powercap disk source=${ON_HOST} path=${IN_CONTAINER} readonly=true, and ${NAMED}, ${who}`;
  const program = virtualisation?.includes('podman') ? 'podman' : 'docker';
  return `if the host has RAPL: ${program} run -v ${ON_HOST}:${IN_CONTAINER}:ro -e ${NAMED} ..., ${who}`;
}
