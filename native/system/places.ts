// Classifies results of `virtualisation`, and explains how to give a container its host's counters.

/** Matches the names that `virtualisation` gives to containers. */
const CONTAINER = /^(docker|container)/;

/** Takes a result of `virtualisation`: `docker`, `container (podman)`, `docker in kvm`, ... */
export const isContainer = (virtualisation: string | null): boolean => CONTAINER.test(virtualisation ?? '');

export const isVirtualMachine = (virtualisation: string | null): boolean =>
  virtualisation !== null && (!isContainer(virtualisation) || virtualisation.includes(' in '));

/** Folder of the counters on the host, and where the fixes below mount it in the container. */
const ON_HOST = '/sys/devices/virtual/powercap';
const IN_CONTAINER = '/powercap';
const NAMED = `WATTPROOF_POWERCAP_ROOT=${IN_CONTAINER}`;

/**
 * Command that gives a container on a physical machine the counters. Not under their own path: Docker since 24.0.7 and
 * Podman since 4.7.2 hide it behind an empty folder (moby GHSA-jq35-85cj-fj4p), and /sys/class/powercap only links there.
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
