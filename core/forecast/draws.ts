// Random draws for simulation: the same seed gives the same numbers on every machine.
import { SplitMix64 } from '../design/random.ts';

/** Above this many degrees of freedom chi squared is drawn by an approximation. */
const MANY_DF = 60;

/**
 * Uniforms by sfc32 (C. Doty-Humphrey, PractRand), normals by Box and Muller, chi squared as a sum of squares, for many
 * degrees of freedom by Wilson and Hilferty's cube root.
 */
export class Draws {
  #a: number;
  #b: number;
  #c: number;
  #count = 1;
  #spare: number | null = null;

  constructor(seed: number) {
    const seeds = new SplitMix64(seed);
    [this.#a, this.#b, this.#c] = [0, 0, 0].map(() => seeds.below(2 ** 32) | 0) as [number, number, number];
    for (let i = 0; i < 12; i++) this.uniform();
  }

  /** In (0, 1), never its ends. */
  uniform(): number {
    const sum = (this.#a + this.#b + this.#count) | 0;
    this.#count = (this.#count + 1) | 0;
    this.#a = this.#b ^ (this.#b >>> 9);
    this.#b = (this.#c + (this.#c << 3)) | 0;
    this.#c = ((this.#c << 21) | (this.#c >>> 11)) + sum;
    return ((sum >>> 0) + 0.5) / 2 ** 32;
  }

  normal(): number {
    if (this.#spare !== null) {
      const spare = this.#spare;
      this.#spare = null;
      return spare;
    }
    const radius = Math.sqrt(-2 * Math.log(this.uniform()));
    const angle = 2 * Math.PI * this.uniform();
    this.#spare = radius * Math.sin(angle);
    return radius * Math.cos(angle);
  }

  /** @param df whole and at least 1. */
  chiSquared(df: number): number {
    if (df > MANY_DF) return df * (1 - 2 / (9 * df) + this.normal() * Math.sqrt(2 / (9 * df))) ** 3;
    let sum = 0;
    for (let i = 0; i < df; i++) sum += this.normal() ** 2;
    return sum;
  }
}
