// Upper bounds of a part's power: a larger step of a counter is no energy, and a long unread counter may have wrapped
// twice.
import type { Domain } from '../source.ts';

/**
 * Bounds, not ratings, W: about twice the hungriest part of its kind on sale (package: 500 W sockets; gpu: 1000 to 1400 W
 * modules; dram: a server's memory on one socket). A bound that is too high only makes a long gap unknown too early.
 */
const MOST_W: Readonly<Record<Domain, number>> = {
  gpu: 3000,
  package: 1200,
  dram: 600,
  core: 1200,
  uncore: 1200,
  psys: 6000,
  module: 6000,
  gpu_memory: 1500,
};

export const plausiblePowerW = (domain: Domain): number => MOST_W[domain];
