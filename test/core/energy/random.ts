// Random numbers from a seed, so that a simulation repeats exactly.

/** Uniform from 0 to 1, 32 bits of state (mulberry32, Tommy Ettinger). */
function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

export class Draw {
  readonly uniform01: () => number;
  constructor(seed: number) {
    this.uniform01 = seeded(seed);
  }
  uniform(low: number, high: number): number {
    return low + (high - low) * this.uniform01();
  }
  /** As many between 3 and 6 as between 30 and 60. */
  logUniform(low: number, high: number): number {
    return Math.exp(this.uniform(Math.log(low), Math.log(high)));
  }
  exponential(mean: number): number {
    return -mean * Math.log(1 - this.uniform01());
  }
  /** Standard normal (Box and Muller). */
  normal(): number {
    return Math.sqrt(-2 * Math.log(1 - this.uniform01())) * Math.cos(2 * Math.PI * this.uniform01());
  }
}
